/// A model that answers one question in text. Stateless; every call stands alone.
public protocol LanguageModel: Sendable {
    /// The model's id, as it is journaled.
    var name: String { get }
    /// The host, or the host and its port, that prompts go to.
    var destination: String { get }
    /// Asks, and waits `seconds` at the most, whatever is tried again inside.
    /// - Parameter leaving: is called with the size of the body each time before it leaves the machine; where that
    ///   throws, nothing is sent.
    /// - Throws: an error whose description is one line that names the cause, and never a secret.
    func answer(_ prompt: Prompt, within seconds: Double, leaving: @escaping Leaving) async throws -> ModelAnswer
}

/// Lists that a body of so many bytes is about to leave the machine. What cannot be listed is not sent.
public typealias Leaving = @Sendable (_ bytes: Int) async throws -> Void

/// What a model is asked, already safe to send.
public struct Prompt: Sendable, Hashable {
    /// The standing instructions: ours alone, without a word from outside.
    public let system: String
    /// The question with its material.
    public let user: String
    /// The shape that the answer should have, as JSON Schema, for models that can be held to one.
    public let schema: JSONValue

    /// Makes a prompt.
    public init(system: String, user: String, schema: JSONValue) {
        (self.system, self.user, self.schema) = (system, user, schema)
    }
}

/// What a model answered. Data from outside: decoded strictly by whoever acts on it.
public struct ModelAnswer: Sendable, Hashable {
    /// The text; where the model answered with a forced tool call, its input as JSON.
    public let text: String
    /// Tokens that the model read.
    public let inputTokens: Int
    /// Tokens that it wrote.
    public let outputTokens: Int
    /// Milliseconds from sending to the last byte.
    public let milliseconds: Int

    /// Makes an answer.
    public init(text: String, inputTokens: Int, outputTokens: Int, milliseconds: Int) {
        (self.text, self.inputTokens, self.outputTokens) = (text, inputTokens, outputTokens)
        self.milliseconds = milliseconds
    }
}
