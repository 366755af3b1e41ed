import AutoSRECore
import Foundation
import OperationsDashboard
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ServicePageTests {
    @Test(arguments: ["checkout", "payments"], PageTests.tabs)
    func tabsAreLinksAndTheOpenOneIsMarked(_ id: String, _ tab: String) throws {
        let text = try Visitor().get("/services/\(id)\(tab)").text
        for title in ["Overview", "Deployments", "Instances", "Scaling", "Database pool", "Logs"] {
            #expect(text.contains(">\(title)</a>"))
        }
        #expect(text.contains("<a href=\"/services/\(id)\(tab)\" aria-current=\"page\">"))
        #expect(text.components(separatedBy: "aria-current=\"page\"").count == 2)
        #expect(text.contains("data-refresh=\"5\""))
        #expect(text.contains(">Running version</dt><dd aria-labelledby=\"f-version\">v"))
    }

    @Test(arguments: ["/overview", "/nope", "/pool/", "/deployments/x", "/Deployments"])
    func otherTabsAreUnknown(_ rest: String) throws {
        #expect(try Visitor().get("/services/checkout\(rest)").status == 404)
    }

    /// As Chromium asks for a page.
    private static let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

    @Test(arguments: ["/nope", "/services/", "/services/checkout/", "/services/checkout/nope"])
    func aMistypedAddressIsAPageForPeopleAndJSONForPrograms(_ path: String) throws {
        let page = try Visitor().send("GET", path, accept: Self.browser)
        #expect(page.status == 404 && page.headers["content-type"] == "text/html; charset=utf-8")
        #expect(page.text.contains("<h1>Page not found</h1>") && page.text.contains("href=\"/services\">All services"))
        for accept in [nil, "*/*", "application/json"] {
            let answer = try Visitor().send("GET", path, accept: accept)
            #expect(answer.status == 404 && answer.detail == "Not Found")
        }
        #expect(try Visitor().send("GET", "/api" + path, accept: Self.browser).detail != nil)
    }

    @Test func chartsSayInWordsWhatTheyShow() throws {
        let text = try Visitor().get("/services/checkout").text
        #expect(text.components(separatedBy: "<svg class=\"plot\" role=\"img\"").count == 7)
        #expect(text.components(separatedBy: "</title>").count == 8)
        #expect(text.contains("p99 rose from about ") && text.contains("Load held at about "))
        #expect(text.components(separatedBy: "v1.4.2 released.</desc>").count == 7)
        for title in ["Latency", "Errors", "Memory", "Load", "CPU", "Connections"] {
            #expect(text.contains("<h3>\(title)</h3>"))
        }
        #expect(!text.contains("nan") && !text.contains("inf "))
    }

    @Test func releasesAndRemediesAreMarkedWhereTheyHappened() throws {
        let visitor = try Visitor()
        // The release is 12 of 30 minutes old: at 60 % of the width.
        #expect(try visitor.get("/services/checkout").text.contains("class=\"mark release\" x1=\"60.0%\""))
        #expect(try visitor.get("/services/checkout?minutes=15").text.contains("class=\"mark release\" x1=\"20.0%\""))
        _ = try visitor.post("/api/services/checkout/rollback", #"{"to_version":"v1.4.1"}"#)
        visitor.clock.advance(360)
        let text = try visitor.get("/services/checkout").text
        #expect(text.contains("class=\"mark remedy\" x1=\"80.0%\"") && text.contains("↩ v1.4.1"))
        #expect(text.contains("is back at "))
        #expect(try !visitor.get("/services/payments").text.contains("class=\"mark"))
    }

    @Test(arguments: ["0", "-1", "31", "x", "99999999999999999999", ""])
    func unknownRangesMeanTheUsualOne(_ minutes: String) throws {
        let text = try Visitor().get("/services/checkout?minutes=\(minutes)").text
        #expect(text.contains("aria-current=\"true\">30 min</a>"))
    }

    /// What runs and harms the service is not told in green.
    @Test func theFaultyReleaseThatRunsIsRed() throws {
        #expect(try Visitor().get("/services/checkout/deployments").text.contains("class=\"pill bad\">running"))
        let healthy = try Visitor().get("/services/payments/deployments").text
        #expect(healthy.contains("class=\"pill good\">running") && !healthy.contains("pill bad"))
    }

    @Test func oneInstanceIsSingular() throws {
        let visitor = try Visitor(.none)
        #expect(try visitor.get("/services").text.contains("of 4 instances ready"))
        #expect(try visitor.post("/api/services/checkout/scale", "{\"replicas\": 1}").status < 300)
        visitor.clock.advance(60)
        #expect(try visitor.get("/services").text.contains("1 of 1 instance ready"))
        #expect(try visitor.get("/services/checkout/logs").text.contains("to 1 replica as requested"))
    }

    @Test func deploymentsSayWhoReplacedWhom() throws {
        let visitor = try Visitor()
        let before = try visitor.get("/services/checkout/deployments").text
        #expect(before.contains("aria-current=\"true\"><div><p><b class=\"version\">v1.4.2</b>"))
        #expect(before.contains("12 min ago</time> and replaced v1.4.1."))
        #expect(before.contains("and replaced v1.4.0; replaced by v1.4.2 after "))
        #expect(!before.contains("Rollback to v1.4.2"))
        for version in ["v1.4.1", "v1.4.0", "v1.3.9"] {
            #expect(before.components(separatedBy: ">Rollback to \(version)</button>").count == 2)
        }
        _ = try visitor.post("/api/services/checkout/rollback", #"{"to_version":"v1.4.1"}"#)
        let after = try visitor.get("/services/checkout/deployments").text
        #expect(!after.contains("Rollback to v1.4.1") && after.contains("Rollback to v1.4.2"))
        #expect(after.contains("rolled back to v1.4.1 after 12 min") && after.contains("just now</time>"))
    }

    @Test func theOverviewOffersTheVersionThatRanBefore() throws {
        let visitor = try Visitor()
        let text = try visitor.get("/services/checkout").text
        #expect(text.components(separatedBy: "Rollback to ").count == 2 && text.contains("Rollback to v1.4.1"))
        _ = try visitor.post("/api/services/checkout/rollback", #"{"to_version":"v1.4.1"}"#)
        // Not v1.4.2, which was just taken away.
        #expect(try visitor.get("/services/checkout").text.contains("Rollback to v1.4.0"))
    }

    @Test func instancesShowStateAndAge() throws {
        let visitor = try Visitor(.badConfig)
        visitor.clock.advance(3)
        let text = try visitor.get("/services/checkout/instances").text
        #expect(text.contains("class=\"pill bad\">crashed<") || text.contains("class=\"pill warn\">starting<"))
        #expect(text.contains(" restarts</p>"))
        #expect(try Visitor(.badRollout).get("/services/checkout/instances").text.contains("not ready"))
    }

    @Test func logsAreFilteredAndEscaped() throws {
        let visitor = try Visitor()
        let all = try visitor.get("/services/checkout/logs").text
        #expect(all.components(separatedBy: "<li class=\"").count == 101)
        let errors = try visitor.get("/services/checkout/logs?level=error").text
        #expect(errors.contains("<b>ERROR</b>") && !errors.contains("<b>INFO</b>") && !errors.contains("<b>WARN</b>"))
        let warnings = try visitor.get("/services/checkout/logs?level=warn").text
        #expect(warnings.contains("<b>WARN</b>") && !warnings.contains("<b>INFO</b>"))
        #expect(try visitor.get("/services/checkout/logs?level=%3Cscript%3E").text.contains("<b>INFO</b>"))
    }

    @Test func anUnknownNoticeSaysNothing() throws {
        let visitor = try Visitor()
        for query in ["done=", "done=%3Cb%3E", "done=nope"] {
            #expect(try !visitor.get("/services/checkout?\(query)").text.contains("role=\"status\""))
        }
        #expect(try visitor.get("/services/checkout?done=rollback").text.contains("Checkout runs v1.4.2 now."))
    }

    @Test func nothingOldIsShownWithinASecond() throws {
        let visitor = try Visitor()
        let list = "/services"
        #expect(try visitor.get(list).text.contains("Checkout needs attention."))
        _ = try visitor.post("/api/faults", #"{"fault":"none"}"#)
        #expect(try visitor.get(list).text.contains("All services are healthy."))
        _ = try visitor.post("/api/faults", #"{"fault":"slow-leak"}"#)
        #expect(try visitor.get(list).text.contains("Checkout needs attention."))
        _ = try visitor.post("/api/services/checkout/restart", "{}")
        #expect(try visitor.get(list).text.contains("Checkout: all instances restarted"))
        let before = try visitor.get("/services/checkout").text
        #expect(try visitor.get("/services/checkout").text == before)
        visitor.clock.advance(1)
        #expect(try visitor.get("/services/checkout").text != before)
        for number in 0..<40 { #expect(try visitor.get("/services/checkout?x=\(number)").status == 200) }
        #expect(try visitor.get("/services/checkout?minutes=90").text.contains("aria-current=\"true\">90 min"))
    }
}
