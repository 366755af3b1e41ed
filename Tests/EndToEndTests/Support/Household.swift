import Foundation

/// The processes that belong to a folder: those whose HOME is below it. That a browser's processes and nothing else
/// have their home there is what makes them findable without a name.
struct Household: Sendable {
    /// One of them.
    struct Member: Sendable {
        let pid: pid_t
        let words: [String]

        var program: String { words.first.map { String($0.split(separator: "/").last ?? "") } ?? "" }
    }

    private let scratch: Scratch

    init(folder: Scratch) { scratch = folder }

    /// The folder.
    var folder: String { scratch.path }

    /// Those that run now. Zombies have no environment, so that they do not count.
    var members: [Member] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { name in
            guard let pid = pid_t(name), pid != getpid() else { return nil }
            let variables = Self.texts("/proc/\(pid)/environ")
            guard variables.contains(where: { $0.hasPrefix("HOME=\(folder)/autosre-") }) else { return nil }
            return Member(pid: pid, words: Self.texts("/proc/\(pid)/cmdline"))
        }
    }

    /// The WebDriver.
    var driver: Member? { members.first { $0.program == "chromedriver" } }
    /// Nova Act's side-car.
    var sideCar: Member? {
        members.first { $0.words.contains { $0.hasSuffix("autosre_nova_act/__main__.py") } }
    }
    /// The browser's main process.
    var browser: Member? {
        members.first { $0.program == "chromium" && !$0.words.contains { $0.hasPrefix("--type=") } }
    }

    /// The process that ends the others with the agent.
    var watchdog: Member? { watchdogs.first }

    private var watchdogs: [Member] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.map { Member(pid: $0, words: Self.texts("/proc/\($0)/cmdline")) }.filter {
            $0.words.contains("autosre-watchdog") && $0.words.last?.hasPrefix("\(folder)/autosre-") == true
        }
    }

    /// The folders that a browser was given and that are still there.
    var folders: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasPrefix("autosre-") }
    }

    /// Waits until nothing is left.
    func areGone(within seconds: Double) async throws {
        try await waiting(until: "no process and no profile is left", within: seconds) {
            members.isEmpty && folders.isEmpty && watchdogs.isEmpty
        }
    }

    private static func texts(_ path: String) -> [String] {
        let bytes = FileManager.default.contents(atPath: path) ?? readAll(path)
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Files of /proc have no size.
    private static func readAll(_ path: String) -> Data {
        guard let file = FileHandle(forReadingAtPath: path) else { return Data() }
        defer { try? file.close() }
        return (try? file.readToEnd()) ?? Data()
    }
}

extension Agent {
    /// The default of `AUTOSRE_UI_STEP_SECONDS`.
    static let stepSeconds = 10.0

    /// An agent whose browser keeps everything in a folder of the test's.
    static func browsing(
        _ url: String, driver: String = "browser", _ settings: [String: String] = [:]
    ) throws -> (agent: Agent, household: Household) {
        var agent = try Agent(acting: url, settings.merging(["UI_DRIVER": driver]) { own, _ in own })
        // Short, because Chromium makes a socket below it.
        let household = try Household(folder: Scratch(shortNamed: true))
        agent.settings["TMPDIR"] = household.folder
        // Chromium beside other work needs longer for a page, as it would for a person who has set this.
        let wanted = settings["AUTOSRE_UI_STEP_SECONDS"].flatMap(Double.init) ?? Self.stepSeconds
        agent.settings["AUTOSRE_UI_STEP_SECONDS"] = "\(Int(Pace.stretched(wanted).rounded()))"
        return (agent, household)
    }
}
