import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import Synchronization

/// Converse's answers as the service model of bedrock-runtime (botocore 1.44.8) describes them.
enum Converse {
    static func answer(
        _ blocks: [JSONValue], stop: String = "end_turn", usage: JSONValue? = nil
    ) -> ServerResponse {
        json([
            "output": ["message": ["role": "assistant", "content": .array(blocks)]], "stopReason": .string(stop),
            "usage": usage ?? ["inputTokens": 5120, "outputTokens": 180, "totalTokens": 5300],
            "metrics": ["latencyMs": 900],
        ])
    }

    static func text(_ text: String) -> ServerResponse { answer([["text": .string(text)]]) }

    /// The error's code is in a header and nowhere else.
    static func refusal(_ status: Int, _ code: String, _ message: String = "no") -> ServerResponse {
        var response = json(["message": .string(message)], status: status)
        response.headers.append(("x-amzn-ErrorType", code))
        return response
    }

    static let prompt = Prompt(system: "rules", user: "what is wrong?", schema: ["type": "object"])
}

/// How often something left, and how many bytes.
final class Departures: Sendable {
    private let sizes = Mutex<[Int]>([])
    var all: [Int] { sizes.withLock { $0 } }
    var leaving: Leaving { { [self] size in sizes.withLock { $0.append(size) } } }
}

func bedrock(
    _ url: String, _ name: String = "us.amazon.nova-2-lite-v1:0", token: String = "", world: any World = StillWorld()
) throws -> BedrockModel {
    let key: any AWSCredentialSource = token.isEmpty ? TestKey("AKIDTEST") : NoCredentials()
    return try BedrockModel(name, client: aws(url, key: key, world: world), token: token)
}

/// Asks once and gives the answer's text, or the error's words.
func ask(_ model: BedrockModel, seconds: Double = 20, _ departures: Departures = Departures()) async -> String {
    do {
        return try await model.answer(Converse.prompt, within: seconds, leaving: departures.leaving).text
    } catch {
        return "failed: \(error)"
    }
}
