/// What a run is judged by: which program, within which bounds, under which policy. A fact of its own, when a process
/// begins to work on a run and whenever they are others than before, so that whoever reads the journal later judges by
/// the same.
public struct Conditions: Sendable, Hashable, Codable {
    /// The program and its version, for example `autosre 0.1.0`.
    public let program: String
    /// The bounds.
    public let limits: Limits
    /// The policy.
    public let policy: Policy
    /// Binds to exactly this policy.
    public let policyDigest: Digest

    /// Notes what is in force.
    public init(program: String, limits: Limits, policy: Policy) {
        (self.program, self.limits, self.policy) = (program, limits, policy)
        policyDigest = policy.digest
    }

    enum CodingKeys: String, CodingKey {
        case program, limits, policy
        case policyDigest = "policy_digest"
    }
}

extension Policy: Codable {
    /// Binds to exactly these rules, over their canonical JSON.
    public var digest: Digest { Digest(of: "policy/1", self) }

    enum CodingKeys: String, CodingKey {
        case mode
        case allowedActions = "allowed_actions"
        case protectedServices = "protected_services"
        case confidenceFloor = "confidence_floor"
        case riskCeiling = "risk_ceiling"
        case cooldownSeconds = "cooldown_seconds"
        case repeatSeconds = "repeat_seconds"
        case attemptsPerIncident = "attempts_per_incident"
        case requiresObservedSymptom = "require_symptom"
        case requiresTargetInHistory = "require_target_in_history"
        case clearanceSeconds = "clearance_seconds"
    }

    /// Decodes what `encode` wrote: the keys of the policy file.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        mode = try members.decode(Mode.self, forKey: .mode)
        allowedActions = try members.decode(Set<ActionRule>.self, forKey: .allowedActions)
        protectedServices = try members.decode(Set<String>.self, forKey: .protectedServices)
        confidenceFloor = try members.decode(Double.self, forKey: .confidenceFloor)
        riskCeiling = try members.decode(Risk.self, forKey: .riskCeiling)
        cooldownSeconds = try members.decode(Double.self, forKey: .cooldownSeconds)
        repeatSeconds = try members.decode(Double.self, forKey: .repeatSeconds)
        attemptsPerIncident = try members.decode(Int.self, forKey: .attemptsPerIncident)
        requiresObservedSymptom = try members.decode(Bool.self, forKey: .requiresObservedSymptom)
        requiresTargetInHistory = try members.decode(Bool.self, forKey: .requiresTargetInHistory)
        clearanceSeconds = try members.decode(Double.self, forKey: .clearanceSeconds)
    }

    /// Encodes with sets in order, so that equal policies give equal bytes.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(mode, forKey: .mode)
        try members.encode(allowedActions.inOrder, forKey: .allowedActions)
        try members.encode(protectedServices.sorted(), forKey: .protectedServices)
        try members.encode(confidenceFloor, forKey: .confidenceFloor)
        try members.encode(riskCeiling, forKey: .riskCeiling)
        try members.encode(cooldownSeconds, forKey: .cooldownSeconds)
        try members.encode(repeatSeconds, forKey: .repeatSeconds)
        try members.encode(attemptsPerIncident, forKey: .attemptsPerIncident)
        try members.encode(requiresObservedSymptom, forKey: .requiresObservedSymptom)
        try members.encode(requiresTargetInHistory, forKey: .requiresTargetInHistory)
        try members.encode(clearanceSeconds, forKey: .clearanceSeconds)
    }
}
