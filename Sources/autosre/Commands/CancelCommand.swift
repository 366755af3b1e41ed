import AutoSREIntegrations
import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine
import AutoSREPlatform

/// `autosre cancel ID`: has a run begin nothing more, whichever process works on it.
struct CancelCommand: Command {
    static let specification = Specification(
        name: "cancel", summary: "Have a run begin nothing more, whichever process works on it",
        details: [
            "ID is an incident's or a run's; of an incident's runs the newest is meant. What the run has done is still",
            "verified, and taken back where it did not help; then it ends. Whoever works on it hears of it between two",
            "steps; where nobody does, resume ends it.",
        ],
        options: [.reason, .output],
        operands: [.init(name: "ID", isRequired: true)],
        examples: [
            .init(line: "autosre cancel run-5f0c11aa --reason drill", what: "the run ends as soon as it may")
        ], exitCodes: ExitCode.Meaning.cancel)

    private let id: String
    private let reason: String
    private let form: OutputForm

    init(_ arguments: Arguments) throws(UsageError) {
        (id, reason, form) = (arguments.operands[0], arguments.reason, arguments.form)
    }

    func run(_ console: Console) async throws -> ExitCode {
        let configuration = try Settings.loadWithJournal(console, command: Self.specification.name)
        let directory = configuration.storage.dataDirectory
        guard let journal = try await Journal.open(configuration, console) else {
            throw UnknownID(id: id, directory: directory)
        }
        let summary = try await journal.run(id, in: directory)
        guard !summary.isClosed else {
            console.complain("\(summary.run) is finished: \(summary.outcome?.rawValue ?? "without an outcome")")
            return .failure
        }
        let world = SystemWorld()
        let message = Message(
            id: "message-" + world.hex(12), run: summary.run, at: world.now(), from: "autosre cancel",
            .cancel(reason: Redactor(secrets: configuration.secrets).safe(reason, upTo: Arguments.longestReason)))
        try await journal.store.send(message)
        let lease = try await journal.store.lease(of: summary.run)
        let isHeld = lease.map { world.holds($0) } ?? false
        if form == .json {
            console.json(try JSONLines.cancelled(summary.run, isHeld: isHeld))
        } else {
            let next =
                isHeld ? "it ends as soon as it may" : "nobody works on it now; autosre resume \(summary.run) ends it"
            console.line("\(summary.run) is to begin nothing more: \(next).")
        }
        return .success
    }
}

extension JSONLines {
    /// That a run was told to begin nothing more.
    static func cancelled(_ run: RunID, isHeld: Bool) throws -> String {
        try JSON.text(
            [
                "schema": .integer(Int64(schema)), "type": "cancel", "run": .string(run.text), "held": .bool(isHeld),
            ] as JSONValue)
    }
}
