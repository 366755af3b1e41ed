/// What a cause is, in the answer's words.
enum CauseKind: String, Sendable, CaseIterable {
    case resource, latency, error, code, deployment, traffic, dependency, configuration, infrastructure
}

/// One observation that speaks for one component.
struct Clue: Sendable {
    enum Source: Int, Sendable, CaseIterable {
        case metric, symptom, time, steps, failures, events, instances, demand, mentions
    }

    /// How much a clue says of the kind of fault.
    enum Speech: Sendable {
        /// A program or an orchestrator says what is wrong.
        case named
        /// A series of something that can run out or be asked too much.
        case measured
        /// What any kind of fault shows, and what follows from it: a restart, a failed probe.
        case symptom
    }

    let component: Int
    let source: Source
    let kind: CauseKind
    let speech: Speech
    /// How surprising it is, in nats; already less what the strongest of so many always is.
    let nats: Double
    /// The series it is seen in, if it is one.
    var metric: String?
    /// The change that it points at, if it does.
    var change: String?
    /// What can be checked of it, made for those that are told; nil where the evidence, counted as a reader counts it,
    /// does not bear it out.
    let claim: @Sendable () -> Claim?

    /// Whether a component shows it also when something that it calls is at fault.
    var isSuffered: Bool {
        source == .symptom || source == .steps || source == .failures || source == .mentions
    }
    /// Whether it says which kind of fault it is and not whose: what is asked of a component is its callers' doing.
    var isOnlyKind: Bool { source == .demand }
}
