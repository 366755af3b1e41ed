import AutoSRECore
import AutoSREAnalysis
import Testing

/// Evidence that means harm, or is broken.
@Suite(.timeLimit(.minutes(1)))
struct HostileTests {
    @Test func brokenCurvesAreLeftOut() throws {
        var notes = Notes()
        notes.curves([
            ("latency_ms", "ms", { _ in 100 }), ("memory_mb", "MB", { _ in 0 }), ("cpu", "ratio", { _ in -1e300 }),
            ("error_rate", "ratio", { _ in 1e308 }),
        ])
        notes.bodies.append(.metrics([MetricSeries(name: "empty", unit: "", times: [], values: [])]))
        #expect(conclude(try notes.request()).finding == .nothingAbnormal)
    }

    @Test func linesOfAnyShapeAreSurvived() throws {
        var notes = Notes()
        let long = String(repeating: "ERROR a7 <*> é \" ", count: 4000)
        let texts = [
            "", " ", "<*>", "<*><*>", "ERROR <*> <*>", "\"", "=\"", "ERROR \u{1B}[2J\u{0}\u{7}", long, "12345",
            "ERROR " + String(repeating: "x", count: 70_000), "error 🚒 … — 🧯🧯", "ERROR \r\n\t", "....", "-----1",
        ]
        var lines: [(minutesAgo: Double, message: String)] = []
        for index in 0..<600 { lines.append((60 - Double(index) / 10, "served page \(index)")) }
        for index in 0..<400 { lines.append((8 - Double(index) / 50, texts[index % texts.count])) }
        notes.log(lines)
        notes.deployed([("9.9", 9), ("9.8", 9000)])
        let diagnosis = conclude(try notes.request())
        for hypothesis in diagnosis.hypotheses {
            for claim in hypothesis.claims {
                #expect(claim.statement.utf8.count < 700)
                #expect(!claim.statement.unicodeScalars.contains { $0.value < 32 })
            }
        }
    }

    @Test func manyFormsOfLinesAreBounded() throws {
        var notes = Notes()
        var lines: [(minutesAgo: Double, message: String)] = []
        for index in 0..<20_000 {
            let letters = String(index, radix: 26).unicodeScalars.map { String($0.value < 58 ? "ghijklmnop" : "\($0)") }
            lines.append((60 - Double(index) / 400, "visitor \(letters.joined(separator: "z")) came"))
        }
        notes.log(lines)
        #expect(conclude(try notes.request()).finding == .nothingAbnormal)
    }

    @Test func anotherServicesEvidenceProvesNothing() throws {
        var notes = Notes(service: "other")
        notes.curves([("latency_ms", "ms", { $0 > 10 ? 100 : 5000 })])
        notes.deployed([("2.0", 11), ("1.9", 9000)])
        var own = Notes()
        own.curves([("latency_ms", "ms", { _ in 100 })])
        let evidence = try notes.evidence() + own.evidence()
        let request = DiagnosisRequest(
            run: RunID("run-test"), incident: own.incident, evidence: evidence, gaps: [], tried: [])
        #expect(conclude(request).finding == .nothingAbnormal)
    }

    @Test func aClaimThatDoesNotHoldIsDropped() throws {
        var notes = Notes()
        notes.log([(10, "ERROR one"), (9, "ERROR two")])
        let evidence = try notes.evidence()
        let id = evidence[0].reference.id
        let window = TimeWindow(from: Notes.ago(60), until: Notes.now)
        let proven = Claim("two", .logsMatch(pattern: "ERROR <*>", window: window, atLeast: 2), evidence: [id])
        let invented = Claim("three", .logsMatch(pattern: "ERROR <*>", window: window, atLeast: 3), evidence: [id])
        let elsewhere = Claim("two", proven.predicate, evidence: [id, Digest(of: "nothing")])
        func hypothesis(_ claims: [Claim], _ confidence: Double) -> Hypothesis {
            Hypothesis(
                cause: "c", category: "k", service: "s", confidence: confidence, claims: claims,
                recommendation: .restart, prevention: "p")
        }
        func diagnosis(_ hypotheses: [Hypothesis]) -> Diagnosis {
            Diagnosis(
                finding: .cause, summary: "s", reasoning: "r", confidence: 0.9, hypotheses: hypotheses, author: "model")
        }
        let made = diagnosis([hypothesis([invented], 0.9), hypothesis([proven, elsewhere, invented], 0.6)])
        let checked = made.rechecked(against: evidence)
        #expect(checked.hypotheses == [hypothesis([proven], 0.6)])
        #expect(checked.confidence == 0.6)
        #expect(checked.finding == .cause)
        let nothing = diagnosis([hypothesis([invented], 0.9)]).rechecked(against: evidence)
        #expect(nothing.finding == .insufficient)
        #expect(nothing.recommendation == .escalate)
        #expect(!nothing.missing.isEmpty)
    }
}
