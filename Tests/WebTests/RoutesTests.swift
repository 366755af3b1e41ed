import AutoSREWeb
import Testing

@Suite(.timeLimit(.minutes(1))) struct RoutesTests {
    /// Handlers are names here: a table does not care.
    private let routes: Routes<String> = {
        var routes = Routes<String>()
        routes.get("/", "home")
        routes.get("/services/{id}", "service")
        routes.get("/services/{id}/pool/restart", "question")
        routes.post("/services/{id}/pool/restart", "restart")
        routes.post("/login", "login")
        routes.get("/runs/{run}/evidence/{id}", "evidence")
        return routes
    }()

    private func found(_ method: String, _ path: String) -> (name: String, path: RouteParameters)? {
        guard case .found(let name, let parameters) = routes.match(method, path) else { return nil }
        return (name, parameters)
    }

    @Test(arguments: [
        ("GET", "/", "home"), ("HEAD", "/", "home"), ("POST", "/login", "login"),
        ("GET", "/services/checkout", "service"), ("GET", "/services/a/pool/restart", "question"),
        ("POST", "/services/a/pool/restart", "restart"), ("GET", "/services/pool/pool/restart", "question"),
    ])
    func aHandlerIsFoundByMethodAndPath(_ method: String, _ path: String, _ name: String) {
        #expect(found(method, path)?.name == name)
    }

    @Test func namesStandForOneSegment() throws {
        #expect(try #require(found("GET", "/services/ché ck%out")).path["id"] == "ché ck%out")
        let both = try #require(found("GET", "/runs/r 1/evidence/e2")).path
        #expect(both["run"] == "r 1" && both["id"] == "e2")
        #expect(try #require(found("GET", "/services//pool/restart")).path["id"].isEmpty)
    }

    @Test(arguments: [
        "", "*", "//", "/services", "/services/", "/services/a/", "/services/a/b", "/services/a/pool/restart/",
        "/Login",
        "/login/", "services/a", "/runs//evidence/", "/{id}",
    ])
    func otherPathsAreUnknown(_ path: String) {
        for method in ["GET", "POST"] {
            guard case .unknown = routes.match(method, path) else {
                Issue.record("\(method) \(path)")
                continue
            }
        }
    }

    @Test(arguments: [
        ("POST", "/", "GET, HEAD"), ("GET", "/login", "POST"), ("HEAD", "/login", "POST"), ("get", "/", "GET, HEAD"),
        ("DELETE", "/services/a/pool/restart", "GET, HEAD, POST"), ("OPTIONS", "/services/a", "GET, HEAD"),
    ])
    func otherMethodsAreToldWhatIsAllowed(_ method: String, _ path: String, _ methods: String) {
        guard case .wrongMethod(let allowed) = routes.match(method, path) else {
            Issue.record("\(method) \(path)")
            return
        }
        #expect(allowed == methods)
    }
}
