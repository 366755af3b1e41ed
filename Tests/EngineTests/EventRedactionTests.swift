import AutoSRECore
import AutoSREEngine
import AutoSRETesting
import Testing

/// Nothing that a server, a page or a person says is kept in a journal as it came.
@Suite(.timeLimit(.minutes(1))) struct EventRedactionTests {
    private let now = Instant(seconds: 1_800_000_000)
    private let said = "upstream said password=hunter2-LEAK key AKIAIOSFODNN7EXAMPLE configured-value"
    private static let idea = HypothesisKey(
        category: "bad_release", service: "checkout", version: nil, recommendation: .rollback)

    private var redactor: Redactor { Redactor(secrets: ["configured-value"]) }

    private func action(_ version: String) -> Action {
        Action(
            kind: .rollback, target: Target(kind: .service, name: "checkout"), before: .version("v9 \(said)"),
            after: .version(version), reason: said)
    }

    /// Every kind of fact that can hold somebody's words.
    private var events: [Event] {
        get throws {
            let artifact = Artifact(name: said, mediaType: "image/png", path: "/x/1.png", at: now)
            let plan = try #require(Plan(actions: [action("v1")], hypothesis: Self.idea, expectation: said))
            let reading = HealthReading(.bad, at: now, detail: said)
            let gap = EvidenceGap(kind: .logs, source: "api", reason: said)
            return [
                .planned(plan), .judged(.deny(rule: "r", reason: said)), .judged(.ask(rule: "r", question: said)),
                .rejected(by: "Ann", reason: said), .prechecked(reading), .checked(reading), .recurred(reading),
                .intended(Intent(run: RunID("run"), number: 1, action: action("v1"), plan: plan.digest, at: now)),
                .acted(
                    Receipt(
                        intent: "run/1", effect: .applied, driver: "http", confirmation: said, inverse: action("v2"),
                        artifacts: [artifact])),
                .refused(reason: said, artifacts: [artifact]), .transientFailure(reason: said, retryAt: now),
                .gathered(EvidenceSet(evidence: [], gaps: [gap])), .diagnosed(.fallback(said)),
                .concluded(Conclusion(.escalated, reason: said, receivers: ["slack"])),
                .notified(Notification(notifier: "slack", status: .failed, detail: said, isRepeat: false)),
                .unknown(kind: "later", payload: ["text": .string(said)]),
                .unknown(kind: "gathered", payload: ["a later shape": .string(said)]),
                .messageUnknown(kind: "later", payload: ["text": .string(said)]),
            ]
        }
    }

    @Test func noFactKeepsASecret() throws {
        for event in try events {
            let clean = try redactor.redact(event)
            let text = String(decoding: try clean.payload(), as: UTF8.self)
            #expect(clean.kind == event.kind)
            #expect(text.contains("upstream said password=[redacted]"), "\(event.kind): \(text)")
            for needle in ["hunter2", "AKIAIOSFODNN7", "configured-value"] {
                #expect(!text.contains(needle), "\(text)")
            }
            #expect(try redactor.redact(clean) == clean, "once is enough")
        }
    }

    /// What no secret is in comes through as it is, digests and all.
    @Test func otherFactsStay() throws {
        let plan = try #require(Plan(actions: [action("v1.4.1")], hypothesis: Self.idea, expectation: "healthy"))
        let clean = try #require(
            Plan(
                actions: [
                    Action(
                        kind: .rollback, target: Target(kind: .service, name: "token-service"), before: .version("v2"),
                        after: .version("v1.4.1-rc.1+build.9fceb02"), reason: "history")
                ], hypothesis: Self.idea, expectation: "healthy"))
        #expect(try redactor.redact(.planned(clean)) == .planned(clean))
        #expect(try redactor.redact(.planned(plan)) != .planned(plan))
        let lease = Event.interrupted(signal: "SIGTERM")
        #expect(try redactor.redact(lease) == lease)
    }

    @Test func anAlertsOwnWordsAreMadeSafe() throws {
        let incident = Incident(
            id: "inc-1", service: "quiet-word", type: .latencySpike, detectedAt: Instant(seconds: 1), payload: [:])
        func opened(_ name: String) throws -> Alert {
            let alert = Alert(
                incident: incident, source: "test", severity: .init(rawValue: "quiet-word"),
                state: .init(rawValue: "since quiet-word"), entity: Entity(.service, name, in: ["quiet-word"]))
            let entry = try JournalEntry(
                run: RunID("run-1"), seq: 1, at: Instant(seconds: 1), event: .opened(alert),
                previousDigest: JournalEntry.genesis)
            let safe = try Redactor(secrets: ["quiet-word"]).redact([entry])
            guard case .opened(let alert)? = safe.first?.event else { throw JournalError.notOpened }
            return alert
        }
        let alert = try opened("a quiet-word")
        #expect(alert.severity?.rawValue == "[redacted]" && alert.state.rawValue == "since [redacted]")
        #expect(alert.entity == Entity(.service, "a [redacted]", in: ["[redacted]"]))
        // By the service's own name its sources are asked.
        #expect(try opened("quiet-word").entity.name == "quiet-word")
    }

    /// An older journal is shown by the rules of now, and still folds.
    @Test func anOldJournalIsShownSafely() async throws {
        let process = SimulatedProcess(SimulatedCloud(seed: 3, faults: 0), number: 1)
        var registry = Registry()
        registry.sources = [process]
        registry.notifiers = [process]
        registry.add(SimulatedActuator(process))
        let engine = Engine(
            world: process, store: process, evidence: process, registry: registry,
            diagnoser: SimulatedDiagnoser(process),
            planner: SimulatedPlanner(), verifier: process, policy: Policy(), limits: Limits(), redactor: Redactor())
        let incident = Incident(
            id: "inc-1", service: "checkout", type: .latencySpike, detectedAt: process.now(),
            payload: ["x": "quiet-word"])
        let run = try await engine.open(Alert(incident: incident, source: "test"))
        let journal = try await engine.drive(run).journal
        let safe = try Redactor(secrets: ["quiet-word"]).redact(journal)
        #expect(try Run(replaying: safe).phase == .closed)
        #expect(safe.map(\.event.kind) == journal.map(\.event.kind))
        let text = try safe.map { String(decoding: try $0.event.payload(), as: UTF8.self) }.joined()
        #expect(!text.contains("quiet-word") && text.contains("[redacted]"))
    }
}
