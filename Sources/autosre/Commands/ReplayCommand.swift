import AutoSREAnalysis
import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine
import AutoSREIntegrations
import AutoSREStore

/// `autosre replay RUN`: the decisions of a journaled run again, from what its journal and its evidence say.
struct ReplayCommand: Command {
    static let specification = Specification(
        name: "replay", summary: "Make the decisions of a journaled run again, under its own or another policy",
        details: [
            "The journal is read from the start, and each decision is made again from what was known then: the diagnosis, the",
            "plan, the policy's verdict, what the readings of the health signal came to, the undo, the end. It is the same",
            "byte for byte, or it parts, and then how is said. Nothing is asked: no system, no network, no model. What a",
            "model said, what another version decided and what rests on pruned evidence cannot be made again and is named.",
            "With --policy each verdict stands beside the run's own, and where the run would have parted is said; after that",
            "nothing is known. RUN is an incident's or a run's ID.",
        ],
        options: [
            .init(
                name: "--policy", value: "FILE",
                help: "judge by this policy (docs/configuration.md) in place of the run's"),
            .output,
        ],
        operands: [.init(name: "RUN", isRequired: true)],
        examples: [
            .init(line: "autosre replay run-5f0c11aa", what: "does this program decide as the run did?"),
            .init(
                line: "autosre replay inc-demo0001 --policy stricter.yaml",
                what: "what would a policy have said that is not in force yet?"),
        ], exitCodes: ExitCode.Meaning.replay)

    private let id: String
    private let policyPath: String?
    private let form: OutputForm

    init(_ arguments: Arguments) throws(UsageError) {
        (id, policyPath, form) = (arguments.operands[0], arguments.value("--policy"), arguments.form)
    }

    func run(_ console: Console) async throws -> ExitCode {
        let policy = try policyPath.map { try PolicyFile.read($0, Integrations.settings.policyWords) }
        let found = try await RunFinder(console, command: Self.specification.name).find(id)
        let began = try await StoreFactory.began(in: found.directory)
        let replay = Replay(
            evidence: found.evidence, kinds: Integrations.evidence, actions: Integrations.actions, store: found.store,
            began: began, diagnosers: ["local": LocalDiagnoser()],
            planner: Self.planner, redactor: found.redactor, program: "autosre \(AutoSRE.version)", policy: policy)
        let decisions = try await replay.decisions(of: found.entries, listedAs: found.summary)
        let page = ReplayPage(decisions, of: found.run, policy: policy, redactor: found.redactor)
        switch form {
        case .json: for object in page.objects { console.json(try JSON.text(object)) }
        case .text: for line in page.lines { console.line(line) }
        }
        return page.isSame ? found.exitCode : .failure
    }

    /// Services are planned for by the catalogue, wherever they are. Integrations plan for targets of their own kinds,
    /// with settings that no journal has.
    @Sendable private static func planner(_ plan: Plan?) -> (any Planner)? {
        guard let target = plan?.actions.first?.target else { return CataloguePlanner() }
        guard target.kind == .service else { return nil }
        return target.place.map { LocatedPlanner(CataloguePlanner(), at: $0) } ?? CataloguePlanner()
    }
}
