/// The decision, durable before the effect, to carry out one action. Its key makes the effect recognisable afterwards.
public struct Intent: Sendable, Hashable, Codable {
    /// Unique over all runs; a driver may hand it to the target as an idempotency key.
    public let key: String
    /// What is to be done.
    public let action: Action
    /// The plan it belongs to.
    public let plan: Digest
    /// When it was decided.
    public let at: Instant

    /// Makes an intent.
    public init(key: String, action: Action, plan: Digest, at: Instant) {
        (self.key, self.action, self.plan, self.at) = (key, action, plan, at)
    }
}

/// What came of an intent.
public struct Receipt: Sendable, Hashable {
    /// How far the effect is known.
    public enum Effect: String, Sendable, Codable {
        /// The target's own state shows it.
        case applied
        /// The target was already in the wanted state before the driver did anything in this attempt.
        case found
        /// It was asked for, the target's state does not show it, and nobody knows whether it happened.
        case unconfirmed
        /// Only logged: nothing was touched.
        case simulated
    }

    /// The intent's key.
    public let intent: String
    /// How far the effect is known.
    public let effect: Effect
    /// The driver that did it, for example `http`.
    public let driver: String
    /// What the target's state showed, in words.
    public let confirmation: String
    /// The action that takes it back, where there is one and something was really done.
    public var inverse: Action?
    /// False where the intent could not be written durably before the effect.
    public var isDurable: Bool
    /// What the driver left to look at, in the order of its making.
    public var artifacts: [Artifact] = []

    /// Makes a receipt.
    public init(
        intent: String, effect: Effect, driver: String, confirmation: String, inverse: Action?, isDurable: Bool = true,
        artifacts: [Artifact] = []
    ) {
        (self.intent, self.effect, self.driver) = (intent, effect, driver)
        (self.confirmation, self.inverse, self.isDurable) = (confirmation, inverse, isDurable)
        self.artifacts = artifacts
    }
}

extension Receipt: Codable {
    enum CodingKeys: String, CodingKey {
        case intent, effect, driver, confirmation, inverse, artifacts
        case isDurable = "durable"
    }

    /// Decodes; a receipt written before there were artifacts has none.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        intent = try members.decode(String.self, forKey: .intent)
        effect = try members.decode(Effect.self, forKey: .effect)
        driver = try members.decode(String.self, forKey: .driver)
        confirmation = try members.decode(String.self, forKey: .confirmation)
        inverse = try members.decodeIfPresent(Action.self, forKey: .inverse)
        isDurable = try members.decode(Bool.self, forKey: .isDurable)
        artifacts = try members.decodeIfPresent([Artifact].self, forKey: .artifacts) ?? []
    }

    /// Encodes; without artifacts exactly as before there were any, so that the digests of old journals hold.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(intent, forKey: .intent)
        try members.encode(effect, forKey: .effect)
        try members.encode(driver, forKey: .driver)
        try members.encode(confirmation, forKey: .confirmation)
        try members.encodeIfPresent(inverse, forKey: .inverse)
        try members.encode(isDurable, forKey: .isDurable)
        if !artifacts.isEmpty { try members.encode(artifacts, forKey: .artifacts) }
    }
}
