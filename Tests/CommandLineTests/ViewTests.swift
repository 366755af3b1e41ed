import AutoSRECore
import AutoSREEngine
import Foundation
import Testing

@testable import autosre

@Suite(.timeLimit(.minutes(1))) struct ViewTests {
    private func lines(_ sample: SampleRun, _ detail: Narration.Detail) throws -> [String] {
        var run: Run?
        var lines: [String] = []
        for entry in sample.journal {
            if run == nil { run = try Run(opening: entry) } else { try run?.apply(entry) }
            guard let run else { continue }
            lines += Narration(detail: detail).lines(for: entry, of: run).map(\.text)
        }
        return lines
    }

    @Test func theLoopIsTold() throws {
        var run = try SampleRun()
        try run.recover()
        let text = try lines(run, .changes).joined(separator: "\n")
        let id = Narration.short(run.evidence)
        for part in [
            "22:13:20  Alert       latency_spike on checkout", "logs: 12 lines  from dashboard API [\(id)]",
            "no metrics from dashboard API: timeout", "1. v1.4.2 leaks  87 %, rollback",
            "because errors surged   [\(id)]", "rollback service/checkout: v1.4.2 → v1.4.1", "risk medium",
            "allowed by policy: mode auto", "Precheck    bad", "Confirmed   by http: runs v1.4.1",
            "Recovered   in 0.7 s: healthy",
        ] {
            #expect(text.contains(part), "\(part) is not in\n\(text)")
        }
        #expect(!text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x9B })
    }

    @Test func readingsThatSayTheSameAreLeftOutOfTheLiveViewOnly() throws {
        var run = try SampleRun()
        try run.recover()
        #expect(try lines(run, .changes).count { $0.contains("Verify ") } == 2)
        #expect(try lines(run, .everything).count { $0.contains("Verify ") } == 4)
    }

    @Test func aLongVerificationIsSeenToGoOn() throws {
        var run = try SampleRun()
        for _ in 0..<31 { try run.append(.checked(run.reading(.bad)), after: 1) }
        #expect(try lines(run, .changes).count { $0.contains("Verify ") } == 4)
    }

    @Test func jsonLinesAreOneObjectEach() async throws {
        var run = try SampleRun()
        try run.recover()
        let capture = Capture()
        for entry in run.journal { await JSONLines(console: capture.console).observe(entry, of: run.run) }
        let lines = capture.output.split(separator: "\n")
        #expect(lines.count == run.journal.count)
        for (line, entry) in zip(lines, run.journal) {
            let value = try JSON.decode(JSONValue.self, from: line.utf8)
            #expect(value["schema"]?.integer == 1)
            #expect(value["type"]?.string == "event")
            #expect(value["seq"]?.integer == Int64(entry.seq))
            #expect(value["kind"]?.string == entry.event.kind)
            #expect(value["payload"]?.object != nil)
        }
        let report = try JSON.decode(
            JSONValue.self, from: JSONLines.report(PostMortem(of: run.run, journal: run.journal)).utf8)
        #expect(report["type"]?.string == "report")
        #expect(report["outcome"]?.string == "recovered")
        #expect(report["incident_id"]?.string?.hasPrefix("inc-1") == true)
        #expect(report["timeline"]?.array?.isEmpty == false)
    }

    @Test func theEndingNamesIncidentOutcomeAndWhatToDo() throws {
        var run = try SampleRun()
        try run.append(.verified(.unverified))
        try run.append(.concluded(Conclusion(.unverified, reason: "silent", receivers: [])))
        // Whatever the settings say by now: it was touched.
        for isStub in [false, true] {
            let lines = Ending(run.run, interruption: nil, isDryRun: false, isStub: isStub, command: \.summary).lines
            #expect(lines.count == 2 && lines[0].text == "Incident inc-1: unverified (run run-1)")
            #expect(lines[1].text.contains("rollback service/checkout: v1.4.1 → v1.4.2"))
        }
    }

    @Test func theEndOfARehearsalSaysSo() throws {
        var run = try SampleRun(.simulated)
        try run.append(.verified(.unverified))
        try run.append(.concluded(Conclusion(.unverified, reason: "silent", receivers: [])))
        let lines = Ending(run.run, interruption: nil, isDryRun: false, isStub: true, command: \.summary).lines
        #expect(lines.count == 2)
        #expect(lines[1].text.contains("Nothing was touched") && lines[1].text.contains("UI_STUB=false"))
    }

    @Test func exitCodes() {
        #expect(ExitCode.of(.recovered, interruption: nil) == .success)
        // An interruption is told only of a run that is not closed, so it counts whatever was concluded.
        #expect(ExitCode.of(.selfRecovered, interruption: "SIGINT").value == 130)
        for outcome in [Outcome.notRecovered, .unverified, .escalated, .failed] {
            #expect(ExitCode.of(outcome, interruption: nil) == .failure)
        }
        #expect(ExitCode.of(nil, interruption: "SIGINT").value == 130)
        #expect(ExitCode.of(nil, interruption: "SIGTERM").value == 143)
        #expect(ExitCode.of(nil, interruption: nil) == .failure)
    }

    @Test func theTableLinesUp() {
        let incident = Incident(
            id: "inc-1", service: "checkout", type: .crashLoop, detectedAt: Instant(seconds: 0), payload: [:])
        let runs = [
            RunSummary(
                run: RunID("run-1"), incident: incident, openedAt: Instant(seconds: 0), outcome: .recovered,
                isClosed: true),
            RunSummary(
                run: RunID("run-22"), incident: incident, openedAt: Instant(seconds: 0), outcome: nil, isClosed: false),
        ]
        let rows = IncidentsCommand.table(runs)
        #expect(rows.count == 3)
        #expect(rows[1] == "1970-01-01T00:00:00Z  run-1   inc-1     checkout  crash_loop  recovered")
        #expect(rows[2].hasSuffix("unfinished"))
    }
}
