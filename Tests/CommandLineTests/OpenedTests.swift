import AutoSREConfiguration
import AutoSRECore
import AutoSREIntegrations
import Testing

@testable import autosre

/// By whom an unfinished run may be finished.
@Suite(.timeLimit(.minutes(1))) struct OpenedTests {
    /// Whether settings with `UI_STUB` like this may finish a run.
    private func isRefused(_ sample: SampleRun, isStub: Bool) async throws -> Bool {
        let settings = ["UI_STUB": "\(isStub)", "UI_DRIVER": "http", "OPERATIONS_DASHBOARD_URL": "http://127.0.0.1:1"]
        let configuration = try Configuration.read(Integrations.settings, environment: settings, dotenv: nil)
        let composition = try await Composition.make(
            configuration, for: .init(inMemory: true), extras: { _ in .init(observers: []) }, log: { _ in })
        let run = sample.run
        let lease = Lease(owner: SystemWorld().owner, at: run.openedAt, token: 1)
        try await composition.store.open(
            sample.journal[0], incident: run.incident, deduplicationKey: nil, lease: lease)
        try await composition.store.append(Array(sample.journal.dropFirst()), fencingToken: 1)
        do {
            _ = try await composition.opened(run.id)
            return false
        } catch let error as OtherHands {
            #expect("\(error)" == "run-1 acted for real: set UI_STUB=false to finish it")
            return true
        }
    }

    @Test("What acted for real, or may have, is not finished by a stub", arguments: [true, false])
    func handsOff(isStub: Bool) async throws {
        for effect in [Receipt.Effect.applied, .unconfirmed] {
            #expect(try await isRefused(SampleRun(effect), isStub: isStub) == isStub)
        }
        for isAnswered in [false, true] {
            var run = try SampleRun(nil)
            let key = try #require(run.run.round.intents.last?.key)
            let pending = Pending(
                intent: key, driver: "http", reason: "the process ended", until: Instant(seconds: 1_700_000_600))
            try run.append(isAnswered ? .pending(pending) : .sending(pending))
            #expect(try await isRefused(run, isStub: isStub) == isStub)
        }
    }

    @Test("Whoever takes up what may have been done is told what is watched, and until when", arguments: [true, false])
    func watching(isAnswered: Bool) throws {
        var sample = try SampleRun(nil)
        let (key, until) = (try #require(sample.run.round.intents.last?.key), Instant(seconds: 1_700_000_600))
        #expect(Unfinished.watched(sample.run, at: sample.run.lastAt, .utc) == nil, "nothing was asked for yet")
        let pending = Pending(intent: key, driver: "http", reason: "the process ended", until: until)
        try sample.append(isAnswered ? .pending(pending) : .sending(pending))
        let words = try #require(Unfinished.watched(sample.run, at: until.advanced(bySeconds: -80), .utc))
        #expect(words.contains("run-1") && words.contains("v1.4.2 → v1.4.1") && words.contains("not asked for again"))
        #expect(words.contains("22:23:20 UTC (80 s)"), "\(words)")
        #expect(Unfinished.watched(sample.run, at: until, .utc) == nil, "its time is over")
    }

    @Test("A rehearsal is; so is what has only to be told")
    func nothingLeftToDo() async throws {
        #expect(try await !isRefused(SampleRun(.simulated), isStub: true))
        #expect(try await !isRefused(SampleRun(nil), isStub: true))
        var run = try SampleRun()
        try run.append(.verified(.recovered))
        try run.append(.concluded(Conclusion(.recovered, reason: "healthy", receivers: [])))
        #expect(try await !isRefused(run, isStub: true))
    }
}
