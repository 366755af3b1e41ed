import AutoSRECore
import AutoSREPlatform
import Foundation
import Testing

extension EndToEnd.Pages {
    /// A map is walked before it is used: step by step, with pictures, and never to the click that counts.
    @Suite(.timeLimit(.minutes(3))) struct RehearsalTests {
        private func rehearse(_ agent: Agent, _ arguments: String...) async throws -> Finished {
            let began = SystemClock.monotonicSeconds()
            let child = try agent.start(["ui", "rehearse", "ui-map.yaml"] + arguments)
            try await child.ended(within: 60)
            return Finished(child, began: began)
        }

        private func end(_ run: Finished) throws -> JSONValue? { try run.json().events.last }

        @Test func theReadingIsWalked() async throws {
            let console = try FramedConsole()
            var (agent, household) = try console.agent()
            // Whatever is set: nothing is changed.
            agent.settings["UI_STUB"] = nil
            let run = try await rehearse(agent, "--output", "json")
            #expect(run.code == 0, "\(run.words)")
            let end = try end(run)
            #expect(end?["type"] == "rehearsal" && end?["complete"] == true, "\(run.words)")
            let read = (end?["read"]?.array ?? []).map { "\($0["name"]?.string ?? ""): \($0["text"]?.string ?? "")" }
            #expect(read.contains("version: 2.8.1") && read.contains("replicas: 3"), "\(read)")
            #expect(read.filter { $0.hasPrefix("history: version ") }.count == 3, "\(read)")
            let pictures = (end?["pictures"]?.array ?? []).compactMap(\.string)
            #expect(pictures.count > 5 && pictures.contains { $0.hasSuffix(".png") }, "\(pictures)")
            for path in pictures {
                #expect(FileManager.default.fileExists(atPath: agent.scratch.path(path)), "\(path)")
            }
            #expect(!run.output.contains("correct horse"))
            try await household.areGone(within: 2)
            console.server.stop()
        }

        @Test("It goes to the button, with --ask to the answer, and clicks neither")
        func theClickThatCountsIsNotMade() async throws {
            let console = try FramedConsole()
            let (agent, _) = try console.agent()
            let near = try await rehearse(agent, "--action", "rollback", "--to", "2.8.0")
            #expect(near.code == 0 && near.output.contains("found button 'Activate', not clicked"), "\(near.words)")
            let asked = try await rehearse(agent, "--action", "rollback", "--to", "2.8.0", "--ask")
            #expect(asked.code == 0, "\(asked.words)")
            #expect(asked.output.contains("found button 'Yes, activate', not clicked"), "\(asked.words)")
            #expect(console.state.changes.isEmpty && console.state.runs == "2.8.1")
            console.server.stop()
        }

        @Test("What is in the way is named: a frame, a dialog of the browser's, a row that is not there")
        func obstaclesAreNamed() async throws {
            let console = try FramedConsole()
            let (agent, _) = try console.agent(["AUTOSRE_UI_STEP_SECONDS": "4"])
            let outside = try FramedConsole.map().replacing("  - frame: Content\n  - state:", with: "  - state:")
            try agent.scratch.write("ui-map.yaml", outside)
            let lost = try await rehearse(agent)
            #expect(lost.code == 1, "\(lost.words)")
            let link = try FramedConsole.map().replacing("    - frame: Content\n    - click", with: "    - click")
            try agent.scratch.write("ui-map.yaml", link)
            let hidden = try await rehearse(agent, "--action", "rollback", "--to", "2.8.0")
            #expect(hidden.code == 1 && hidden.output.contains("it is inside the frame 'Content'"), "\(hidden.words)")
            try agent.scratch.write("ui-map.yaml", link.replacing("frame: Menu", with: "frame: Menus"))
            let none = try await rehearse(agent)
            #expect(none.code == 1 && none.output.contains("has no frame 'Menus'"), "\(none.words)")
            console.server.stop()
        }

        @Test("A login at another host is named as that, with the host")
        func anotherHostsLogin() async throws {
            let console = try FramedConsole()
            var (agent, _) = try console.agent(["AUTOSRE_UI_STEP_SECONDS": "4"])
            let server = try HTTPServer(
                host: "127.0.0.1", port: 0, syncHandler: { _ in .moved("http://login.example/authorize") })
            agent.settings["OPERATIONS_DASHBOARD_URL"] = "http://127.0.0.1:\(server.port)"
            let run = try await rehearse(agent)
            #expect(run.code == 1 && run.output.contains("led away"), "\(run.words)")
            for words in ["http://login.example", "single sign-on"] {
                #expect(run.output.contains(words), "\(run.words)")
            }
            server.stop()
            console.server.stop()
        }

        @Test func wrongMapsAndWordsAreUsage() async throws {
            let console = try FramedConsole()
            let (agent, _) = try console.agent()
            for arguments in [["--action", "rollback"], ["--action", "restart"], ["--system", "other"]] {
                let child = try agent.start(["ui", "rehearse", "ui-map.yaml"] + arguments)
                try await child.ended(within: 20)
                #expect(child.ending == .exited(2), "\(arguments): \(child.errors)")
            }
            try agent.scratch.write(
                "ui-map.yaml", try FramedConsole.map().replacing("version: column", with: "version: colum"))
            let wrong = try await rehearse(agent)
            #expect(wrong.code == 2 && wrong.errors.contains("colum is no role"), "\(wrong.words)")
            console.server.stop()
        }
    }
}
