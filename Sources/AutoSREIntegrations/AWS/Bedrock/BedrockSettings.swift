public import AutoSREConfiguration

/// The model that may diagnose.
public struct BedrockSettings: SettingsGroup, Hashable {
    /// `REASONING_USE_BEDROCK`: ask the model instead of the local engine.
    public var isUsed = false
    /// `NOVA_MODEL_ID`: a model's or inference profile's id or ARN.
    public var modelID = "us.amazon.nova-2-lite-v1:0"
    /// `BEDROCK_READ_TIMEOUT_SECONDS`.
    public var readTimeoutSeconds = 300.0
    /// `AWS_BEARER_TOKEN_BEDROCK`: an API key in place of signatures; empty for none.
    public var bearerToken = ""
    /// `AUTOSRE_MODEL_BUDGET_SECONDS`.
    public var budgetSeconds = 60.0
    /// `AUTOSRE_MODEL_PROMPT_BYTES`.
    public var promptBytes = 32_768
    /// `AUTOSRE_MODEL_PRICE`; nil shows no cost.
    public var price: ModelPrice?
    /// `REASONING_FALLBACK`.
    public var fallback = ReasoningFallback.escalate

    /// The defaults.
    public init() {}
}

/// The words of `REASONING_FALLBACK`.
public enum ReasoningFallback: String, Sendable, CaseIterable {
    /// A person decides.
    case escalate
    /// The local engine's diagnosis stands.
    case local
}

/// What a model costs, in US dollars for a million tokens.
public struct ModelPrice: Sendable, Hashable {
    /// Of what it reads.
    public let input: Double
    /// Of what it writes.
    public let output: Double
}

extension Configuration {
    /// The model that may diagnose.
    public var bedrock: BedrockSettings {
        get { self[BedrockSettings.self] }
        set { self[BedrockSettings.self] = newValue }
    }
}

extension BedrockSettings {
    static let section = SettingsSection(
        "Bedrock",
        [
            Setting(
                "REASONING_USE_BEDROCK", \BedrockSettings.isUsed, .boolean,
                "Ask the model for the diagnosis, beside the local engine."),
            Setting(
                "NOVA_MODEL_ID", key: "model", \BedrockSettings.modelID, .name(limit: 2048),
                "The Bedrock model for root-cause analysis: an id, an inference profile or an ARN."),
            Setting(
                "BEDROCK_READ_TIMEOUT_SECONDS", key: "read_timeout_seconds", \BedrockSettings.readTimeoutSeconds,
                .seconds,
                "How long the model may take to answer, each time that it is asked."),
            Setting(
                "AWS_BEARER_TOKEN_BEDROCK", key: "bearer_token", \BedrockSettings.bearerToken, .token, isSecret: true,
                "A Bedrock API key, used in place of AWS credentials. Sent over https only."),
            Setting(
                "AUTOSRE_MODEL_BUDGET_SECONDS", key: "budget_seconds", \BedrockSettings.budgetSeconds, .seconds,
                "How long all questions to the model together may take, retries included, once the local engine knows "
                    + "what it would do."),
            Setting(
                "AUTOSRE_MODEL_PROMPT_BYTES", key: "prompt_bytes", \BedrockSettings.promptBytes,
                .whole(8192...1_000_000),
                "How much text about an incident the model is sent at the most, in bytes."),
            Setting(
                "AUTOSRE_MODEL_PRICE", key: "price", \BedrockSettings.price, .price,
                "What the model costs in US dollars for a million tokens, read and written, such as `0.33/2.75`. Empty: "
                    + "no cost is shown."),
            Setting(
                "REASONING_FALLBACK", key: "fallback", \BedrockSettings.fallback, .word,
                "What happens when the model fails for good: `escalate` asks a person, `local` lets the local engine's "
                    + "diagnosis stand."),
        ])
}

extension ValueSyntax where Value == ModelPrice? {
    /// Two prices with a slash between them.
    public static let price = ValueSyntax(
        allowed: "two prices with a slash between them, such as 0.33/2.75, each at most 100000",
        read: { text in
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            let isFine = text.unicodeScalars.allSatisfy { "0123456789./".unicodeScalars.contains($0) }
            guard parts.count == 2, isFine, let input = Double(parts[0]), let output = Double(parts[1]) else {
                return .none
            }
            return input <= 100_000 && output <= 100_000 ? .some(ModelPrice(input: input, output: output)) : .none
        },
        show: { $0.map { "\($0.input.plain)/\($0.output.plain)" } ?? "" })
}
