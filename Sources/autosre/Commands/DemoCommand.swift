import AutoSREConfiguration
import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import OperationsDashboard

/// `autosre demo`: the newcomer's demo. A broken shop on a free port is really healed; nothing else is touched.
struct DemoCommand: Command {
    static let specification = Specification(
        name: "demo", summary: "Start a broken shop on a free port and heal it before your eyes", works: true,
        details: [
            "Ignores .env, Slack and AWS settings: a demo never posts to a team's channel. Leaves a post-mortem",
            "(open the .html) in ./autosre-demo-<id>/ and stops what it started. Exits 0 where the shop really is",
            "healthy again.",
        ],
        options: [
            .fault,
            .init(
                name: "--driver", value: "NAME", choices: UIDriver.allCases.map(\.rawValue), noun: "driver",
                help: "how it acts (default auto: in Chromium where that is installed):"),
            .seed,
            .init(name: "--output", value: "DIR", help: "the folder for the report"),
            .init(name: "--keep", help: "leave the dashboard running afterwards, until Ctrl-C"),
        ],
        examples: [
            .init(line: "autosre demo", what: "a leaking release is rolled back"),
            .init(line: "autosre demo --fault traffic-surge", what: "three times the load: scaled up"),
            .init(line: "autosre demo --fault third-party-down", what: "nothing here heals it: escalated, exit 1"),
            .init(line: "autosre demo --keep", what: "look around in the dashboard afterwards"),
        ], exitCodes: ExitCode.Meaning.demo)

    private let fault: Fault
    private let seed: UInt64
    private let folder: String?
    private let keepsRunning: Bool
    private let driver: UIDriver

    init(_ arguments: Arguments) throws(UsageError) {
        fault = arguments.choice("--fault", default: .leakyRelease)
        seed = try arguments.number("--seed", 0...UInt64.max, default: ServedShop.standardSeed)
        (folder, keepsRunning) = (arguments.value("--output"), arguments.has("--keep"))
        driver = arguments.choice("--driver", default: .auto)
        if driver == .novaAct {
            throw arguments.error("--driver nova-act: the demo needs no account; use browser or http")
        }
    }

    func run(_ console: Console) async throws -> ExitCode {
        let signals = Signals()
        let shop = try ServedShop.open(host: "127.0.0.1", port: 0, fault: fault, seed: seed)
        defer { shop.stop() }
        let id = SystemRandom.hex(8)
        let configuration = Settings.demo(dashboardURL: shop.url, driver: driver)
        let presenter = Presenter(.text, console, limits: configuration.limits)
        let folder = folder ?? "autosre-demo-\(id)"
        var purpose = Composition.Purpose()
        purpose.simulated = .init(type: IncidentType(rawValue: fault.alert), id: "inc-\(id)")
        (purpose.inMemory, purpose.pictures) = (true, folder + "/screenshots")
        let composition = try await Composition.make(
            configuration, for: purpose,
            extras: { store in
                .init(
                    observers: [presenter.observer(store)],
                    notifiers: [FolderNotifier(folder: folder, evidence: store)])
            }, log: { presenter.console.log($0) })
        let controller = RunController(
            composition: composition, presenter: presenter, form: .text, signals: signals)
        for text in [
            "AutoSRE demo: a shop at \(shop.url)", "What is wrong, which AutoSRE is not told: \(fault.title).",
        ] { console.line(Line(spans: [Span(text)], hasColumns: false)) }
        console.line()
        let code = try await controller.begin(isDryRun: false)
        if keepsRunning, !signals.hasArrived {
            console.line("The dashboard keeps running at \(shop.url); Ctrl-C stops it.")
            await signals.wait()
        }
        return code
    }
}
