import AutoSRETesting
import Testing

@testable import AutoSRECore

/// Which fact may follow in which phase, and where it leads. What is not in the table is refused: the run stops rather
/// than act on a journal that makes no sense.
@Suite(.timeLimit(.minutes(1))) struct ReplayTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let phase: Phase
        let facts: [Fact]
        /// The name of a fact, and the phase after it.
        let leads: [String: Phase]
        var testDescription: String { phase.rawValue }
    }

    /// Every fact that the table tells of. Two of one kind have a word of their own.
    static let candidates: [(word: String, fact: Fact)] = [
        ("gathered", .gathered()), ("diagnosed", .found(.rollback)), ("planned", .planned()), ("undo", .undo),
        ("allowed", .allowed()), ("asked", .asked), ("denied", .denied), ("approved", .approved),
        ("rejected", .rejected), ("looked", .looked(.bad)), ("intended", .intended), ("sending", .sending),
        ("pending", .pending), ("acted", .acted()), ("refused", .refused), ("read", .read(.good)),
        ("verified", .verified(.notRecovered)), ("concluded", .concluded()), ("notifying", .notifying()),
        ("notified", .notified()), ("closed", .closed),
    ]

    /// What may come at any time before the end, and moves nothing.
    static let beside: [Fact] = [
        .failed(), .interrupted, .resumed, .conditions, .joined, .cancelled, .recurred, .unknown, .busy, .changed,
    ]

    static let rows: [Row] = [
        Row(phase: .opened, facts: [], leads: ["gathered": .gathered, "concluded": .concluded]),
        Row(
            phase: .gathered, facts: NextStepTests.known,
            leads: ["diagnosed": .diagnosed, "refused": .gathered, "concluded": .concluded]),
        Row(
            phase: .diagnosed, facts: NextStepTests.found,
            leads: ["planned": .planned, "looked": .diagnosed, "refused": .refused, "concluded": .concluded]),
        Row(
            phase: .planned, facts: NextStepTests.planned,
            leads: ["allowed": .cleared, "asked": .asked, "denied": .refused, "concluded": .concluded]),
        Row(
            phase: .asked, facts: NextStepTests.waiting,
            leads: ["approved": .cleared, "rejected": .refused, "refused": .refused, "concluded": .concluded]),
        Row(
            phase: .cleared, facts: NextStepTests.cleared,
            leads: [
                "allowed": .cleared, "asked": .refused, "denied": .refused, "looked": .cleared, "intended": .intended,
                "refused": .refused, "concluded": .concluded,
            ]),
        Row(
            phase: .intended, facts: NextStepTests.intended,
            leads: [
                "allowed": .intended, "asked": .refused, "denied": .refused, "looked": .intended,
                "sending": .intended,
                "pending": .intended, "acted": .acted, "refused": .refused, "concluded": .concluded,
            ]),
        Row(
            phase: .acted, facts: NextStepTests.acted,
            leads: [
                "allowed": .acted, "asked": .refused, "denied": .refused, "refused": .refused, "read": .acted,
                "verified": .verified, "concluded": .concluded,
            ]),
        Row(
            phase: .acted, facts: NextStepTests.oneOfTwo,
            leads: [
                "allowed": .acted, "asked": .refused, "denied": .refused, "intended": .intended,
                "refused": .refused, "read": .acted, "verified": .verified, "concluded": .concluded,
            ]),
        Row(
            phase: .verified, facts: NextStepTests.inVain,
            leads: ["gathered": .gathered, "undo": .planned, "concluded": .concluded]),
        Row(
            phase: .refused, facts: NextStepTests.halfRefused,
            leads: ["undo": .planned, "looked": .refused, "concluded": .concluded]),
        Row(phase: .concluded, facts: [.concluded()], leads: ["notifying": .concluded, "closed": .closed]),
        Row(
            phase: .concluded, facts: [.concluded(), .notifying()],
            leads: ["notifying": .concluded, "notified": .concluded, "closed": .closed]),
        Row(phase: .closed, facts: [.concluded(), .closed], leads: [:]),
    ]

    @Test(arguments: rows) func aFactLeadsWhereTheTableSays(_ row: Row) throws {
        let story = try Story(row.facts)
        try #require(story.run.phase == row.phase)
        for (word, fact) in Self.candidates {
            var next = story
            do {
                try next.tell(fact)
                #expect(next.run.phase == row.leads[word], "\(word) led to \(next.run.phase.rawValue)")
            } catch is Fact.Missing {
                #expect(row.leads[word] == nil, "\(word) could not even be told")
            } catch JournalError.misfit {
                #expect(row.leads[word] == nil, "\(word) was refused")
                #expect(next.run == story.run, "\(word) was refused and changed something")
            }
        }
    }

    @Test(arguments: rows) func whatComesFromBesideMovesNothing(_ row: Row) throws {
        let story = try Story(row.facts)
        for fact in Self.beside {
            var next = story
            do {
                try next.tell(fact)
                let isLater = fact.name == Fact.unknown.name
                #expect((row.phase != .closed || isLater) && next.run.phase == row.phase, "\(fact.name)")
            } catch JournalError.misfit {
                #expect(row.phase == .closed, "\(fact.name) was refused")
            }
        }
    }

    /// A later program's facts are kept by number and digest, and leave no other trace.
    @Test(arguments: rows) func whatIsUnknownHasNoEffect(_ row: Row) throws {
        guard row.phase != .closed else { return }
        var facts: [Fact] = [.unknown]
        for fact in row.facts { facts += [fact, .unknown] }
        let (with, without) = (try Story(facts), try Story(row.facts))
        #expect(with.run.phase == row.phase && with.run.seq == without.run.seq + facts.count - row.facts.count)
        #expect(with.run.rounds.count == without.run.rounds.count && with.step() == without.step())
        #expect(with.run.transientFailures == without.run.transientFailures)
        #expect(with.run.round.plan?.actions.map(\.kind) == without.run.round.plan?.actions.map(\.kind))
    }

    @Test func progressForgetsFailures() throws {
        let failed = try Story([.failed(), .failed(), .unknown, .joined])
        #expect(failed.run.transientFailures.count == 2)
        #expect(try Story([.failed(), .failed(), .gathered()]).run.transientFailures.isEmpty)
        #expect(try Story(NextStepTests.cleared + [.failed(), .allowed()]).run.transientFailures.count == 1)
    }

    @Test func theFirstCancelCounts() throws {
        #expect(try Story([.cancelled, .cancelled]).run.cancellation == "cancelled by ann: a rehearsal")
    }

    @Test func aTakeOverIsCountedAndMakesATellingARepeat() throws {
        let run = try Story([.resumed, .concluded(), .notifying(), .resumed]).run
        #expect(run.resumptions == 2 && run.isNotifiedBefore)
        #expect(try !Story([.resumed, .concluded(), .notifying()]).run.isNotifiedBefore)
    }

    @Test func whatAnotherDidMakesReadingsOld() throws {
        #expect(try Story(NextStepTests.cleared + [.looked(.bad)]).run.round.prechecks.count == 1)
        for fact in [Fact.busy, .changed] {
            #expect(try Story(NextStepTests.cleared + [.looked(.bad), fact]).run.round.prechecks.isEmpty)
        }
        let again = try Story([.changed] + NextStepTests.known).run
        #expect(again.others.changed == nil, "evidence that is read anew knows of them")
    }
}
