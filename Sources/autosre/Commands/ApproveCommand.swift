import AutoSRECore
import AutoSREIntegrations

/// `autosre approve ID [CODE]`: shows what a run asks, and says yes to exactly that.
struct ApproveCommand: Command {
    static let specification = Specification(
        name: "approve", summary: "Show what a run asks a person, and say yes to exactly that",
        details: [
            "With ID alone it shows the diagnosis, the plan and the rule that asks, and changes nothing; it ends with the",
            "commands that say yes and no. CODE stands for this plan in the light of this evidence: where either has become another",
            "one, or the time is over (AUTOSRE_APPROVAL_SECONDS), the answer counts for nothing, and that is said. The",
            "policy in force then still has its say, and the health signal is read once more before anything is touched. The",
            "journal keeps the name of the system's user who answered.",
        ],
        options: [.output],
        operands: [.init(name: "ID", isRequired: true), .init(name: "CODE", isRequired: false)],
        examples: [
            .init(line: "autosre approve run-5f0c11aa", what: "what is asked?"),
            .init(line: "autosre approve run-5f0c11aa 3f2a91c0b7d2", what: "yes, to exactly that"),
        ], exitCodes: ExitCode.Meaning.answers)

    private let id: String
    private let code: String?
    private let form: OutputForm

    init(_ arguments: Arguments) throws(UsageError) {
        (id, code, form) = (arguments.operands[0], arguments.operands.dropFirst().first, arguments.form)
    }

    func run(_ console: Console) async throws -> ExitCode {
        let found = try await RunFinder(console, command: Self.specification.name).find(id)
        let question = try OpenQuestion(of: found, at: SystemWorld().now())
        guard let code else { return try show(question, console) }
        guard code == question.code else {
            console.complain(
                "\(code) is not what \(found.run) asks now: look again with autosre approve \(found.run)")
            return .failure
        }
        let isHeld = try await question.answer(
            .approve(plan: question.plan.digest, evidence: question.evidence), by: Self.specification.name)
        switch form {
        case .json: console.json(try JSONLines.question(question, answer: "approve", isHeld: isHeld))
        case .text:
            let next =
                isHeld ? "it goes on" : "nobody works on it now; autosre resume \(found.run) goes on with it"
            console.line("Approved: \(found.run), \(next).")
        }
        return .success
    }

    private func show(_ question: OpenQuestion, _ console: Console) throws -> ExitCode {
        let run = question.found.run
        switch form {
        case .json: console.json(try JSONLines.question(question))
        case .text:
            for line in try question.lines(console.times) { console.line(line) }
            console.line()
            console.line(
                "To say yes until \(console.times.timeOfDay(question.until)): "
                    + "autosre approve \(run) \(question.code)")
            console.line("To say no: autosre reject \(run)")
        }
        return .success
    }
}
