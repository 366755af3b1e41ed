import AutoSREPlatform
import AutoSREWeb

/// What is where; the paths are those of SPEC.md and of the issue that widened it.
extension Site {
    typealias Handler = @Sendable (Site, ServerRequest, RouteParameters) -> ServerResponse

    static let routes: Routes<Handler> = {
        var routes = Routes<Handler>()
        routes.addPages()
        routes.addReads()
        routes.addChanges()
        return routes
    }()
}

extension Routes<Site.Handler> {
    fileprivate mutating func addPages() {
        get("/") { site, _, _ in site.loginPage }
        for asset in [Asset.stylesheet, .script, .icon] { get(asset.path) { _, _, _ in asset.response } }
        get("/services") { site, request, _ in site.servicesPage(request) }
        for tab in ServiceTab.allCases {
            get(tab.address(of: "{id}")) { site, request, path in site.servicePage(path["id"], tab, request) }
        }
        for kind in ShopChangeKind.allCases {
            let address = "/services/{id}/\(kind.rawValue)"
            get(address) { site, request, path in site.confirmation(kind, of: path["id"], request) }
            post(address) { site, request, path in site.applyForm(kind, to: path["id"], request) }
        }
    }

    fileprivate mutating func addReads() {
        get("/metrics") { site, _, _ in site.exposition() }
        get("/api/health") { site, _, _ in site.health() }
        get("/api/operations") { site, _, _ in site.operations() }
        get("/api/services") { site, _, _ in site.serviceList }
        let service = "/api/services/{id}"
        get(service) { site, _, path in site.detail(path["id"]) { .json($0) } }
        get(service + "/deployments") { site, _, path in
            site.detail(path["id"]) { .json(["deployments": $0.deployments]) }
        }
        get(service + "/logs") { site, request, path in site.logs(path["id"], request) }
        get(service + "/metrics") { site, request, path in site.metrics(path["id"], request) }
        get(service + "/traces") { site, request, path in site.traces(path["id"], request) }
    }

    fileprivate mutating func addChanges() {
        post("/api/login") { _, _, _ in .seeOther("/services") }
        post("/api/faults") { site, request, _ in site.setFault(request) }
        for kind in ShopChangeKind.allCases {
            post("/api/services/{id}/\(kind.rawValue)") { site, request, path in
                site.apply(kind, to: path["id"], request)
            }
        }
    }
}
