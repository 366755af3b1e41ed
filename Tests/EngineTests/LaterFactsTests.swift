import AutoSRECore
import AutoSREEngine
import AutoSRETesting
import Testing

/// Who cannot read what a later program noted does nothing in that run: what was noted may be that a request has left.
@Suite(.timeLimit(.minutes(1))) struct LaterFactsTests {
    /// How a later program may have noted that it asked.
    enum Note: CaseIterable {
        case shapeOfItsOwn, shapeOfOurs, kindOfItsOwn

        func entry(after journal: [JournalEntry], _ pending: Pending) throws -> JournalEntry {
            switch self {
            case .shapeOfItsOwn: return try Sample.later("sending", after: journal)
            case .shapeOfOurs, .kindOfItsOwn:
                let last = journal[journal.count - 1]
                let kind = Event.unknown(kind: "asked", payload: ["intent": .string(pending.intent)])
                return try JournalEntry(
                    run: last.run, seq: last.seq + 1, at: last.at,
                    event: self == .shapeOfOurs ? .sending(pending) : kind,
                    previousDigest: last.digest, schema: Event.schema + (self == .shapeOfOurs ? 1 : 0))
            }
        }
    }

    /// A run that was left where its request had just left, as the later program noted.
    private func left(_ fixture: ClaimFixture, _ note: Note) async throws -> RunID {
        let process = fixture.process(1)
        let engine = fixture.engine(
            process,
            decide: { run, limits, now in
                let next = run.nextStep(within: limits, at: now)
                return if case .act = next { .rest } else { next }
            })
        let run = try await fixture.open(engine, process)
        let intent = try #require(try await engine.drive(run).run.round.intents.last)
        let pending = Pending(intent: intent.key, driver: "later", reason: "", until: process.now())
        let entry = try note.entry(after: fixture.cloud.stored(run), pending)
        try await process.append([entry], fencingToken: 1)
        return run
    }

    @Test(arguments: Note.allCases) func nothingIsAskedForAgain(_ note: Note) async throws {
        let fixture = ClaimFixture(.release)
        let run = try await left(fixture, note)
        let (journal, lease) = (fixture.cloud.stored(run), try await fixture.process(2).lease(of: run))
        let later = try #require(journal.last)
        let error = JournalError.later(run, schema: later.schema, kind: later.event.kind)
        let engine = fixture.engine(fixture.process(2))
        await #expect(throws: error) { try await engine.resume(run) }
        await #expect(throws: error) { try await engine.take(run) }
        #expect(fixture.cloud.effects.isEmpty && fixture.cloud.stored(run) == journal)
        #expect(try await fixture.process(2).lease(of: run) == lease, "whoever can read it may take it")
    }

    /// The holder itself is no exception: another process may have had the run meanwhile.
    @Test func nobodyAdvancesIt() async throws {
        let fixture = ClaimFixture(.release)
        let process = fixture.process(1)
        let engine = fixture.engine(process)
        let run = try await fixture.open(engine, process)
        try await process.append([try Sample.later("gathered", after: fixture.cloud.stored(run))], fencingToken: 1)
        let error = JournalError.later(run, schema: Event.schema + 1, kind: "gathered")
        await #expect(throws: error) { try await engine.advance(run) }
        await #expect(throws: error) { try await engine.drive(run) }
        #expect(fixture.cloud.stored(run).count == 2)
    }

    /// Without the later fact it goes on: the tests above fail for no other reason.
    @Test func whatIsOursGoesOn() async throws {
        let fixture = ClaimFixture(.release)
        let process = fixture.process(1)
        let engine = fixture.engine(process)
        let run = try await fixture.open(engine, process)
        let message = Message(id: "m", run: run, at: process.now(), from: "x", .unknown(kind: "later", payload: .null))
        try await process.send(message)
        #expect(try await engine.drive(run).run.conclusion?.outcome == .recovered)
        #expect(fixture.kinds(run).contains("message_unknown"))
    }

    /// What another run did in vain cannot be told where a later program wrote parts of it.
    @Test func whatAnotherRunDidCannotBeTold() async throws {
        let fixture = ClaimFixture(.outside)
        let process = fixture.process(1)
        let first = fixture.engine(process)
        let vain = try await first.drive(try await fixture.open(first, process)).run
        let token = try #require(try await process.lease(of: vain.id)?.token)
        try await process.append(
            [try Sample.later("annotated", after: fixture.cloud.stored(vain.id))], fencingToken: token)
        fixture.cloud.advance(seconds: 60)
        let second = fixture.engine(fixture.process(2))
        let run = try await second.drive(try await fixture.open(second, fixture.process(2))).run
        let reason = run.conclusion?.reason ?? ""
        #expect(run.round.verdict?.rule == "repeat_seconds" && !run.hasActed)
        #expect(reason.contains("a later version of AutoSRE wrote parts of \(vain.id)"), "\(reason)")
    }

    /// It is shown with its own schema and shape, and without its secrets.
    @Test func itIsShownSafely() throws {
        let said: JSONValue = ["later": "password=hunter2-LEAK"]
        let opening = try Sample.opening("run-1")
        let entry = try JournalEntry(
            run: opening.run, seq: 2, at: opening.at, event: .unknown(kind: "gathered", payload: said),
            previousDigest: opening.digest, schema: Event.schema + 1)
        let shown = try Redactor().redact([opening, entry])
        #expect(shown.map(\.schema) == [Event.schema, Event.schema + 1])
        #expect(shown[1].event == .unknown(kind: "gathered", payload: ["later": "password=[redacted]"]))
    }
}
