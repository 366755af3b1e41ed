import AutoSRECore
import AutoSREPlatform
import Synchronization

/// What a dashboard and its health address do once they have taken an action that heals.
enum Silence: String, CaseIterable, Sendable {
    case healthHangs, healthIsMissing, healthWantsALogin, healthForbids, healthRedirects, healthIsAPage
    case healthIsEmpty, healthHasAnotherWord, healthIsBroken, healthIsBareJSON, healthIsALetter
    /// Out of a cache that says so, or whose `Date` stands still.
    case healthIsOldAndBad, healthIsOldAndGood, healthStandsStill
    case everythingHangs, everythingIsMissing, everythingWantsALogin, everythingIsAPage

    private var isEverywhere: Bool { rawValue.hasPrefix("everything") }

    /// The answer in place of the true one; nil where this question is answered as ever.
    func answer(_ request: ServerRequest) async -> ServerResponse? {
        guard request.method == "GET", isEverywhere || request.path == "/api/health" else { return nil }
        switch self {
        case .healthHangs, .everythingHangs:
            do { try await SystemClock.sleep(seconds: 30) } catch {}
            return ServerResponse(status: 504)
        case .healthIsMissing, .everythingIsMissing: return .json(["detail": "Not Found"], 404)
        case .healthWantsALogin, .everythingWantsALogin: return .json(["detail": "Unauthorized"], 401)
        case .healthForbids: return .json(["detail": "Forbidden"], 403)
        case .healthRedirects: return ServerResponse(status: 302, headers: [("Location", "/login")])
        case .healthIsAPage, .everythingIsAPage: return .page("<h1>Down for maintenance? Sign in</h1>")
        case .healthIsEmpty: return .json([:])
        case .healthHasAnotherWord: return .json(["status": "warming"])
        case .healthIsBroken:
            let body = Array(#"{"status":"degr"#.utf8)
            return ServerResponse(headers: [("Content-Type", "application/json")], body: body)
        case .healthIsBareJSON: return .json(.bool(false))
        case .healthIsOldAndBad: return Self.old("degraded", ("Age", "600"))
        case .healthIsOldAndGood: return Self.old("healthy", ("Age", "600"))
        case .healthStandsStill: return Self.old("degraded", ("Date", "Tue, 24 Nov 2026 13:00:00 GMT"))
        case .healthIsALetter: return ServerResponse(headers: [("Content-Type", "text/plain")], body: Array("?".utf8))
        }
    }
}

extension Silence {
    private static func old(_ word: JSONValue, _ header: (String, String)) -> ServerResponse {
        var answer = ServerResponse.json(["status": word])
        answer.headers.append(header)
        return answer
    }
}

/// A shop behind a proxy that knows when the shop was acted on.
final class WatchedShop: Sendable {
    let shop: ShopProcess
    private let proxy: Between
    private let state: State

    private final class State: Sendable {
        let hasActed = Atomic<Bool>(false)
        let readings = Atomic<Int>(0)
        let isPast = Atomic<Bool>(false)
        let moment = Mutex<(@Sendable () -> Void)?>(nil)
        let isLate = Atomic<Bool>(false)
        let isMute = Atomic<Bool>(false)
    }

    /// - Parameters:
    ///   - silence: what the shop does after it was acted on.
    ///   - isLate: whether its health stays bad after that, until `heal()`.
    init(_ fault: String, seed: Int, silence: Silence? = nil, isLate: Bool = false) async throws {
        shop = try await ShopProcess(fault: fault, seed: seed)
        let state = State()
        state.isLate.store(isLate, ordering: .relaxed)
        self.state = state
        proxy = try Between(
            shop.url,
            before: { request in
                guard state.hasActed.load(ordering: .acquiring) else { return nil }
                if let answer = await silence?.answer(request) { return answer }
                guard request.path == "/api/health" else { return nil }
                if state.readings.add(1, ordering: .relaxed).newValue == 2 {
                    state.moment.withLock { $0 }?()
                    state.isPast.store(true, ordering: .releasing)
                }
                if state.isMute.load(ordering: .acquiring) { return .json(["detail": "Not Found"], 404) }
                return state.isLate.load(ordering: .acquiring) ? .json(["status": "degraded"]) : nil
            },
            after: { request, answer in
                if request.method == "POST", answer.status < 300 { state.hasActed.store(true, ordering: .releasing) }
                return answer
            })
    }

    /// Its address.
    var url: String { proxy.url }
    /// Whether its health was read a second time after it was acted on.
    var isPastSecondReading: Bool { state.isPast.load(ordering: .acquiring) }

    /// Does this at the second reading of its health after it was acted on, before the answer.
    func atSecondReading(_ action: @escaping @Sendable () -> Void) { state.moment.withLock { $0 = action } }

    /// What was done has its effect.
    /// - Parameter isMute: whether the health address is gone by then.
    func heal(isMute: Bool) {
        state.isMute.store(isMute, ordering: .releasing)
        state.isLate.store(false, ordering: .releasing)
    }

    /// Stops it.
    func stop() async throws {
        proxy.stop()
        try await shop.stop()
    }
}
