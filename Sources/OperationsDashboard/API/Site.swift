import AutoSRECore
import AutoSREPlatform
import AutoSREWeb
import ServiceSimulation
import Synchronization

/// Answers every request from one shop. Called on the server's thread; nothing here waits.
final class Site: Sendable {
    private struct State {
        var shop: Shop
        /// Time as the shop has seen it: a clock that is set back must not undo a change.
        var latest: Instant
        var recent = RecentPages()
    }

    private let state: Mutex<State>
    private let now: @Sendable () -> Instant
    /// What our own forms carry and another site cannot know.
    let token: String
    private let origins: OriginGuard
    let loginPage: ServerResponse
    let serviceList: ServerResponse
    private let healthy = ServerResponse.json(bytes: Array(#"{"status":"healthy"}"#.utf8))
    private let degraded = ServerResponse.json(bytes: Array(#"{"status":"degraded"}"#.utf8))

    init(shop: Shop, origins: OriginGuard, token: String, now: @escaping @Sendable () -> Instant) {
        state = Mutex(State(shop: shop, latest: shop.start))
        self.now = now
        self.token = token
        self.origins = origins
        loginPage = .page(LoginPage.html)
        let list = shop.services.map { ["id": $0.profile.id, "name": $0.profile.name] }
        serviceList = .json(["services": list])
    }

    func answer(_ request: ServerRequest) -> ServerResponse {
        guard origins.isOurs(request) else { return .notOurName }
        switch Self.routes.match(request.method, request.path) {
        case .unknown: return request.wantsPage ? .noSuchPage : .unknownPath
        case .wrongMethod(let allowed): return .wrongMethod(allowed: allowed)
        case .found(let handler, let path):
            // Whatever is posted changes something.
            guard request.method != "POST" || origins.allows(request) else {
                return .detail("Requests from other sites are refused", status: 403)
            }
            return handler(self, request, path)
        }
    }

    func health() -> ServerResponse {
        withShop { shop, now in shop.isHealthy(at: now) ? healthy : degraded }
    }

    /// A page as it was rendered within this second, for all who look during one incident; else renders it.
    func page(_ request: ServerRequest, _ render: (Shop, Instant) -> ServerResponse) -> ServerResponse {
        let key = RecentPages.key(of: request)
        let (known, shop, now) = withState { state, now in (state.recent.page(key, at: now), state.shop, now) }
        if let known { return known }
        let response = render(shop, now)
        guard response.status == 200 else { return response }
        withState { state, later in
            // A change in between made it old.
            guard state.shop.operations.total == shop.operations.total, state.shop.start == shop.start else { return }
            state.recent.keep(response, key, at: now, later: later)
        }
        return response
    }

    /// Reads or changes the shop at the present moment.
    func withShop<Result>(_ work: (inout Shop, Instant) -> Result) -> Result {
        withState { state, now in work(&state.shop, now) }
    }

    /// Changes the shop, which makes every page old.
    func changeShop<Result>(_ work: (inout Shop, Instant) -> Result) -> Result {
        withState { state, now in
            state.recent = RecentPages()
            return work(&state.shop, now)
        }
    }

    private func withState<Result>(_ work: (inout State, Instant) -> Result) -> Result {
        let now = now()
        return state.withLock { state in
            state.latest = max(state.latest, now)
            return work(&state, state.latest)
        }
    }
}
