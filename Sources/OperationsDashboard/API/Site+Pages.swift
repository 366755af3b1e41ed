import AutoSRECore
import AutoSREPlatform
import ServiceSimulation

extension Site {
    func servicesPage(_ request: ServerRequest) -> ServerResponse {
        page(request) { shop, now in
            let views = shop.services.compactMap { shop.view(of: $0.profile.id, minutes: 30, at: now) }
            return .page(ServicesPage(services: views, now: now).html)
        }
    }

    func servicePage(_ id: String, _ tab: ServiceTab, _ request: ServerRequest) -> ServerResponse {
        page(request) { shop, now in
            shop.page(of: id, tab, request, now: now).map { .page($0.html) } ?? .noSuchService
        }
    }

    /// `GET /services/{id}/rollback?to_version=…` and the others: asks, and changes nothing.
    func confirmation(_ kind: ShopChangeKind, of id: String, _ request: ServerRequest) -> ServerResponse {
        guard let detail = withShop({ shop, now in shop.detail(of: id, at: now) }) else { return .noSuchService }
        do throws(RequestRefusal) {
            let change = try kind.change(from: FormFields(request.query))
            if let refusal = withShop({ shop, now in shop.refusal(of: change, to: id, at: now) }) {
                throw refusal.refusal(of: id)
            }
            return .page(ConfirmationPage(service: detail, change: change, token: token).html)
        } catch {
            return refusalPage(error, of: id)
        }
    }

    func refusalPage(_ refusal: RequestRefusal, of id: String) -> ServerResponse {
        let name = withShop { shop, _ in shop.service(id)?.profile.name }
        let back = name.map { (address: "/services/\(id)", name: "Back to \($0)") }
        let page = ErrorPage.html(title: "Nothing was changed", text: refusal.detail.asSentence, back: back)
        return .page(page, status: refusal.status)
    }
}

extension ServerResponse {
    fileprivate static let noSuchService = ServerResponse.page(
        ErrorPage.html(title: "Service not found", text: "There is no such service."), status: 404)

    /// For a person who mistyped an address; programs get `unknownPath`.
    static let noSuchPage = ServerResponse.page(
        ErrorPage.html(title: "Page not found", text: "There is nothing at this address."), status: 404)
}

extension ServerRequest {
    /// Whether a browser asks for something to show to a person.
    var wantsPage: Bool {
        !path.hasPrefix("/api/") && header("Accept")?.lowercased().contains("text/html") == true
    }
}

extension Shop {
    /// Unknown values of `minutes`, `level` and `done` mean their defaults: an old link still opens.
    fileprivate func page(of id: String, _ tab: ServiceTab, _ request: ServerRequest, now: Instant) -> ServicePage? {
        let asked = request.queryValue("minutes").flatMap { Int($0) } ?? 30
        let minutes = ServicePage.ranges.contains(asked) ? asked : 30
        let levels = request.queryValue("level").flatMap(LogFilter.init) ?? .all
        guard let view = view(of: id, minutes: minutes, at: now) else { return nil }
        var page = ServicePage(view: view, tab: tab, logs: lines(for: tab, of: id, levels, now: now))
        page.minutes = minutes
        page.levels = levels
        page.notice = request.queryValue("done").flatMap { ShopChangeKind(noticeName: $0)?.notice(view.detail) }
        return page
    }

    /// The lines that a tab shows: few beside the charts, a page full on their own.
    fileprivate func lines(for tab: ServiceTab, of id: String, _ levels: LogFilter, now: Instant) -> [ShopLogLine] {
        switch tab {
        case .overview: return logs(of: id, limit: 12, now: now) ?? []
        case .logs:
            let since = now.advanced(bySeconds: -900)
            let lines = logs(of: id, since: since, limit: Shop.logLimit, now: now) ?? []
            return Array(lines.filter(levels.shows).suffix(100))
        case .deployments, .instances, .scaling, .pool: return []
        }
    }

    /// Why `change` would be refused; `nil` where it would be made.
    fileprivate func refusal(of change: ShopChange, to id: String, at now: Instant) -> ChangeRefusal? {
        var copy = self
        do throws(ChangeRefusal) {
            try copy.apply(change, to: id, at: now)
            return nil
        } catch {
            return error
        }
    }
}

extension ShopChangeKind {
    /// How `?done=` names it.
    var noticeName: String { self == .restartPool ? "pool-restart" : rawValue }

    fileprivate init?(noticeName: String) {
        self.init(rawValue: noticeName == "pool-restart" ? "pool/restart" : noticeName)
    }

    /// What was done, as it can be seen now: the address alone proves nothing.
    fileprivate func notice(_ service: ServiceDetail) -> String {
        switch self {
        case .rollback: "The rollback is done: \(service.name) runs \(service.version) now."
        case .restart: "The instances of \(service.name) were restarted."
        case .scale: "\(service.name) was scaled: \(service.replicas.desired.counted("replica")) wanted now."
        case .restartPool: "The database pool of \(service.name) was restarted."
        }
    }
}

extension String {
    /// Begun with a capital and ended with a full stop: programs get the bare text.
    fileprivate var asSentence: String {
        prefix(1).uppercased() + dropFirst() + (hasSuffix(".") ? "" : ".")
    }
}
