import AutoSREConfiguration
import AutoSREIntegrations
import AutoSRECore
import Testing

/// How the health address is asked, and what its answer means.
@Suite(.timeLimit(.minutes(1)))
struct HealthSettingsTests {
    private func headers(_ text: String) throws -> [String] {
        try Configuration.read(environment: ["METRICS_HEADERS": text], dotenv: nil).health.headers.map {
            "\($0.0)=\($0.1)"
        }
    }

    @Test("One header or several, as curl takes them, from lines or with a literal \\n between them")
    func forms() throws {
        #expect(try headers("Authorization: Bearer abc.def") == ["Authorization=Bearer abc.def"])
        #expect(try headers("X-Api-Key:k\n\nX-Tenant :  shop a\r\n") == ["X-Api-Key=k", "X-Tenant=shop a"])
        #expect(try headers("A: 1\\nB: x:y") == ["A=1", "B=x:y"])
        let fromFile = try Configuration.read(environment: [:], dotenv: #"METRICS_HEADERS="A: 1\nB: 2""#)
        #expect(fromFile.health.headers.count == 2)
    }

    @Test("What a run is tied to is the same for two spellings of one address, and holds no key")
    func place() throws {
        func place(_ environment: [String: String]) throws -> [String: String] {
            try Configuration.read(environment: environment, dotenv: nil).dashboardPlace
        }
        let usual = ["OPERATIONS_DASHBOARD_URL": "http://shop/Ops"]
        #expect(try place([:]) == ["OPERATIONS_DASHBOARD_URL": "http://localhost:3000"])
        for spelling in ["http://shop/Ops", "HTTP://Shop:80/Ops/"] {
            #expect(try place(["OPERATIONS_DASHBOARD_URL": spelling]) == usual)
            let same = ["OPERATIONS_DASHBOARD_URL": spelling, "METRICS_URL": "http://shop/Ops/api/health/?key=hush"]
            #expect(try place(same) == usual)
        }
        let other = ["OPERATIONS_DASHBOARD_URL": "http://shop/Ops", "METRICS_URL": "https://probe:443/up?key=hush"]
        #expect(try place(other) == usual.merging(["METRICS_URL": "https://probe/up"]) { $1 })
    }

    @Test("From a file, one a line")
    func file() throws {
        let folder = try Folder()
        try folder.write("Authorization: Bearer abc\r\nX-Tenant: shop\n", to: "headers")
        let read = try folder.load(["METRICS_HEADERS_FILE": "headers"])
        #expect(read.health.headers.map(\.0) == ["Authorization", "X-Tenant"])
        #expect(read.line("METRICS_HEADERS")?.source == "METRICS_HEADERS_FILE")
    }

    @Test(
        "What is no header, could end one, or frames the request is refused and not shown",
        arguments: [
            "hush", ": hush", "A:", "A b: hush", "A: hü-hush", "A: hush\u{0}", "A: hush\u{b}B",
            "Content-Length: 0\\nA: hush",
            "Transfer-Encoding: hush", "A: hush\nB hush", "A: hush\na: hush", "A(: hush",
            "A: " + String(repeating: "hush", count: 3000),
        ])
    func refused(text: String) throws {
        let message = try #require(failure(["METRICS_HEADERS": text]))
        #expect(message.hasPrefix("METRICS_HEADERS holds what is not allowed (not shown); it takes headers"))
        #expect(!message.contains("hush"))
    }

    @Test("Values, credentials and the password that Basic wraps are secrets, and are never shown; plain ones are not")
    func secrets() throws {
        let text =
            "Authorization: Basic dXNlcjpodXNoLWh1c2g=\nX-Key: k-12345\nAccept: text/plain\nProxy-X: Bearer tok-77"
        let read = try Configuration.read(environment: ["METRICS_HEADERS": text], dotenv: nil)
        let expected = [
            "Basic dXNlcjpodXNoLWh1c2g=", "dXNlcjpodXNoLWh1c2g=", "user:hush-hush", "hush-hush", "k-12345",
            "Bearer tok-77", "tok-77",
        ]
        #expect(read.secrets == expected)
        #expect(read.line("METRICS_HEADERS")?.value == Configuration.mask)
    }

    @Test("A user name in the health address is refused with what to do instead, and without the password")
    func userInfo() throws {
        let message = try #require(failure(["METRICS_URL": "http://user:hunter2@host/health"]))
        #expect(message.contains("METRICS_HEADERS") && !message.contains("hunter2"))
        #expect(failure(["METRICS_URL": "http://bad host/"])?.contains("METRICS_HEADERS") == false)
    }

    @Test("What METRICS_HEALTHY does not take", arguments: ["/a~2b", "a=b", ",", "/a=", "/a=b,c=", "a\u{1b}"])
    func expectation(text: String) throws {
        #expect(failure(["METRICS_HEALTHY": text])?.hasPrefix("METRICS_HEALTHY: ") == true)
    }

    @Test("How long health must stand is bounded, and never more than a third of the time to verify")
    func stable() throws {
        func stable(_ seconds: String, of timeout: String) throws -> Double {
            let environment = ["AUTOSRE_STABLE_SECONDS": seconds, "RECOVERY_VERIFY_TIMEOUT_SECONDS": timeout]
            return try Configuration.read(environment: environment, dotenv: nil).limits.stableSeconds
        }
        #expect(try stable("0", of: "120") == 0 && stable("600", of: "86400") == 600)
        #expect(try stable("3", of: "3") == 1)
        for text in ["-1", "601", "nan", "x"] { #expect(failure(["AUTOSRE_STABLE_SECONDS": text]) != nil, "\(text)") }
    }
}
