import AutoSREAnalysis
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
