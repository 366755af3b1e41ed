/// All that is known around one incident, in columns. Every part may be empty; `gaps` says what is missing or
/// unreadable.
public struct CaseEvidence: Sendable {
    /// The case's id, as its `case.json` gives it.
    public var id = ""
    /// When a detector fired, unix seconds: the onset is earlier, or the same moment.
    public var incidentTime: Double
    /// End of what was collected, unix seconds.
    public var windowEnd: Double
    /// What the detector saw, where it says so.
    public var symptom: Symptom?
    /// Whether a signal of health said at the end of what was collected that it is bad: then something is wrong,
    /// whatever its age, and the question is only what. False where nobody said.
    public var isStillBad = false
    var metrics = MetricTable()
    var spans = SpanTable()
    var logs = LogTable()
    var events: [Event] = []
    var changes: [Change] = []
    /// Given caller → callee pairs.
    var edges: [(caller: String, callee: String)] = []
    /// What is missing, for a person.
    public var gaps: [String] = []

    /// The component and series on which a detector fired.
    public struct Symptom: Sendable, Equatable {
        let component: String
        let metric: String
    }

    /// A case of which nothing is known yet. Unix seconds.
    init(incidentTime: Double, windowEnd: Double) { (self.incidentTime, self.windowEnd) = (incidentTime, windowEnd) }
}

/// The bytes of a case's files; nil where there is no such file.
public struct CaseFiles: Sendable {
    /// `case.json`
    public var about: [UInt8]?
    /// `metrics.csv`
    public var metrics: [UInt8]?
    /// `logs.csv`
    public var logs: [UInt8]?
    /// `traces.csv`
    public var traces: [UInt8]?
    /// `events.csv`
    public var events: [UInt8]?
    /// `deployments.json`
    public var deployments: [UInt8]?
    /// `topology.json`
    public var topology: [UInt8]?

    /// No file at all.
    public init() {}
}

/// A typed fact about an entity, in the orchestrator's words (`OOMKilled`, `BackOff`, …).
struct Event: Sendable {
    let time: Double
    let component: String
    let instance: String
    let reason: String
    let message: String
    let count: Double
}

/// A deliberate change: a roll-out or one step of it, a configuration, scaling, a flag.
struct Change: Sendable {
    let id: String
    let component: String
    /// Unix seconds.
    let time: Double
    let kind: String
    let from: String
    let to: String
    /// Instances started by it.
    let started: [String]
    /// Instances stopped by it.
    let stopped: [String]
}
