import AutoSREIntegrations
import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine
import AutoSREStore

/// `autosre show ID`: a run's whole journal as lines.
struct ShowCommand: Command {
    static let specification = Specification(
        name: "show", summary: "Tell a run's whole journal, entry by entry",
        details: ["ID is an incident's or a run's; of an incident's runs the newest is meant."],
        options: [.output], operands: [.init(name: "ID", isRequired: true)],
        examples: [
            .init(line: "autosre show inc-demo0001", what: "the newest demo, line by line"),
            .init(line: "autosre show run-5f0c11aa --output json", what: "its entries as JSON, one on each line"),
        ], exitCodes: ExitCode.Meaning.lookup)

    private let id: String
    private let form: OutputForm

    init(_ arguments: Arguments) throws(UsageError) { (id, form) = (arguments.operands[0], arguments.form) }

    func run(_ console: Console) async throws -> ExitCode {
        let found = try await RunFinder(console, command: Self.specification.name).find(id)
        guard form == .text else {
            for entry in try found.shown() { console.json(try JSONLines.event(entry)) }
            if let damage = found.damage { console.json(try JSONLines.damage(damage, of: found.run)) }
            if let at = found.evidencePrunedAt { console.json(try JSONLines.pruned(found.run, evidenceAt: at)) }
            return found.exitCode
        }
        for line in try found.lines(console.times) { console.line(line) }
        return found.exitCode
    }
}

/// A run as it was journaled.
struct FoundRun: Sendable {
    /// Its row in the list of runs.
    let summary: RunSummary
    /// Its whole journal as it is, for replaying.
    let entries: [JournalEntry]
    /// Its name.
    var run: RunID { summary.run }
    /// What of it is not what was written, which has been said; nil where all is.
    var damage: String? { summary.damage }
    /// When its evidence was pruned, which has been said; nil while it is kept.
    var evidencePrunedAt: Instant? { summary.evidencePrunedAt }
    /// Failure where it is damaged.
    var exitCode: ExitCode { damage == nil ? .success : .failure }
    /// The journals of all runs.
    let store: any RunStore
    /// Where the bodies of its evidence are.
    let evidence: any EvidenceStore
    /// What left the machine about it.
    let ledger: any EgressLedger
    /// Where its journal lies.
    let directory: String
    /// What everything passes that is told of it.
    let redactor: Redactor

    /// The journal made safe to show by the secrets and rules of now: it may be older than either. What is bound by
    /// digests is not bound in it any more, so it is not replayed.
    func shown() throws -> [JournalEntry] { try redactor.redact(entries) }

    /// The run as far as it can be read: what a later version wrote of its opening and its end is in its row.
    func replayed() throws -> Run { try Run(replaying: entries, listedAs: summary) }

    /// Its whole journal in lines.
    func lines(_ times: Times) throws -> [Line] {
        let narration = Narration(detail: .everything, times: times)
        var (run, lines) = (Run?.none, [Line]())
        for (entry, shown) in zip(entries, try shown()) {
            if run == nil { run = try Run(opening: entry, about: summary.incident) } else { try run?.apply(entry) }
            guard let run else { continue }
            lines += narration.lines(for: shown, of: run).map { $0.redacted(by: redactor) }
        }
        return lines
    }

    /// Its story, with what the reader must know of the state that its journal is in.
    func postMortem() throws -> PostMortem {
        var whole = PostMortem(of: try replayed(), journal: entries)
        if let damage { whole.note("The journal is damaged: \(damage).") }
        if let at = evidencePrunedAt { whole.note("The evidence was pruned \(at.wholeSeconds).") }
        return try redactor.redact(whole)
    }
}

extension Line {
    /// The line without the secrets of now.
    func redacted(by redactor: Redactor) -> Line {
        var line = self
        line.spans = spans.map { Span(redactor.safe($0.text, upTo: 16 << 10), $0.style) }
        return line
    }
}

/// Finds a run and its entries by id.
struct RunFinder {
    private let console: Console
    private let command: String

    /// A finder for `command`.
    init(_ console: Console, command: String) { (self.console, self.command) = (console, command) }

    /// The newest run of this id; throws `UnknownID` where there is none.
    func find(_ id: String) async throws -> FoundRun {
        let configuration = try Settings.loadWithJournal(console, command: command)
        let journal = try await Journal.open(configuration, console)
        let directory = configuration.storage.dataDirectory
        guard let journal else { throw UnknownID(id: id, directory: directory) }
        var summary = try await journal.run(id, in: directory)
        let redactor = Redactor(secrets: configuration.secrets)
        let entries = try await journal.store.journal(of: summary.run)
        if let at = summary.evidencePrunedAt {
            console.log("The evidence of \(summary.run) was pruned \(at.wholeSeconds); its journal is whole.")
        } else {
            summary.note(await journal.store.evidenceDamage(of: entries))
        }
        if let damage = summary.damage { console.complain("\(summary.run) is damaged: \(damage)") }
        return FoundRun(
            summary: summary, entries: entries, store: journal.store, evidence: journal.store, ledger: journal.store,
            directory: directory, redactor: redactor)
    }
}
