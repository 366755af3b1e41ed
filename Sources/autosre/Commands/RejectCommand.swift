import AutoSRECore
import AutoSREEngine
import AutoSREIntegrations

/// `autosre reject ID`: says no to what a run asks.
struct RejectCommand: Command {
    static let specification = Specification(
        name: "reject", summary: "Say no to what a run asks a person",
        details: [
            "The plan is not carried out; what was done before stays, or is taken back as without a question. Whoever works on",
            "the run hears of it between two steps; where nobody does, resume ends it.",
        ],
        options: [.reason, .output],
        operands: [.init(name: "ID", isRequired: true)],
        examples: [
            .init(line: "autosre reject run-5f0c11aa --reason drill", what: "no, and why")
        ], exitCodes: ExitCode.Meaning.answers)

    private let id: String
    private let reason: String
    private let form: OutputForm

    init(_ arguments: Arguments) throws(UsageError) {
        (id, reason, form) = (arguments.operands[0], arguments.reason, arguments.form)
    }

    func run(_ console: Console) async throws -> ExitCode {
        let found = try await RunFinder(console, command: Self.specification.name).find(id)
        let question = try OpenQuestion(of: found, at: SystemWorld().now())
        let reason = found.redactor.safe(reason, upTo: Arguments.longestReason)
        let isHeld = try await question.answer(
            .reject(plan: question.plan.digest, reason: reason), by: Self.specification.name)
        switch form {
        case .json: console.json(try JSONLines.question(question, answer: "reject", isHeld: isHeld))
        case .text:
            let next = isHeld ? "it ends without that" : "nobody works on it now; autosre resume \(found.run) ends it"
            console.line("Rejected: \(found.run), \(next).")
        }
        return .success
    }
}
