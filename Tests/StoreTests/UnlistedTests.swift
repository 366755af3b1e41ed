import AutoSRECore
import AutoSREPlatform
import AutoSREStore
import AutoSRETesting
import Testing

/// The list of what was changed is not believed where it has less than the journals.
@Suite(.timeLimit(.minutes(1))) struct UnlistedTests {
    private let folder = TemporaryFolder()
    private let checkout = Target(kind: .service, name: "checkout")
    private let run = RunID("run-1")

    /// A run that meant to restart its target, and what came of it.
    private func store(_ after: Event..., claims: Bool = true) async throws -> SQLiteStore {
        let store = try folder.store()
        var journal = [try Sample.opening(run.text)]
        try await store.open(
            journal[0], incident: Sample.incident, deduplicationKey: nil, lease: Sample.lease(1))
        if claims {
            _ = try await store.claim([checkout], for: run, at: Sample.time(1), fencingToken: 1, displacing: nil)
        }
        for event in [intended] + after { journal.append(try Sample.entry(event, after: journal)) }
        try await store.append(Array(journal.dropFirst()), fencingToken: 1)
        return store
    }

    private var intended: Event {
        let action = Action(
            kind: .restart, target: checkout, before: nil, after: .instancesSince(Sample.time(1)), reason: "test")
        return .intended(
            Intent(run: run, number: 1, action: action, plan: Digest(of: "plan"), at: Sample.time(1)))
    }

    private func acted(_ effect: Receipt.Effect) -> Event {
        .acted(Receipt(intent: "run-1/1", effect: effect, driver: "test", confirmation: "done", inverse: nil))
    }

    private func forget() throws { try SQLiteConnection(path: folder.database).execute("DELETE FROM changes") }

    @Test func aChangeThatWasTakenOutIsMissed() async throws {
        let store = try await store(acted(.applied))
        #expect(try await store.changes(of: checkout, since: Sample.time(0)).map(\.run) == [run])
        try forget()
        let error = await #expect(throws: StoreError.self) {
            try await store.changes(of: checkout, since: Sample.time(0))
        }
        let words = String(describing: error)
        #expect(words.contains("run-1 changed service/checkout"), "\(words)")
        let payments = Target(kind: .service, name: "payments")
        #expect(try await store.changes(of: payments, since: Sample.time(0)).isEmpty, "and of no other target")
        #expect(try await store.changes(of: checkout, since: Sample.time(90_000)).isEmpty, "nor of another time")
    }

    @Test func anIntentUnderWayIsMissed() async throws {
        let store = try await store()
        try forget()
        await #expect(throws: StoreError.self) { try await store.changes(of: checkout, since: Sample.time(0)) }
    }

    @Test(arguments: [Receipt.Effect.simulated, .found]) func whatChangedNothingIsNotMissed(
        _ effect: Receipt.Effect
    ) async throws {
        let store = try await store(acted(effect), claims: effect == .found)
        #expect(try await store.changes(of: checkout, since: Sample.time(0)).isEmpty)
    }

    @Test func whatWasRefusedIsNotMissed() async throws {
        let store = try await store(.refused(reason: "HTTP 409", intent: "run-1/1"))
        #expect(try await store.changes(of: checkout, since: Sample.time(0)).isEmpty)
    }
}
