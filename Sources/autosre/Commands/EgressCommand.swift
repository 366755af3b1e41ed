import AutoSREConfiguration
import AutoSRECore

/// `autosre egress ID`: what left the machine about a run.
struct EgressCommand: Command {
    static let specification = Specification(
        name: "egress", summary: "List what left the machine about a run, and what was replaced in it first",
        details: [
            "ID is an incident's or a run's; of an incident's runs the newest is meant. Each line was written before",
            "its bytes left, so that a crash can make the list say too much and never too little. What leaves while no",
            "journal can be written is said on standard error, and the list says that it may not be whole.",
        ],
        options: [.output], operands: [.init(name: "ID", isRequired: true)],
        examples: [
            .init(line: "autosre egress inc-demo0001", what: "when, why, where to, how many bytes, what was replaced"),
            .init(line: "autosre egress run-5f0c11aa --output json", what: "as JSON, one departure on each line"),
        ], exitCodes: ExitCode.Meaning.lookup)

    private let id: String
    private let form: OutputForm

    init(_ arguments: Arguments) throws(UsageError) { (id, form) = (arguments.operands[0], arguments.form) }

    func run(_ console: Console) async throws -> ExitCode {
        let found = try await RunFinder(console, command: Self.specification.name).find(id)
        let departures = try await found.ledger.egress(of: found.run)
        let unlisted = Self.unlisted(found.entries, departures)
        let isFinished = try found.replayed().phase == .closed
        if form == .json {
            for egress in departures { console.json(try JSONLines.egress(egress)) }
        } else if departures.isEmpty {
            console.line(
                isFinished && unlisted.isEmpty ? "Nothing left this machine about \(found.run)." : "Nothing is listed.")
        } else {
            for row in Self.table(departures) { console.line(row) }
        }
        if !isFinished { console.log(Self.gap(found)) }
        guard !unlisted.isEmpty else { return found.exitCode }
        let kinds = unlisted.joined(separator: ", ")
        console.complain(
            "this list is not whole: lines of it are lost that the journal of \(found.run) tells of: \(kinds)")
        return .failure
    }

    /// Why the list may not be whole: the run went on elsewhere, or goes on still.
    private static func gap(_ found: FoundRun) -> String {
        let last = found.entries.last.map { " (last entry \($0.at.wholeSeconds))" } ?? ""
        return "This list may not be whole: \(found.run) is not finished in this journal\(last). What left while the "
            + "journal could not be written was said on standard error as it left."
    }

    /// The departures as rows under a head.
    static func table(_ departures: [Egress]) -> [String] {
        var rows = [["AT", "WHY", "TO", "BYTES", "REPLACED", "NOTE"]]
        for egress in departures {
            let replaced = egress.replaced.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }
            rows.append([
                egress.at.wholeSeconds, egress.purpose.rawValue, egress.destination, String(egress.bytes),
                replaced.isEmpty ? "nothing" : replaced.joined(separator: ", "), egress.note,
            ])
        }
        return Table.rows(rows.map { $0.map(\.printable) })
    }
}

extension JSONLines {
    /// One departure as a line.
    static func egress(_ egress: Egress) throws -> String {
        var members = try JSON.decode(JSONValue.self, from: JSON.encode(egress)).object ?? [:]
        members["schema"] = .integer(Int64(schema))
        members["type"] = "egress"
        return try JSON.text(JSONValue.object(members))
    }
}
