import AutoSREConfiguration
import AutoSRECore

/// `autosre incidents`: every run that was journaled.
struct IncidentsCommand: Command {
    static let specification = Specification(
        name: "incidents", summary: "List what was journaled, newest first",
        details: [
            "Reads LOG_STORAGE_DATA_DIR. An incident that was worked on twice has two runs. The newest 200 runs and all",
            "that are unfinished are listed; where there are others, standard error says so.",
        ],
        options: [.output, .init(name: "--all", help: "every run, however many there are")],
        examples: [
            .init(line: "LOG_STORAGE_DATA_DIR=data autosre incidents", what: "the list"),
            .init(line: "autosre incidents --output json", what: "one line of JSON for each run"),
        ], exitCodes: ExitCode.Meaning.list)

    private let form: OutputForm
    private let isWhole: Bool

    /// So many are found, checked and told in a moment, and as many as anybody reads.
    private static let usual = 200

    init(_ arguments: Arguments) throws(UsageError) {
        (form, isWhole) = (arguments.form, arguments.has("--all"))
    }

    func run(_ console: Console) async throws -> ExitCode {
        let configuration = try Settings.loadWithJournal(console, command: Self.specification.name)
        let journal = try await Journal.open(configuration, console)
        var runs: [RunSummary] = []
        if let store = journal?.store {
            runs = isWhole ? try await store.runs(RunQuery(.all)) : try await newest(in: store, console)
        }
        for summary in runs {
            if let damage = summary.damage { console.complain("\(summary.run) is damaged: \(damage)") }
        }
        if form == .json {
            for summary in runs { console.json(try JSONLines.run(summary)) }
        } else if runs.isEmpty {
            let directory = configuration.storage.dataDirectory
            console.line(journal == nil ? "Nothing was journaled in \(directory) yet." : "\(directory) lists no run.")
        } else {
            for row in Self.table(runs) { console.line(row) }
        }
        return .success
    }

    /// The newest, and whatever else is unfinished; that others are left out is said.
    private func newest(in store: any RunStore, _ console: Console) async throws -> [RunSummary] {
        let found = try await store.runs(limit: Self.usual + 1)
        guard found.count > Self.usual else { return found }
        let shown = Array(found.prefix(Self.usual))
        let names = Set(shown.map(\.run))
        console.log("There are older runs than these: autosre incidents --all")
        return shown + (try await store.unfinished().filter { !names.contains($0.run) })
    }

    /// The runs as rows under a head.
    static func table(_ runs: [RunSummary]) -> [String] {
        var rows = [["OPENED", "RUN", "INCIDENT", "SERVICE", "TYPE", "OUTCOME"]]
        for summary in runs {
            let incident = summary.incident
            rows.append([
                summary.openedAt.wholeSeconds, summary.run.text, incident.id, incident.service, incident.type.rawValue,
                summary.damage == nil ? outcome(of: summary) : "damaged",
            ])
        }
        // Where there is one system, it needs no name.
        if runs.contains(where: { $0.system != nil }) {
            let systems = ["SYSTEM"] + runs.map { $0.system ?? "-" }
            for (row, system) in systems.enumerated() { rows[row].insert(system, at: 5) }
        }
        return Table.rows(rows.map { $0.map(\.printable) })
    }

    /// Of a run that a later version closed, its word may be none of ours.
    private static func outcome(of summary: RunSummary) -> String {
        summary.outcome?.rawValue ?? (summary.isClosed ? "unknown" : "unfinished")
    }
}
