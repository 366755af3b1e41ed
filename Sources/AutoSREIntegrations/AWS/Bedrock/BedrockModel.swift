public import AutoSRECore

/// A model on Amazon Bedrock, asked with one `Converse` call for each question.
/// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
public struct BedrockModel: LanguageModel {
    /// The model's or inference profile's id or ARN.
    public let name: String
    /// The host, and the port where it is not the scheme's own.
    public let destination: String
    private let client: AWSClient
    private let token: String
    private let world: any World

    /// Makes a model.
    /// - Parameters:
    ///   - client: signs and sends.
    ///   - token: a Bedrock API key (`AWS_BEARER_TOKEN_BEDROCK`), used instead of a signature where it is not empty, as
    ///     AWS's own tools do; the client must then be one without credentials.
    /// - Throws: `AWSError` where the endpoint cannot be used, or the token would be sent in the clear.
    public init(_ name: String, client: AWSClient, token: String = "") throws(AWSError) {
        let address = try client.environment.endpoint(of: .bedrockRuntime)
        let endpoint = try AWSEndpoint(address)
        if !token.isEmpty, !endpoint.origin.hasPrefix("https://"), !Self.isLoopback(endpoint.host) {
            throw AWSError(.configuration, "a Bedrock API key is sent over https only, and the endpoint is http")
        }
        (self.name, self.client, self.token) = (name, client, token)
        (destination, world) = (endpoint.host, client.world)
    }

    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host.hasPrefix("localhost:") || host.hasPrefix("127.") || host.hasPrefix("[::1]")
    }

    /// Asks once; what AWS's own tools would try again, an overloaded or broken service, is tried again inside.
    /// - Throws: `AWSError`, `ConverseRefusal` for an answer without an answer, or what `leaving` throws.
    public func answer(
        _ prompt: Prompt, within seconds: Double, leaving: @escaping Leaving
    ) async throws -> ModelAnswer {
        var request = try ConverseCall(model: name, prompt: prompt).request
        if !token.isEmpty { request.headers.append(("Authorization", "Bearer \(token)")) }
        request.attemptSeconds = seconds
        request.willSend = { size throws(AWSError) in
            do { try await leaving(size) } catch { throw AWSError(.configuration, "\(error)") }
        }
        let start = world.now()
        let answer = try await client.call(request, within: seconds)
        let milliseconds = Int((world.now().seconds(since: start) * 1000).rounded())
        return try ConverseAnswer(answer).modelAnswer(milliseconds: milliseconds)
    }

    /// What an empty question shows.
    public enum Trial: Sendable {
        /// The service took key and model, and found fault with the emptiness alone.
        case usable
        /// It found fault, and does not say with what: nothing is proven.
        case unproven(AWSError)
        /// It refused, or gave no answer.
        case refused(AWSError)
    }

    /// Sends what cannot cost anything, a conversation without a message, and says what came back. Only an answer about
    /// that mistake proves that the model can be used: one that is not there, or not to be had like this, is refused
    /// with the same status and code.
    public func trial(within seconds: Double) async -> Trial {
        do throws(AWSError) {
            var request = try ConverseCall(model: name, prompt: nil).request
            if !token.isEmpty { request.headers.append(("Authorization", "Bearer \(token)")) }
            request.attemptSeconds = seconds
            _ = try await client.call(request, within: seconds)
            return .unproven(AWSError(.nonsense, operation: "Converse", "an empty question was answered"))
        } catch {
            guard error.status == 400, ["ValidationException", ""].contains(error.code) else { return .refused(error) }
            let words = error.message.lowercased()
            if Self.mistakes.contains(where: words.contains) { return .usable }
            return Self.faults.contains(where: words.contains) ? .refused(error) : .unproven(error)
        }
    }

    /// Words about a conversation without a message.
    private static let mistakes = [
        "conversation must start", "start with a user message", "at least one message", "messages is empty",
        "messages: ", "'messages'", "messages must", "messages cannot be empty", "messages field",
    ]
    /// Words about the model.
    private static let faults = [
        "model id", "on-demand", "inference profile", "doesn't support", "not support", "unsupported model",
        "access to", "end of its life", "deprecated",
    ]
}
