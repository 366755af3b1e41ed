import AutoSRECore

/// One `Converse` request. Shape: the service model of bedrock-runtime (botocore 1.44.8).
struct ConverseCall {
    let request: AWSRequest

    /// Tokens of an answer at the most. A diagnosis has some hundreds; more lets a forced tool call end properly.
    private static let maximumTokens: Int64 = 4096
    /// Bytes of an answer at the most.
    private static let maximumBytes = 1 << 20
    private static let toolName = "report_diagnosis"

    /// - Parameter prompt: nil for a conversation without a message, which the service refuses.
    init(model: String, prompt: Prompt?) throws(AWSError) {
        var body: [String: JSONValue] = [
            "messages": .array(prompt.map { [["role": "user", "content": [["text": .string($0.user)]]]] } ?? []),
            // Greedy, as the vendor advises for structured answers.
            "inferenceConfig": ["maxTokens": .integer(Self.maximumTokens), "temperature": 0],
        ]
        if let prompt {
            body["system"] = [["text": .string(prompt.system)]]
            if Self.canBeForced(model) { body["toolConfig"] = Self.tool(prompt.schema) }
        }
        // An ARN's colons and slashes are part of one path segment.
        let path = "/model/\(PercentEncoding.encode(model))/converse"
        var request = try AWSRequest.rest(.bedrockRuntime, "Converse", method: "POST", path: path, .object(body))
        request.maximumBytes = Self.maximumBytes
        self.request = request
    }

    /// Amazon's Nova models take a forced tool call, and AWS advises it for structured answers. Of others nobody knows;
    /// they are asked in words alone.
    private static func canBeForced(_ model: String) -> Bool { model.contains("amazon.nova") }

    private static func tool(_ schema: JSONValue) -> JSONValue {
        [
            "tools": [
                [
                    "toolSpec": [
                        "name": .string(toolName), "description": "Reports the diagnosis of the incident.",
                        "inputSchema": ["json": schema],
                    ]
                ]
            ],
            "toolChoice": ["tool": ["name": .string(toolName)]],
        ]
    }
}
