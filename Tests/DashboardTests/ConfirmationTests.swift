import AutoSRECore
import Foundation
import OperationsDashboard
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ConfirmationTests {
    struct Case: Sendable {
        let fault: Fault
        let tab: String
        /// The path and fields of the question, as the form of the tab makes them.
        let action: String
        let fields: String
        let button: String
        let question: String
        let confirm: String
    }

    static let cases = [
        Case(
            fault: .leakyRelease, tab: "deployments", action: "rollback", fields: "to_version=v1.4.1",
            button: "Rollback to v1.4.1", question: "Roll back Checkout to v1.4.1?",
            confirm: "Confirm rollback to v1.4.1"),
        Case(
            fault: .slowLeak, tab: "instances", action: "restart", fields: "", button: "Restart all instances",
            question: "Restart all instances of Checkout?", confirm: "Confirm restart of all instances"),
        Case(
            fault: .trafficSurge, tab: "scaling", action: "scale", fields: "replicas=8", button: "Scale",
            question: "Scale Checkout to 8 replicas?", confirm: "Confirm scale to 8 replicas"),
        Case(
            fault: .poolExhausted, tab: "pool", action: "pool/restart", fields: "", button: "Restart database pool",
            question: "Restart the database pool of Checkout?", confirm: "Confirm restart of the database pool"),
    ]

    @Test(arguments: cases)
    func anActionIsAskedThenDoneThenTold(_ it: Case) throws {
        let visitor = try Visitor(it.fault)
        let path = "/services/checkout/\(it.action)"
        let tab = try visitor.get("/services/checkout/\(it.tab)").text
        #expect(
            tab.contains("<form class=\"ask\" action=\"\(path)\">") && tab.contains("<button>\(it.button)</button>"))
        let question = try visitor.get("\(path)?\(it.fields)").text
        #expect(question.contains("<h1>\(it.question)</h1>") && question.contains(">\(it.confirm)</button>"))
        #expect(question.contains("href=\"/services/checkout/\(it.tab)\">Cancel</a>"))
        #expect(question.contains("<form class=\"confirm\" method=\"post\" action=\"\(path)\">"))
        #expect(try !visitor.isHealthy && visitor.get("/api/operations").json?["total"] == 0)
        let own = "http://127.0.0.1:\(visitor.dashboard.port)"
        let answer = try visitor.submit(path, fields(of: question), origin: own)
        #expect(answer.status == 303)
        let location = try #require(answer.headers["location"])
        #expect(location.hasPrefix("/services/checkout?done="))
        #expect(try visitor.get(location).text.contains("class=\"banner good\" role=\"status\">"))
        #expect(try visitor.isHealthy)
        #expect(try visitor.get("/api/operations").json?["total"] == 1)
    }

    /// The hidden fields of the confirmation, as a browser would send them.
    private func fields(of page: String) -> String {
        page.matches(of: /<input type="hidden" name="([a-z_]+)" value="([^"]+)">/)
            .map { "\($0.1)=\($0.2)" }.joined(separator: "&")
    }

    @Test(arguments: [
        ("rollback", 422), ("rollback?to_version=v9.9.9", 422), ("rollback?to_version=v1.4.2", 409), ("scale", 422),
        ("scale?replicas=13", 422), ("scale?replicas=many", 422),
    ])
    func nonsenseIsRefusedBeforeItIsAsked(_ rest: String, _ status: Int) throws {
        let answer = try Visitor().get("/services/checkout/\(rest)")
        #expect(answer.status == status)
        #expect(answer.text.contains("<h1>Nothing was changed</h1>") && answer.text.contains("role=\"alert\""))
        #expect(!answer.text.contains("Confirm ") && answer.text.contains("Back to Checkout"))
        #expect(try Visitor().get("/services/nope/\(rest)").status == 404)
    }

    @Test func aDecisionOnAnotherVersionThanRunsIsRefused() throws {
        let visitor = try Visitor()
        let question = try visitor.get("/services/checkout/rollback?to_version=v1.4.0").text
        _ = try visitor.post("/api/services/checkout/rollback", #"{"to_version":"v1.4.1"}"#)
        let answer = try visitor.submit("/services/checkout/rollback", fields(of: question))
        #expect(answer.status == 409)
        #expect(answer.text.contains("Checkout runs v1.4.1 now, not v1.4.2."))
        #expect(try visitor.get("/api/operations").json?["total"] == 1)
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
        let hostile = "to_version=%3Cscript%3Ealert(1)%3C/script%3E%22%26"
        let visitor = try Visitor()
        let pages = try [
            visitor.submit("/services/checkout/rollback", "token=\(Visitor.token)&\(hostile)"),
            visitor.get("/services/checkout/rollback?\(hostile)"),
        ]
        for page in pages {
            #expect(page.status == 422)
            #expect(!page.text.contains("<script>"))
            #expect(page.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;"))
        }
    }
}
