import AutoSRECore
import AutoSREEngine
import AutoSREStore
import AutoSRETesting
import Testing

@testable import autosre

/// What a later program wrote is told by its name, and what it is about by the list of runs.
@Suite(.timeLimit(.minutes(1))) struct LaterJournalTests {
    private func found(_ entries: [JournalEntry], outcome: Outcome? = .recovered) -> FoundRun {
        let summary = RunSummary(
            run: entries[0].run, incident: Sample.incident, openedAt: entries[0].at, outcome: outcome, isClosed: true)
        let store = MemoryStore()
        return FoundRun(
            summary: summary, entries: entries, store: store, evidence: store, ledger: store, directory: "",
            redactor: Redactor())
    }

    private static let kinds = ["gathered", "diagnosed", "planned", "judged", "intended", "acted", "concluded"]

    @Test func everyFactIsALine() throws {
        let entries = try Sample.laterJournal("run-1")
        let lines = try found(entries).lines(.utc).map(\.text)
        #expect(lines.count == entries.count, "\(lines)")
        for (line, kind) in zip(lines, ["opened"] + Self.kinds) {
            #expect(line.contains(kind) && line.hasSuffix("written by a later version"), "\(line)")
            #expect(line.prefix(8).contains(":"), "with its time: \(line)")
        }
        #expect(lines.last?.contains("Closed") == true)
    }

    /// Of a run that was opened here the opening is told, and what came behind it in other shapes.
    @Test(arguments: kinds) func whatIsOursIsToldBesideIt(_ kind: String) throws {
        var entries = [try Sample.opening("run-1")]
        for event in try Sample.acting() {
            entries.append(
                try event.kind == kind ? Sample.later(kind, after: entries) : Sample.entry(event, after: entries))
        }
        if ["acted", "concluded"].contains(kind) { entries.append(try Sample.later(kind, after: entries)) }
        entries.append(try Sample.entry(.closed, after: entries))
        let text = try found(entries).lines(.utc).map(\.text).joined(separator: "\n")
        #expect(text.contains("latency_spike on checkout") && text.contains("written by a later version"), "\(text)")
    }

    @Test func theReportSaysWhatTheListSays() throws {
        let told = try found(Sample.laterJournal("run-1")).postMortem()
        #expect(told.service == "checkout" && told.incidentID == "inc-demo0001" && told.outcome == .recovered)
        #expect(told.reason.contains("later version") && told.notes.contains { $0.contains("later version") })
        #expect(!told.notes.contains { $0.contains("damaged") })
        #expect(told.timeline.count == Self.kinds.count + 2, "the alert, the opening and every fact but the end")
        let other = try found(Sample.laterJournal("run-1"), outcome: nil).postMortem()
        #expect(other.outcome == nil && other.reason.contains("later version"))
        // It has ended, though nobody here knows how.
        #expect(other.outcomeWord == "unknown" && told.outcomeWord == "recovered")
    }

    @Test("What a later version wrote behind an intent may say that it was begun")
    func nobodyKnowsWhetherItWasBegun() throws {
        var entries = [try Sample.opening("run-1")]
        for event in try Sample.acting() { entries.append(try Sample.entry(event, after: entries)) }
        #expect(entries.last?.event.kind == "intended")
        let own = PostMortem(of: try Run(replaying: entries), journal: entries)
        #expect(own.actionTaken.hasSuffix("(not begun)") && own.outcomeWord == "running")
        entries.append(try Sample.later("sent_by_pigeon", after: entries))
        let told = PostMortem(of: try Run(replaying: entries), journal: entries)
        #expect(told.actionTaken.hasSuffix("(not confirmed)"), "\(told.actionTaken)")
        #expect(Line(label: "sent_by_pigeon", spans: [Span("written")]).text.contains("sent_by_pigeon written"))
    }

    @Test func whyItIsNotFinishedIsSaid() {
        let words = ErrorText.describe(JournalError.later(RunID("run-1"), schema: 4, kind: "sen\u{1B}ding"))
        #expect(words.contains("written by a later version of AutoSRE (schema 4"))
        #expect(words.contains("finish it with that version") && !words.contains("\u{1B}"))
    }

    @Test func theListKnowsEveryWord() {
        let incident = Incident(
            id: "inc-1", service: "checkout", type: IncidentType(rawValue: "error_rate"),
            detectedAt: Sample.time(0), payload: [:])
        let row = RunSummary(
            run: RunID("run-1"), incident: incident, openedAt: Sample.time(0), outcome: nil, isClosed: true)
        let rows = IncidentsCommand.table([row])
        #expect(rows.last?.hasSuffix("error_rate  unknown") == true, "\(rows)")
    }

    /// The command line keeps its words.
    @Test func noOtherTypeIsTaken() throws {
        #expect(throws: UsageError.self) { _ = try Request(["--incident-type", "error_rate"]) }
        _ = try Request(["--incident-type", "crash_loop"])
    }
}
