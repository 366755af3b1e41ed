import AutoSRECore
import AutoSREPlatform
import AutoSREStore
import AutoSRETesting
import Testing

/// A word that nobody here knows, where only a few are: the fact is kept as it is, has no effect, and is never taken
/// for a good one.
@Suite(.timeLimit(.minutes(1))) struct UnknownWordTests {
    private let folder = TemporaryFolder()
    private static let word = "healed_by_magic"

    /// Facts of ours, each with such a word in place of one of its own.
    static let places = [
        "conditions policy mode", "conditions policy risk_ceiling", "diagnosed finding", "judged verdict",
        "acted effect", "verified verification", "concluded outcome", "notified status",
    ]

    private static func changed(_ value: JSONValue, _ path: ArraySlice<String>) throws -> JSONValue {
        guard let name = path.first else { return .string(word) }
        var members = try #require(value.object)
        members[name] = try changed(try #require(members[name], "\(name) is a member"), path.dropFirst())
        return .object(members)
    }

    /// A run as it would be, to its end, but for that word.
    private static func journal(_ place: String) throws -> [JournalEntry] {
        let path = place.split(separator: " ").map(String.init)
        var events = try Sample.events().filter { $0.kind == "conditions" } + Sample.acting()
        let rest = ["acted", "checked", "verified", "concluded", "notifying", "notified", "closed"]
        let all = try Sample.events()
        events += rest.compactMap { kind in all.first { $0.kind == kind } }
        var journal = [try Sample.opening("run-1")]
        for event in events {
            var event = event
            if event.kind == path[0] {
                let payload = try JSON.decode(JSONValue.self, from: event.payload())
                event = .unknown(kind: event.kind, payload: try changed(payload, path.dropFirst()))
            }
            journal.append(try Sample.entry(event, after: journal))
        }
        return journal
    }

    /// Writes it as a program would that knows the word.
    private func write(_ journal: [JournalEntry], outcome: String?) async throws -> SQLiteStore {
        let store = try folder.store()
        try await store.open(journal[0], incident: Sample.incident, deduplicationKey: nil, lease: Sample.lease(1))
        try await store.append(Array(journal.dropFirst()), fencingToken: 1)
        if let outcome {
            try SQLiteConnection(path: folder.database).execute("UPDATE runs SET outcome = '\(outcome)'")
        }
        return store
    }

    @Test(arguments: places) func aWholeRunIsListedShownAndTold(_ place: String) async throws {
        let journal = try Self.journal(place)
        let isOfItsEnd = place.hasPrefix("concluded")
        let store = try await write(journal, outcome: isOfItsEnd ? Self.word : nil)
        let row = try #require(try await folder.store().runs(limit: 9).first)
        #expect(row.damage == nil && row.isClosed && row.outcome == (isOfItsEnd ? nil : .recovered))
        let read = try await store.journal(of: RunID("run-1"))
        #expect(read == journal, "what it said is kept as it is")
        let run = try Run(replaying: read, listedAs: row)
        let told = PostMortem(of: run, journal: read)
        #expect(run.phase == .closed && told.outcome?.isSuccess != (isOfItsEnd ? true : nil))
        #expect(told.timeline.contains { $0.text.hasSuffix("written by a later version") })
        #expect(told.notes.contains { $0.contains("later version") })
        try read.ensureReadable()
    }

    @Test(arguments: places) func anOpenOneIsWorkedOnByNobody(_ place: String) async throws {
        let journal = try Self.journal(place)
        let found = journal.firstIndex(where: \.isLater)
        let index = try #require(found)
        let store = try await write(Array(journal[...index]), outcome: nil)
        let read = try await store.journal(of: RunID("run-1"))
        let error = JournalError.later(RunID("run-1"), schema: Event.schema, kind: journal[index].event.kind)
        #expect(throws: error) { try read.ensureReadable() }
        let run = try Run(replaying: read)
        #expect(run.phase != .closed && (run.conclusion == nil) == !place.hasPrefix("notified"))
        #expect(try await store.runs(limit: 9).first?.damage == nil)
    }

    @Test("A row that claims more than the journal is not believed")
    func theListClaimsNothing() async throws {
        _ = try await write(Self.journal("concluded outcome"), outcome: "recovered")
        let damage = try await folder.store().runs(limit: 9).first?.damage
        #expect(damage == "its row in the list has another outcome than its journal")
    }
}
