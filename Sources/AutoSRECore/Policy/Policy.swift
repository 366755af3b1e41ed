/// What the agent may do without asking. The values are the defaults; `AUTOSRE_POLICY` replaces them one by one.
public struct Policy: Sendable, Hashable {
    /// How much the agent may do by itself.
    public enum Mode: String, Sendable, Codable, CaseIterable {
        /// Nothing is ever carried out.
        case off
        /// A person approves every plan.
        case suggest
        /// What the other rules allow is carried out.
        case auto
    }

    /// How much the agent may do by itself.
    public var mode = Mode.auto
    /// What may be done to what at all.
    public var allowedActions = ActionRule.standard
    /// Services that are never touched, each by one of its `Target.protectedNames`.
    public var protectedServices: Set<String> = []
    /// 0…1: below it no plan is made.
    public var confidenceFloor = 0.5
    /// Plans riskier than this need a person.
    public var riskCeiling = Risk.medium
    /// Seconds that must have passed since another run changed the same target; 0 for none.
    public var cooldownSeconds = 0.0
    /// For so many seconds what did not help is not done again by another run without a person; 0 for no such time.
    public var repeatSeconds = 86_400.0
    /// How many plans one run may carry out, undos not counted.
    public var attemptsPerIncident = 3
    /// Whether a symptom must have been observed, not only alleged.
    public var requiresObservedSymptom = true
    /// Whether a rollback's target must be in the deployment history.
    public var requiresTargetInHistory = true
    /// How long a clearance or an open question is good for, in seconds.
    public var clearanceSeconds = 600.0

    /// The defaults.
    public init() {}
}

/// What the policy has to know besides the plan. All of it comes from the journal and the evidence.
public struct PolicyContext: Sendable {
    /// The run.
    public let run: RunID
    /// The incident.
    public let incident: Incident
    /// What was known.
    public let evidence: Digest
    /// The confidence in the plan's hypothesis, 0…1.
    public let confidence: Double
    /// Whether the evidence itself shows trouble.
    public let hasObservedSymptom: Bool
    /// The versions in the deployment history.
    public let knownVersions: Set<String>
    /// How many plans this run has carried out already.
    public let attempts: Int
    /// For each target, when another run last really changed it, or may be changing it.
    public let lastChanges: [Target: Instant]
    /// Why nobody can tell when that was; nil where the journal can.
    public let unknownHistory: String?
    /// When the question is asked.
    public let now: Instant
    /// What people call the targets, where their state was read; nil where it was not.
    public let displayNames: Set<String>?
    /// What other runs did in vain to the same targets.
    public let vainAttempts: [VainAttempt]
    /// Why nobody can tell what they did; nil where the journals can.
    public let unknownAttempts: String?
    /// The kinds of action that this program knows.
    public let actions: ActionKinds
    /// Why nothing real speaks for the plan, where nothing does and the plan would be carried out for real.
    public let missingRealEvidence: String?
    /// Whether everything would only be logged.
    public let isRehearsal: Bool

    /// Makes a context.
    public init(
        run: RunID, incident: Incident, evidence: Digest, confidence: Double, hasObservedSymptom: Bool,
        knownVersions: Set<String>, attempts: Int, lastChanges: [Target: Instant], now: Instant,
        missingRealEvidence: String? = nil, unknownHistory: String? = nil, isRehearsal: Bool = false,
        actions: ActionKinds = .standard, displayNames: Set<String>? = nil, vainAttempts: [VainAttempt] = [],
        unknownAttempts: String? = nil
    ) {
        (self.run, self.incident, self.evidence) = (run, incident, evidence)
        (self.confidence, self.hasObservedSymptom) = (confidence, hasObservedSymptom)
        (self.knownVersions, self.attempts) = (knownVersions, attempts)
        (self.lastChanges, self.now, self.missingRealEvidence) = (lastChanges, now, missingRealEvidence)
        (self.displayNames, self.vainAttempts, self.unknownAttempts) = (displayNames, vainAttempts, unknownAttempts)
        (self.unknownHistory, self.isRehearsal, self.actions) = (unknownHistory, isRehearsal, actions)
    }
}
