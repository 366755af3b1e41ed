import AutoSRECore
import AutoSREPlatform
import AutoSREStore
import AutoSRETesting
import Foundation
import Testing

extension EndToEnd.Runs {
    /// What a data directory is good for, and what happens when it is good for nothing.
    @Suite(.timeLimit(.minutes(1))) struct JournalTests {
        @Test func whatWasJournaledCanBeReadAgain() async throws {
            let shop = try await ShopProcess()
            let agent = try Agent(acting: shop.url).journaling()
            let run = try await agent.run("run", "--output", "json")
            let journal = try run.json()
            let incident = try #require(journal.report?["incident_id"]?.string)
            let id = try #require(journal.report?["run"]?.string)

            let list = try await agent.run("incidents")
            #expect(list.code == 0 && list.output.contains(incident) && list.output.contains("recovered"))
            let shown = try await agent.run("show", incident)
            #expect(shown.code == 0 && shown.output.contains("v1.4.2 → v1.4.1"), "\(shown.words)")
            let again = try await agent.run("show", id, "--output", "json").json()
            #expect(again.events == journal.events, "the same lines as while it ran")
            let resumed = try await agent.run("resume", incident)
            #expect(resumed.code == 0, "there is nothing left to do: \(resumed.words)")
            let made = try await shop.operations()
            #expect(made.count == 1)
            try await shop.stop()
        }

        /// Of many runs the newest are listed, and whatever is unfinished; an id may be shortened while it is clear.
        @Test func ofManyRunsTheNewestAreListed() async throws {
            let agent = try Agent().journaling()
            let run = try await agent.run("run", "--output", "json")
            let id = try #require(try run.json().report?["run"]?.string)
            let file = try SQLiteConnection(path: agent.database)
            let others = "incident_type, service_name, detected_at, raw_payload, opened_at, outcome"
            try file.execute(
                """
                WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 399)
                INSERT INTO runs (run, incident_id, \(others), closed_at)
                SELECT 'old-run-' || i, 'old-inc-' || i, incident_type, service_name, detected_at, raw_payload,
                    '2020-01-01T00:00:00.000Z', outcome, iif(i = 100, NULL, closed_at)
                FROM n, runs
                """)
            let list = try await agent.run("incidents", "--output", "json")
            let listed = try list.json().events.compactMap { $0["run"]?.string }
            #expect(listed.count == 201 && listed.first == id && listed.last == "old-run-100")
            #expect(list.errors.contains("older runs than these: autosre incidents --all"), "\(list.errors)")
            let all = try await agent.run("incidents", "--all")
            #expect(all.output.split(separator: "\n").count == 302)
            #expect(!all.errors.contains("--all"))
            let shown = try await agent.run("show", String(id.dropLast(4)))
            #expect(shown.code == 0 && !shown.output.isEmpty, "\(shown.words)")
            let vague = try await agent.run("show", "old-run-1")
            #expect(vague.code == 1 && vague.errors.contains("beginning of several ids"), "\(vague.words)")
        }

        /// Whoever takes the run up hears of it, and begins nothing.
        @Test func aCancelledRunEnds() async throws {
            let shop = try await ShopProcess()
            let agent = try Agent(acting: shop.url).journaling()
            let child = try agent.start(onLine: { number, _, child in
                if number == 1 { child.signal(SIGKILL) }
            })
            try await child.ended(within: 20)
            let id = try #require(try Journaled(child.output).events.first?["run"]?.string)
            let told = try await agent.run("cancel", id, "--reason", "a drill")
            #expect(told.code == 0 && told.output.contains("autosre resume \(id)"), "\(told.words)")
            let resumed = try await agent.run("resume", id, "--output", "json")
            let journal = try resumed.json()
            #expect(resumed.code == 1 && journal.outcome == "escalated", "\(resumed.words)")
            #expect(journal.report?["reason"]?.string?.contains("a drill") == true, "\(resumed.words)")
            let again = try await agent.run("cancel", id)
            #expect(again.code == 1 && again.errors.contains("is finished"), "\(again.words)")
            let made = try await shop.operations()
            #expect(made.isEmpty)
            try await shop.stop()
        }

        /// A run in which a later version has noted something is left to it; the next one is finished.
        @Test func whatALaterVersionWroteIsLeftAlone() async throws {
            let shop = try await ShopProcess()
            let agent = try Agent(acting: shop.url).journaling()
            var ids: [RunID] = []
            for _ in 0..<2 {
                let child = try agent.start(onLine: { number, _, child in
                    if number == 1 { child.signal(SIGKILL) }
                })
                try await child.ended(within: 20)
                ids.append(RunID(try #require(try Journaled(child.output).events.first?["run"]?.string)))
            }
            let directory = String(agent.database.dropLast("/autosre.db".count))
            let store = try await StoreFactory.openExisting(directory: directory, now: SystemClock.now()) { _ in }
            let token = try #require(try await store.lease(of: ids[0])?.token)
            let later = try Sample.later("gathered", after: try await store.journal(of: ids[0]))
            try await store.append([later], fencingToken: token)
            let one = try await agent.run("resume", ids[0].text)
            #expect(one.code == 1 && one.errors.contains("later version of AutoSRE (schema 4"), "\(one.words)")
            let all = try await agent.run("resume")
            #expect(all.code == 1 && all.errors.contains("finish it with that version"), "\(all.words)")
            #expect(try await store.journal(of: ids[0]).last == later, "nothing more is noted in it")
            #expect(try await store.journal(of: ids[1]).last?.event == .closed, "the next one is finished")
            let shown = try await agent.run("show", ids[0].text)
            #expect(shown.code == 0 && shown.output.contains("written by a later version"), "\(shown.words)")
            try await shop.stop()
        }

        /// What is pruned is said, before and after; what is left says so.
        @Test func whatIsPrunedIsSaid() async throws {
            let agent = try Agent().journaling()
            let id = try #require(try await agent.run("run", "--output", "json").json().report?["run"]?.string)
            let unasked = try await agent.run("prune")
            #expect(unasked.code == 2 && unasked.errors.contains("--older-than"), "\(unasked.words)")
            let young = try await agent.run("prune", "--older-than", "1h")
            #expect(young.code == 0 && young.output.contains("Nothing to prune"), "\(young.words)")
            let would = try await agent.run("prune", "--older-than", "0s", "--dry-run", "--output", "json")
            let lines = try would.json().events
            #expect(would.code == 0 && lines.first?["run"]?.string == id && lines.first?["dry_run"]?.bool == true)
            #expect(lines.last?["type"]?.string == "prune" && lines.last?["runs"]?.integer == 1, "\(would.words)")
            let pictures = agent.scratch.path("data/screenshots")
            for name in [id, "run-of-nobody"] {
                try FileManager.default.createDirectory(
                    atPath: "\(pictures)/\(name)", withIntermediateDirectories: true)
                try agent.scratch.write("data/screenshots/\(name)/1-before.png", "x")
            }
            let other = agent.scratch.path("data/mine")
            try agent.scratch.write("data/mine", "y")
            try FileManager.default.createSymbolicLink(
                atPath: "\(pictures)/\(id)/2-link.png", withDestinationPath: other)
            let some = try await agent.run("prune", "--older-than", "0s", "--evidence-only")
            #expect(some.code == 0 && some.output.contains("\(id) (its evidence)"), "\(some.words)")
            let bodies = try SQLiteConnection(path: agent.database).query("SELECT count(*) FROM evidence")
            #expect(bodies.first?.first?.int == 0, "what is said to have gone has gone")
            let left = try FileManager.default.contentsOfDirectory(atPath: "\(pictures)/\(id)")
            #expect(left == ["2-link.png"] && FileManager.default.fileExists(atPath: other), "\(left)")
            #expect(FileManager.default.fileExists(atPath: "\(pictures)/run-of-nobody/1-before.png"))
            for command in ["show", "report"] {
                let told = try await agent.run(command, id)
                #expect(told.code == 0 && told.errors.contains("The evidence of \(id) was pruned"), "\(told.words)")
            }
            let all = try await agent.run("prune", "--max-size", "1KB")
            #expect(all.code == 1 && all.output.contains(id) && all.errors.contains("still takes"), "\(all.words)")
            let gone = try await agent.run("show", id)
            #expect(gone.code == 1 && gone.errors.contains("was pruned"), "\(gone.words)")
            let list = try await agent.run("incidents", "--output", "json")
            #expect(list.output.isEmpty, "\(list.words)")
        }

        /// Root may remove everything.
        @Test(.enabled(if: getuid() != 0)) func aPictureThatStaysIsSaid() async throws {
            let agent = try Agent().journaling()
            let id = try #require(try await agent.run("run", "--output", "json").json().report?["run"]?.string)
            let folder = agent.scratch.path("data/screenshots/\(id)")
            try Files.createDirectories(folder)
            try agent.scratch.write("data/screenshots/\(id)/1-before.png", "x")
            chmod(folder, 0o500)
            let told = try await agent.run("prune", "--keep", "0")
            chmod(folder, 0o700)
            #expect(told.code == 1 && told.errors.contains("not all pictures are gone"), "\(told.words)")
        }

        @Test func theReportComesInEveryForm() async throws {
            let shop = try await ShopProcess(fault: "third-party-down")
            let agent = try Agent(acting: shop.url).journaling()
            let run = try await agent.run("run", "--output", "json")
            let id = try #require(try run.json().report?["incident_id"]?.string)
            for (form, words) in [("markdown", "# "), ("json", "\"outcome\""), ("slack", "\"blocks\"")] {
                let report = try await agent.run("report", id, "--format", form)
                #expect(report.code == 0 && report.errors.isEmpty, "\(report.words)")
                #expect(report.output.contains(words) && report.output.contains(id), "\(report.words)")
                #expect(report.output.contains("escalated"), "\(report.words)")
            }
            let filed = try await agent.run("report", id, "--output", "report.md")
            #expect(filed.code == 0 && filed.output.isEmpty, "\(filed.words)")
            let text = try String(contentsOfFile: agent.scratch.path("report.md"), encoding: .utf8)
            #expect(text.contains(id))
            try await shop.stop()
        }

        @Test func anUnfinishedRunIsSaidAtTheNextStart() async throws {
            let shop = try await ShopProcess()
            let agent = try Agent(acting: shop.url).journaling()
            let child = try agent.start(onLine: { number, _, child in
                if number == 1 { child.signal(SIGKILL) }
            })
            try await child.ended(within: 20)
            let next = try await agent.run("run")
            #expect(next.code == 0, "\(next.words)")
            let lines = next.errors.split(separator: "\n").filter { $0.contains("autosre resume run-") }
            #expect(lines.count == 1, "\(next.words)")
            try await shop.stop()
        }

        /// A directory that cannot be used is a warning: the incident is not left alone for it.
        @Test func anUnusableDirectoryIsAWarning() async throws {
            let shop = try await ShopProcess()
            var agent = try Agent(acting: shop.url)
            try agent.scratch.write("file", "not a folder")
            agent.settings["LOG_STORAGE_DATA_DIR"] = agent.scratch.path("file")
            let run = try await agent.run("run", "--output", "json")
            let journal = try run.json()
            #expect(run.code == 0 && journal.outcome == "recovered", "\(run.words)")
            #expect(run.errors.contains(agent.scratch.path("file")), "\(run.errors)")
            #expect(journal.events("acted").first?["payload"]?["durable"]?.bool == false)
            let notes = journal.report?["notes"]?.array?.compactMap(\.string) ?? []
            #expect(notes.contains { $0.lowercased().contains("not durable") }, "\(notes)")
            try await shop.stop()
        }

        @Test func aDamagedDatabaseIsSetAside() async throws {
            let shop = try await ShopProcess()
            let agent = try Agent(acting: shop.url).journaling()
            _ = try agent.scratch.folder("data")
            try agent.scratch.write("data/autosre.db", String(repeating: "no database. ", count: 1000))
            let run = try await agent.run("run", "--output", "json")
            #expect(run.code == 0, "\(run.words)")
            #expect(run.errors.contains("damaged"), "\(run.errors)")
            #expect(agent.scratch.contents.contains { $0.hasPrefix("data/autosre.db.damaged-") })
            #expect(try run.json().events("acted").first?["payload"]?["durable"]?.bool == true)
            let list = try await agent.run("incidents", "--output", "json")
            #expect(try list.json().events.count == 1, "\(list.words)")
            try await shop.stop()
        }

        /// Whatever is kept of an incident has all five fields, and no secret of the settings.
        @Test func theDirectoryHoldsNoSecret() async throws {
            let slack = try FakeSlack()
            let shop = try await ShopProcess()
            let agent = try Agent(acting: shop.url, slack.settings).journaling()
            let run = try await agent.run("run")
            #expect(run.code == 0, "\(run.words)")
            #expect(slack.texts.count == 1)
            #expect(!run.words.contains("xoxb-end-to-end"))
            for name in agent.scratch.contents where !name.hasSuffix("data") {
                let bytes = try Data(contentsOf: URL(filePath: agent.scratch.path(name)))
                #expect(bytes.range(of: Data("xoxb-end-to-end".utf8)) == nil, "\(name)")
            }
            slack.stop()
            try await shop.stop()
        }

        /// A team's own file may hold a secret where a version belongs. What is kept has none, and still says
        /// which version that is.
        @Test func whatAFileSaysIsKeptWithoutItsSecrets() async throws {
            let agent = try Agent(["OPERATIONS_DASHBOARD_URL": "http://127.0.0.1:1"]).journaling()
            _ = try agent.scratch.folder("data")
            let now = SystemClock.now()
            let releases = [("v7.0.1?token=hunter2secret", 600.0), ("v7.0.0", 90_000)].map { version, age in
                let at = now.advanced(bySeconds: -age)
                return #"{"service_name":"checkout","version":"\#(version)","timestamp":"\#(at)","status":"x"}"#
            }
            try agent.scratch.write("data/deployments.json", "[\(releases.joined(separator: ","))]")
            var settings = agent
            settings.settings["RECOVERY_VERIFY_TIMEOUT_SECONDS"] = "1"
            let run = try await settings.run("run", "--output", "json")
            #expect(!run.words.contains("hunter2secret"))
            #expect(run.output.contains("v7.0.1?token=[redacted]"), "\(run.words)")
            for name in agent.scratch.contents where name.hasPrefix("data/autosre.db") {
                let bytes = try Data(contentsOf: URL(filePath: agent.scratch.path(name)))
                #expect(bytes.range(of: Data("hunter2secret".utf8)) == nil, "\(name)")
            }
        }

        /// A journal may be older than a secret that is configured now.
        @Test func theReportPassesTheRedactor() async throws {
            var agent = try Agent([
                "OPERATIONS_DASHBOARD_URL": "http://127.0.0.1:1", "RECOVERY_VERIFY_TIMEOUT_SECONDS": "1",
            ]).journaling()
            let run = try await agent.run("run", "--output", "json")
            let id = try #require(try run.json().report?["incident_id"]?.string)
            agent.settings["SLACK_BOT_TOKEN"] = "checkout"
            for form in ["markdown", "html", "json", "slack"] {
                let report = try await agent.run("report", id, "--format", form)
                #expect(report.code == 0 && report.output.contains(id), "\(report.words)")
                #expect(!report.output.contains("checkout"), "\(form)")
            }
            agent.settings["SLACK_BOT_TOKEN"] = ""
            let report = try await agent.run("report", id, "--format", "html")
            #expect(report.output.contains("checkout"), "it would have been there")
        }
    }
}
