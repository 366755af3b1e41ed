/// Every loop has a bound. These are the bounds of one run.
public struct Limits: Sendable, Hashable, Codable {
    /// How many hypotheses are acted on at the most.
    public var rounds = 3
    /// How often reasoning is tried again after a failure (`REASONING_MAX_RETRIES`).
    public var reasoningRetries = 2
    /// How often any other step is tried again.
    public var transientFailures = 3
    /// Seconds that the slowest source of evidence may take; three times as many while none has brought anything.
    public var gatheringSeconds = 5.0
    /// Seconds that one attempt at reasoning may take (a model's read timeout).
    public var reasoningSeconds = 30.0
    /// How often an action is tried again after a transient failure.
    public var actionRetries = 2
    /// Seconds from an intent to giving its action up.
    public var actionSeconds = 5.0
    /// Seconds of one step of watching for what was asked for.
    public var watchSeconds = 15.0
    /// Seconds for all verification of the run together (`RECOVERY_VERIFY_TIMEOUT_SECONDS`).
    public var verificationSeconds = 120.0
    /// Seconds of a round's verification at the most while another hypothesis is left.
    public var roundVerificationSeconds = 30.0
    /// Seconds of the precheck at the most.
    public var precheckSeconds = 5.0
    /// How many readings that say the same count as stable.
    public var stableReadings = 3
    /// Seconds that the good readings after acting must span, and the bad ones before acting and before an undo
    /// (`AUTOSRE_STABLE_SECONDS`); never more than a third of `verificationSeconds` is asked for.
    public var stableSeconds = 3.0
    /// Seconds that the precheck's good readings must span where nothing bad was seen in this run.
    public var stablePrecheckSeconds = 0.2
    /// Seconds after which a reading or a verdict is one of before, and no longer one of now: longer than any gap that
    /// a working process leaves between two steps.
    public var freshSeconds = 5.0
    /// Seconds that one reading may take.
    public var readingSeconds = 1.0
    /// Seconds between the first two readings after acting; each gap is a quarter longer than the one before it.
    public var readingGapSeconds = 0.05
    /// Seconds between readings after acting at the most.
    public var maximumReadingGapSeconds = 1.0
    /// Seconds from a good reading to the one that confirms it, at the least.
    public var confirmationGapSeconds = 0.06
    /// Seconds that an open question waits for a person; 0 where nobody can answer.
    public var approvalSeconds = 0.0
    /// 0…1: below it no plan is made (the policy's floor).
    public var confidenceFloor = 0.5
    /// How many entries a journal may have before the run is given up.
    public var entries = 2000
    /// Seconds before the verifier's signal can show a change.
    public var verifierLatencySeconds = 0.0

    /// The defaults.
    public init() {}

    /// Seconds that a run may have its target: from the intent to the verdict.
    public var holdingSeconds: Double { actionSeconds + verificationSeconds }

    /// Seconds to wait before the `attempt`th retry (1, 2, …): 0.1 s, then four times more each.
    public func backoffSeconds(attempt: Int) -> Double {
        var seconds = 0.1
        for _ in 1..<max(attempt, 1) where seconds < 30 { seconds *= 4 }
        return min(seconds, 30)
    }

    enum CodingKeys: String, CodingKey {
        case rounds
        case reasoningRetries = "reasoning_retries"
        case transientFailures = "transient_failures"
        case gatheringSeconds = "gathering_seconds"
        case reasoningSeconds = "reasoning_seconds"
        case actionRetries = "action_retries"
        case actionSeconds = "action_seconds"
        case watchSeconds = "watch_seconds"
        case verificationSeconds = "verification_seconds"
        case roundVerificationSeconds = "round_verification_seconds"
        case precheckSeconds = "precheck_seconds"
        case stableReadings = "stable_readings"
        case stableSeconds = "stable_seconds"
        case stablePrecheckSeconds = "stable_precheck_seconds"
        case freshSeconds = "fresh_seconds"
        case readingSeconds = "reading_seconds"
        case readingGapSeconds = "reading_gap_seconds"
        case maximumReadingGapSeconds = "maximum_reading_gap_seconds"
        case confirmationGapSeconds = "confirmation_gap_seconds"
        case approvalSeconds = "approval_seconds"
        case confidenceFloor = "confidence_floor"
        case entries
        case verifierLatencySeconds = "verifier_latency_seconds"
    }
}
