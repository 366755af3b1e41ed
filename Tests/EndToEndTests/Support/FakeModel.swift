import AutoSRECore
import AutoSREPlatform
import Foundation
import Synchronization

/// Bedrock as far as one Converse call needs it: answers as a test wants, and remembers what it was sent.
final class FakeModel: Sendable {
    private let server: HTTPServer
    private let box: Box

    private final class Box: Sendable {
        let bodies = Mutex<[[UInt8]]>([])
    }

    /// - Parameter answer: is given the question's text and the number of the call, from 1.
    init(_ answer: @escaping @Sendable (_ question: String, _ number: Int) -> ServerResponse) throws {
        let box = Box()
        server = try HTTPServer(
            host: "127.0.0.1", port: 0,
            syncHandler: { request in
                let number = box.bodies.withLock { bodies in
                    bodies.append(request.body)
                    return bodies.count
                }
                return answer(Self.question(in: request.body), number)
            })
        self.box = box
    }

    /// Its host and port.
    var place: String { "127.0.0.1:\(server.port)" }
    /// Every body that came, as bytes.
    var bodies: [[UInt8]] { box.bodies.withLock { $0 } }
    /// Every question that came, as text.
    var questions: [String] { bodies.map(Self.question) }
    /// What makes an agent ask here.
    var settings: [String: String] { Self.settings("http://\(place)") }

    /// What makes an agent ask at `url`.
    static func settings(_ url: String) -> [String: String] {
        [
            "REASONING_USE_BEDROCK": "true", "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": url, "AWS_ACCESS_KEY_ID": "AKIDTEST",
            "AWS_SECRET_ACCESS_KEY": "canary-aws-secret", "AWS_EC2_METADATA_DISABLED": "true",
        ]
    }

    private static func question(in body: [UInt8]) -> String {
        let message = (try? JSON.decode(JSONValue.self, from: body))?["messages"]?.array?.first
        return message?["content"]?.array?.first?["text"]?.string ?? ""
    }

    /// A whole Converse answer with this text.
    static func says(_ text: String) -> ServerResponse {
        let answer: JSONValue = [
            "output": ["message": ["role": "assistant", "content": [["text": .string(text)]]]],
            "stopReason": "end_turn", "usage": ["inputTokens": 5120, "outputTokens": 180, "totalTokens": 5300],
            "metrics": ["latencyMs": 900],
        ]
        let bytes = (try? JSON.encode(answer)) ?? []
        return ServerResponse(headers: [("Content-Type", "application/json")], body: bytes)
    }

    /// A refusal as the service writes one.
    static func refuses(_ status: Int, _ code: String, _ words: String = "scripted") -> ServerResponse {
        ServerResponse(
            status: status, headers: [("x-amzn-ErrorType", code), ("Content-Type", "application/json")],
            body: Array("{\"message\":\"\(words)\"}".utf8))
    }

    /// A diagnosis as it should be written.
    static func diagnosis(
        _ action: String, summary: String = "SUMMARY-7f3a", confidence: Double = 0.9, more: JSONValue = .object([:])
    ) -> String {
        var members: [String: JSONValue] = [
            "summary": .string(summary), "confidence": .number(confidence), "recommended_action": .string(action),
            "reasoning": "because",
        ]
        members.merge(more.object ?? [:]) { _, new in new }
        return (try? JSON.text(JSONValue.object(members))) ?? ""
    }

    /// Stops it.
    func stop() { server.stop() }
}
