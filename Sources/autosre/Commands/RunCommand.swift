import AutoSREConfiguration
import AutoSREIntegrations
import AutoSRECore

/// `autosre run`, and `autosre` alone: one incident, one full cycle.
struct RunCommand: Command {
    static let specification = Specification(
        name: "run", summary: "Work on one incident: detect, diagnose, plan, act, verify, report", works: true,
        details: [
            "Acts on the operations dashboard at OPERATIONS_DASHBOARD_URL. By default (UI_STUB=true) the planned",
            "clicks are only logged; UI_STUB=false lets it act. With LOG_STORAGE_DATA_DIR the run is journaled and",
            "can be resumed. USE_AWS_INTEGRATION=true takes CloudWatch's alarms and moves a Lambda alias instead.",
        ],
        options: [
            .init(
                name: "--incident-type", value: "TYPE", choices: IncidentType.known.map(\.rawValue),
                noun: "incident type", help: "the simulated alert (default latency_spike):"),
            .init(
                name: "--service", value: "NAME",
                help: "work only on alerts about it; the simulated one is (default \(SimulatedDetector.service))"),
            .init(name: "--demo", help: "the fixed demo incident inc-demo0001, told with demo_narrative.txt"),
            .output,
            .init(name: "--dry-run", help: "stop at the judged plan: nothing is touched, exit 0"),
        ],
        examples: [
            .init(line: "autosre", what: "one latency_spike, planned clicks only logged"),
            .init(line: "autosre --incident-type crash_loop --dry-run", what: "what would be done, as before → after"),
            .init(line: "autosre --service payments", what: "the same, about another service of the dashboard"),
            .init(line: "UI_STUB=false autosre run", what: "heal the dashboard at http://localhost:3000"),
            .init(line: "autosre --output json | tail -n 1", what: "the report as JSON"),
        ], exitCodes: ExitCode.Meaning.run)

    private let type: IncidentType
    private let service: String?
    private let hasType: Bool
    private let isDemo: Bool
    private let isDryRun: Bool
    private let form: OutputForm

    /// The demo's incident id.
    static let demoID = "inc-demo0001"

    init(_ arguments: Arguments) throws(UsageError) {
        type = arguments.choice("--incident-type", default: .latencySpike)
        (isDemo, isDryRun, form) = (arguments.has("--demo"), arguments.has("--dry-run"), arguments.form)
        hasType = arguments.value("--incident-type") != nil
        service = try arguments.service("--service")
        if isDemo, hasType {
            throw arguments.error("--demo is always a latency_spike: leave --incident-type out")
        }
        if isDemo, service != nil {
            throw arguments.error("--demo is always about \(SimulatedDetector.service): leave --service out")
        }
    }

    func run(_ console: Console) async throws -> ExitCode {
        let signals = Signals()
        var configuration = try Settings.load(console)
        let unheard = await Self.prepare(&configuration)
        let presenter = Presenter(form, console, limits: configuration.limits)
        var purpose = Composition.Purpose()
        purpose.simulated = .init(type: type, service: service, id: isDemo ? Self.demoID : nil)
        (purpose.isDemo, purpose.inMemory) = (isDemo, isDryRun)
        let composition = try await Composition.make(
            configuration, for: purpose, extras: { .init(observers: [presenter.observer($0)]) },
            log: { presenter.console.log($0) })
        composition.announce(presenter, isDryRun: isDryRun)
        if hasType { heedType(composition, presenter.console) }
        if let unheard { presenter.console.log(unheard) }
        let controller = RunController(
            composition: composition, presenter: presenter, form: form, signals: signals, service: service)
        guard isDemo, form == .text else {
            await Unfinished.announce(composition.store, console)
            return try await controller.begin(isDryRun: isDryRun)
        }
        return await perform(controller, DemoNarrative.load(log: console.complain))
    }

    /// What a newcomer is told, whom nothing would answer.
    private static func prepare(_ configuration: inout Configuration) async -> String? {
        guard configuration.systems.isEmpty else { return nil }
        for (integration, _) in Integrations.all.active(configuration) {
            guard let prepare = integration.prepare else { continue }
            let words = await prepare(&configuration, Composition.client(configuration))
            if let words { return words }
        }
        return nil
    }

    /// Who asks for a made-up alert where a real one is looked for is told so.
    private func heedType(_ composition: Composition, _ console: Console) {
        let names = composition.systems.flatMap { $0.parts.detectors.map(\.name) }
        guard !names.contains(SimulatedDetector.word) else { return }
        let own = composition.systems.compactMap(\.parts.alerts).joined(separator: " or ")
        console.log("--incident-type is for the simulated alert; \(own) says what it is.")
    }

    /// The demo's frame around a run.
    private func perform(_ controller: RunController, _ narrative: DemoNarrative) async -> ExitCode {
        let console = controller.console
        let probe = controller.composition.systems.compactMap(\.parts.answers).first
        console.block(narrative.intro)
        if let scenario = narrative.scenario { console.block(scenario) }
        if let probe, let note = narrative.dashboardNote, await !probe() { console.block(note) }
        await Unfinished.announce(controller.composition.store, console)
        console.block(narrative.running)
        var code = ExitCode.failure
        do {
            code = try await controller.begin(isDryRun: isDryRun)
        } catch {
            console.complain(ErrorText.describe(error))
        }
        console.block(code == .success ? narrative.success : narrative.failure)
        return code
    }
}
