import AutoSRECore
import AutoSREPlatform
import Foundation
import Testing

extension EndToEnd.Runs {
    /// A run that asks a person, and the person's answer from another process.
    @Suite(.timeLimit(.minutes(1))) struct AnswerTests {
        private func agent(_ shop: ShopProcess, seconds: String = "30") throws -> Agent {
            var agent = try Agent(acting: shop.url, ["AUTOSRE_APPROVAL_SECONDS": seconds]).journaling()
            try agent.scratch.write("ask.yaml", "mode: suggest\n")
            agent.settings["AUTOSRE_POLICY"] = agent.scratch.path("ask.yaml")
            return agent
        }

        /// Starts a run, and waits until it asks; returns its name and what is asked.
        private func asking(_ agent: Agent) async throws -> (child: Child, run: String, question: JSONValue) {
            let child = try agent.start()
            try await waiting(until: "a question", within: 30) {
                child.output.contains(#""kind":"judged""#) || child.ending != nil
            }
            let run = try #require(try Journaled(child.output).events.first?["run"]?.string)
            let shown = try await agent.run("approve", run, "--output", "json")
            #expect(shown.code == 0, "\(shown.words)")
            return (child, run, try JSON.decode(JSONValue.self, from: shown.output.utf8))
        }

        @Test func yesToExactlyThatIsCarriedOut() async throws {
            let shop = try await ShopProcess()
            let agent = try agent(shop)
            let (child, run, question) = try await asking(agent)
            #expect(question["rule"] == "mode" && question["actions"]?.array?.isEmpty == false)
            let text = try await agent.run("approve", run)
            let code = try #require(question["code"]?.string)
            #expect(text.output.contains("autosre approve \(run) \(code)"), "\(text.words)")
            let other = try await agent.run("approve", run, "0123456789ab")
            #expect(other.code == 1 && other.errors.contains("is not what \(run) asks now"), "\(other.words)")
            #expect(try await shop.operations().isEmpty)
            let yes = try await agent.run("approve", run, code)
            #expect(yes.code == 0 && yes.output.contains("it goes on"), "\(yes.words)")
            try await child.ended(within: 30)
            #expect(try Journaled(child.output).outcome == "recovered", "\(child.output)")
            #expect(try await shop.operations() == ["rollback checkout v1.4.1"])
            let approved = try Journaled(child.output).events("approved").first?["payload"]
            #expect(approved?["granted_by"]?.string?.hasSuffix(" by autosre approve") == true, "\(child.output)")
            let again = try await agent.run("approve", run, code)
            #expect(again.code == 1 && again.errors.contains("it is finished"), "\(again.words)")
            try await shop.stop()
        }

        @Test func noIsANo() async throws {
            let shop = try await ShopProcess()
            let agent = try agent(shop)
            let (child, run, _) = try await asking(agent)
            let no = try await agent.run("reject", run, "--reason", "not today")
            #expect(no.code == 0, "\(no.words)")
            try await child.ended(within: 30)
            #expect(try Journaled(child.output).outcome == "escalated", "\(child.output)")
            #expect(child.output.contains("not today"), "\(child.output)")
            #expect(try await shop.operations().isEmpty)
            try await shop.stop()
        }

        @Test func nobodyAnswersAndNothingIsDone() async throws {
            let shop = try await ShopProcess()
            let run = try await agent(shop, seconds: "1").run("run", "--output", "json")
            #expect(try run.json().outcome == "escalated", "\(run.words)")
            #expect(try await shop.operations().isEmpty)
            try await shop.stop()
        }

        /// The answer waits for whoever goes on with the run.
        @Test func aRunThatWasKilledHearsOfItWhenItIsResumed() async throws {
            let shop = try await ShopProcess()
            let agent = try agent(shop)
            let (child, run, question) = try await asking(agent)
            child.signal(SIGKILL)
            try await child.ended(within: 10)
            let yes = try await agent.run("approve", run, question["code"]?.string ?? "")
            #expect(yes.code == 0 && yes.output.contains("autosre resume \(run)"), "\(yes.words)")
            let resumed = try await agent.run("resume", run, "--output", "json")
            #expect(try resumed.json().outcome == "recovered", "\(resumed.words)")
            #expect(try await shop.operations() == ["rollback checkout v1.4.1"])
            try await shop.stop()
        }

        @Test func anAnswerNeedsAJournal() async throws {
            let run = try await Agent(acting: nil, ["AUTOSRE_APPROVAL_SECONDS": "30"]).run("run")
            #expect(run.code == 2 && run.errors.contains("LOG_STORAGE_DATA_DIR"), "\(run.words)")
        }
    }
}
