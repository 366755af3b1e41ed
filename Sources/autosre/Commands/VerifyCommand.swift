import AutoSREPlatform
import RootCause

/// `autosre verify FILE --case DIR`: evaluates every claim of an answer again.
struct VerifyCommand: Command {
    static let specification = Specification(
        name: "verify", summary: "Evaluate every claim of an answer of autosre diagnose again",
        details: [
            "Each claim carries a predicate over the evidence; here it is evaluated by code that has no part in finding it,",
            "without network or model. What does not hold is named with what the evidence gives instead.",
        ],
        options: [.init(name: "--case", value: "DIR", help: "the folder of evidence that the answer is about")],
        operands: [.init(name: "FILE", isRequired: true)],
        examples: [.init(line: "autosre verify answer.json --case case-1", what: "do all claims hold?")],
        exitCodes: ExitCode.Meaning.verification)

    private let file: String
    private let folder: String

    init(_ arguments: Arguments) throws(UsageError) {
        guard let folder = arguments.value("--case") else { throw arguments.error("--case is missing") }
        (file, self.folder) = (arguments.operands[0], folder)
    }

    func run(_ console: Console) async throws -> ExitCode {
        let answer = try Files.read(file)
        let outcomes = try Verifier(try CaseFolder.read(folder)).check(answer: answer, file: file)
        for outcome in outcomes where !outcome.holds {
            console.line("Does not hold: \(outcome.statement) (\(outcome.found))")
        }
        console.line("\(outcomes.count { $0.holds }) of \(outcomes.count) claims hold")
        return outcomes.allSatisfy(\.holds) ? .success : .failure
    }
}
