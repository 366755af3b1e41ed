import AutoSRECore
import Foundation
import OperationsDashboard
import Testing

@Suite(.timeLimit(.minutes(1)))
struct PageTests {
    private static let paths = ["/", "/services", "/services/checkout", "/services/payments", "/services/nope"]

    @Test(arguments: paths)
    func pagesAreSelfContainedAndLockedDown(_ path: String) throws {
        let page = try Visitor().get(path)
        #expect(page.status == (path.hasSuffix("nope") ? 404 : 200))
        #expect(page.headers["content-type"] == "text/html; charset=utf-8")
        #expect(page.headers["x-content-type-options"] == "nosniff")
        #expect(page.headers["cache-control"] == "no-store")
        // Under no-referrer a browser would send "Origin: null" with our own forms.
        #expect(page.headers["referrer-policy"] == "same-origin")
        let policy = try #require(page.headers["content-security-policy"])
        for part in ["default-src 'none'", "style-src 'self'", "form-action 'self'", "frame-ancestors 'none'"] {
            #expect(policy.contains(part))
        }
        #expect(!page.text.contains("<script") && !page.text.contains("style="))
        #expect(!page.text.contains("http://") && !page.text.contains("https://"))
        #expect(page.text.contains("without authentication"))
    }

    @Test func theStylesheetIsOurOwn() throws {
        let answer = try Visitor().get("/style.css")
        #expect(answer.status == 200)
        #expect(answer.headers["content-type"] == "text/css; charset=utf-8")
    }

    @Test func theLoginFormIsPrefilled() throws {
        let text = try Visitor().get("/").text
        #expect(text.contains("action=\"/api/login\"") && text.contains("Demo login"))
        #expect(text.contains("name=\"username\" value=\"demo\"") && text.contains("value=\"demo\" autocomplete"))
    }

    @Test func theListLinksBothServices() throws {
        let text = try Visitor().get("/services").text
        #expect(text.contains("<a href=\"/services/checkout\">Checkout</a>"))
        #expect(text.contains("<a href=\"/services/payments\">Payments</a>"))
    }

    @Test(arguments: ["checkout", "payments"])
    func aServiceHasItsSections(_ id: String) throws {
        let text = try Visitor().get("/services/\(id)").text
        for title in ["Overview", "Deployments", "Instances", "Scaling", "Database pool"] {
            #expect(text.contains("\">\(title)</a>") && text.contains("\">\(title)</h2>"))
        }
        #expect(text.contains("Rollback to "))
        #expect(text.components(separatedBy: "<form").count == text.components(separatedBy: "name=\"token\"").count)
    }

    @Test(arguments: [
        (Fault.leakyRelease, "rollback", "to_version=v1.4.1"), (.slowLeak, "restart", ""),
        (.trafficSurge, "scale", "replicas=8"), (.poolExhausted, "pool/restart", ""),
    ])
    func formsChangeTheShopAndComeBack(_ fault: Fault, _ action: String, _ fields: String) throws {
        let visitor = try Visitor(fault)
        let page = try visitor.get("/services/checkout").text
        #expect(page.contains("action=\"/services/checkout/\(action)\""))
        #expect(page.contains("name=\"token\" value=\"\(Visitor.token)\""))
        let own = "http://127.0.0.1:\(visitor.dashboard.port)"
        let path = "/services/checkout/\(action)"
        let answer = try visitor.submit(path, "token=\(Visitor.token)&\(fields)", origin: own)
        #expect(answer.status == 303)
        #expect(answer.headers["location"] == "/services/checkout")
        #expect(try visitor.isHealthy)
    }

    @Test(arguments: ["", "token=", "token=0123456789abcdef0123456789abcdeX", "token=0123"])
    func aFormWithoutTheTokenIsRefused(_ token: String) throws {
        let visitor = try Visitor()
        let answer = try visitor.submit("/services/checkout/rollback", "\(token)&to_version=v1.4.1")
        #expect(answer.status == 403)
        #expect(answer.headers["content-type"] == "text/html; charset=utf-8")
        #expect(try !visitor.isHealthy)
    }

    @Test func formsWithNonsenseAreRefused() throws {
        let visitor = try Visitor()
        func status(_ path: String, _ fields: String) throws -> Int {
            try visitor.submit(path, "token=\(Visitor.token)&\(fields)").status
        }
        #expect(try status("/services/checkout/rollback", "") == 422)
        #expect(try status("/services/checkout/rollback", "to_version=v1.4.2") == 409)
        #expect(try status("/services/checkout/scale", "replicas=13") == 422)
        #expect(try status("/services/checkout/scale", "replicas=many") == 422)
        #expect(try status("/services/nope/restart", "") == 404)
        #expect(try visitor.post("/services/checkout/restart", "token=\(Visitor.token)").status == 415)
        #expect(try visitor.get("/api/operations").json?["total"] == 0)
    }

    @Test func whatAClientSentIsEscaped() throws {
        let fields = "token=\(Visitor.token)&to_version=%3Cscript%3Ealert(1)%3C/script%3E%22%26"
        let answer = try Visitor().submit("/services/checkout/rollback", fields)
        #expect(answer.status == 422)
        #expect(!answer.text.contains("<script"))
        #expect(answer.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;"))
    }

    @Test func aRollbackShowsOnThePage() throws {
        let visitor = try Visitor()
        #expect(try visitor.get("/services/checkout").text.contains("Rollback to v1.4.1"))
        _ = try visitor.post("/api/services/checkout/rollback", #"{"to_version":"v1.4.1"}"#)
        let text = try visitor.get("/services/checkout").text
        #expect(!text.contains("Rollback to v1.4.1"))
        #expect(text.contains("Rollback to v1.4.2") && text.contains("rolled back"))
        #expect(text.contains("badge healthy"))
    }
}
