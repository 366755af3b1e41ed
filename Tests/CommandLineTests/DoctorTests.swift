import AutoSREConfiguration
import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import Foundation
import TestSupport
import Testing

@testable import autosre

@Suite(.timeLimit(.minutes(1))) struct DoctorTests {
    /// A dashboard and a Slack in one, on a free port.
    static func server(_ answers: [String: (Int, String)]) throws -> HTTPServer {
        try HTTPServer(
            host: "127.0.0.1", port: 0,
            syncHandler: { request in
                let (status, body) = answers[request.path] ?? (404, "{}")
                let isAllowed = request.path != "/api/auth.test" || request.header("Authorization") == "Bearer xoxb-1"
                return ServerResponse(
                    status: status, headers: [("Content-Type", "application/json")],
                    body: Array((isAllowed ? body : #"{"ok":false,"error":"not_authed"}"#).utf8))
            })
    }

    private static let wellAnswers = [
        "/api/services": (200, #"{"services":[{"id":"checkout","name":"C"}]}"#),
        "/api/health": (200, #"{"status":"healthy"}"#),
        "/api/auth.test": (200, #"{"ok":true,"team":"T","user":"bot"}"#),
        "/api/conversations.info": (200, #"{"ok":true,"channel":{"name":"ops","is_member":true}}"#),
    ]

    @Test(
        "a channel is looked at where the token may, and otherwise said not to be checked",
        arguments: [
            (#"{"ok":false,"error":"missing_scope"}"#, Check.Status.ok, "not checked: the channel, missing_scope"),
            (#"{"ok":false,"error":"channel_not_found"}"#, .fail, "cannot see"),
            (#"{"ok":true,"channel":{"name":"ops-old","is_archived":true}}"#, .fail, "#ops-old is archived"),
            (#"{"ok":true,"channel":{"name":"ops","is_member":false}}"#, .warn, "not in #ops"),
            ("<html>", .ok, "not checked: the channel, HTTP 200 without a result"),
        ])
    func slackChannel(_ answer: String, _ status: Check.Status, _ words: String) async throws {
        var answers = Self.wellAnswers
        answers["/api/conversations.info"] = (200, answer)
        let server = try Self.server(answers)
        defer { server.stop() }
        let check = await checks(server.port) {
            ($0.slack.botToken, $0.slack.channelID) = ("xoxb-1", "C1")
            $0.slack.apiURL = "http://127.0.0.1:\(server.port)/api/"
        }["slack"]
        #expect(check?.status == status && check?.detail.contains(words) == true, "\(String(describing: check))")
    }

    func checks(
        _ port: UInt16, path: String = "", _ change: (inout Configuration) -> Void = { _ in }
    ) async -> [String: Check] {
        var configuration = Configuration()
        configuration.dashboard.url = "http://127.0.0.1:\(port)"
        configuration.ui.isStub = false
        configuration.ui.driver = .http
        change(&configuration)
        let all = await Doctor(configuration: configuration, client: HTTPClient(), path: path).checks()
        return Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
    }

    @Test("everything that works is ok")
    func well() async throws {
        let server = try Self.server(Self.wellAnswers)
        defer { server.stop() }
        let folder = NSTemporaryDirectory() + "autosre-doctor-\(UUID().uuidString)/data"
        let checks = await checks(server.port) {
            $0.slack.botToken = "xoxb-1"
            $0.slack.channelID = "C1"
            $0.slack.apiURL = "http://127.0.0.1:\(server.port)/api/"
            $0.storage.dataDirectory = folder
        }
        #expect(checks.values.allSatisfy { $0.status == .ok && $0.advice.isEmpty }, "\(checks)")
        #expect(checks["dashboard"]?.detail.contains("checkout; not checked: whether it lets itself") == true)
        #expect(checks["slack"]?.detail == "bot of T, posts to C1 (#ops is there)")
        #expect(!FileManager.default.fileExists(atPath: folder), "looking makes nothing")
    }

    @Test("what does not work fails, and says what to do")
    func badly() async throws {
        let answers = [
            "/api/services": (200, "<html>"), "/api/auth.test": (200, #"{"ok":false,"error":"invalid_auth"}"#),
        ]
        let server = try Self.server(answers)
        defer { server.stop() }
        let checks = await checks(server.port) {
            $0.slack.botToken = "xoxb-1"
            $0.slack.channelID = "C1"
            $0.slack.apiURL = "http://127.0.0.1:\(server.port)/api/"
            $0.storage.dataDirectory = "/proc/nowhere"
            $0.ui.driver = .browser
            $0.bedrock.isUsed = true
        }
        for name in ["dashboard", "slack", "data", "driver", "bedrock"] {
            #expect(checks[name]?.status == .fail, "\(name)")
            #expect(checks[name]?.advice.isEmpty == false, "\(name)")
        }
        #expect(checks["slack"]?.detail.contains("invalid_auth") == true)
        #expect(checks["driver"]?.advice.contains("chromium-driver") == true)
        #expect(!checks.values.contains { "\($0)".contains("xoxb") }, "no token is told")
    }

    @Test(
        "a dashboard that is not there fails a run that acts, and warns one that only logs; unknown health warns both")
    func absent() async {
        let acting = await checks(1)
        #expect(acting["dashboard"]?.status == .fail && acting["health"]?.status == .warn)
        #expect(acting["health"]?.advice.contains("METRICS_HEALTHY") == true)
        let stub = await checks(1) { $0.ui.isStub = true }
        #expect(stub["dashboard"]?.status == .warn && stub["driver"]?.status == .warn)
        #expect(stub.values.allSatisfy { $0.status != .fail })
    }

    @Test("a dashboard without a list of services is asked what a run asks: for one of them")
    func withoutList() async throws {
        let answers = [
            ["/api/services/checkout": (200, #"{"id":"checkout"}"#)], [:],
            ["/api/services": (500, "oops")], ["/api/services": (403, "no")],
        ]
        let expected: [(Check.Status, String)] = [
            (.ok, "answers about checkout"), (.warn, "not checked: another service"), (.fail, "HTTP 500"),
            (.fail, "HTTP 403"),
        ]
        for (answer, (status, words)) in zip(answers, expected) {
            let server = try Self.server(answer)
            defer { server.stop() }
            let check = await checks(server.port)["dashboard"]
            #expect(check?.status == status && check?.detail.contains(words) == true, "\(String(describing: check))")
            #expect(check?.advice.contains("start one") == false, "something answers there")
        }
    }

    @Test("what is found passes the redactor, and is cut only after that")
    func safe() async throws {
        let key = "AKIAIOSFODNN7EXAMPLE"
        var answers = Self.wellAnswers
        let user = String(repeating: "x", count: 70) + " " + key
        answers["/api/auth.test"] = (200, #"{"ok":true,"team":"T","user":"\#(user)"}"#)
        answers["/api/services"] = (200, #"{"services":[{"id":"password=hunterTwo9xQ","name":"C"}]}"#)
        let server = try Self.server(answers)
        defer { server.stop() }
        let checks = await checks(server.port) {
            ($0.slack.botToken, $0.slack.channelID) = ("xoxb-1", "C1")
            $0.slack.apiURL = "http://127.0.0.1:\(server.port)/api/"
        }
        let words = checks.values.map { "\($0)" }.joined()
        #expect(!words.contains("hunterTwo9xQ") && !words.contains("AKIAIOSF"), "\(words)")
        #expect(checks["dashboard"]?.detail.contains("password=[redacted]") == true)
    }

    @Test("a proxy that does not answer, or wants a password, is what is named and advised about")
    func proxied() async throws {
        let answer = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
        let strict = try RawServer(answering: answer)
        defer { strict.stop() }
        for proxy in [strict.url, "http://127.0.0.1:1"] {
            var configuration = Configuration()
            configuration.dashboard.url = "http://shop.test"
            let client = HTTPClient(network: NetworkSettings(["HTTP_PROXY": proxy]))
            let all = await Doctor(configuration: configuration, client: client, path: "").checks()
            for check in all where ["dashboard", "health"].contains(check.name) {
                #expect(check.detail.contains("the proxy 127.0.0.1:"), "\(check)")
                #expect(check.advice.contains("HTTP_PROXY") && check.status == .warn, "\(check)")
                #expect(!check.detail.contains("[redacted]"), "\(check)")
            }
        }
    }

    @Test(
        "what is advised about a model follows from what is wrong",
        arguments: [
            (#"{"__type":"ExpiredTokenException","message":"expired"}"#, 403, "m", "make new credentials"),
            (#"{"__type":"InvalidSignatureException","message":"no"}"#, 403, "m", "check AWS_SECRET_ACCESS_KEY"),
            (#"{"__type":"AccessDeniedException","message":"no"}"#, 403, "m", "allow bedrock:InvokeModel"),
            (#"{"__type":"ValidationException","message":"on-demand"}"#, 400, "amazon.x", "NOVA_MODEL_ID=us.amazon.x"),
            (#"{"__type":"ValidationException","message":"on-demand"}"#, 400, "us.amazon.x", "check NOVA_MODEL_ID"),
        ])
    func model(_ answer: String, _ status: Int, _ id: String, _ advice: String) async throws {
        let server = try Self.server(["/model/\(id)/converse": (status, answer)])
        defer { server.stop() }
        let configuration = try Configuration.read(
            Integrations.settings,
            environment: [
                "REASONING_USE_BEDROCK": "true", "NOVA_MODEL_ID": id, "AWS_ACCESS_KEY_ID": "AKIDTEST",
                "AWS_SECRET_ACCESS_KEY": "s", "AWS_ENDPOINT_URL": "http://127.0.0.1:\(server.port)",
            ], dotenv: nil)
        let all = await Doctor(configuration: configuration, client: HTTPClient(), path: "").checks()
        let check = try #require(all.first { $0.name == "bedrock" })
        #expect(check.status == .fail && check.advice.contains(advice), "\(check)")
    }

    @Test("a journal that is no database fails")
    func journal() async throws {
        let folder = NSTemporaryDirectory() + "autosre-journal-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let empty = await checks(1) { $0.storage.dataDirectory = folder }
        #expect(empty["data"]?.status == .ok && empty["journal"]?.status == .ok)
        try FileManager.default.createDirectory(atPath: folder + "/autosre.db", withIntermediateDirectories: true)
        let broken = await checks(1) { $0.storage.dataDirectory = folder }
        #expect(broken["journal"]?.status == .fail)
    }

    @Test func linesAndJSON() throws {
        let check = Check.fail("slack", "no\u{1B}[2J", do: "mend it")
        #expect(check.lines.map(\.text) == ["fail  slack       no", "                  → mend it"])
        let value = try JSON.decode(JSONValue.self, from: check.json().utf8)
        #expect(value["type"]?.string == "check" && value["status"]?.string == "fail")
        #expect(value["advice"]?.string == "mend it" && value["schema"]?.integer == 1)
    }

    @Test("Nova Act is looked at where it is configured: installation and key, not the service")
    func novaAct() async throws {
        let server = try Self.server(Self.wellAnswers)
        defer { server.stop() }
        let without = await checks(server.port)
        #expect(without["nova-act"] == nil)
        let missing = await checks(server.port) {
            $0.novaAct.apiKey = "12345678-1234-1234-1234-123456789abc"
            $0.novaAct.directory = "/nonexistent"
            $0.ui.driver = .auto
        }
        #expect(missing["nova-act"]?.status == .warn && missing["nova-act"]?.detail.contains("make nova-act") == true)
        let asked = await checks(server.port) {
            $0.novaAct.directory = "/nonexistent"
            $0.ui.driver = .novaAct
        }
        #expect(asked["nova-act"]?.status == .fail && asked["driver"]?.status == .ok)
        let short = await checks(server.port) {
            $0.novaAct.apiKey = "short-secret"
            $0.ui.driver = .novaAct
        }
        #expect(short["nova-act"]?.status == .fail && short["nova-act"]?.detail.contains("short-secret") == false)
    }
}
