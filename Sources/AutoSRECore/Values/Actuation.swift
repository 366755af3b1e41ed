/// The decision, durable before the effect, to carry out one action. Its key makes the effect recognisable afterwards.
public struct Intent: Sendable, Hashable {
    /// The run whose it is.
    public let run: RunID
    /// Which of the run's journal entries it is.
    public let number: Int
    /// What is to be done.
    public let action: Action
    /// The plan it belongs to.
    public let plan: Digest
    /// When it was decided.
    public let at: Instant

    /// Makes an intent.
    public init(run: RunID, number: Int, action: Action, plan: Digest, at: Instant) {
        (self.run, self.number, self.action, self.plan, self.at) = (run, number, action, plan, at)
    }

    /// Unique over all runs, and never parsed; a driver may hand it to the target as an idempotency key.
    public var key: String { "\(run)/\(number)" }
}

extension Intent: Codable {
    enum CodingKeys: String, CodingKey { case key, run, number, action, plan, at }

    /// Decodes; the key follows from the rest.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        run = try members.decode(RunID.self, forKey: .run)
        number = try members.decode(Int.self, forKey: .number)
        action = try members.decode(Action.self, forKey: .action)
        plan = try members.decode(Digest.self, forKey: .plan)
        at = try members.decode(Instant.self, forKey: .at)
    }

    /// Encodes, with the key for whoever reads the journal.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(key, forKey: .key)
        try members.encode(run, forKey: .run)
        try members.encode(number, forKey: .number)
        try members.encode(action, forKey: .action)
        try members.encode(plan, forKey: .plan)
        try members.encode(at, forKey: .at)
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
    /// The action that takes it back, where there is one and something was really done by us. No driver says so: the
    /// engine does, by the kind of action and the journal.
    public var inverse: Action?
    /// False where the intent could not be written durably before the effect.
    public var isDurable: Bool
    /// What the driver left to look at, in the order of its making.
    public var artifacts: [Artifact] = []
    /// Whether the run has not succeeded while the target does not show it, whatever the health signal says.
    public var mustShow = false

    /// Makes a receipt.
    public init(
        intent: String, effect: Effect, driver: String, confirmation: String, inverse: Action? = nil,
        isDurable: Bool = true, artifacts: [Artifact] = [], mustShow: Bool = false
    ) {
        (self.intent, self.effect, self.driver) = (intent, effect, driver)
        (self.confirmation, self.inverse, self.isDurable) = (confirmation, inverse, isDurable)
        (self.artifacts, self.mustShow) = (artifacts, mustShow)
    }
}

extension Receipt: Codable {
    enum CodingKeys: String, CodingKey {
        case intent, effect, driver, confirmation, inverse, artifacts
        case isDurable = "durable"
        case mustShow = "must_show"
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
        mustShow = try members.decodeIfPresent(Bool.self, forKey: .mustShow) ?? false
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
        if mustShow { try members.encode(mustShow, forKey: .mustShow) }
    }
}
