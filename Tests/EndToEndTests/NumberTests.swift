import AutoSRECore
import AutoSREPlatform
import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Numbers that no measurement has, from a dashboard and from files: the process ends by itself, and its report can
    /// be read. What happens to each number is tested without processes, many more times (NumberFuzzTests).
    @Suite(.timeLimit(.minutes(3))) struct NumberTests {
        private static func answer(_ path: String, _ world: inout AbsurdNumbers) -> String? {
            switch path {
            case "/api/health": "{\"status\": \"degraded\"}"
            case "/api/services/checkout": world.service()
            case "/api/services/checkout/metrics": world.metrics()
            case "/api/services/checkout/logs": world.logs()
            default: nil
            }
        }

        private static func ago(_ seconds: Double) -> String {
            SystemClock.now().advanced(bySeconds: -seconds).description
        }

        @Test func absurdNumbersEndNoProcess() async throws {
            try await inParallel(Array(0..<24 as Range<UInt64>)) { seed in
                let server = try HTTPServer(
                    host: "127.0.0.1", port: 0,
                    syncHandler: { request in
                        var world = AbsurdNumbers(seed: seed, ago: Self.ago)
                        guard request.method == "GET", let text = Self.answer(request.path, &world) else {
                            return ServerResponse(status: 422, body: Array("{\"detail\": \"no\"}".utf8))
                        }
                        let type = [("Content-Type", "application/json")]
                        return ServerResponse(headers: type, body: Array(text.utf8))
                    })
                defer { server.stop() }
                var agent = try Agent(acting: "http://127.0.0.1:\(server.port)").journaling()
                agent.settings["RECOVERY_VERIFY_TIMEOUT_SECONDS"] = "1"
                _ = try agent.scratch.folder("data")
                var world = AbsurdNumbers(seed: seed, ago: Self.ago)
                if seed % 2 == 0 { try agent.scratch.write("data/log_entries.json", world.logFile()) }
                if seed % 3 == 0 { try agent.scratch.write("data/deployments.json", world.deploymentsFile()) }
                let run = try await agent.run("run", "--output", "json", within: 60)
                #expect([0, 1].contains(run.code), "seed \(seed): \(run.words)")
                let id = try #require(try run.json().events.first?["run"]?.string)
                let report = try await agent.run("report", id, "--format", "html", within: 60)
                #expect(report.output.contains("</html>"), "seed \(seed): \(report.words)")
            }
        }
    }

    /// The dashboard that docs/dashboard-api.md shows is enough of one.
    @Suite(.timeLimit(.minutes(1))) struct DocumentedDashboardTests {
        @Test func theExampleIsHealed() async throws {
            let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
            let text = try String(contentsOf: root.appending(path: "docs/dashboard-api.md"), encoding: .utf8)
            let start = try #require(text.firstRange(of: "<!-- dashboard.py -->\n```python\n"))
            let end = try #require(text[start.upperBound...].firstRange(of: "\n```"))
            let scratch = try Scratch()
            try scratch.write("dashboard.py", String(text[start.upperBound..<end.lowerBound]))
            let python = try Child(
                "/usr/bin/env", ["python3", "dashboard.py"], environment: Agent.environment(home: scratch.path),
                in: scratch)
            let url = try await awaiting("the example's address", within: 20) {
                python.output.contains("\n") ? String(python.output.prefix { $0 != "\n" }) : nil
            }
            let run = try await Agent(acting: url).run("run", "--output", "json")
            #expect(run.code == 0, "\(run.words)")
            let journaled = try run.json()
            #expect(journaled.outcome == "recovered", "\(run.words)")
            #expect(run.output.contains("v2 → v1"), "\(run.words)")
            try await python.stop()
        }
    }
}
