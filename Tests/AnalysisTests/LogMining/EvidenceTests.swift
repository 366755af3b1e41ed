import AutoSRECore
import LogMining
import Testing

@Suite("Logs as evidence", .timeLimit(.minutes(1)))
struct EvidenceTests {
    private static func lines() -> LogEvidence.Lines {
        var lines = LogEvidence.Lines()
        for second in 0..<600 {
            lines.append("INFO request \(second) served".utf8, at: Double(second), component: second % 2)
            if second < 300 { lines.append("INFO cache warm \(second)".utf8, at: Double(second), component: 0) }
            if second >= 300, second % 10 == 0 {
                lines.append("ERROR pool of db exhausted after \(second) ms".utf8, at: Double(second), component: 1)
            }
        }
        return lines
    }

    @Test("What came with the onset stands first, what went is told, and what goes on is not")
    func shifts() {
        let evidence = LogEvidence(Self.lines())
        let shifts = evidence.shifts(at: 300, from: 0, until: 600)
        let texts = shifts.map { evidence.templates.templates[$0.template - 1].text }
        #expect(texts == ["ERROR pool of db exhausted after <*> ms", "INFO cache warm <*>"])
        #expect(shifts.map(\.kind) == [.new, .gone])
        #expect(shifts.first?.component == 1)
        #expect(shifts.first?.severity == .error)
    }

    @Test("A single new error is told; a single new line of another kind is not")
    func single() {
        var lines = Self.lines()
        lines.append("ERROR segfault in worker".utf8, at: 400, component: 0)
        lines.append("INFO hello there".utf8, at: 400, component: 0)
        let evidence = LogEvidence(lines)
        let texts = evidence.shifts(at: 300, from: 0, until: 600).map {
            evidence.templates.templates[$0.template - 1].text
        }
        #expect(texts.contains("ERROR segfault in worker"))
        #expect(!texts.contains("INFO hello there"))
    }

    @Test("Where counts vary anyway, more is no news")
    func dispersion() {
        var random = SplitMix64(state: 4)
        var lines = LogEvidence.Lines()
        for minute in 0..<13 {
            for kind in ["came in", "went away again", "left", "said nothing of it all"] {
                // Bursts: now few, now many. The thirteenth minute is one of many.
                let count = minute == 12 ? 90 : Int.random(in: 0...1, using: &random) * 90 + 5
                for line in 0..<count {
                    lines.append("INFO somebody \(kind)".utf8, at: Double(minute * 60) + Double(line) / 2, component: 0)
                }
            }
        }
        #expect(LogEvidence(lines).shifts(at: 720, from: 0, until: 780).isEmpty)
    }

    @Test("Frames that come as rows of their own go on with what their component wrote")
    func frames() {
        var lines = LogEvidence.Lines()
        for (text, component) in [
            ("ERROR request failed", 0), ("INFO fine", 1), ("\tat a.b.C.d(C.java:5)", 0), ("\tat a.b.C.e(C.java:9)", 0),
            ("INFO fine", 0),
        ] { lines.append(text.utf8, at: 1, component: component) }
        let evidence = LogEvidence(lines)
        #expect(evidence.templateOf == [1, 2, 1, 1, 2])
        #expect(evidence.templates.templates.map(\.count) == [3, 2])
    }

    @Test("Many different lines are mined in portions")
    func portions() {
        var random = SplitMix64(state: 11)
        var lines = LogEvidence.Lines()
        for row in 0..<20_000 {
            let word = String((0..<30).map { _ in "abcdefghijklmnopqrstuvwxyz".randomElement(using: &random) ?? "a" })
            lines.append("user \(word) came and \(row) went away".utf8, at: Double(row), component: 0)
        }
        let evidence = LogEvidence(lines)
        #expect(evidence.templateOf.count == 20_000)
        #expect(Set(evidence.templateOf) == [1])
    }

    @Test("Counts and series agree")
    func series() {
        let evidence = LogEvidence(Self.lines())
        let template = evidence.templateOf[0]
        #expect(evidence.series(of: template, from: 0, step: 100, count: 6) == Array(repeating: 100, count: 6))
        #expect(
            evidence.series(of: template, component: 1, from: 0, step: 100, count: 6) == Array(repeating: 50, count: 6))
        #expect(evidence.counts(from: 0, until: 100)[LogEvidence.Key(template: template, component: 1)] == 50)
        #expect(evidence.series(of: template, from: .nan, step: 1, count: 2) == [0, 0])
    }

    @Test("Numbers of any size make no harm")
    func extremes() {
        var lines = LogEvidence.Lines()
        for time in [-Double.infinity, .infinity, .nan, 1e300, -1e300] {
            lines.append("x".utf8, at: time, component: 0)
        }
        let evidence = LogEvidence(lines)
        #expect(evidence.shifts(at: 0, from: -.infinity, until: .infinity).isEmpty)
        _ = evidence.series(of: 1, from: 0, step: 1e-300, count: 3)
    }
}
