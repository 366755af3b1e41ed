import AutoSRECore
import AutoSRETesting
import Testing

/// What a later version wrote is kept and shown; it is never damage, and an open run that holds it is not worked on.
@Suite(.timeLimit(.minutes(1))) struct LaterFactsTests {
    /// A run up to its intent, and then a later program's facts, each in a shape of its own.
    private func journal(_ kinds: [String]) throws -> [JournalEntry] {
        var journal = [try Sample.opening("run-1")]
        for event in try Sample.acting() { journal.append(try Sample.entry(event, after: journal)) }
        for kind in kinds { journal.append(try Sample.later(kind, after: journal)) }
        return journal
    }

    /// The same kinds in the same order, of which the first few are not readable: what follows from them is no misfit.
    @Test(arguments: ["gathered", "diagnosed", "planned", "judged", "prechecked", "intended"])
    func whatFollowsIsNoMisfit(_ kind: String) throws {
        var journal = [try Sample.opening("run-1")]
        let intent = try #require(try Sample.acting().last)
        let ends: [Event] = [.concluded(Conclusion(.recovered, reason: "good", receivers: [])), .closed]
        for event in try Sample.acting() + [intent] + ends {
            let isLater = event.kind == kind
            journal.append(try isLater ? Sample.later(kind, after: journal) : Sample.entry(event, after: journal))
        }
        let run = try Run(replaying: journal)
        #expect(run.phase == .closed && run.laterSchema == Event.schema + 1 && run.seq == journal.count)
        #expect(run.conclusion?.outcome == .recovered)
        let told = PostMortem(of: run, journal: journal)
        #expect(told.timeline.contains { $0.kind == .later && $0.text == "\(kind): written by a later version" })
        #expect(told.notes.contains { $0.contains("schema \(Event.schema + 1)") })
    }

    /// What cannot be read because it is wrong stays an error.
    @Test func withoutALaterVersionAMisfitIsOne() throws {
        let opening = try Sample.opening("run-1")
        #expect(throws: JournalError.misfit(event: "closed", phase: "opened")) {
            try Run(replaying: [opening, try Sample.entry(.closed, after: [opening])])
        }
    }

    @Test func theListSaysWhatALaterOpeningIsAbout() throws {
        let journal = try Sample.laterJournal("run-1")
        #expect(throws: JournalError.notOpened) { try Run(replaying: journal) }
        let row = RunSummary(
            run: RunID("run-1"), incident: Sample.incident, openedAt: Sample.time(0), outcome: .recovered,
            isClosed: true)
        let run = try Run(replaying: journal, listedAs: row)
        #expect(run.incident == Sample.incident && run.phase == .closed && run.conclusion?.outcome == .recovered)
        #expect(run.recoverySeconds == nil, "nobody here knows how long it took")
    }

    /// Of an opening that is ours and wrong the list says nothing.
    @Test func anOpeningOfOursIsReadOrNone() throws {
        let opening = try JournalEntry(
            run: RunID("run-1"), seq: 1, at: Sample.time(0), event: .closed, previousDigest: JournalEntry.genesis)
        #expect(throws: JournalError.notOpened) { try Run(opening: opening, about: Sample.incident) }
    }

    /// A later schema, be the shape ours or not, and a kind that nobody here knows.
    @Test func anOpenRunIsNotWorkedOn() throws {
        let ours = try journal([])
        try ours.ensureReadable()
        let pending = Pending(intent: Sample.key, driver: "http", reason: "", until: Sample.time(99))
        let last = try #require(ours.last)
        func next(_ event: Event, schema: Int) throws -> JournalEntry {
            try JournalEntry(
                run: last.run, seq: last.seq + 1, at: last.at, event: event, previousDigest: last.digest, schema: schema
            )
        }
        let later = [
            try Sample.later("sending", after: ours), try next(.sending(pending), schema: Event.schema + 1),
            try next(.unknown(kind: "teleported", payload: .null), schema: Event.schema),
        ]
        for entry in later {
            let error = JournalError.later(last.run, schema: entry.schema, kind: entry.event.kind)
            #expect(throws: error) { try (ours + [entry]).ensureReadable() }
        }
        try (ours + [try next(.messageUnknown(kind: "x", payload: .null), schema: Event.schema)]).ensureReadable()
    }

    @Test func aClosedRunStaysReadable() throws { try journal(["sending", "concluded", "closed"]).ensureReadable() }

    /// What others say, and nobody here understands, is a fact of ours.
    @Test func aMessageThatNobodyUnderstandsIsKept() throws {
        let message = Message(
            id: "m", run: RunID("run-1"), at: Sample.time(0), from: "x", .unknown(kind: "closed", payload: ["a": 1]))
        var journal = [try Sample.opening("run-1")]
        let fact = try Run(replaying: journal).fact(of: message, at: Sample.time(0), isRehearsal: false)
        #expect(fact.kind == "message_unknown")
        #expect(try Event(kind: fact.kind, payload: fact.payload()) == fact)
        #expect(throws: (any Error).self) { try Event(kind: "message_unknown", payload: JSON.encode(["a": 1])) }
        journal.append(try Sample.entry(fact, after: journal))
        let run = try Run(replaying: journal)
        #expect(run.phase == .opened && run.laterSchema == nil)
    }
}
