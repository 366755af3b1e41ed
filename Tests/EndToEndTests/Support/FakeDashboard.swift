import AutoSRECore
import AutoSREPlatform
import Synchronization

/// A scripted dashboard: real deployments and versions, and a health and an answer that a test decides.
final class FakeDashboard: Sendable {
    /// How it treats a rollback.
    enum Manners: Sendable {
        /// Does it and says so.
        case obeys
        /// Answers this status and does nothing.
        case answers(Int)
        /// Never answers and does nothing.
        case hangs
        /// Does it and never answers.
        case forgetsToAnswer
        /// Somebody else does it a moment before, so that it answers 409.
        case isBeaten
    }

    private let server: HTTPServer
    private let shop: Shop

    /// Its state.
    final class Shop: Sendable {
        struct State: Sendable {
            var manners: Manners
            var version = "v1.4.2"
            var versions: [String] = []
            var requests = 0
            var healthReads = 0
            var serviceReads = 0
            var changes: [String] = []
            var status = "superseded"
        }

        let state: Mutex<State>
        let heals: Bool
        let hasTelemetry: Bool
        let began = SystemClock.now()

        init(_ manners: Manners, heals: Bool, hasTelemetry: Bool) {
            state = Mutex(State(manners: manners))
            (self.heals, self.hasTelemetry) = (heals, hasTelemetry)
        }
    }

    /// - Parameters:
    ///   - heals: whether v1.4.1 is healthy.
    ///   - hasTelemetry: whether its logs and metrics speak against v1.4.2, so that there is ground to act.
    init(_ manners: Manners, heals: Bool, hasTelemetry: Bool = true) throws {
        let shop = Shop(manners, heals: heals, hasTelemetry: hasTelemetry)
        server = try HTTPServer(host: "127.0.0.1", port: 0, handler: { await shop.answer($0) })
        self.shop = shop
    }

    /// Its address.
    var url: String { "http://127.0.0.1:\(server.port)" }
    /// The version that runs.
    var version: String { shop.state.withLock(\.version) }
    /// Every version that a rollback made run, in order.
    var versions: [String] { shop.state.withLock(\.versions) }
    /// How many rollbacks were asked for.
    var requests: Int { shop.state.withLock(\.requests) }
    /// Everything that was asked for but to look, in order: method, path and body.
    var changes: [String] { shop.state.withLock(\.changes) }
    /// How often its health was read.
    var healthReads: Int { shop.state.withLock(\.healthReads) }

    /// Waits until its service was read `times` more: somebody waits for a change to show.
    func isWatched(times: Int = 8) async throws {
        let goal = shop.state.withLock(\.serviceReads) + times
        try await waiting(until: "the service is watched") { shop.state.withLock(\.serviceReads) >= goal }
    }

    /// Says this of the versions that do not run.
    func says(_ status: String) { shop.state.withLock { $0.status = status } }

    /// Treats rollbacks like this from now on.
    func behave(_ manners: Manners) { shop.state.withLock { $0.manners = manners } }

    /// Stops it.
    func stop() { server.stop() }
}

extension FakeDashboard.Shop {
    fileprivate func answer(_ request: ServerRequest) async -> ServerResponse {
        if request.method != "GET", request.method != "HEAD" {
            let body = String(decoding: request.body, as: UTF8.self)
            state.withLock { $0.changes.append("\(request.method) \(request.path) \(body)") }
        }
        switch (request.method, request.path) {
        case ("GET", "/api/health"): return health()
        case ("GET", "/api/services/checkout"): return service()
        case ("GET", "/api/services/checkout/logs") where hasTelemetry: return logs()
        case ("GET", "/api/services/checkout/metrics") where hasTelemetry: return metrics()
        case ("POST", "/api/services/checkout/rollback"): return await rollback(request)
        default: return reply(["detail": "Not found"], 404)
        }
    }

    private func health() -> ServerResponse {
        let isHealthy = state.withLock { state in
            state.healthReads += 1
            return heals && state.version == "v1.4.1"
        }
        return reply(["status": isHealthy ? "healthy" : "degraded"])
    }

    private func service() -> ServerResponse {
        let (version, status) = state.withLock { state in
            state.serviceReads += 1
            return (state.version, state.status)
        }
        var releases: [JSONValue] = []
        for (name, age) in [("v1.4.2", 720.0), ("v1.4.1", 900_000), ("v1.4.0", 2_000_000)] {
            releases.append([
                "version": .string(name), "timestamp": .string(began.advanced(bySeconds: -age).description),
                "status": .string(name == version ? "running" : status),
            ])
        }
        return reply([
            "id": "checkout", "name": "Checkout", "version": .string(version), "deployments": .array(releases),
        ])
    }

    /// Out of memory, again and again since v1.4.2.
    private func logs() -> ServerResponse {
        let lines = (0..<100).map { index -> JSONValue in
            [
                "timestamp": .string(began.advanced(bySeconds: Double(index) * 5 - 600).description), "level": "ERROR",
                "message": "java.lang.OutOfMemoryError: Java heap space",
            ]
        }
        return reply(["logs": .array(lines)])
    }

    /// An hour of memory that climbs since v1.4.2.
    private func metrics() -> ServerResponse {
        let memory = (0..<240).map { JSONValue.number(600 + Double($0 % 3) + Double(max(0, $0 - 192)) * 35) }
        let times = (0..<240).map { JSONValue.string(began.advanced(bySeconds: Double($0 - 239) * 15).description) }
        let series: JSONValue = ["name": "memory_used_mb", "unit": "MB", "values": .array(memory)]
        return reply(["timestamps": .array(times), "series": [series]])
    }

    private func rollback(_ request: ServerRequest) async -> ServerResponse {
        let body = try? JSON.decode(JSONValue.self, from: request.body)
        let wanted = body?["to_version"]?.string ?? ""
        let manners = state.withLock { state in
            state.requests += 1
            return state.manners
        }
        switch manners {
        case .answers(let status): return reply(["detail": "scripted"], status)
        case .hangs: return await silence()
        case .obeys, .forgetsToAnswer, .isBeaten:
            state.withLock { state in
                state.version = wanted
                state.versions.append(wanted)
            }
            if case .forgetsToAnswer = manners { return await silence() }
            if case .isBeaten = manners { return reply(["detail": .string("checkout runs \(wanted) already")], 409) }
            return reply(["ok": true, "rolled_back_to": .string(wanted)])
        }
    }

    /// Until the client has given up, or the server stops.
    private func silence() async -> ServerResponse {
        do { try await SystemClock.sleep(seconds: 30) } catch {}
        return reply([:], 503)
    }

    private func reply(_ body: JSONValue, _ status: Int = 200) -> ServerResponse {
        let bytes = (try? JSON.encode(body)) ?? []
        return ServerResponse(status: status, headers: [("Content-Type", "application/json")], body: bytes)
    }
}
