import AutoSRECore
import AutoSREPlatform
import Testing

extension EndToEnd.Pilots {
    /// What the service, the model and the machine can do to a job: each ends in bounded time, with a reason, and
    /// nothing is done by accident.
    @Suite(.timeLimit(.minutes(6))) struct NovaActFaultTests {
        private static let rollback = ["rollback checkout v1.4.1"]

        /// One fault and how it ends with `UI_DRIVER=nova-act`.
        struct Fault: Sendable {
            let mode: String
            let says: String
            var seconds = 25.0
            var settings: [String: String] = [:]
            /// Whether the model had the browser, so that nobody knows what it did.
            var isBegun = false
        }

        static let faults = [
            Fault(mode: "401", says: "the key is refused (HTTP 401): check NOVA_ACT_API_KEY"),
            Fault(mode: "403", says: "the key is refused (HTTP 403): check NOVA_ACT_API_KEY"),
            Fault(mode: "quota", says: "the daily quota of this key is used up"),
            Fault(mode: "500", says: "the service failed (HTTP 500)", seconds: 40),
            Fault(mode: "html", says: "Nova Act: ", seconds: 40),
            Fault(mode: "hangs", says: "the job did not start in time"),
            Fault(
                mode: "hangs-at-a-step", says: "the job did not come to an end in time",
                settings: ["AUTOSRE_NOVA_ACT_TIMEOUT_SECONDS": "6"], isBegun: true),
            Fault(mode: "dies-at-a-step", says: "the side-car ended without an answer", seconds: 60, isBegun: true),
            Fault(
                mode: "strays", says: "the browser was led away from the dashboard, to http://127.0.0.2:9/elsewhere",
                isBegun: true),
            Fault(mode: "gives-up", says: "the model gave up: I am not able to find the service", isBegun: true),
            Fault(mode: "answers-nonsense", says: "Nova Act: the model", seconds: 40, isBegun: true),
            Fault(
                mode: "lies", says: "the model says done, but service/checkout does not show v1.4.1", isBegun: true),
        ]

        /// What nobody knows is not waited for for long.
        private static let short = ["AUTOSRE_INSTANCE_SECONDS": "1", "RECOVERY_VERIFY_TIMEOUT_SECONDS": "2"]

        @Test func aloneItFailsWithAReason() async throws {
            let shop = try await ShopProcess()
            try await inParallel(Self.faults) { fault in
                let settings = fault.settings.merging(Self.short) { own, _ in own }
                let (agent, household, nova) = try await Agent.acting(shop.url, mode: fault.mode, settings)
                let run = try await agent.run("run", "--output", "json", within: 90)
                let comment = Comment("\(fault.mode): \(run.words)")
                let journal = try run.json()
                #expect(run.code == 1 && journal.outcome == (fault.isBegun ? "unverified" : "failed"), comment)
                #expect(journal.reasons.contains { $0.contains(fault.says) }, comment)
                #expect(run.seconds < Pace.stretched(fault.seconds + (fault.isBegun ? 10 : 0)), comment)
                #expect(journal.events("notified").count == 1, "a post-mortem is told; \(comment)")
                try await household.areGone(within: 2)
                try await nova.stop()
            }
            let made = try await shop.operations()
            #expect(made.isEmpty)
            try await shop.stop()
        }

        /// What is wrong on this machine is said before anything is started.
        @Test func whatIsMissingIsSaid() async throws {
            let shop = try await ShopProcess()
            let cases: [(settings: [String: String], says: String)] = [
                (["AUTOSRE_NOVA_ACT_DIR": "/nonexistent"], "make nova-act"),
                (["NOVA_ACT_API_KEY": ""], "NOVA_ACT_API_KEY is not set"),
                (["NOVA_ACT_API_KEY": "short"], "NOVA_ACT_API_KEY has not the shape of a key"),
                (["PATH": "/nonexistent"], "apt-get install -y chromium"),
                (["HTTPS_PROXY": "http://127.0.0.1:1"], "the service cannot be reached: the proxy 127.0.0.1:1"),
                (["HTTPS_PROXY": "socks5://127.0.0.1:1"], "HTTPS_PROXY: only http://"),
            ]
            for (settings, says) in cases {
                let (agent, household, nova) = try await Agent.acting(shop.url, settings)
                let run = try await agent.run("run", "--output", "json")
                #expect(run.code == 1 && run.seconds < Pace.stretched(8), "\(settings): \(run.words)")
                #expect(try run.json().reasons.contains { $0.contains(says) }, "\(settings): \(run.words)")
                #expect(try nova.requests().isEmpty && household.folders.isEmpty)
                try await nova.stop()
            }
            let made = try await shop.operations()
            #expect(made.isEmpty)
            try await shop.stop()
        }

        /// With `auto` the browser driver takes over where nothing was begun, and only there.
        @Test func anotherDriverTakesOver() async throws {
            let cases: [(mode: String, settings: [String: String], says: String?)] = [
                ("403", [:], "nothing was begun"), ("hangs", [:], "nothing was begun"),
                ("works", ["HTTPS_PROXY": "http://127.0.0.1:1"], "nothing was begun"),
                ("works", ["AUTOSRE_NOVA_ACT_DIR": "/nonexistent"], nil),
            ]
            try await inParallel(cases) { mode, settings, says in
                let shop = try await ShopProcess()
                let (agent, household, nova) = try await Agent.acting(shop.url, mode: mode, driver: "auto", settings)
                let run = try await agent.run("run", "--output", "json", within: 90)
                let comment = Comment("\(mode) \(settings): \(run.words)")
                let journal = try run.json()
                #expect(journal.outcome == "recovered" && run.seconds < Pace.stretched(30), comment)
                #expect(journal.events("acted").last?["payload"]?["driver"]?.string == "browser", comment)
                if let says {
                    #expect(journal.reasons.contains { $0.hasPrefix("Nova Act: ") && $0.contains(says) }, comment)
                } else {
                    #expect(run.errors.contains("Acting without Nova Act") && run.errors.contains("make nova-act"))
                }
                let made = try await shop.operations()
                #expect(made == Self.rollback, comment)
                try await household.areGone(within: 2)
                try await nova.stop()
                try await shop.stop()
            }
        }

        /// The prompt leaves without what the redactor knows, and the ledger lists it, every host and the bytes.
        @Test func whatLeavesIsListed() async throws {
            let shop = try await ShopProcess()
            let named = "Checkout ops@example.com 4111111111111111"
            let proxy = try Between(
                shop.url,
                after: { request, answer in
                    guard request.path == "/api/services/checkout" else { return answer }
                    let text = answer.text.replacing("\"Checkout\"", with: "\"\(named)\"")
                    return ServerResponse(status: answer.status, headers: answer.headers, body: Array(text.utf8))
                })
            let (plain, _, nova) = try await Agent.acting(proxy.url, mode: "gives-up", Self.short)
            let agent = plain.journaling()
            let run = try await agent.run("run", "--output", "json", within: 90)
            let id = try #require(try run.json().events.first?["run"]?.string)
            let prompt = try #require(try nova.requests().first { $0["what"]?.string == "acts" }?["body"]?.string)
            #expect(
                prompt.contains("Checkout [redacted") && !prompt.contains("example.com") && !prompt.contains("4111"))
            let listed = try await agent.run("egress", id, "--output", "json")
            let lines = try listed.output.split(separator: "\n").map { try JSON.decode(JSONValue.self, from: $0.utf8) }
            let acting = lines.filter { $0["purpose"]?.string == "acting" }
            #expect(acting.count == 2 && acting.allSatisfy { $0["destination"]?.string == "api.nova.amazon.com:443" })
            #expect(acting.first?["replaced"]?.object?.isEmpty == false, "\(listed.output)")
            let bytes = try nova.requests().compactMap { $0["bytes"]?.integer }.reduce(0, +)
            #expect(try #require(acting.last?["bytes"]?.integer) > bytes, "screenshots included: \(listed.output)")
            #expect(acting.allSatisfy { $0["note"]?.string?.contains("pixels are not redacted") == true })
            proxy.stop()
            try await nova.stop()
            try await shop.stop()
        }
    }
}
