import AutoSRECore
import AutoSRETesting

/// A small recovered run for the views, made through Core's own rules.
struct SampleRun {
    private(set) var journal: [JournalEntry] = []
    private(set) var run: Run
    private var now = Instant(seconds: 1_700_000_000)

    private static func logs() throws -> Evidence {
        let at = Instant(seconds: 1_700_000_000)
        return try Evidence(
            .logs([LogLine(at: at, message: "x")]), service: "checkout", source: "dashboard API", collectedAt: at,
            summary: "12 lines")
    }

    let evidence: EvidenceID
    /// The bodies as the evidence store has them.
    let bodies: [EvidenceID: EvidenceBody]

    /// - Parameter effect: what came of the action; nil where it is only intended.
    init(_ effect: Receipt.Effect? = .applied) throws {
        let logs = try Self.logs()
        (evidence, bodies) = (logs.reference.id, [logs.reference.id: logs.body])
        let incident = Incident(
            id: "inc-1\u{1B}[2J", service: "checkout", type: .latencySpike, detectedAt: now, payload: ["a": 1])
        let entry = try JournalEntry(
            run: RunID("run-1"), seq: 1, at: now, event: .opened(Alert(incident: incident, source: "simulated")),
            previousDigest: JournalEntry.genesis)
        run = try Run(opening: entry)
        journal = [entry]
        let window = TimeWindow(from: now, until: now.advanced(bySeconds: 60))
        let claim = Claim(
            "errors surged \u{9B}2J", .logsMatch(pattern: "<*>", window: window, atLeast: 1), evidence: [evidence])
        let hypothesis = Hypothesis(
            cause: "v1.4.2 leaks", category: "bad_release", service: "checkout", version: "v1.4.2", confidence: 0.87,
            claims: [claim], recommendation: .rollback, prevention: "test")
        let action = Action(
            kind: .rollback, target: Target(kind: .service, name: "checkout"), before: .version("v1.4.2"),
            after: .version("v1.4.1"), reason: "deployment history")
        let reference = try Self.logs().reference
        try append(
            .gathered(
                EvidenceSet(
                    evidence: [reference],
                    gaps: [EvidenceGap(kind: .metrics, source: "dashboard API", reason: "timeout")])))
        try append(
            .diagnosed(
                Diagnosis(
                    finding: .cause, summary: "a leak", reasoning: "so", confidence: 0.87, hypotheses: [hypothesis],
                    author: "local")))
        guard let plan = Plan(actions: [action], hypothesis: hypothesis.key, expectation: "healthy") else { return }
        try append(.planned(plan))
        try append(.judged(Policy().judge(plan, in: context)))
        try append(.prechecked(reading(.bad)))
        let intent = Intent(run: RunID("run-1"), number: run.seq + 1, action: action, plan: plan.digest, at: now)
        try append(.intended(intent))
        guard let effect else { return }
        try append(
            .acted(
                Receipt(
                    intent: intent.key, effect: effect, driver: "http", confirmation: "runs v1.4.1",
                    inverse: effect == .applied ? ActionKinds.standard.inverse(of: action) : nil
                )))
    }

    private var context: PolicyContext {
        PolicyContext(
            run: RunID("run-1"), incident: run.incident, evidence: evidence, confidence: 0.87,
            hasObservedSymptom: true, knownVersions: ["v1.4.1"], attempts: 0, lastChanges: [:], now: now)
    }

    func reading(_ status: HealthReading.Status) -> HealthReading {
        HealthReading(status, at: now, detail: "HTTP 200 \(status == .good ? "healthy" : "degraded")")
    }

    mutating func append(_ event: Event, after seconds: Double = 0.1) throws {
        now = now.advanced(bySeconds: seconds)
        let entry = try JournalEntry(
            run: run.id, seq: run.seq + 1, at: now, event: event, previousDigest: run.lastDigest)
        try run.apply(entry)
        journal.append(entry)
    }

    /// Verifies and concludes.
    mutating func recover() throws {
        try append(.checked(reading(.bad)))
        for _ in 0..<3 { try append(.checked(reading(.good))) }
        try append(.verified(.recovered))
        try append(.concluded(Conclusion(.recovered, reason: "healthy", receivers: [])))
        try append(.closed)
    }
}
