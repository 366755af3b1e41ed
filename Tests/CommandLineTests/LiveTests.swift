import AutoSRECore
import Foundation
import Synchronization
import Testing

@testable import autosre

@Suite(.timeLimit(.minutes(1))) struct LiveTests {
    /// The blocks of a run and the steps that ended, as the view makes them.
    private func blocks(_ sample: SampleRun, columns: Int) throws -> (lines: [Line], state: LiveState) {
        var run = try Run(opening: sample.journal[0])
        var state = LiveState(joining: run, at: sample.journal[0].at)
        var lines: [Line] = []
        for (index, entry) in sample.journal.enumerated() {
            if index > 0 { try run.apply(entry) }
            let ended = state.apply(entry, of: run)
            lines += LiveBlocks(columns: columns, bodies: sample.bodies).lines(entry, of: run, ended: ended)
        }
        return (lines, state)
    }

    @Test("ten steps end in order, each with its time", arguments: [40, 80, 120])
    func tenSteps(columns: Int) throws {
        var run = try SampleRun()
        try run.recover()
        let (lines, state) = try blocks(run, columns: columns)
        var rest = lines.map(\.text).joined(separator: "\n")[...]
        for step in LiveStep.allCases {
            let head = try #require(rest.firstRange(of: " ✓ \(LiveRenderer.name(step))"), "\(step)")
            rest = rest[head.upperBound...]
            #expect(rest.hasPrefix("  22:13:2"), "\(step)")
        }
        #expect(state.marks.count == 10 && state.current == nil)
        for line in lines { #expect(Columns.count(line.text) < columns, "\(line.text)") }
    }

    @Test("hypotheses have bars, the deciding lines and the plan are there")
    func contents() throws {
        var run = try SampleRun()
        try run.recover()
        let text = try blocks(run, columns: 120).lines.map(\.text).joined(separator: "\n")
        for part in [
            "1 █████████████████░░░  87 %  v1.4.2 leaks → rollback", "What decided", "22:13:20 x",
            "v1.4.2  →  v1.4.1", "confirmed by http: runs v1.4.1", "Recovered: healthy",
            "no metrics from dashboard API: timeout", "(4 readings, the last HTTP 200 healthy)",
        ] {
            #expect(text.contains(part), "\(part) is not in\n\(text)")
        }
    }

    @Test("no escape of others gets through", arguments: [40, 80, 120])
    func hostile(columns: Int) throws {
        var run = try SampleRun()
        try run.append(.transientFailure(reason: "\u{1B}]0;title\u{07}bad\u{202E}", retryAt: Instant(seconds: 0)))
        let (lines, state) = try blocks(run, columns: columns)
        let region = LiveRenderer(columns: columns, verificationSeconds: 60).region(state, at: Instant(seconds: 0))
        let texts = lines.map(\.text) + region.map { $0.map(\.text).joined() }
        #expect(texts.contains { $0.contains("bad") })
        for scalar in texts.joined().unicodeScalars {
            #expect(scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value) && scalar.value != 0x202E)
        }
    }

    @Test("a denied plan, a retry and a second round are told")
    func detours() throws {
        var run = try SampleRun()
        for _ in 0..<2 { try run.append(.checked(run.reading(.bad))) }
        try run.append(.transientFailure(reason: "slow", retryAt: Instant(seconds: 1_700_000_009)))
        try run.append(.verified(.notRecovered))
        let (lines, state) = try blocks(run, columns: 80)
        let text = lines.map(\.text).joined(separator: "\n")
        #expect(text.contains(" ! Retry: slow") && text.contains(" ✗  8 Verify"))
        #expect(state.marks[.verify] == .failed && state.current == .conclude)
        guard let undo = Plan(undoing: run.run.round.reversible, of: try #require(run.run.round.plan)) else {
            Issue.record("nothing to undo")
            return
        }
        try run.append(.planned(undo))
        let second = try blocks(run, columns: 80)
        #expect(second.state.rounds == 2 && second.state.marks[.verify] == nil && second.state.current == .policy)
        #expect(second.lines.map(\.text).joined().contains("take it back: rollback service/checkout"))
    }

    @Test("the region fits every terminal and turns", arguments: [20, 40, 80, 120])
    func region(columns: Int) throws {
        let run = try SampleRun()
        let state = try blocks(run, columns: columns).state
        let renderer = LiveRenderer(columns: columns, verificationSeconds: 60)
        let at = Instant(seconds: 1_700_000_010)
        let region = renderer.region(state, at: at)
        #expect(region.count == 2)
        for line in region { #expect(line.reduce(0) { $0 + Columns.count($1.text) } < columns) }
        #expect(region != renderer.region(state, at: at.advanced(bySeconds: 0.1)))
        #expect(region == renderer.region(state, at: at))
        if columns >= 80 {
            #expect(region[0].map(\.text).joined().contains(" 8 Verify   9.3 s of at most 60 s"))
            #expect(region[1].map(\.text).joined().contains("7 of 10"))
        }
    }

    @Test("a run that is taken over begins where it stands")
    func takenOver() throws {
        let run = try SampleRun()
        let state = LiveState(joining: run.run, at: Instant(seconds: 0))
        #expect(state.current == .verify && state.marks.count == 7)
    }

    @Test("the card is a closed frame of one width", arguments: [40, 80, 120])
    func card(columns: Int) throws {
        var run = try SampleRun()
        try run.recover()
        let conclusion = try #require(run.run.conclusion)
        let lines = SummaryCard(run.run, conclusion, columns: columns).lines.map(\.text)
        let widths = Set(lines.map { Columns.count($0) })
        #expect(widths.count == 1 && widths.allSatisfy { $0 < columns }, "\(lines.joined(separator: "\n"))")
        let text = lines.joined(separator: "\n")
        for part in ["Recovered", "v1.4.2 leaks", "rollback", "inc-1"] { #expect(text.contains(part)) }
        #expect(!text.contains("\u{1B}"))
    }

    @Test func columnsAreCountedAndCut() {
        #expect(Columns.count("a漢e\u{301}🚀") == 6)
        #expect(Columns.clipped([Span("漢字漢字", .bold), Span("xyz")], to: 5).map(\.text).joined() == "漢字…")
        #expect(Columns.clipped([Span("abc")], to: 3) == [Span("abc")])
        let rows = Columns.rows([Span("a verylongword b")], columns: 6).map { $0.map(\.text).joined() }
        #expect(rows.allSatisfy { $0.count <= 6 } && rows.joined().filter { $0 != " " } == "averylongwordb")
    }
}
