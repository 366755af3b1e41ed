import AutoSRECore
import AutoSREPlatform
import Testing

extension EndToEnd.Consoles {
    /// What a page says after the click that counts is no proof that nothing was done: it is watched for, and never
    /// made again. What is wrong before it is refused.
    @Suite(.timeLimit(.minutes(3))) struct BrowserDoubtTests {
        @Test(arguments: [
            (HastyConsole.Habit.signsOut, "the page says: Sign in again"),
            (.asksAfterwards, "confirm('Started. Open the overview?')"), (.asksNothing, "no confirmation"),
        ])
        func whatMayBeDoneIsWatchedFor(_ habit: HastyConsole.Habit, _ words: String) async throws {
            let (console, run) = try await work(habit)
            #expect(try run.code == 1 && run.json().outcome == "unverified", "\(run.words)")
            #expect(try run.json().events("refused").isEmpty && run.output.contains(words), "\(run.words)")
            #expect(console.state.changes == ["2.8.0"], "\(run.words)")
        }

        @Test(arguments: [
            (HastyConsole.Habit.cutsShort, "holds '2.8', not '2.8.0'"),
            (.lists, "has 0 options of the text that the map chooses"),
        ])
        func whatAFieldDoesNotTakeIsRefused(_ habit: HastyConsole.Habit, _ words: String) async throws {
            let (console, run) = try await work(habit)
            #expect(try run.code == 1 && run.json().outcome == "failed", "\(run.words)")
            #expect(try run.json().reasons.contains { $0.contains(words) }, "\(run.words)")
            #expect(console.state.changes.isEmpty, "\(run.words)")
        }

        private func work(_ habit: HastyConsole.Habit) async throws -> (HastyConsole, Finished) {
            let console = try HastyConsole(habit)
            let (agent, household) = try console.agent([
                "AUTOSRE_UI_STEP_SECONDS": "3", "RECOVERY_VERIFY_TIMEOUT_SECONDS": "4",
            ])
            try agent.scratch.write("ui-map.yaml", HastyConsole.map(of: habit))
            let run = try await agent.run("run", "--output", "json", within: 120)
            try await household.areGone(within: 2)
            console.server.stop()
            return (console, run)
        }
    }
}
