import AutoSRECore
import AutoSREPlatform
import LogMining

/// `autosre logs mine|diff`: the templates of a log, and what of them is new, gone, surged or faded in another.
struct LogsCommand: Command {
    static let specification = Specification(
        name: "logs", summary: "Mine the templates of a log, or compare two logs by them",
        details: [
            "autosre logs mine writes the template of each line (--assignments), the templates with their counts",
            "(--templates), or prints these. autosre logs diff says what is new, gone, surged or faded in one log against",
            "another, errors first. Lines may be plain text, JSON, logfmt or CSV; a stack trace belongs to the line above",
            "it; <*> stands for what varies. docs/logs.md says how it works and what it cannot do.",
        ],
        options: [
            .init(name: "--input", value: "FILE", help: "mine: the log; - reads standard input"),
            .init(
                name: "--assignments", value: "OUT.csv",
                help: "mine: LineId,TemplateId,Template, a row per line; - prints"),
            .init(
                name: "--templates", value: "OUT.csv", help: "mine: TemplateId,Template,Count; - prints (the default)"),
            .init(name: "--before", value: "FILE", help: "diff: the log of before"),
            .init(name: "--after", value: "FILE", help: "diff: the log of after"),
            .init(name: "--threads", value: "N", help: "how many threads work (default: the machine's, at most 4)"),
            .output,
        ],
        operands: [.init(name: "mine|diff", isRequired: true)],
        examples: [
            .init(line: "autosre logs mine --input app.log", what: "the templates and how often each is there"),
            .init(
                line: "autosre logs mine --input - --assignments lines.csv",
                what: "the template of each line of a stream, such as: kubectl logs deploy/checkout | …"),
            .init(line: "autosre logs diff --before good.log --after bad.log", what: "what changed, errors first"),
        ], exitCodes: ExitCode.Meaning.files)

    private enum Work {
        case mine(input: String, assignments: String?, templates: String?)
        case diff(before: String, after: String)
    }

    private let work: Work
    private let threads: Int
    private let form: OutputForm

    init(_ arguments: Arguments) throws(UsageError) {
        func required(_ name: String) throws(UsageError) -> String {
            guard let value = arguments.value(name) else { throw arguments.error("\(name) is missing") }
            return value
        }
        func refuse(_ names: [String], _ verb: String) throws(UsageError) {
            for name in names where arguments.value(name) != nil { throw arguments.error("\(verb) has no \(name)") }
        }
        let verb = arguments.operands.first ?? ""
        switch verb {
        case "mine":
            try refuse(["--before", "--after", "--output"], verb)
            let assignments = arguments.value("--assignments")
            let templates = arguments.value("--templates") ?? (assignments == nil ? "-" : nil)
            guard assignments != "-" || templates != "-" else {
                throw arguments.error("only one of --assignments and --templates can be printed")
            }
            work = .mine(input: try required("--input"), assignments: assignments, templates: templates)
        case "diff":
            try refuse(["--input", "--assignments", "--templates"], verb)
            work = .diff(before: try required("--before"), after: try required("--after"))
        default: throw arguments.error("unknown word '\(verb)'; mine or diff is expected")
        }
        threads = try arguments.number("--threads", 1...64, default: min(4, Host.processors))
        form = arguments.form
    }

    func run(_ console: Console) async throws -> ExitCode {
        switch work {
        case .mine(let input, let assignments, let templates):
            try await mine(input, assignments, templates, console)
        case .diff(let before, let after): try await diff(before, after, console)
        }
        return .success
    }

    private func mine(
        _ input: String, _ assignments: String?, _ templates: String?, _ console: Console
    ) async throws {
        try refuseOverwriting(input, [assignments, templates])
        let file = try StreamFile.reading(input)
        // Opened before the work: what cannot be written is said at once.
        let (lineTable, templateTable) = (
            try assignments.map(StreamFile.writing), try templates.map(StreamFile.writing)
        )
        var log = LogMiner()
        var lines = LineNumbers(beside: assignments ?? "-")
        try await LogReading.read(file, into: &log, threads: threads) { numbers in
            if lineTable != nil {
                lines.pending.append(contentsOf: numbers)
                try lines.settle()
            }
            numbers.removeAll(keepingCapacity: true)
        }
        let mined = log.finish()
        func isSeen(_ path: String?) -> Bool { path == "-" && StandardStreams.outputIsTerminal }
        if let lineTable { try TemplateTables.write(lines, mined, to: lineTable, isSeen: isSeen(assignments)) }
        if let templateTable { try TemplateTables.write(mined, to: templateTable, isSeen: isSeen(templates)) }
        tell(log, console)
    }

    /// Opening a table empties it: the log itself must not be one, nor both tables the same file.
    private func refuseOverwriting(_ input: String, _ tables: [String?]) throws {
        var taken = Set([Files.identity(of: input)].compactMap(\.self))
        for path in tables.compactMap(\.self) where Files.isRegularFile(path) {
            guard let file = Files.identity(of: path), taken.insert(file).inserted else {
                throw UsageError("\(path) would be overwritten: name another file", command: Self.specification.name)
            }
        }
    }

    private func diff(_ before: String, _ after: String, _ console: Console) async throws {
        let (early, late) = (try StreamFile.reading(before), try StreamFile.reading(after))
        var log = LogMiner()
        try await LogReading.read(early, into: &log, threads: threads) { $0.removeAll(keepingCapacity: true) }
        let counted = log.lineCounts
        try await LogReading.read(late, into: &log, threads: threads) { $0.removeAll(keepingCapacity: true) }
        let mined = log.finish()
        let comparison = LogComparison(mined, before: counted, total: log.lineCounts)
        switch form {
        case .json: for row in comparison.objects { console.json(try JSON.text(row)) }
        case .text: for row in comparison.rows { console.line(row) }
        }
        tell(log, console)
    }

    private func tell(_ log: LogMiner, _ console: Console) {
        guard log.overflowCount > 0 else { return }
        console.log("\(log.overflowCount) of \(log.lineCount) lines have no template: there were too many to keep.")
    }
}
