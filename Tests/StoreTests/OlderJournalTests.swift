import AutoSRECore
import AutoSREStore
import AutoSRETesting
import Testing

/// A journal in other words than ours is read whole or refused by name, and never misread.
@Suite(.timeLimit(.minutes(1))) struct OlderJournalTests {
    private func stored(_ event: Event, schema: Int, payload: [UInt8]? = nil, kind: String? = nil) throws
        -> JournalEntry
    {
        let made = try JournalEntry(
            run: RunID("run-1"), seq: 1, at: Sample.time(0), event: event, previousDigest: JournalEntry.genesis,
            schema: schema)
        let bytes = try payload ?? event.payload()
        let digest =
            payload == nil && kind == nil
            ? made.digest
            : try JournalEntry(
                run: RunID("run-1"), seq: 1, at: Sample.time(0),
                event: .unknown(kind: kind ?? event.kind, payload: try JSON.decode(JSONValue.self, from: bytes)),
                previousDigest: JournalEntry.genesis, schema: schema
            ).digest
        return try JournalEntry(
            run: RunID("run-1"), seq: 1, at: Sample.time(0), schema: schema, kind: kind ?? event.kind, payload: bytes,
            previousDigest: JournalEntry.genesis, digest: digest)
    }

    @Test func anOlderOneIsRefusedByName() throws {
        let older = JournalError.older(RunID("run-1"), schema: 2)
        #expect(throws: older) { try stored(.closed, schema: 2) }
        #expect(try stored(.closed, schema: Event.schema).event == .closed)
    }

    @Test func whatALaterOneSaysIsKeptWithoutEffect() throws {
        let payload = try JSON.encode(["a": "b"])
        let kept = Event.unknown(kind: "resumed", payload: ["a": "b"])
        for schema in [Event.schema, Event.schema + 1] {
            #expect(try stored(.closed, schema: schema, payload: payload, kind: "resumed").event == kept)
        }
    }

    /// The list knows it from its row; it is not told as damaged.
    @Test func anOlderRunIsListed() async throws {
        let folder = TemporaryFolder()
        let opening = try JournalEntry(
            run: RunID("run-old"), seq: 1, at: Sample.time(0),
            event: .opened(Alert(incident: Sample.incident, source: "simulated")),
            previousDigest: JournalEntry.genesis, schema: 2)
        do {
            let store = try folder.store { _ in }
            try await store.open(opening, incident: Sample.incident, deduplicationKey: nil, lease: Sample.lease(1))
        }
        let store = try folder.store { _ in }
        let rows = try await store.runs(limit: 9)
        #expect(rows.count == 1 && rows.first?.damage == nil)
        await #expect(throws: (any Error).self) { try await store.journal(of: RunID("run-old")) }
    }
}
