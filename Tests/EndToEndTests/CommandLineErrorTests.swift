import Foundation
import Testing

extension EndToEnd.Runs {
    /// Bad words and bad settings: one clear line on standard error, nothing on standard output, exit 2, nothing run.
    @Suite(.timeLimit(.minutes(1))) struct CommandLineErrorTests {
        /// What is given, and what the line has to name.
        struct Slip: Sendable, CustomTestStringConvertible {
            var arguments: [String] = ["run"]
            var settings: [String: String] = [:]
            let names: String

            var testDescription: String { names + " " + arguments.joined(separator: " ") + " \(settings)" }

            static func setting(_ name: String, _ value: String) -> Slip {
                Slip(settings: [name: value], names: name)
            }
        }

        static let words: [Slip] = [
            Slip(arguments: ["--incident-type", "volcano"], names: "volcano"),
            Slip(arguments: ["run", "--incident-type=volcano"], names: "volcano"),
            Slip(arguments: ["run", "--incident-type"], names: "--incident-type"),
            Slip(arguments: ["dashboard", "--port", "99999"], names: "--port"),
            Slip(arguments: ["dashboard", "--port=-1"], names: "--port"),
            Slip(arguments: ["dashboard", "--port", "http"], names: "--port"),
            Slip(arguments: ["dashboard", "--fault", "meteor"], names: "meteor"),
            Slip(arguments: ["demo", "--driver", "nova-act"], names: "needs no account"),
            Slip(arguments: ["run", "now"], names: "now"),
            Slip(arguments: ["config", "extra"], names: "extra"),
            Slip(arguments: ["--dry-run", "extra"], names: "extra"),
            Slip(arguments: ["fix-it"], names: "fix-it"),
            Slip(arguments: ["run", "--verbose"], names: "--verbose"),
            Slip(arguments: ["show"], names: "ID"),
            Slip(arguments: ["run", "--output", "xml"], names: "xml"),
        ]

        static let settings: [Slip] = [
            .setting("RECOVERY_VERIFY_TIMEOUT_SECONDS", "soon"), .setting("RECOVERY_VERIFY_TIMEOUT_SECONDS", "inf"),
            .setting("RECOVERY_VERIFY_TIMEOUT_SECONDS", "nan"), .setting("RECOVERY_VERIFY_TIMEOUT_SECONDS", "-5"),
            .setting("BEDROCK_READ_TIMEOUT_SECONDS", "inf"), .setting("REASONING_MAX_RETRIES", "-1"),
            .setting("REASONING_MAX_RETRIES", "1000000000"), .setting("UI_STUB", "maybe"),
            .setting("UI_DRIVER", "hands"), .setting("INCIDENT_SOURCE", "oracle"),
            .setting("OPERATIONS_DASHBOARD_URL", "ftp://example.com"),
            .setting("OPERATIONS_DASHBOARD_URL", "localhost:3000"), .setting("METRICS_URL", "file:///etc/passwd"),
            .setting("SLACK_API_URL", "gopher://x"), .setting("AUTOSRE_POLICY", "/nonexistent/policy.yaml"),
            .setting("SLACK_BOT_TOKEN_FILE", "/nonexistent/token"), .setting("USE_AWS_INTEGRATION", "ja"),
            .setting("REASONING_FALLBACK", "hope"), .setting("AUTOSRE_MODEL_PRICE", "cheap"),
            Slip(
                settings: ["UI_STUB": "false", "UI_DRIVER": "browser", "PATH": "/nonexistent"], names: "apt-get install"
            ),
            .setting("AUTOSRE_WEBDRIVER_URL", "localhost:4444"),
            Slip(settings: ["UI_STUB": "false", "AUTOSRE_UI_MAP": "/nonexistent/map.yaml"], names: "AUTOSRE_UI_MAP"),
            Slip(
                settings: ["SLACK_BOT_TOKEN": "xoxb-1", "SLACK_BOT_TOKEN_FILE": "/dev/null"],
                names: "SLACK_BOT_TOKEN_FILE"),
        ]

        @Test(arguments: words)
        func wordsAreRefused(_ slip: Slip) async throws { try await refuse(slip, lines: 2) }

        @Test(arguments: settings)
        func settingsAreRefused(_ slip: Slip) async throws { try await refuse(slip, lines: 1) }

        /// A directory in its place cannot be read, not even by root.
        @Test func anUnreadableDotEnvIsRefused() async throws {
            let agent = try Agent()
            _ = try agent.scratch.folder(".env")
            let run = try await agent.run("run")
            expectRefusal(run, names: ".env", lines: 1)
        }

        @Test func aBadValueInDotEnvIsRefused() async throws {
            let agent = try Agent()
            try agent.scratch.write(".env", "RECOVERY_VERIFY_TIMEOUT_SECONDS=soon\n")
            let run = try await agent.run("run")
            expectRefusal(run, names: "RECOVERY_VERIFY_TIMEOUT_SECONDS", lines: 1)
            #expect(run.errors.contains(".env"), "where it is from")
        }

        @Test(arguments: [["incidents"], ["show", "inc-x"], ["report", "inc-x"], ["resume"], ["resume", "inc-x"]])
        func theJournalsCommandsNeedADataDirectory(_ arguments: [String]) async throws {
            try await refuse(Slip(arguments: arguments, names: "LOG_STORAGE_DATA_DIR"), lines: 2)
        }

        @Test func aPolicyWithAnUnknownKeyIsRefused() async throws {
            var agent = try Agent()
            try agent.scratch.write("policy.yaml", "mode: auto\nallow_everything: true\n")
            agent.settings["AUTOSRE_POLICY"] = "policy.yaml"
            let run = try await agent.run("run")
            expectRefusal(run, names: "allow_everything", lines: 1)
        }

        /// The next file would get the number of the closed stream, and the output would be written into it.
        @Test func anOutputThatIsClosedFromTheStartIsSaid() async throws {
            let agent = try Agent()
            for (closed, code, words) in [
                (">&-", 1, "autosre: cannot write standard output: it is closed\n"), ("2>&- <&-", 0, ""),
            ] {
                let child = try Child(
                    "/bin/sh", ["-c", "exec \"$0\" config \(closed)", Binary.path],
                    environment: Agent.environment(home: agent.scratch.path), in: agent.scratch)
                let ending = try await child.ended(within: 20)
                #expect(ending == .exited(Int32(code)) && child.errors == words, "\(child.errors)")
                #expect(child.output.isEmpty == (code == 1))
            }
        }

        @Test func helpAndVersionReadNoSettings() async throws {
            let agent = try Agent(["RECOVERY_VERIFY_TIMEOUT_SECONDS": "soon"])
            _ = try agent.scratch.folder(".env")
            for arguments in [["--version"], ["--help"], ["run", "--help"], ["dashboard", "--help"]] {
                let child = try agent.start(arguments)
                let ending = try await child.ended(within: 20)
                #expect(ending == .exited(0), "\(arguments)")
                #expect(!child.output.isEmpty, "\(arguments)")
                #expect(child.errors.isEmpty, "\(arguments)")
            }
        }

        private func refuse(_ slip: Slip, lines: Int) async throws {
            let agent = try Agent(slip.settings)
            let child = try agent.start(slip.arguments)
            try await child.ended(within: 20)
            expectRefusal(Finished(child, began: 0), names: slip.names, lines: lines)
            #expect(agent.scratch.contents.isEmpty, "nothing was run")
        }

        private func expectRefusal(_ run: Finished, names: String, lines: Int) {
            #expect(run.code == 2, "\(run.words)")
            #expect(run.output.isEmpty, "\(run.words)")
            let said = run.errors.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(said.first?.contains(names) == true, "\(run.words)")
            // A slip among the words may be followed by the line that says where the help is.
            #expect((2...lines + 1).contains(said.count) && said.last == "", "\(run.words)")
        }
    }
}
