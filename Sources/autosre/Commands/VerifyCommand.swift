import AutoSRECore
import AutoSREPlatform
import RootCause

/// `autosre verify FILE --case DIR` and `autosre verify RUN`: evaluates every claim again.
struct VerifyCommand: Command {
    static let specification = Specification(
        name: "verify", summary: "Evaluate every claim of a diagnosis again, of a case or of a journaled run",
        details: [
            "Each claim carries a predicate over the evidence; here it is evaluated by code that has no part in finding it,",
            "without network or model. FILE is an answer of autosre diagnose, and --case the folder that it is about. RUN is",
            "an incident's or a run's ID: its journal's chain is checked too. What does not hold is named, and which file of the",
            "folder is missing or no longer has the bytes that the answer cites.",
        ],
        options: [.init(name: "--case", value: "DIR", help: "the folder of evidence that FILE is about")],
        operands: [.init(name: "FILE|RUN", isRequired: true)],
        examples: [
            .init(line: "autosre verify answer.json --case case-1", what: "do all claims of the answer hold?"),
            .init(line: "autosre verify run-5f0c11aa", what: "do those of this run, over the evidence that was kept?"),
        ], exitCodes: ExitCode.Meaning.verification)

    private let subject: String
    private let folder: String?

    init(_ arguments: Arguments) throws(UsageError) {
        (subject, folder) = (arguments.operands[0], arguments.value("--case"))
        guard folder != nil || !subject.contains("/") && !subject.hasSuffix(".json") else {
            throw arguments.error("--case is missing: which folder is \(subject) about?")
        }
    }

    func run(_ console: Console) async throws -> ExitCode {
        guard let folder else { return try await verify(console) }
        let (answer, files) = (try Files.read(subject), try CaseFolder.read(folder))
        let outcomes = try Verifier(files).check(answer: answer, file: subject)
        // First, for it may be why claims do not hold.
        let areSame = await compare(try Verifier.citations(answer: answer, file: subject), files, console)
        for outcome in outcomes where !outcome.holds {
            console.line("Does not hold: \(outcome.statement) (\(outcome.found))")
        }
        console.line("\(outcomes.count { $0.holds }) of \(outcomes.count) claims hold")
        return areSame && outcomes.allSatisfy(\.holds) ? .success : .failure
    }

    /// Whether the files are those that the claims cite, byte for byte; that a claim cites no digest is no proof of it.
    private func compare(_ cited: [Citation], _ files: CaseFiles, _ console: Console) async -> Bool {
        let digests = await CaseFolder.digests(of: files)
        var (areSame, seen): (Bool, Set<String>) = (true, [])
        for citation in cited {
            let found = digests[citation.file]
            guard found == nil || found != citation.digest else { continue }
            areSame = false
            guard seen.insert(citation.file).inserted else { continue }
            let fault = citation.digest == nil ? "Cited without a digest" : "Changed since the answer"
            console.line("\(found == nil ? "Missing" : fault): \(citation.file)")
        }
        return areSame
    }

    /// Of a journaled run: the chain, and the claims of every diagnosis over the evidence as it was kept.
    private func verify(_ console: Console) async throws -> ExitCode {
        let found = try await RunFinder(console, command: Self.specification.name).find(subject)
        var (known, claims): ([EvidenceID: Evidence], [AutoSRECore.Claim]) = ([:], [])
        for entry in found.entries {
            switch entry.event {
            case .gathered(let gathering):
                let bodies = await ReportMaterial.bodies(of: gathering.evidence, from: found.evidence)
                for reference in gathering.evidence {
                    known[reference.id] = bodies[reference.id].map { Evidence(reference: reference, body: $0) }
                }
            case .diagnosed(let diagnosis):
                for one in diagnosis.hypotheses { claims += one.claims + one.counterEvidence + (one.cited ?? []) }
            default: break
            }
        }
        let failed = claims.filter { !$0.holds(over: known) }
        for claim in failed {
            let isGone = claim.evidence.contains { known[$0] == nil }
            console.line("Does not hold\(isGone ? ", for its evidence is not there" : ""): \(claim.statement)")
        }
        let chain = found.damage == nil ? "unbroken" : "damaged"
        let entries = found.entries.count.counted("entry", "entries")
        console.line(
            "\(claims.count - failed.count) of \(claims.count) claims hold; the journal is \(chain), \(entries)")
        return failed.isEmpty ? found.exitCode : .failure
    }
}
