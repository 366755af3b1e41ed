/// The answer to what broke, where, when it began and which change did it.
public struct Diagnosis: Sendable {
    /// A hypothesis: a component, the kind of its fault, and the change that did it if one did.
    public struct Cause: Sendable {
        /// The component's name.
        public let component: String
        /// Confidence, 0 to 1.
        public let score: Double
        /// The series that shows it best.
        public let metric: String?
        let kind: CauseKind
        /// The kind's word, one of `Diagnosis.kinds`.
        public var kindName: String { kind.rawValue }
        /// The change's id.
        public let change: String?
        /// Whether the change came so shortly before the onset that it is no coincidence.
        public let isChangeNear: Bool
        /// What speaks for it, strongest first.
        public let claims: [Claim]
        /// What speaks against it, in sentences.
        public let counterEvidence: [String]
    }

    /// The words for kinds of fault.
    public static let kinds = CauseKind.allCases.map(\.rawValue)

    /// The case's id.
    public let id: String
    /// Unix seconds; nil when nothing began.
    public let onset: Double?
    /// All components, most suspicious first.
    public let causes: [Cause]
    /// Whether the evidence is too weak to accuse anybody.
    public let isInconclusive: Bool
    /// What is missing.
    public let gaps: [String]
}

extension Diagnosis {
    /// All stages, in order: entities, spans' timing, the moments at which it may have begun, and for each of them
    /// clues of every source, fused. The moment at which the clues are strongest, less what its delay costs, is the
    /// onset; components are ranked by all moments, each as likely as it explains the whole.
    public init(_ evidence: CaseEvidence) {
        let ground = Ground(evidence)
        self.init(evidence, ground, ground.onsets.map { Reading(evidence, ground, onset: $0) })
    }

    /// The same, with the readings spread over `threads`.
    public static func make(_ evidence: CaseEvidence, threads: Int) async -> Diagnosis {
        guard threads > 1 else { return Diagnosis(evidence) }
        let ground = Ground(evidence)
        let readings = await withTaskGroup(of: (Int, Reading).self) { group in
            var next = 0
            var readings = [Reading?](repeating: nil, count: ground.onsets.count)
            func add() {
                guard next < ground.onsets.count else { return }
                let index = next
                group.addTask { (index, Reading(evidence, ground, onset: ground.onsets[index])) }
                next += 1
            }
            for _ in 0..<threads { add() }
            while let (index, reading) = await group.next() {
                readings[index] = reading
                add()
            }
            return readings.compactMap { $0 }
        }
        return Diagnosis(evidence, ground, readings)
    }

    private init(_ evidence: CaseEvidence, _ ground: Ground, _ readings: [Reading]) {
        func score(_ reading: Reading) -> Double {
            reading.strength
                - Onset.cost(
                    reading.windows.onset, told: evidence.incidentTime, step: evidence.metrics.step,
                    isStillBad: evidence.isStillBad)
        }
        var best: (reading: Reading, score: Double)?
        for reading in readings where score(reading) > best?.score ?? -.infinity { best = (reading, score(reading)) }
        let reading = best?.reading ?? Reading(evidence, ground, onset: evidence.incidentTime)
        // Each component is judged over all moments at which it may have begun, by how well they explain the whole.
        let weights = readings.map { Math.exp(score($0) - (best?.score ?? 0)) }
        let sum = max(1e-9, weights.reduce(0, +))
        var totals = reading.suspicions.map { _ in 0.0 }
        for (reading, weight) in zip(readings, weights) {
            for index in totals.indices { totals[index] += reading.suspicions[index].total * weight / sum }
        }
        let verdict = Verdict(reading, totals, evidence, ground)
        id = evidence.id
        onset = verdict.isInconclusive ? nil : reading.windows.onset
        causes = verdict.causes
        isInconclusive = verdict.isInconclusive
        gaps = evidence.gaps
    }
}

/// What does not depend on when the incident began.
struct Ground: Sendable {
    let entities: Entities
    let timing: SpanTiming
    let graph: CallGraph
    let metrics: SortedMetrics
    let spans: SortedSpans
    let logSteps: LogSteps
    let spanSteps: SpanSteps
    let visits: VisitSteps
    let mentions: Mentions
    /// Which component an operation calls, for those that only call; operations as words of `SpanSteps`.
    let called: [Int: Int]
    /// Moments at which it may have begun.
    let onsets: [Double]

    init(_ evidence: CaseEvidence) {
        entities = Entities(evidence)
        timing = SpanTiming(evidence.spans)
        let table = evidence.metrics.withRates.byComponent(entities)
        graph = CallGraph(evidence, entities).withFronts(evidence, table, entities)
        metrics = SortedMetrics(table, entities)
        spans = SortedSpans(evidence.spans, timing)
        logSteps = LogSteps(evidence.logs)
        spanSteps = SpanSteps(evidence.spans, timing)
        visits = VisitSteps(evidence.logs)
        mentions = Mentions(evidence.logs, entities, graph)
        var called: [Int: Int] = [:]
        for row in 0..<evidence.spans.count where timing.remoteChild[row] >= 0 {
            called[SpanSteps.word(evidence.spans, row)] = Int(evidence.spans.component[Int(timing.remoteChild[row])])
        }
        self.called = called
        onsets = Onset.candidates(
            [table] + Signals.tables(evidence, timing), told: evidence.incidentTime, isStillBad: evidence.isStillBad)
    }
}

/// The evidence as it reads when the incident began at one moment.
struct Reading: Sendable {
    let windows: Windows
    let suspicions: [Fusion.Suspicion]
    let links: [Int: ChangeEvidence.Link]

    /// Nats of the strongest suspicion.
    var strength: Double { suspicions.map(\.total).max() ?? 0 }

    init(_ evidence: CaseEvidence, _ ground: Ground, onset: Double) {
        let (entities, graph) = (ground.entities, ground.graph)
        windows = Windows(evidence, onset: onset)
        let covered = FailureEvidence.Covered(evidence.logs, windows)
        let clues =
            MetricEvidence.clues(evidence, ground, windows)
            + DriftEvidence.clues(evidence, ground)
            + TraceEvidence.clues(evidence.spans, ground, windows)
            + SequenceEvidence.clues(evidence, ground, windows)
            + FailureEvidence.clues(evidence.logs, entities, windows, covered)
            + MentionEvidence.clues(ground.mentions, evidence.logs, entities, windows, covered)
            + EventEvidence.clues(evidence.events, entities, windows)
            + InstanceEvidence.clues(evidence, entities)
        links = ChangeEvidence.links(evidence, entities, windows)
        let named = MentionEvidence.shares(ground.mentions, evidence.logs, entities, windows)
        suspicions = Fusion.combine(clues, components: entities.names.count, graph, links, named: named)
    }
}
