import TestSupport
import AutoSRECore
import AutoSREPlatform
import Testing

/// What can come back in place of an answer: each ends in bounded time, with a line that names it, and with a person
/// told; nothing is touched.
extension EndToEnd.Models {
    @Suite(.timeLimit(.minutes(3))) struct ModelFaultTests {
        private static let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

        /// A connection's end, or its lack of one.
        enum Transport: String, CaseIterable, Sendable {
            case reset, hang, drip, truncated, html, huge, notHTTP

            /// What the line about it says.
            var words: String {
                switch self {
                case .reset, .notHTTP: "the request to"
                case .hang, .drip: "did not answer within"
                case .truncated: "the request to"
                case .html: "not what the service gives"
                case .huge: "longer than 1048576 bytes"
                }
            }

            func serve(_ connection: Int32) {
                guard RawServer.readRequest(connection) else { return }
                switch self {
                case .reset: return
                case .hang: _ = RawServer.awaitGone(connection, milliseconds: 15_000)
                case .drip:
                    RawServer.write(connection, ModelFaultTests.head + "Content-Length: 100000\r\n\r\n{")
                    while RawServer.write(connection, " "), !RawServer.awaitGone(connection, milliseconds: 100) {}
                case .truncated:
                    RawServer.write(connection, ModelFaultTests.head + "Content-Length: 1000\r\n\r\n{\"output\":")
                case .html:
                    RawServer.write(
                        connection,
                        ModelFaultTests.head + "Content-Length: 15\r\nConnection: close\r\n\r\n<html>no</html>")
                case .huge:
                    RawServer.write(connection, ModelFaultTests.head + "Content-Length: 20971520\r\n\r\n")
                    let megabyte = String(repeating: " ", count: 1 << 20)
                    for _ in 0..<20 where RawServer.write(connection, megabyte) {}
                case .notHTTP: RawServer.write(connection, "SSH-2.0-OpenSSH_9.2\r\n")
                }
            }
        }

        @Test(arguments: Transport.allCases) func transportFaultsEscalate(_ fault: Transport) async throws {
            let server = try RawServer { connection, _ in fault.serve(connection) }
            defer { server.stop() }
            try await escalates(at: server.url, "\(fault)") { reason in
                reason.contains("Converse") && (reason.contains(fault.words) || reason.contains("valid HTTP"))
            }
        }

        @Test func refusedEscalates() async throws {
            try await escalates(at: "http://127.0.0.1:9", "refused") { $0.contains("does not accept connections") }
        }

        @Test(arguments: [
            (429, "ThrottlingException"), (500, "InternalServerException"), (403, "ExpiredTokenException"),
            (403, "RequestTimeTooSkewed"), (403, "AccessDeniedException"), (404, "ResourceNotFoundException"),
            (408, "ModelTimeoutException"), (424, "ModelErrorException"), (400, "ValidationException"),
        ])
        func refusalsEscalate(_ status: Int, _ code: String) async throws {
            let model = try FakeModel { _, _ in FakeModel.refuses(status, code) }
            defer { model.stop() }
            try await escalates(at: "http://\(model.place)", code) { $0.contains("HTTP \(status) \(code)") }
        }

        private func escalates(
            at url: String, _ what: String, naming isNamed: (String) -> Bool
        ) async throws {
            let dashboard = try FakeDashboard(.obeys, heals: true)
            defer { dashboard.stop() }
            var agent = try Agent(acting: dashboard.url, FakeModel.settings(url))
            agent.settings["BEDROCK_READ_TIMEOUT_SECONDS"] = "2"
            agent.settings["REASONING_MAX_RETRIES"] = "0"
            let run = try await agent.run("run", "--output", "json")
            let journal = try run.json()
            #expect(
                run.code == 1 && journal.outcome == "escalated" && run.seconds < Pace.stretched(12),
                "\(what): \(run.words)")
            let reasons = journal.events("transient_failure").compactMap { $0["payload"]?["reason"]?.string }
            #expect(reasons.count == 1 && reasons.allSatisfy(isNamed), "\(what): \(reasons)")
            #expect(!reasons.contains { $0.contains("\n") || $0.contains("canary-aws-secret") })
            #expect(dashboard.requests == 0 && dashboard.versions.isEmpty)
        }

        /// A machine whose clock is an hour off signs again with the service's time, once, and goes on.
        @Test func aSkewedClockIsCorrected() async throws {
            let model = try FakeModel { _, number in
                guard number == 1 else { return FakeModel.says(FakeModel.diagnosis("escalate")) }
                var answer = FakeModel.refuses(403, "RequestTimeTooSkewed")
                answer.headers.append(("Date", "Tue, 01 Jan 2030 00:00:00 GMT"))
                return answer
            }
            defer { model.stop() }
            let dashboard = try FakeDashboard(.obeys, heals: true)
            defer { dashboard.stop() }
            let run = try await Agent(acting: dashboard.url, model.settings).run("run", "--output", "json")
            #expect(try run.json().report?["root_cause"]?.string == "SUMMARY-7f3a", "\(run.words)")
            #expect(model.questions.count == 2)
        }

        @Test func theBudgetEndsSlowRetries() async throws {
            let server = try RawServer { connection, _ in Transport.hang.serve(connection) }
            defer { server.stop() }
            let shop = try await ShopProcess(fault: "leaky-release")
            var agent = try Agent(acting: shop.url, FakeModel.settings(server.url))
            agent.settings.merge(["AUTOSRE_MODEL_BUDGET_SECONDS": "3", "REASONING_MAX_RETRIES": "2"]) { $1 }
            agent.settings["REASONING_FALLBACK"] = "local"
            let run = try await agent.run("run", "--output", "json")
            let journal = try run.json()
            #expect(journal.outcome == "recovered" && run.seconds < Pace.stretched(60), "\(run.words)")
            #expect(journal.reasons.contains { $0.contains("AUTOSRE_MODEL_BUDGET_SECONDS") }, "\(journal.reasons)")
            #expect(server.connections == 1)
            try await shop.stop()
        }
    }
}
