import AutoSRECore
import OperationsDashboard
import Testing

/// What HTTP and a hostile web page may ask for.
@Suite(.timeLimit(.minutes(1)))
struct ProtocolTests {
    private static let rollback = #"{"to_version":"v1.4.1"}"#

    @Test(arguments: [
        ("GET", "/api/services/nope", "Service not found"), ("GET", "/api/services/nope/logs", "Service not found"),
        ("GET", "/api/services/nope/deployments", "Service not found"),
        ("GET", "/api/services/nope/metrics", "Service not found"),
        ("POST", "/api/services/nope/rollback", "Service not found"),
        ("POST", "/api/services/Checkout/restart", "Service not found"), ("GET", "/api/nope", "Not Found"),
        ("GET", "/nope", "Not Found"), ("GET", "/api/services/", "Not Found"), ("GET", "/services/", "Not Found"),
        ("GET", "/services/../../etc/passwd", "Not Found"), ("POST", "/api/services/checkout/nope", "Not Found"),
    ])
    func unknownIsNotFound(_ method: String, _ path: String, _ detail: String) throws {
        let body = method == "POST" ? Self.rollback : ""
        let answer = try Visitor().send(method, path, body: body, type: "application/json")
        #expect(answer.status == 404)
        #expect(answer.json == ["detail": .string(detail)])
    }

    @Test(arguments: [
        ("GET", "/api/services/checkout/rollback", "POST"), ("POST", "/api/health", "GET, HEAD"),
        ("DELETE", "/api/services/checkout", "GET, HEAD"), ("GET", "/api/login", "POST"),
        ("PUT", "/", "GET, HEAD"), ("PUT", "/services/checkout/restart", "GET, HEAD, POST"),
        ("OPTIONS", "/api/faults", "POST"),
    ])
    func wrongMethodsNameTheRightOnes(_ method: String, _ path: String, _ allow: String) throws {
        let answer = try Visitor().send(method, path)
        #expect(answer.status == 405)
        #expect(answer.headers["allow"] == allow)
        #expect(answer.detail == "Method Not Allowed")
    }

    @Test(arguments: ["/", "/services", "/services/checkout", "/api/health", "/api/services", "/api/operations"])
    func headIsGetWithoutABody(_ path: String) throws {
        let visitor = try Visitor()
        let (get, head) = (try visitor.get(path), try visitor.send("HEAD", path))
        #expect(head.status == 200)
        #expect(head.body.isEmpty)
        #expect(head.headers["content-length"] == "\(get.body.count)")
        #expect(head.headers["content-type"] == get.headers["content-type"])
    }

    @Test(arguments: [
        ("", nil), (#"{"username":"demo"}"#, "application/json"), ("{{{", "application/json"),
        ("username=demo&password=demo", "application/x-www-form-urlencoded"), ("hello", "text/plain"),
    ])
    func loginTakesAnyBody(_ body: String, _ type: String?) throws {
        let answer = try Visitor().post("/api/login", body, type: type)
        #expect(answer.status == 303)
        #expect(answer.headers["location"] == "/services")
    }

    @Test func theAPITakesJSONOnly() throws {
        let visitor = try Visitor()
        let path = "/api/services/checkout/rollback"
        for type in ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", nil] {
            #expect(try visitor.post(path, Self.rollback, type: type).status == 415)
        }
        #expect(try visitor.post("/api/services/checkout/restart", "{}", type: "text/plain").status == 415)
        #expect(try !visitor.isHealthy)
        #expect(try visitor.post(path, Self.rollback, type: "Application/JSON; charset=utf-8").status == 200)
    }

    @Test(arguments: [
        "http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1.evil.example", "", "127.0.0.1",
        "http://evil.example@127.0.0.1", "file://",
    ])
    func foreignOriginsAreRefused(_ origin: String) throws {
        let visitor = try Visitor()
        for path in ["/api/services/checkout/rollback", "/api/faults", "/services/checkout/restart"] {
            #expect(try visitor.post(path, Self.rollback, origin: origin).status == 403)
        }
        #expect(try !visitor.isHealthy)
        #expect(try visitor.get("/api/operations").json?["total"] == 0)
    }

    @Test func ourOwnOriginIsAllowed() throws {
        let visitor = try Visitor()
        let own = "http://127.0.0.1:\(visitor.dashboard.port)"
        #expect(try visitor.post("/api/services/checkout/rollback", Self.rollback, origin: own).status == 200)
    }

    @Test(arguments: ["evil.example:3000", "127.evil.example", "localhost.evil.example:3000"])
    func aNameThatWasReboundToLoopbackIsForeign(_ host: String) throws {
        let answer = try Visitor().send(
            "POST", "/api/services/checkout/restart", origin: "http://\(host)", host: host)
        #expect(answer.status == 403)
    }

    /// By DNS rebinding another site's page would read everything, without an `Origin`.
    @Test(arguments: ["evil.example", "127.evil.example:3000", "localhost.evil.example", "10.0.0.1", "[fd00::1]", ""])
    func nothingIsReadUnderAForeignName(_ host: String) throws {
        let visitor = try Visitor()
        for path in ["/", "/services/checkout", "/api/health", "/api/services/checkout/logs", "/metrics", "/app.js"] {
            let answer = try visitor.send("GET", path, host: host)
            #expect(answer.status == 403 && answer.text.contains("--allow-host"))
        }
    }

    @Test(arguments: [
        "localhost", "LocalHost:3000", "localhost.", "127.0.0.1", "127.8.9.1:3", "[::1]:3000", "shop.test",
    ])
    func itsOwnNamesAreAnswered(_ host: String) throws {
        let visitor = try Visitor(names: ["Shop.test:3000"])
        #expect(try visitor.send("GET", "/api/health", host: host).status == 200)
    }

    @Test func onAllAddressesEachAddressIsItsOwn() throws {
        let visitor = try Visitor(host: "0.0.0.0", names: ["shop.example"])
        for host in ["10.0.0.1:3000", "[fd00::1]", "192.168.1.2", "shop.example:81", "localhost"] {
            let answer = try visitor.send("POST", "/api/login", origin: "http://\(host)", host: host)
            #expect(answer.status == 303, "\(host)")
        }
        for host in ["other.example", "10.0.0.1.evil.example", "1.2.3"] {
            #expect(try visitor.send("GET", "/api/health", host: host).status == 403, "\(host)")
        }
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("localhost", true), ("::1", true), ("127.8.9.1", true), ("0.0.0.0", false),
        ("192.168.1.2", false), ("127.example", false), ("::", false),
    ])
    func loopbackIsTold(_ host: String, _ isLoopback: Bool) {
        var configuration = DashboardConfiguration()
        configuration.host = host
        #expect(configuration.isLoopbackOnly == isLoopback)
    }

    @Test func defaultPortsMayBeLeftAway() throws {
        let visitor = try Visitor()
        for (origin, host) in [("http://localhost", "localhost:80"), ("https://localhost:443", "localhost")] {
            let answer = try visitor.send("POST", "/api/login", origin: origin, host: host)
            #expect(answer.status == 303)
        }
    }

    @Test func aTakenPortIsAnError() throws {
        let visitor = try Visitor()
        var configuration = DashboardConfiguration()
        configuration.port = visitor.dashboard.port
        #expect(throws: (any Error).self) {
            try Dashboard(configuration, now: { Instant(seconds: 0) }, token: "t")
        }
        #expect(try visitor.get("/api/health").status == 200)
    }

    @Test func stoppingFreesThePort() throws {
        let visitor = try Visitor()
        visitor.dashboard.stop()
        var configuration = DashboardConfiguration()
        configuration.port = visitor.dashboard.port
        let next = try Dashboard(configuration, now: { Instant(seconds: 0) }, token: "t")
        #expect(next.port == configuration.port)
        next.stop()
    }
}
