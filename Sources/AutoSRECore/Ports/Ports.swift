/// Where incidents come from.
public protocol Detector: Sendable {
    /// The setting's word for it, for example `simulated`.
    var name: String { get }
    /// What is to be worked on now; empty where nothing is.
    func detect() async throws -> [Alert]
}

/// Reads one kind of evidence. Never changes anything.
public protocol EvidenceSource: Sendable {
    /// A name for gaps and logs.
    var name: String { get }
    /// What it reads. Of several sources of a kind, the first in the registry that has any of an entity is used.
    var kinds: [EvidenceKind] { get }
    /// Reads; bounded in time and size by itself. Throwing makes a gap, never a failure of the run.
    func collect(_ query: EvidenceQuery) async throws -> [RawEvidence]
}

/// Says what is wrong. A local engine, or a model.
public protocol Diagnoser: Sendable {
    /// Concludes from the evidence; throwing is retried within bounds and then ends in `Diagnosis.fallback`.
    func diagnose(_ request: DiagnosisRequest) async throws -> Diagnosis
}

/// What a diagnoser is given.
public struct DiagnosisRequest: Sendable {
    /// The run that asks.
    public let run: RunID
    /// The incident.
    public let incident: Incident
    /// The evidence, bodies included.
    public let evidence: [Evidence]
    /// What could not be had.
    public let gaps: [EvidenceGap]
    /// Keys of hypotheses that were acted on in vain.
    public let tried: [HypothesisKey]

    /// Makes a request.
    public init(run: RunID, incident: Incident, evidence: [Evidence], gaps: [EvidenceGap], tried: [HypothesisKey]) {
        self.run = run
        (self.incident, self.evidence, self.gaps, self.tried) = (incident, evidence, gaps, tried)
    }
}

/// Turns a hypothesis into typed actions. Code only: no model's words reach a target.
public protocol Planner: Sendable {
    /// Plans, or throws `Refusal` with what is missing.
    func plan(for hypothesis: Hypothesis, incident: Incident, evidence: [Evidence], at now: Instant) throws -> Plan
    /// What a plan for `incident` would change, as far as that is known without one: where another run is at work
    /// there, this one has something to wait for.
    func targets(of incident: Incident) -> [Target]
}

/// Changes the world.
public protocol Actuator: Sendable {
    /// The driver's name, for example `http`.
    var name: String { get }
    /// What it can do.
    var capabilities: [Capability] { get }
    /// Whether it only logs.
    var isSimulated: Bool { get }
    /// Whether it works an operations dashboard, by its pages or its API: `UI_STUB` keeps hands off those, whatever is
    /// to be done there, and off nothing else.
    var worksDashboard: Bool { get }
    /// Whether the target shows the intent's effect. Asked before every act, so that the normal path is the recovery
    /// path.
    func status(of intent: Intent) async throws -> ActuationStatus
    /// Carries the intent out and returns what the target's own state then shows. Throws `Refusal` where the target is
    /// not what the plan expects or clearly says no (final), `Pending` where it may have happened and does not show
    /// (never asked for again), anything else only where nothing was sent (it may be tried again).
    ///
    /// Calls `sending` right before the request that counts leaves, with what is to be watched for should this process
    /// end before the answer; what that throws ends the try. A driver whose target takes the same request only once
    /// (compare and swap) need not.
    func perform(_ intent: Intent, with clearance: Clearance, sending: @escaping Sending) async throws -> Receipt
}

extension Actuator {
    /// Most act on something else.
    public var worksDashboard: Bool { false }
}

/// Makes it durable that a request is about to leave.
public typealias Sending = @Sendable (Pending) async throws -> Void

/// One thing an actuator can do.
public struct Capability: Sendable, Hashable {
    /// The kind of action.
    public let action: ActionKind
    /// The kind of target.
    public let target: TargetKind
    /// Makes an ability.
    public init(_ action: ActionKind, _ target: TargetKind) { (self.action, self.target) = (action, target) }
}

/// Whether a target shows an intent's effect.
public enum ActuationStatus: Sendable, Hashable {
    /// It does not, so carrying it out cannot do it twice.
    case absent
    /// It does.
    case applied(Receipt)
}

/// Reads one health signal, independent of whoever acts.
public protocol Verifier: Sendable {
    /// The signal's name where it is read beside others, for example `alarms`: the same in every reading.
    var name: String { get }
    /// Seconds before the signal can show a change of an entity: 0 for a health address, periods × length for an alarm.
    func latencySeconds(of entity: Entity) -> Double
    /// One reading of an entity's health, within `seconds`. Never throws: no answer is a reading too.
    func read(_ entity: Entity, within seconds: Double) async -> HealthReading
}

/// Tells people how a run ended.
public protocol Notifier: Sendable {
    /// Its name in journals, for example `slack`.
    var name: String { get }
    /// Tells. Never throws: a failure is a notification with status `failed`.
    func notify(_ postMortem: PostMortem, isRepeat: Bool) async -> Notification
    /// The host that its messages leave the machine for; nil where they stay on it.
    var destination: String? { get }
    /// Tells over the network: `leaving` is called with the size of the body each time before it is sent.
    func notify(_ postMortem: PostMortem, isRepeat: Bool, leaving: @escaping Leaving) async -> Notification
}

extension Notifier {
    /// Nowhere: most notifiers write files.
    public var destination: String? { nil }
    /// Tells; what does not leave the machine needs no listing.
    public func notify(_ postMortem: PostMortem, isRepeat: Bool, leaving: @escaping Leaving) async -> Notification {
        await notify(postMortem, isRepeat: isRepeat)
    }
}

/// Feeds a live view. Sees every entry after it is durable.
public protocol Observer: Sendable {
    /// Called in order, once for each entry of the run that this process appends.
    func observe(_ entry: JournalEntry, of run: Run) async
}

/// Keeps the bodies of evidence under the digest of their content.
public protocol EvidenceStore: Sendable {
    /// Keeps bodies; keeping one twice is the same as once.
    func put(_ evidence: [MintedEvidence]) async throws
    /// The encoded body of `reference`; throws where it is not there or does not match its digest.
    func bytes(of reference: EvidenceReference) async throws -> [UInt8]
}

extension EvidenceStore {
    /// The body of `reference`, read as one of `kinds`; throws where it is not there or does not match its digest.
    public func body(
        of reference: EvidenceReference, as kinds: EvidenceKinds = .standard
    ) async throws -> EvidenceBody {
        try kinds.body(reference.kind, from: try await bytes(of: reference))
    }
}

/// A closed door: final, with a reason that a person can act on. Closes the run rather than being retried.
public struct Refusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// Why, in a sentence.
    public let reason: String
    /// What was left to look at, such as a picture of the page that differs.
    public let artifacts: [Artifact]
    /// Makes a refusal.
    public init(_ reason: String, artifacts: [Artifact] = []) { (self.reason, self.artifacts) = (reason, artifacts) }
    /// The reason.
    public var description: String { reason }
}
