import AutoSREPlatform
import OperationsDashboard

/// `autosre dashboard`: the demo shop, until it is told to stop.
struct DashboardCommand: Command {
    static let specification = Specification(
        name: "dashboard", summary: "Serve the operations dashboard: a small shop with a fault to heal", works: true,
        details: [
            "Has no real authentication: for local demos only. Reads no settings. SIGINT and SIGTERM stop it.",
            "Answers only to its own names: localhost, this machine's addresses, --host and --allow-host.",
        ],
        options: [
            .init(name: "--host", value: "HOST", help: "the address to listen on (default 127.0.0.1)"),
            .init(name: "--port", value: "PORT", help: "the port (default 3000); 0 takes a free one and prints it"),
            .init(
                name: "--allow-host", value: "NAMES",
                help: "names that it is opened by besides its address, separated by commas"),
            .fault, .seed,
        ],
        examples: [
            .init(line: "autosre dashboard", what: "open http://127.0.0.1:3000 and heal it by hand"),
            .init(line: "autosre dashboard --port 0 --fault pool-exhausted", what: "another fault on a free port"),
        ], exitCodes: ExitCode.Meaning.server)

    private let host: String
    private let port: UInt16
    private let names: [String]
    private let fault: Fault
    private let seed: UInt64

    init(_ arguments: Arguments) throws(UsageError) {
        host = arguments.value("--host") ?? "127.0.0.1"
        let allowed = arguments.value("--allow-host") ?? ""
        names = allowed.split { $0 == "," || $0 == " " }.map(String.init)
        port = try arguments.number("--port", 0...UInt16.max, default: 3000)
        fault = arguments.choice("--fault", default: .leakyRelease)
        seed = try arguments.number("--seed", 0...UInt64.max, default: ServedShop.standardSeed)
    }

    func run(_ console: Console) async throws -> ExitCode {
        let signals = Signals()
        let shop = try ServedShop.open(host: host, port: port, names: names, fault: fault, seed: seed)
        console.line("Operations dashboard: \(shop.url)  (fault \(fault.rawValue), seed \(seed); Ctrl-C stops it)")
        console.log("Warning: it has no real authentication. For local demos only; do not expose it to a network.")
        if !shop.isLoopbackOnly { console.log("Warning: \(host) can be reached from other machines.") }
        await signals.wait()
        shop.stop()
        return .success
    }
}

extension Specification.Option {
    /// `--fault NAME`.
    static let fault = Specification.Option(
        name: "--fault", value: "NAME", choices: Fault.allCases.map(\.rawValue), noun: "fault",
        help: "what is wrong (default leaky-release):")

    /// `--seed N`.
    static let seed = Specification.Option(
        name: "--seed", value: "N", help: "makes logs and metrics; the same seed gives the same shop (default 1)")
}
