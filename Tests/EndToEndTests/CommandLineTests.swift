import AutoSRECore
import AutoSREPlatform
import Foundation
import Testing

extension EndToEnd.Runs {
    @Suite(.timeLimit(.minutes(1))) struct CommandLineTests {
        @Test func aDryRunTouchesNothing() async throws {
            let shop = try await ShopProcess(fault: "leaky-release")
            let agent = try Agent(acting: shop.url)
            let run = try await agent.run("run", "--dry-run")
            #expect(run.code == 0, "\(run.words)")
            #expect(run.output.contains("v1.4.2 → v1.4.1"), "\(run.words)")
            let made = try await shop.operations()
            #expect(made.isEmpty)
            let health = try await shop.health()
            #expect(health == "degraded")
            #expect(agent.scratch.contents.isEmpty, "and keeps nothing")
            try await shop.stop()
        }

        /// What autosre.yaml calls a service, and its system, protects it.
        @Test(arguments: ["kasse-nord", "service/kasse-nord", "nord", "kasse-sued"]) func aNameOfTheServiceMapProtects(
            _ name: String
        ) async throws {
            let shop = try await ShopProcess()
            var agent = try Agent(["RECOVERY_VERIFY_TIMEOUT_SECONDS": "20", "AUTOSRE_STABLE_SECONDS": "0.2"])
            agent.settings["AUTOSRE_POLICY"] = "policy.yaml"
            try agent.scratch.write("policy.yaml", "protected_services: [\(name)]\n")
            try agent.scratch.write(
                "autosre.yaml",
                """
                integrations:
                  nord: {kind: dashboard, url: "\(shop.url)", stub: false, driver: http}
                services:
                  kasse-nord: {workload: {in: nord, name: checkout}}
                  kasse-sued: {workload: {in: nord, name: payments}}
                """)
            let run = try await agent.run("run", "--service", "kasse-nord", "--output", "json")
            let isProtected = name != "kasse-sued"
            #expect(run.code == (isProtected ? 1 : 0), "\(run.words)")
            #expect(try await shop.operations().isEmpty == isProtected, "\(run.words)")
            #expect(run.output.contains("protected_services") || !isProtected, "\(run.words)")
            try await shop.stop()
        }

        /// What a run claimed can be evaluated again, offline, as long as its evidence is what it was.
        @Test func aRunIsVerified() async throws {
            let shop = try await ShopProcess()
            let agent = try Agent(acting: shop.url).journaling()
            let id = try await agent.run("run", "--output", "json").json().events.first?["run"]?.string ?? ""
            try await shop.stop()
            let whole = try await agent.run("verify", id)
            #expect(whole.code == 0 && whole.output.contains("claims hold; the journal is unbroken"), "\(whole.words)")
            #expect(!whole.output.hasPrefix("0 of 0"), "\(whole.words)")
            try SQLiteConnection(path: agent.database).execute("DELETE FROM evidence WHERE kind = 'metrics'")
            let less = try await agent.run("verify", id)
            #expect(less.code == 1 && less.output.contains("for its evidence is not there"), "\(less.words)")
            #expect(try await agent.run("verify", "run-nobody").code == 1)
        }

        /// A run decides the same again, says where another policy would have parted, and becomes a case.
        @Test func aRunIsReplayedAndExported() async throws {
            let shop = try await ShopProcess()
            let agent = try Agent(acting: shop.url).journaling()
            let id = try await agent.run("run", "--output", "json").json().events.first?["run"]?.string ?? ""
            try await shop.stop()
            let same = try await agent.run("replay", id)
            #expect(same.code == 0 && same.output.contains("are the same"), "\(same.words)")
            #expect(!same.output.contains("not known"), "\(same.words)")
            try agent.scratch.write("off.yaml", "mode: off\n")
            let off = try await agent.run("replay", id, "--policy", agent.scratch.path("off.yaml"))
            #expect(off.code == 1 && off.output.contains("allow -> deny (mode)"), "\(off.words)")
            #expect(off.output.contains("would have parted at entry"), "\(off.words)")
            let folder = agent.scratch.path("case")
            let slip = try await agent.run("case", "export", id, folder, "--cause", "chekout")
            #expect(slip.code == 2 && slip.errors.contains("did you mean checkout?"), "\(slip.words)")
            let none = try await agent.run(
                "case", "export", id, folder, "--cause", "checkout", "--deployment", "change-99")
            #expect(none.code == 2 && none.errors.contains("there are change-1"), "\(none.words)")
            let export = try await agent.run("case", "export", id, folder, "--cause", "checkout")
            #expect(export.code == 0 && export.output.contains("metrics.csv, logs.csv"), "\(export.words)")
            let check = try await agent.run("case", "check", folder)
            #expect(check.code == 0 && check.output.contains("1 of 1 case is right"), "\(check.words)")
            #expect(try await agent.run("case", "export", id, folder).code == 2, "it is there already")
            try SQLiteConnection(path: agent.database).execute("DELETE FROM evidence WHERE kind = 'metrics'")
            let less = try await agent.run("replay", id, "--output", "json")
            let decisions = try less.json().events.filter { $0["type"] == "decision" }
            #expect(less.code == 1 && decisions.contains { $0["result"] == "not_known" }, "\(less.words)")
            #expect(!decisions.contains { $0["result"] == "parts" }, "\(less.words)")
        }

        @Test func aDryRunKeepsNothingInADataDirectoryEither() async throws {
            let shop = try await ShopProcess(fault: "bad-config")
            var agent = try Agent(acting: shop.url)
            agent.settings["LOG_STORAGE_DATA_DIR"] = agent.scratch.path("data")
            let run = try await agent.run("run", "--incident-type=crash_loop", "--dry-run", "--output", "json")
            #expect(run.code == 0, "\(run.words)")
            let journal = try run.json()
            #expect(journal.report?["dry_run"]?.bool == true)
            #expect(journal.kinds.contains("judged") && !journal.kinds.contains("intended"))
            #expect(agent.scratch.contents.isEmpty)
            try await shop.stop()
        }

        /// The default: planned clicks are logged, nothing is touched, and success is not claimed without a recovery.
        @Test func aStubTouchesNothing() async throws {
            let shop = try await ShopProcess(fault: "leaky-release")
            let agent = try Agent(["OPERATIONS_DASHBOARD_URL": shop.url, "RECOVERY_VERIFY_TIMEOUT_SECONDS": "1"])
            let run = try await agent.run("run")
            #expect(run.code == 1, "\(run.words)")
            #expect(run.words.contains("click_rollback") && run.words.contains("v1.4.1"), "\(run.words)")
            #expect(run.output.contains("UI_STUB=false"), "it says how to change that: \(run.words)")
            #expect(run.output.contains("not_recovered"), "\(run.words)")
            let made = try await shop.operations()
            #expect(made.isEmpty)
            try await shop.stop()
        }

        /// Without a data directory nothing is left behind anywhere that a run could write to.
        @Test func aRunLeavesNoFile() async throws {
            let shop = try await ShopProcess(fault: "leaky-release")
            var agent = try Agent(acting: shop.url)
            let temporary = try Scratch()
            agent.settings["TMPDIR"] = temporary.path
            let run = try await agent.run("run")
            #expect(run.code == 0, "\(run.words)")
            #expect(agent.scratch.contents.isEmpty)
            #expect(temporary.contents.isEmpty)
            try await shop.stop()
        }

        @Test func aClosedOutputDoesNoHarm() async throws {
            let shop = try await ShopProcess(fault: "leaky-release")
            for arguments in [["run"], ["run", "--output", "json"]] {
                try await shop.reset("leaky-release", seed: 3)
                let child = try Agent(acting: shop.url).start(arguments, closesOutput: true)
                let ending = try await child.ended(within: 40)
                #expect(ending == .exited(0), "\(child.errors)")
                let made = try await shop.operations()
                #expect(made == ["rollback checkout v1.4.1"])
            }
            try await shop.stop()
        }

        @Test func jsonLinesAreWhole() async throws {
            let shop = try await ShopProcess(fault: "leaky-release")
            let run = try await Agent(acting: shop.url).run("--output", "json")
            let journal = try run.json()
            let report = try #require(journal.report)
            #expect(journal.events.compactMap { $0["seq"]?.integer } == Array(1...Int64(journal.events.count)))
            for line in journal.events + [report] { #expect(line["schema"]?.integer == 1) }
            for name in ["incident_id", "root_cause", "action_taken", "prevention_suggestion"] {
                #expect(report[name]?.string?.isEmpty == false, "\(name)")
            }
            #expect(report["recovery_time_seconds"]?.number != nil)
            #expect(report["timeline"]?.array?.isEmpty == false)
            #expect(journal.kinds.first == "opened" && journal.kinds.last == "closed")
            try await shop.stop()
        }

        @Test func configMasksSecrets() async throws {
            let agent = try Agent(["NOVA_ACT_API_KEY": "nova-secret-1234567", "AWS_SECRET_ACCESS_KEY": "aws/secret"])
            try agent.scratch.write(".env", "SLACK_BOT_TOKEN=xoxb-very-secret\nUI_DRIVER=http\n")
            for arguments in [["config"], ["config", "--output", "json"]] {
                let child = try agent.start(arguments)
                let ending = try await child.ended(within: 20)
                #expect(ending == .exited(0), "\(child.errors)")
                let words = child.output + child.errors
                #expect(words.contains("SLACK_BOT_TOKEN") && words.contains(".env"))
                for secret in ["nova-secret", "aws/secret", "very-secret"] { #expect(!words.contains(secret)) }
            }
        }

        @Test func anUnknownIDIsAFailure() async throws {
            let agent = try Agent(["LOG_STORAGE_DATA_DIR": "data"])
            for command in ["show", "report", "resume"] {
                let run = try await agent.run(command, "inc-nobody")
                #expect(run.code == 1, "\(run.words)")
                #expect(run.output.isEmpty && run.errors.contains("inc-nobody"), "\(run.words)")
            }
            let list = try await agent.run("incidents")
            #expect(list.code == 0, "\(list.words)")
        }

        /// Whether nothing answers where a dashboard usually is.
        private static let isUsualPlaceFree =
            RawRequest.exchange(RawRequest("GET /api/health HTTP/1.1", "Host: localhost", body: "").bytes, port: 3000)
            .isEmpty

        /// Whoever has set no address, and has nothing at the default one, is told what to start, and waits for nothing
        @Test(.enabled(if: isUsualPlaceFree), arguments: [nil, "true", "false"])
        func aNewcomerIsToldWhatToStart(_ stub: String?) async throws {
            var agent = try Agent().journaling()
            agent.settings["UI_STUB"] = stub
            let run = try await agent.run("run", "--output", "json")
            let journal = try run.json()
            #expect(run.code == 1 && journal.outcome == "unverified", "\(run.words)")
            #expect(run.errors.contains("autosre dashboard") && run.seconds < Pace.stretched(10), "\(run.words)")
            #expect(journal.events("acted").isEmpty == (stub == "false"), "\(run.words)")
            let id = try #require(journal.report?["incident_id"]?.string)
            let report = try await agent.run("report", id)
            #expect(report.code == 0 && report.output.contains("unverified"), "\(report.words)")
        }

        /// The newcomer's demo heals its own shop and leaves a report, whatever the settings around it say.
        @Test func theDemoIgnoresTheSettingsAroundIt() async throws {
            let slack = try FakeSlack()
            let agent = try Agent(slack.settings.merging(["UI_STUB": "true", "REASONING_MAX_RETRIES": "-1"]) { $1 })
            try agent.scratch.write(".env", "OPERATIONS_DASHBOARD_URL=ftp://nowhere\n")
            let run = try await agent.run("demo", "--output", "here", "--seed", "7")
            #expect(run.code == 0, "\(run.words)")
            #expect(run.output.contains("v1.4.2 → v1.4.1"))
            #expect(agent.scratch.contents.contains { $0.hasPrefix("here/post-mortem") })
            #expect(slack.texts.isEmpty, "a demo never posts to a team's channel")
            slack.stop()
        }
    }
}
