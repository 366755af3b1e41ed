import AutoSREConfiguration
import AutoSREEngine
import AutoSREIntegrations
import AutoSREPlatform

/// `autosre services`: what each service is tied to.
struct ServicesCommand: Command {
    static let specification = Specification(
        name: "services", summary: "Show what each service is tied to, how that was found, and what is missing",
        details: [
            "Asks every system for its services, and completes them by the services of autosre.yaml. Changes nothing."
        ],
        options: [.output],
        examples: [
            .init(line: "autosre services", what: "a row for each"),
            .init(
                line: "autosre services --output json | jq -r 'select(.owner == \"\") | .name'",
                what: "those that nobody owns"),
        ], exitCodes: ExitCode.Meaning.services)

    private let form: OutputForm

    init(_ arguments: Arguments) throws(UsageError) { form = arguments.form }

    func run(_ console: Console) async throws -> ExitCode {
        let configuration = try Settings.load(console)
        let (client, path) = (Composition.client(configuration), Environment.all()["PATH"] ?? "")
        let list = await ServiceList(configuration, Integrations.all) {
            CheckContext(configuration: $0, client: client, path: path, probesWriting: false)
        }
        let redactor = Redactor(secrets: configuration.secrets)
        for gap in list.gaps { console.complain(redactor.safe(gap, upTo: 1 << 10)) }
        if form == .json {
            for row in list.rows { console.json(try row.json()) }
        } else {
            for line in Self.lines(list.rows) { console.line(line) }
        }
        return list.gaps.isEmpty ? .success : .failure
    }

    private static func lines(_ rows: [ServiceRow]) -> [String] {
        guard !rows.isEmpty else { return ["No service is known: no system names any, and autosre.yaml has none."] }
        let cells = rows.map { row in
            [
                row.name, row.owner, ServiceRow.text(row.workload), ServiceRow.text(row.metrics),
                ServiceRow.text(row.logs), row.health.joined(separator: ", "), row.calls.joined(separator: ", "),
                row.found.joined(separator: ", "),
            ].map { $0.isEmpty ? "-" : $0.printable }
        }
        let head = ["SERVICE", "OWNER", "WORKLOAD", "METRICS", "LOGS", "HEALTH", "CALLS", "FOUND"]
        let names = rows.map(\.name)
        let missing = rows.flatMap { row in
            // Of a name that several systems have, each says which it is.
            let isAlone = names.count { $0 == row.name } == 1
            let name = isAlone ? row.name : ServiceRow.text(row.workload)
            return row.missing.map { "\(name.printable) is missing \($0)" }
        }
        return Table.rows([head] + cells) + (missing.isEmpty ? [] : [""] + missing)
    }
}
