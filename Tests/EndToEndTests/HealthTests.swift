import AutoSRECore
import Foundation
import TestSupport
import Testing

extension EndToEnd.Runs {
    /// However the health address behaves, the time for verification is kept, and nothing but health counts as health.
    @Suite(.timeLimit(.minutes(1))) struct HealthTests {
        enum Manners: String, CaseIterable, Sendable {
            case hangs, drips, dripsHeaders, floods, redirects, talksGarbage, closes
        }

        @Test(arguments: Manners.allCases)
        func theTimeoutIsKept(_ manners: Manners) async throws {
            let elsewhere = try RawServer { connection, _ in Self.answer(connection, #"{"status":"healthy"}"#) }
            let server = try RawServer { connection, _ in Self.serve(connection, manners, elsewhere.url) }
            let run = try await agent(health: server.url + "/health", seconds: "1").run("--output", "json")
            let journal = try run.json()
            #expect(run.code == 1, "\(journal.reasons) \(run.errors)")
            #expect(["unverified", "not_recovered"].contains(journal.outcome))
            let spent = try journal.time(of: "verified").seconds(since: journal.time(of: "acted"))
            #expect((0.7...3).contains(spent))
            #expect(server.connections > 0)
            #expect(elsewhere.connections == 0, "no redirect is followed")
            #expect(journal.report?["recovery_time_seconds"]?.number == nil)
            server.stop()
            elsewhere.stop()
        }

        @Test func aDegradedAddressIsNotHammered() async throws {
            let dashboard = try FakeDashboard(.obeys, heals: false)
            let run = try await agent(health: dashboard.url + "/api/health", seconds: "3").run("--output", "json")
            #expect(try run.json().outcome == "not_recovered", "\(run.words)")
            #expect((8...40).contains(dashboard.healthReads))
            dashboard.stop()
        }

        /// A recovery while it is waited for is seen, whoever brought it about.
        @Test func aRecoveryDuringVerificationIsSeen() async throws {
            let shop = try await ShopProcess()
            let child = try agent(health: shop.url + "/api/health", seconds: "20").start()
            try await waiting(until: "the first look after acting") { child.output.contains("\"kind\":\"checked\"") }
            try await shop.post("/api/services/checkout/rollback", ["to_version": "v1.4.1"])
            let ending = try await child.ended(within: 30)
            #expect(ending == .exited(0), "\(child.output) \(child.errors)")
            let journal = try Journaled(child.output)
            #expect(journal.outcome == "recovered")
            #expect(journal.events("checked").suffix(3).allSatisfy { $0["payload"]?["status"]?.string == "good" })
            try await shop.stop()
        }

        /// In stub mode, with no dashboard at all: the scenario's evidence and the health address are all there is.
        private func agent(health: String, seconds: String) throws -> Agent {
            try Agent([
                "OPERATIONS_DASHBOARD_URL": "http://127.0.0.1:1", "METRICS_URL": health,
                "RECOVERY_VERIFY_TIMEOUT_SECONDS": seconds,
            ])
        }

        private static func answer(_ connection: Int32, _ body: String, _ head: String = "200 OK\r\n") {
            guard RawServer.readHead(connection) != nil else { return }
            RawServer.write(connection, "HTTP/1.1 \(head)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
        }

        private static func serve(_ connection: Int32, _ manners: Manners, _ elsewhere: String) {
            switch manners {
            case .redirects: answer(connection, "", "302 Found\r\nLocation: \(elsewhere)/\r\n")
            case .talksGarbage: RawServer.write(connection, "\u{1}\u{2}{\"status\":\"healthy\"}\n\n")
            case .closes: _ = RawServer.readHead(connection)
            case .hangs:
                guard RawServer.readHead(connection) != nil else { return }
                _ = RawServer.awaitGone(connection, milliseconds: 10_000)
            case .drips: drip(connection, "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n", #"{"status":"healthy"}"#)
            case .dripsHeaders:
                drip(connection, "HTTP/1.1 200 OK\r\n", "Content-Length: 20\r\n\r\n{\"status\":\"healthy\"}")
            case .floods:
                guard RawServer.readHead(connection) != nil else { return }
                RawServer.write(connection, "HTTP/1.1 200 OK\r\n\r\n{\"status\":\"healthy\",\"x\":\"")
                let much = String(repeating: "x", count: 1 << 16)
                for _ in 0..<10_000 where !RawServer.write(connection, much) { return }
            }
        }

        /// A byte every 100 ms, as long as somebody listens.
        private static func drip(_ connection: Int32, _ head: String, _ rest: String) {
            guard RawServer.readHead(connection) != nil, RawServer.write(connection, head) else { return }
            for character in rest {
                guard !RawServer.awaitGone(connection, milliseconds: 100) else { return }
                guard RawServer.write(connection, String(character)) else { return }
            }
        }
    }
}
