import AutoSRECore
import AutoSREPlatform
import Testing

extension EndToEnd.Pages {
    /// Consoles that use their elements for another service as soon as the mouse is there: the click that counts meets
    /// the service that is meant, or nothing.
    @Suite(.timeLimit(.minutes(5))) struct BrowserSwapTests {
        private func work(_ habit: SwapConsole.Habit, _ more: [String: String] = [:]) async throws -> ConsoleState {
            let console = try SwapConsole(habit)
            let settings = ["AUTOSRE_UI_STEP_SECONDS": "3", "RECOVERY_VERIFY_TIMEOUT_SECONDS": "6"]
            let (agent, _) = try console.agent(settings.merging(more) { $1 })
            try agent.scratch.write("ui-map.yaml", SwapConsole.map(of: habit))
            let run = try await agent.run("run", "--output", "json", within: 120)
            console.server.stop()
            let changes = console.state.changes
            #expect(!changes.contains { $0.contains("billing") }, "\(habit): \(run.words)")
            guard changes.isEmpty else {
                #expect(run.code == 0 && changes == ["2.8.0"], "\(habit): \(run.words)")
                return console.state
            }
            #expect(try run.json().outcome == "failed", "\(habit): \(run.words)")
            return console.state
        }

        @Test("Rows that change places under the mouse: the right one is found again and pressed")
        func rows() async throws {
            #expect(try await work(.rows).changes == ["2.8.0"])
        }

        @Test(
            "A drawer or a dialog that is about another service then is not pressed",
            arguments: [
                SwapConsole.Habit.drawer, .question,
            ])
        func othersQuestions(_ habit: SwapConsole.Habit) async throws {
            #expect(try await work(habit).changes.isEmpty)
        }

        @Test("Nor what changes all the time, or at the press itself", arguments: [SwapConsole.Habit.sorts, .press])
        func atThePress(_ habit: SwapConsole.Habit) async throws {
            let changes = try await work(habit).changes
            #expect(habit == .sorts || changes.isEmpty)
        }

        @Test("So it is by a driver that has nothing but the standard's commands")
        func byTheStandard() async throws {
            let driver = try await RemoteDriver()
            let relay = try driver.standard()
            #expect(try await work(.press, ["AUTOSRE_WEBDRIVER_URL": relay.url]).changes.isEmpty)
            await driver.stop()
            relay.stop()
        }

        @Test(
            "A question in a frame, or a second one, is named where the click may have counted",
            arguments: [
                (SwapConsole.Habit.frames, "it is inside the frame 'Question'"),
                (.twice, "the dialog 'Really?' is open"),
            ])
        func whatIsNotOnTheMap(_ habit: SwapConsole.Habit, _ words: String) async throws {
            let console = try SwapConsole(habit)
            let settings = ["AUTOSRE_UI_STEP_SECONDS": "3", "RECOVERY_VERIFY_TIMEOUT_SECONDS": "6"]
            let (agent, _) = try console.agent(settings)
            try agent.scratch.write("ui-map.yaml", SwapConsole.map(of: habit))
            let run = try await agent.run("run", "--output", "json", within: 120)
            #expect(run.code == 1 && run.output.contains(words), "\(run.words)")
            #expect(console.state.changes.isEmpty, "\(run.words)")
            console.server.stop()
        }

        @Test("A rehearsal that only asks presses no stranger's button either")
        func theRehearsal() async throws {
            let console = try SwapConsole(.acts)
            let (agent, _) = try console.agent(["AUTOSRE_UI_STEP_SECONDS": "3"])
            try agent.scratch.write("ui-map.yaml", SwapConsole.map(of: .acts))
            let child = try agent.start(
                ["ui", "rehearse", "ui-map.yaml", "--action", "rollback", "--to", "2.8.0", "--ask"])
            try await child.ended(within: 60)
            #expect(child.ending == .exited(1), "\(child.output) \(child.errors)")
            #expect(console.state.changes.isEmpty, "\(child.output) \(child.errors)")
            console.server.stop()
        }
    }
}
