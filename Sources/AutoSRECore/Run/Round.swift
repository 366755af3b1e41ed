/// One attempt to put things right: what was known, concluded, planned, permitted, done and seen.
public struct Round: Sendable, Hashable {
    /// What was read.
    public internal(set) var gathering: EvidenceSet?
    /// When the reading of it began.
    var gatheredSince: Instant?
    /// What was concluded.
    public internal(set) var diagnosis: Diagnosis?
    /// What was to be done.
    public internal(set) var plan: Plan?
    /// What the policy said of the plan.
    public internal(set) var verdict: Verdict?
    /// When it said so last.
    var judgedAt: Instant?
    /// Whether a person said yes.
    var isApproved = false
    /// The permission, the policy's or a person's.
    public internal(set) var clearance: Clearance?
    /// The readings before acting.
    public internal(set) var prechecks: [HealthReading] = []
    /// The intents, in the plan's order.
    public internal(set) var intents: [Intent] = []
    /// The receipts, in the plan's order.
    public internal(set) var receipts: [Receipt] = []
    /// What is being asked for by a process that has said nothing more yet.
    public internal(set) var sending: Pending?
    /// What was asked for and does not show yet.
    public internal(set) var pending: Pending?
    /// Whether this run has done or asked for any of it, or may have: all but what it found done by somebody else.
    var isOurs = false
    /// The readings after acting.
    public internal(set) var readings: [HealthReading] = []
    /// When the last effect was known, so when verification began.
    public internal(set) var actedAt: Instant?
    /// What verification came to.
    public internal(set) var verification: Verification?
    /// When it came to that.
    public internal(set) var verifiedAt: Instant?
    /// Why the plan was not carried out, or not to its end.
    public internal(set) var refusal: Refusal?
    /// The key of the intent that the target clearly refused: it certainly had no effect.
    public internal(set) var refusedIntent: String?

    /// Whether everything that was done was only logged.
    public var isSimulated: Bool { !receipts.isEmpty && receipts.allSatisfy { $0.effect == .simulated } }

    /// Whether something was done for real, or may have been: there is a receipt that is no rehearsal's, or something
    /// was asked for.
    public var isReal: Bool { receipts.contains { $0.effect != .simulated } || sending != nil || pending != nil }

    /// Whether an intent is written and nothing came of it: no request has left, so that it is not done yet.
    public var isUnbegun: Bool { !intents.isEmpty && receipts.isEmpty && refusal == nil && !isOurs }

    /// What was really done and can be taken back, in order.
    public var reversible: [Receipt] { receipts.filter { $0.inverse != nil } }

    /// What was asked for and never showed: nobody knows whether it happened.
    public var unconfirmed: Receipt? { receipts.first { $0.effect == .unconfirmed } }

    /// Whether the signal said good or bad at any time after acting.
    public var hasAnswer: Bool { readings.contains { $0.status != .unknown } }
}
