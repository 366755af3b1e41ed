import AutoSRECore
import AutoSREPlatform
import Foundation

/// The agent as a user runs it: the real binary in a folder of its own, with exactly the settings given.
struct Agent: Sendable {
    /// Where it runs.
    let scratch: Scratch
    /// Its settings, as environment variables.
    var settings: [String: String]

    /// The same agent with a data directory of its own.
    func journaling() -> Agent {
        var agent = self
        agent.settings["LOG_STORAGE_DATA_DIR"] = scratch.path("data")
        return agent
    }

    /// The database that it journals in.
    var database: String { scratch.path("data/autosre.db") }

    /// An agent that acts on the dashboard at `url`, or one with no settings at all.
    init(acting url: String? = nil, _ settings: [String: String] = [:]) throws {
        scratch = try Scratch()
        self.settings = settings
        guard let url else { return }
        let standard = [
            "UI_STUB": "false", "UI_DRIVER": "http", "OPERATIONS_DASHBOARD_URL": url,
            // How long health has to stand is tested where it matters; elsewhere nobody waits for it.
            "RECOVERY_VERIFY_TIMEOUT_SECONDS": "20", "AUTOSRE_STABLE_SECONDS": "0.2",
        ]
        self.settings.merge(standard) { own, _ in own }
    }

    /// What every process gets, and nothing of ours beside it.
    static func environment(home: String) -> [String: String] {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return ["PATH": path, "HOME": home, "TZ": "UTC"]
    }

    /// Starts it.
    func start(
        _ arguments: [String] = ["run", "--output", "json"], closesOutput: Bool = false,
        onLine: @escaping @Sendable (Int, String, Running) -> Void = { _, _, _ in }
    ) throws -> Child {
        let environment = Self.environment(home: scratch.path).merging(settings) { $1 }
        return try Child(
            Binary.path, arguments, environment: environment, in: scratch, closesOutput: closesOutput,
            onLine: onLine)
    }

    /// Runs it to its end.
    func run(_ arguments: String..., within seconds: Double = 40) async throws -> Finished {
        let began = SystemClock.monotonicSeconds()
        let child = try start(arguments)
        try await child.ended(within: seconds)
        return Finished(child, began: began)
    }
}

/// What a process left.
struct Finished: Sendable {
    /// How it ended.
    let ending: Child.Ending?
    let output: String
    let errors: String
    /// Seconds from start to end.
    let seconds: Double

    init(_ child: Child, began: Double) {
        (ending, output, errors) = (child.ending, child.output, child.errors)
        seconds = child.endedAt - began
    }

    /// Its exit code; -1 where a signal ended it.
    var code: Int32 {
        if case .exited(let code) = ending { code } else { -1 }
    }

    /// Both streams, for a failure's message.
    var words: String { "exit \(code)\n\(output)\n\(errors)" }
}

extension Finished {
    /// The lines of `--output json`, each of which has to be JSON.
    func json() throws -> Journaled { try Journaled(output) }
}

/// What `--output json` printed.
struct Journaled: Sendable {
    /// The events, in order.
    let events: [JSONValue]
    /// The report, if there is one.
    let report: JSONValue?

    init(_ output: String) throws {
        var lines: [JSONValue] = []
        for line in output.split(separator: "\n") {
            lines.append(try JSON.decode(JSONValue.self, from: line.utf8))
        }
        report = lines.last?["type"]?.string == "report" ? lines.last : nil
        events = report == nil ? lines : Array(lines.dropLast())
    }

    /// The kinds of the events, in order.
    var kinds: [String] { events.compactMap { $0["kind"]?.string } }
    /// How the run ended.
    var outcome: String { report?["outcome"]?.string ?? "" }

    /// The events of one kind.
    func events(_ kind: String) -> [JSONValue] { events.filter { $0["kind"]?.string == kind } }

    /// When the first event of a kind was noted.
    func time(of kind: String) throws -> Instant {
        guard let text = events(kind).first?["at"]?.string, let at = Instant(text) else {
            throw Unexpected("no \(kind) among \(kinds)")
        }
        return at
    }

    /// The reasons of stumbles and refusals, and the conclusion's.
    var reasons: [String] { events.compactMap { $0["payload"]?["reason"]?.string } }
}
