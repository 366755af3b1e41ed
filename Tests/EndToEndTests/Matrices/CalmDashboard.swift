import AutoSRECore
import AutoSREPlatform
import Synchronization

/// A healthy service behind a dashboard whose sources each have their own manner.
final class CalmDashboard: Sendable {
    /// Whose words it speaks.
    enum Kind: CaseIterable, Sendable {
        /// Our own shop, as it answers itself.
        case shop
        /// A terse one: few members, words in capitals, times without seconds.
        case fleet
        /// A talkative one: numbers for times and levels, gaps in its series, much at its ceiling all day.
        case harbour
    }

    private let server: HTTPServer
    private let log: Log

    private final class Log: Sendable { let changes = Mutex<[String]>([]) }

    /// - Parameter shop: the address of a healthy shop; only `Kind.shop` asks it.
    init(_ combination: Combination, shop: String) throws {
        let (log, client) = (Log(), HTTPClient())
        let words = CalmWords(combination.dashboard, at: SystemClock.now())
        self.log = log
        server = try HTTPServer(host: "127.0.0.1", port: 0) { request in
            guard request.method == "GET" || request.method == "HEAD" else {
                log.changes.withLock { $0.append("\(request.method) \(request.path)") }
                return ServerResponse(status: 200)
            }
            let original =
                combination.dashboard == .shop
                ? await Between.handOn(request, to: shop, client) : words.answer(to: request.path)
            return await Self.answer(request.path, original, combination)
        }
    }

    /// Its address.
    var url: String { "http://127.0.0.1:\(server.port)" }
    /// Everything that was asked for but to look.
    var changes: [String] { log.changes.withLock { $0 } }

    /// Stops it.
    func stop() { server.stop() }

    private static func answer(
        _ path: String, _ original: ServerResponse, _ combination: Combination
    ) async -> ServerResponse {
        let parts = path.split(separator: "/").map(String.init)
        switch (parts.count, parts.last) {
        case (_, "health"): return await treat(.health, original, combination)
        case (4, "logs"): return await treat(.logs, original, combination)
        case (4, "metrics"): return await treat(.metrics, original, combination)
        case (4, "deployments"): return await treat(.deployments, original, combination)
        case (3, "checkout"): return await service(original, combination)
        default: return original
        }
    }

    private static func treat(
        _ source: Source, _ original: ServerResponse, _ combination: Combination
    ) async -> ServerResponse {
        let number = combination.number
        return switch combination[source] {
        case .answers: original
        case .isMissing: number % 2 == 0 ? .json(["detail": "Not Found"], 404) : .page("<h1>Not here</h1>", status: 404)
        case .fails: .json(["error": "upstream"], [500, 502, 503][number % 3])
        case .isSlow: await slowly(original, number)
        case .isForeign: Foreign.answer(source, number)
        }
    }

    /// State and deployments come in one answer: whoever fails or is slow takes the other along.
    private static func service(_ original: ServerResponse, _ combination: Combination) async -> ServerResponse {
        let (state, deployments) = (combination[.state], combination[.deployments])
        if state == .isSlow || deployments == .isSlow { return await slowly(original, combination.number) }
        if state == .fails { return await treat(.state, original, combination) }
        if state == .isMissing, deployments == .isMissing { return await treat(.state, original, combination) }
        guard var members = (try? JSON.decode(JSONValue.self, from: original.body))?.object else { return original }
        switch deployments {
        case .answers, .isSlow: break
        case .isMissing: members["deployments"] = nil
        case .fails: members["deployments"] = .null
        case .isForeign: Foreign.rename(&members, Foreign.ofDeployments)
        }
        switch state {
        case .answers, .fails, .isSlow: break
        case .isMissing: for name in Foreign.ofState.keys { members[name] = nil }
        case .isForeign: Foreign.rename(&members, Foreign.ofState)
        }
        return .json(.object(members))
    }

    /// Late, or in one world of four never: until the client has given up, or the server stops.
    private static func slowly(_ original: ServerResponse, _ number: Int) async -> ServerResponse {
        do { try await SystemClock.sleep(seconds: number % 4 == 0 ? 30 : 1.2) } catch {}
        return original
    }
}

extension ServerResponse {
    /// A JSON value.
    static func json(_ body: JSONValue, _ status: Int = 200) -> ServerResponse {
        let bytes = (try? JSON.encode(body)) ?? []
        return ServerResponse(status: status, headers: [("Content-Type", "application/json")], body: bytes)
    }
}
