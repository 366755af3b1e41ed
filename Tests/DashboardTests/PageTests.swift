import AutoSRECore
import Foundation
import OperationsDashboard
import Testing

@Suite(.timeLimit(.minutes(1)))
struct PageTests {
    static let tabs = ["", "/deployments", "/instances", "/scaling", "/pool", "/logs"]
    static let confirmations = ["/rollback?to_version=v1.4.1", "/restart", "/scale?replicas=8", "/pool/restart"]

    static let paths: [String] = {
        var paths = ["/", "/services", "/services/payments", "/services/nope", "/services/checkout?minutes=90"]
        for rest in tabs + confirmations { paths.append("/services/checkout\(rest)") }
        return paths
    }()

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
        let parts = [
            "default-src 'none'", "script-src 'self';", "style-src 'self';", "connect-src 'self';", "img-src 'self';",
            "form-action 'self'", "frame-ancestors 'none'",
        ]
        for part in parts { #expect(policy.contains(part)) }
        #expect(!page.text.contains("style=") && !page.text.contains("onclick") && !page.text.contains("<style"))
        #expect(page.text.components(separatedBy: "<script").count == 2 && page.text.contains("defer></script>"))
        #expect(!page.text.contains("http://") && !page.text.contains("https://"))
        #expect(page.text.contains("without authentication"))
    }

    @Test(arguments: Fault.allCases)
    func pagesAreSmall(_ fault: Fault) throws {
        let visitor = try Visitor(fault)
        for path in Self.paths + ["/services/checkout/logs?level=error"] {
            let count = try visitor.get(path).body.count
            #expect(count < 50_000, "\(path): \(count)")
        }
        #expect(try visitor.get("/style.css").body.count < 25_000)
        #expect(try visitor.get("/app.js").body.count < 10_000)
    }

    @Test func pagesAreQuick() throws {
        let visitor = try Visitor()
        for path in Self.paths {
            var best = Duration.seconds(9)
            // A busy machine may delay any one try, but not all of them.
            for _ in 0..<40 where best >= .milliseconds(50) {
                best = try min(best, ContinuousClock().measure { _ = try visitor.get(path) })
            }
            #expect(best < .milliseconds(50), "\(path): \(best)")
        }
    }

    @Test(arguments: Self.paths)
    func pagesAreWellFormed(_ path: String) throws {
        let text = try Visitor().get(path).text
        let tags = "a b button dd div dl dt figure form h2 h3 i li main nav ol p section span svg text time ul"
        for tag in tags.split(separator: " ") {
            let opened = text.components(separatedBy: "<\(tag)>").count + text.components(separatedBy: "<\(tag) ").count
            #expect(opened - 1 == text.components(separatedBy: "</\(tag)>").count, "\(tag)")
        }
        let ids = text.matches(of: /\ id="([^"]+)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        for reference in text.matches(of: /aria-(?:labelledby|describedby)="([^"]+)"/) {
            #expect(ids.contains(String(reference.1)))
        }
        #expect(text.components(separatedBy: "<h1>").count == 2)
        #expect(text.contains("href=\"#main\"") && text.contains("<main id=\"main\" tabindex=\"-1\""))
    }

    @Test(arguments: [("/style.css", "text/css"), ("/app.js", "text/javascript"), ("/icon.svg", "image/svg+xml")])
    func assetsAreOurOwnAndKept(_ path: String, _ type: String) throws {
        let visitor = try Visitor()
        let text = try visitor.get("/services").text
        let link = try #require(text.firstMatch(of: /"(\/(?:style\.css)\?v=[0-9a-z]+)"/))
        #expect(try visitor.get(String(link.1)).status == 200)
        let answer = try visitor.get(path)
        #expect(answer.status == 200 && answer.headers["x-content-type-options"] == "nosniff")
        #expect(answer.headers["content-type"]?.hasPrefix(type) == true)
        #expect(answer.headers["cache-control"]?.contains("immutable") == true)
        #expect(text.contains("\(path)?v="))
    }

    @Test func theLoginFormIsPrefilled() throws {
        let text = try Visitor().get("/").text
        #expect(text.contains("action=\"/api/login\"") && text.contains("Demo login"))
        #expect(text.contains("name=\"username\" value=\"demo\"") && text.contains("value=\"demo\" autocomplete"))
        #expect(!text.contains("data-refresh"))
    }

    @Test func theListShowsHealthAndChanges() throws {
        let visitor = try Visitor(.decoy)
        let text = try visitor.get("/services").text
        #expect(text.contains("<a href=\"/services/checkout\">Checkout</a>"))
        #expect(text.contains("<a href=\"/services/payments\">Payments</a>"))
        #expect(text.contains("Checkout needs attention."))
        #expect(text.components(separatedBy: "class=\"spark\" role=\"img\" aria-label=\"").count == 7)
        #expect(text.contains("Latency p99 rose from about "))
        let payments = try #require(text.range(of: "Payments: v2.3.1 released"))
        let checkout = try #require(text.range(of: "Checkout: v1.4.2 released"))
        #expect(payments.lowerBound < checkout.lowerBound)
        _ = try visitor.post("/api/services/checkout/rollback", #"{"to_version":"v1.4.1"}"#)
        let healed = try visitor.get("/services").text
        #expect(healed.contains("All services are healthy.") && healed.contains("Checkout: rolled back to v1.4.1"))
    }
}
