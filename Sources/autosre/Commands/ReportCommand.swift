import AutoSRECore
import AutoSREEngine
import AutoSREPlatform

/// `autosre report ID`: the post-mortem again, in any form.
struct ReportCommand: Command {
    static let specification = Specification(
        name: "report", summary: "Print or write the post-mortem of a run",
        details: ["ID is an incident's or a run's; of an incident's runs the newest is meant."],
        options: [
            .init(
                name: "--format", value: "FORMAT", choices: ReportForm.allCases.map(\.rawValue), noun: "format",
                help: "by the file's ending (.html, .json, .md), else markdown; one of:"),
            .init(name: "--output", value: "FILE", help: "write it there instead of printing it; - prints it"),
        ],
        operands: [.init(name: "ID", isRequired: true)],
        examples: [
            .init(line: "autosre report inc-demo0001", what: "the newest demo's post-mortem as Markdown"),
            .init(
                line: "autosre report inc-demo0001 --output report.html",
                what: "one page with charts, evidence and screenshots; opens offline"),
            .init(line: "autosre report inc-demo0001 --output report.json", what: "as JSON, in a file"),
            .init(line: "autosre report inc-demo0001 --format slack", what: "the message that Slack would get"),
        ], exitCodes: ExitCode.Meaning.lookup)

    private let id: String
    /// The form: the one that was asked for, else the one of the file's ending.
    let form: ReportForm
    private let path: String?

    init(_ arguments: Arguments) throws(UsageError) {
        id = arguments.operands[0]
        path = arguments.value("--output")
        form = arguments.choice("--format", default: path.flatMap(ReportForm.init(file:)) ?? .markdown)
    }

    func run(_ console: Console) async throws -> ExitCode {
        let found = try await RunFinder(console, command: Self.specification.name).find(id)
        let postMortem = try found.postMortem()
        let material = await ReportMaterial.load(for: postMortem, from: found.evidence).redacted(by: found.redactor)
        let folder = path.flatMap { path in path.lastIndex(of: "/").map { String(path[..<$0]) } } ?? ""
        let text = try form.text(postMortem, material, in: folder)
        if let path, !Self.isOutput(path) {
            guard !Self.isJournal(path, in: found.directory) else {
                throw UsageError("\(path) is the journal itself: name another file", command: Self.specification.name)
            }
            try Files.writeThrough(path, Array(text.utf8))
            console.log("The report of \(found.run) is in \(path)\(note(path))")
        } else {
            console.document(text)
        }
        return found.exitCode
    }

    /// What the file's ending does not say of the form that it has.
    func note(_ path: String) -> String { ReportForm(file: path) == form ? "" : ", as \(form.words)" }

    /// Whether the path is one of the journal's own files, by whatever name.
    private static func isJournal(_ path: String, in directory: String) -> Bool {
        guard let file = Files.identity(of: path) else { return false }
        return ["", "-wal", "-shm", ".lock"].contains { Files.identity(of: "\(directory)/autosre.db\($0)") == file }
    }

    /// Whether standard output is meant: `-`, as for any tool, or by the system's names for it.
    private static func isOutput(_ path: String) -> Bool {
        ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].contains(path)
    }
}
