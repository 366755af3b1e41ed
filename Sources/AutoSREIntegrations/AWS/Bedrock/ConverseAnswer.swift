import AutoSRECore
import AutoSREPlatform

/// A `Converse` answer. Unions and words have grown and will grow: what is unknown is skipped, what is known must be
/// right.
struct ConverseAnswer {
    private let text: String
    private let inputTokens: Int
    private let outputTokens: Int

    /// Reasons to stop that leave a whole answer behind; every other one, known or not, leaves none.
    private static let wholeAnswers: Set<String> = ["end_turn", "stop_sequence", "tool_use"]

    /// - Throws: `AWSError` for what is not the service's, `ConverseRefusal` where there is no answer in it.
    init(_ answer: AWSAnswer) throws {
        let body = try answer.decode(JSONValue.self)
        guard let blocks = body["output"]?["message"]?["content"]?.array, let reason = body["stopReason"]?.string else {
            throw AWSError(
                .nonsense, operation: answer.operation, status: answer.response.status,
                "the answer is not what the service gives")
        }
        guard Self.wholeAnswers.contains(reason) else { throw ConverseRefusal(reason: reason) }
        text = try Self.text(of: blocks)
        inputTokens = Self.count(body["usage"]?["inputTokens"])
        outputTokens = Self.count(body["usage"]?["outputTokens"])
    }

    /// The forced tool's input where there is one, else the text blocks joined; reasoning and unknown blocks skipped.
    private static func text(of blocks: [JSONValue]) throws -> String {
        let calls = blocks.compactMap { $0["toolUse"]?["input"] }
        if !calls.isEmpty { return try calls.map { try JSON.text($0) }.joined(separator: "\n") }
        return blocks.compactMap { $0["text"]?.string }.joined()
    }

    private static func count(_ value: JSONValue?) -> Int {
        guard let count = value?.integer, count >= 0 else { return 0 }
        return Int(min(count, 1_000_000_000))
    }

    func modelAnswer(milliseconds: Int) -> ModelAnswer {
        ModelAnswer(text: text, inputTokens: inputTokens, outputTokens: outputTokens, milliseconds: milliseconds)
    }
}

/// The model stopped for a reason that leaves no answer.
struct ConverseRefusal: Error, Hashable, CustomStringConvertible {
    /// The service's word, for example `max_tokens`.
    let reason: String
    var description: String {
        "Converse: the model gave no usable answer (\(PlainText.heard(reason)))"
    }
}
