import AutoSREConfiguration
import AutoSRECore

/// `autosre incidents`: every run that was journaled.
struct IncidentsCommand: Command {
    static let specification = Specification(
        name: "incidents", summary: "List what was journaled, newest first",
        details: ["Reads LOG_STORAGE_DATA_DIR. An incident that was worked on twice has two runs."],
        options: [.output],
        examples: [
            .init(line: "LOG_STORAGE_DATA_DIR=data autosre incidents", what: "the list"),
            .init(line: "autosre incidents --output json", what: "one line of JSON for each run"),
        ], exitCodes: ExitCode.Meaning.list)

    private let form: OutputForm

    init(_ arguments: Arguments) throws(UsageError) { form = arguments.form }

    func run(_ console: Console) async throws -> ExitCode {
        let configuration = try Settings.loadWithJournal(console, command: Self.specification.name)
        let journal = try Journal.open(configuration, console)
        let runs = try await journal?.store.runs(limit: Journal.allRuns) ?? []
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

    /// The runs as rows under a head.
    static func table(_ runs: [RunSummary]) -> [String] {
        var rows = [["OPENED", "RUN", "INCIDENT", "SERVICE", "TYPE", "OUTCOME"]]
        for summary in runs {
            let incident = summary.incident
            rows.append([
                summary.openedAt.wholeSeconds, summary.run.text, incident.id, incident.service, incident.type.rawValue,
                summary.damage == nil ? summary.outcome?.rawValue ?? "unfinished" : "damaged",
            ])
        }
        return Table.rows(rows.map { $0.map(\.printable) })
    }
}
