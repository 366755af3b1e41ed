import AutoSRECore
import AutoSREPlatform
import Foundation
import Testing

extension EndToEnd.Browsers {
    /// A chromedriver of this machine's that is no good: each ends in bounded time with a reason, and leaves nothing.
    @Suite(.timeLimit(.minutes(3))) struct BrowserStartTests {
        /// What is wrong with the driver, as a program in place of the real one.
        struct Bad: Sendable, CustomTestStringConvertible {
            let testDescription: String
            /// What it does when it is started to serve; `PORT` is that of a server which refuses every session.
            let script: String
            /// What the journal says of it.
            let says: String
            /// How long `auto` may take.
            var seconds = 8.0
        }

        /// What chromedriver 120 said to Chromium 156 (its stack left out).
        private static let refusal =
            "session not created: This version of ChromeDriver only supports Chrome version 99\n"
            + "Current browser version is 156.0.7204.0 with binary path /usr/bin/chromium"
        private static let serves = "echo 'ChromeDriver was started successfully on port PORT.'; exec sleep 300"

        static let drivers = [
            Bad(testDescription: "another version", script: serves, says: "only supports Chrome version 99"),
            Bad(
                testDescription: "ends at once", script: "echo 'bind: no' >&2; exit 1", says: "ended at once: bind: no"),
            // 20 s of it are waited for, and the rest is a run's.
            Bad(testDescription: "never listens", script: "exec sleep 300", says: "does not listen after", seconds: 28),
            Bad(
                testDescription: "listens elsewhere", script: serves.replacing("PORT", with: "1"), says: "no answer"),
        ]

        @Test func theDriverIsNoGood() async throws {
            let server = try Between(nil) { _ in .no(500, "session not created", Self.refusal) }
            let port = try #require(server.url.split(separator: ":").last)
            // A program that is still being written cannot be started, and a child that is just being started has all
            // that its parent writes: so every program is there before the first agent starts.
            var cases: [(bad: Bad, shop: ShopProcess, agent: Agent, household: Household)] = []
            for bad in Self.drivers {
                let shop = try await ShopProcess()
                let (agent, household) = try Self.agent(shop, bad.script.replacing("PORT", with: port), "auto")
                cases.append((bad, shop, agent, household))
            }
            try await inParallel(cases) { bad, shop, agent, household in
                let run = try await agent.run("run", "--output", "json")
                let journal = try run.json()
                #expect(
                    run.code == 0 && run.seconds < Pace.stretched(bad.seconds), "\(bad.testDescription): \(run.words)")
                #expect(journal.reasons.contains { $0.contains(bad.says) }, "\(bad.testDescription): \(run.words)")
                let driver = journal.events("acted").last?["payload"]?["driver"]?.string
                #expect(driver == "http", "\(bad.testDescription)")
                let made = try await shop.operations()
                #expect(made == ["rollback checkout v1.4.1"], "\(bad.testDescription): \(run.words)")
                try await household.areGone(within: 2)
                try await shop.stop()
            }
            server.stop()
        }

        /// Where the browser was asked for, nobody else takes over.
        @Test func theBrowserWasAskedFor() async throws {
            let server = try Between(nil) { _ in .no(500, "session not created", Self.refusal) }
            let port = try #require(server.url.split(separator: ":").last)
            let shop = try await ShopProcess()
            let (agent, household) = try Self.agent(shop, Self.serves.replacing("PORT", with: port), "browser")
            let run = try await agent.run("run", "--output", "json")
            #expect(run.code == 1 && run.seconds < Pace.stretched(15), "\(run.words)")
            #expect(try run.json().reasons.contains { $0.contains("only supports Chrome version 99") }, "\(run.words)")
            let made = try await shop.operations()
            #expect(made.isEmpty)
            let doctor = try await agent.run("doctor")
            #expect(doctor.code == 1 && doctor.output.contains("ChromeDriver 99.0.1 do not fit"), "\(doctor.words)")
            #expect(doctor.output.contains("apt-get install -y chromium chromium-driver"), "\(doctor.words)")
            try await household.areGone(within: 2)
            server.stop()
            try await shop.stop()
        }

        /// chromedriver chooses a port and opens it a moment later: another process may have taken it by then.
        @Test func aPortThatIsTakenIsNoReasonToGiveUp() async throws {
            let shop = try await ShopProcess()
            let script = """
                [ -e "$0.tried" ] || { touch "$0.tried"; echo 'IPv4 port not available. Exiting...'; exit 1; }
                PATH=${PATH#*:}; exec chromedriver "$@"
                """
            let (agent, household) = try Self.agent(shop, script, "browser")
            let run = try await agent.run("run", "--output", "json")
            let journal = try run.json()
            #expect(run.code == 0 && journal.events("transient_failure").isEmpty, "\(run.words)")
            #expect(FileManager.default.fileExists(atPath: agent.scratch.path("bin/chromedriver.tried")))
            let made = try await shop.operations()
            #expect(made == ["rollback checkout v1.4.1"], "\(run.words)")
            try await household.areGone(within: 2)
            try await shop.stop()
        }

        /// The real ones of this machine fit, and `doctor` says which they are.
        @Test func doctorNamesTheVersions() async throws {
            let shop = try await ShopProcess()
            let (agent, household) = try Agent.browsing(shop.url)
            let run = try await agent.run("doctor", "--output", "json")
            let checks = try run.output.split(separator: "\n").map { try JSON.decode(JSONValue.self, from: $0.utf8) }
            let driver = try #require(checks.first { $0["name"] == "driver" }, "\(run.words)")
            #expect(driver["status"] == "ok" && run.code == 0, "\(run.words)")
            let versions = (driver["detail"]?.string ?? "").matches(of: /[0-9]+(\.[0-9]+){2,3}/).map { String($0.0) }
            #expect(versions.count == 2, "\(driver)")
            try await household.areGone(within: 1)
            try await shop.stop()
        }

        private static func agent(
            _ shop: ShopProcess, _ script: String, _ driver: String
        ) throws -> (agent: Agent, household: Household) {
            var (agent, household) = try Agent.browsing(
                shop.url, driver: driver, ["AUTOSRE_UI_STEP_SECONDS": "4"])
            let folder = try agent.scratch.folder("bin")
            let version = "[ \"$1\" = --version ] && { echo 'ChromeDriver 99.0.1 (abc)'; exit; }"
            try agent.scratch.write("bin/chromedriver", "#!/bin/sh\n\(version)\n\(script)\n")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: agent.scratch.path("bin/chromedriver"))
            let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
            agent.settings["PATH"] = "\(folder):\(path)"
            return (agent, household)
        }
    }
}
