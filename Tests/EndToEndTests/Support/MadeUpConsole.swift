import AutoSRECore
import AutoSREPlatform
import Foundation
import Synchronization

/// A console that somebody else made: pages and a health address, and nothing for programs.
protocol MadeUpConsole: Sendable {
    /// A new one.
    var server: HTTPServer { get }
    /// What it knows.
    var state: ConsoleState { get }
    /// How a person works it.
    static func map() throws -> String
}

extension MadeUpConsole {
    /// Its address.
    var url: String { "http://127.0.0.1:\(server.port)" }

    /// An agent that has the map, the password, log lines of its service, and no more.
    func agent(_ settings: [String: String] = [:]) throws -> (agent: Agent, household: Household) {
        var (agent, household) = try Agent.browsing(url, settings)
        agent = agent.journaling()
        try agent.scratch.write("ui-map.yaml", try Self.map())
        _ = try agent.scratch.folder("data")
        try agent.scratch.write("data/log_entries.json", try state.logs())
        let own = [
            "AUTOSRE_UI_MAP": "ui-map.yaml", "METRICS_URL": url + "/healthz", "CONSOLE_PASSWORD": "correct horse",
            "AUTOSRE_INSTANCE_SECONDS": "1",
        ]
        agent.settings.merge(own) { given, _ in given }
        return (agent, household)
    }
}

/// What a made-up console knows, and how it behaves.
final class ConsoleState: Sendable {
    /// How it treats a change.
    enum Manners: Sendable, Hashable {
        /// Makes it.
        case obeys
        /// Shows it and does not make it.
        case lies
        /// Takes it and forgets it.
        case loses
        /// Makes it and goes on to show what was.
        case hides
        /// Forgets who is logged in at its question, once.
        case forgets
    }

    /// Where a login may be over.
    enum Place { case question }

    private struct State {
        var runs = "2.8.1"
        var shown = "2.8.1"
        var changes: [String] = []
        var logins = 0
        var isForgetful = false
    }

    private let state: Mutex<State>
    private let manners: Manners
    private let began = SystemClock.now()

    init(_ manners: Manners) {
        self.manners = manners
        state = Mutex(State(isForgetful: manners == .forgets))
    }

    /// The version that really runs.
    var runs: String { state.withLock(\.runs) }
    /// The version that pages show.
    var shown: String { state.withLock(\.shown) }
    /// Every version that was asked for, in order.
    var changes: [String] { state.withLock(\.changes) }
    /// How often somebody logged in.
    var logins: Int { state.withLock(\.logins) }
    /// The console's word for how the service is.
    var word: String { shown == "2.8.0" ? "fine" : "failing" }

    /// A time as the pages write it.
    func time(ago seconds: Double) -> String {
        let text = began.advanced(bySeconds: -seconds).description
        return text.prefix(19).replacing("T", with: " ") + " UTC"
    }

    /// The service's releases, newest first.
    var releases: [(version: String, at: String, status: String)] {
        [("2.8.1", 720.0), ("2.8.0", 900_000), ("2.7.9", 2_000_000)].map { version, ago in
            (version, time(ago: ago), version == shown ? "live" : "replaced")
        }
    }

    func health() -> ServerResponse {
        let status = runs == "2.8.0" ? "UP" : "DOWN"
        return ServerResponse(
            status: 200, headers: [("Content-Type", "application/json")], body: Array(#"{"status":"\#(status)"}"#.utf8))
    }

    func logIn(_ request: ServerRequest, to path: String) -> ServerResponse {
        guard request.field("u") == "robot", request.field("p") == "correct horse" else { return .moved("/login") }
        let number = state.withLock { state in
            state.logins += 1
            return state.logins
        }
        return .moved(path, cookie: "sid=\(number); HttpOnly")
    }

    func isLoggedIn(_ request: ServerRequest) -> Bool { request.header("Cookie")?.contains("sid=") == true }

    /// Whether the login is over just here.
    func expires(at place: Place) -> Bool {
        state.withLock { state in
            defer { state.isForgetful = false }
            return state.isForgetful
        }
    }

    func activate(_ version: String) {
        state.withLock { state in
            state.changes.append(version)
            if [.obeys, .hides, .forgets].contains(manners) { state.runs = version }
            if [.obeys, .lies, .forgets].contains(manners) { state.shown = version }
        }
    }

    /// An hour of lines: well at first, out of memory again and again since the newest release.
    func logs() throws -> String {
        func line(_ ago: Double, _ level: String, _ message: String) -> JSONValue {
            [
                "service_name": "checkout", "timestamp": .string(began.advanced(bySeconds: -ago).description),
                "level": .string(level), "message": .string(message),
            ]
        }
        let calm = (0..<180).map { line(3590 - Double($0) * 15, "INFO", "served cart of 3 articles in 12 ms") }
        let bad = (0..<100).map { line(700 - Double($0) * 6, "ERROR", "java.lang.OutOfMemoryError: Java heap space") }
        return try JSON.text(JSONValue.array(calm + bad))
    }
}

extension ServerResponse {
    /// A way on, perhaps with a cookie.
    static func moved(_ path: String, cookie: String? = nil) -> ServerResponse {
        ServerResponse(status: 303, headers: [("Location", path)] + (cookie.map { [("Set-Cookie", $0)] } ?? []))
    }
}

extension ServerRequest {
    /// A field of a form (application/x-www-form-urlencoded).
    func field(_ name: String) -> String {
        for pair in String(decoding: body, as: UTF8.self).split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0] == name else { continue }
            return parts[1].replacing("+", with: " ").removingPercentEncoding ?? ""
        }
        return ""
    }
}

/// Examples that the documents show.
enum Documents {
    /// The fenced example below `<!-- name -->`.
    static func example(_ name: String, in document: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        let text = try String(contentsOf: root.appending(path: "docs/\(document)").standardizedFileURL, encoding: .utf8)
        guard let start = text.firstRange(of: "<!-- \(name) -->\n```") else { throw Unexpected("no example \(name)") }
        let body = text[start.upperBound...].drop { $0 != "\n" }.dropFirst()
        guard let end = body.firstRange(of: "\n```") else { throw Unexpected("an example without an end") }
        return String(body[..<end.lowerBound])
    }
}
