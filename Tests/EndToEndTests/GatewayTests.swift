import AutoSRECore
import AutoSREPlatform
import Synchronization
import Testing

extension EndToEnd.Runs {
    /// Somebody on the way answers a change in the dashboard's place: it may have happened, so it is asked for once.
    @Suite(.timeLimit(.minutes(3))) struct GatewayTests {
        private static let path = "/api/services/checkout"

        /// Hands the change on, if it does, and answers `answer`; the state shows it `late` seconds later.
        private static func gateway(
            _ shop: ShopProcess, _ answer: ServerResponse, isHandedOn: Bool = true, late: Double = 1.5
        ) throws -> Between {
            let state = Mutex<(old: ServerResponse?, asked: Double?)>((nil, nil))
            return try Between(
                shop.url,
                before: { request in
                    guard request.method == "POST" else {
                        guard request.path == path else { return nil }
                        return state.withLock { state in
                            guard let asked = state.asked else { return nil }
                            return SystemClock.monotonicSeconds() < asked + late ? state.old : nil
                        }
                    }
                    if isHandedOn { _ = await Between.handOn(request, to: shop.url, HTTPClient()) }
                    state.withLock { $0.asked = SystemClock.monotonicSeconds() }
                    return answer
                },
                after: { request, answer in
                    if request.path == path { state.withLock { if $0.asked == nil { $0.old = answer } } }
                    return answer
                })
        }

        static let answers: [(String, ServerResponse)] = [
            ("502", .page("<h1>Bad gateway</h1>", status: 502)),
            ("504", ServerResponse(status: 504, body: Array(#"{"detail":"Gateway Time-out"}"#.utf8))),
            ("303", ServerResponse(status: 303, headers: [("Location", "/")])),
            ("429", ServerResponse(status: 429, body: Array(#"{"detail":"Too many requests"}"#.utf8))),
            ("404 of somebody else", .page("<h1>404</h1>", status: 404)),
            ("200 of somebody else", .page("<h1>Please wait</h1>")),
        ]

        @Test func whatWasTakenIsAskedForOnce() async throws {
            try await inParallel(Self.answers) { name, answer in
                let shop = try await ShopProcess()
                let gateway = try Self.gateway(shop, answer)
                let run = try await Agent(acting: gateway.url).run("run", "--output", "json")
                #expect(run.code == 0, "\(name): \(run.words)")
                let journal = try run.json()
                #expect(journal.events("pending").count == 1 && journal.events("refused").isEmpty, "\(name)")
                #expect(journal.events("acted").first?["payload"]?["effect"] == "applied", "\(name): \(run.words)")
                let made = try await shop.operations()
                #expect(made == ["rollback checkout v1.4.1"], "\(name)")
                gateway.stop()
                try await shop.stop()
            }
        }

        /// Nobody knows, and that is what is said.
        @Test func whatWasNotTakenIsAskedForOnceToo() async throws {
            let shop = try await ShopProcess()
            let gateway = try Self.gateway(shop, ServerResponse(status: 502), isHandedOn: false)
            let settings = ["AUTOSRE_INSTANCE_SECONDS": "1", "RECOVERY_VERIFY_TIMEOUT_SECONDS": "2"]
            let run = try await Agent(acting: gateway.url, settings).run("run", "--output", "json")
            let journal = try run.json()
            #expect(run.code == 1 && journal.outcome == "unverified", "\(run.words)")
            #expect(journal.events("acted").first?["payload"]?["effect"] == "unconfirmed", "\(run.words)")
            #expect(journal.reasons.contains { $0.contains("nobody knows") }, "\(run.words)")
            #expect(gateway.requests.count { $0.hasPrefix("POST") } == 1)
            gateway.stop()
            try await shop.stop()
        }
    }
}
