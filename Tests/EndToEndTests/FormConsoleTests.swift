import AutoSRECore
import AutoSREPlatform
import Testing

extension EndToEnd.Consoles {
    /// Consoles that ask in a dialog with fields: the act is in the dialog that the map names, with the fields that it
    /// names filled and read back, and in no other.
    @Suite(.timeLimit(.minutes(5))) struct FormConsoleTests {
        private func work(_ habit: FormConsole.Habit) async throws -> (FormConsole, Finished) {
            let (console, agent) = try prepare(habit)
            let run = try await agent.run("run", "--output", "json", within: 120)
            console.server.stop()
            return (console, run)
        }

        private func prepare(_ habit: FormConsole.Habit) throws -> (FormConsole, Agent) {
            let console = try FormConsole(habit)
            let (agent, _) = try console.agent(["AUTOSRE_UI_STEP_SECONDS": "5"])
            try agent.scratch.write("ui-map.yaml", FormConsole.map(of: habit))
            return (console, agent)
        }

        @Test(arguments: [FormConsole.Habit.asks, .isQuestion])
        func aDialogWithFieldsIsAnswered(_ habit: FormConsole.Habit) async throws {
            let (console, run) = try await work(habit)
            #expect(try run.code == 0 && run.json().outcome == "recovered", "\(run.words)")
            #expect(console.state.changes == ["2.8.0"] && console.state.runs == "2.8.0", "\(run.words)")
        }

        @Test(arguments: [
            (FormConsole.Habit.isAnothers, "does not show heading 'Roll back checkout'"),
            (.forgets, "holds '2.7.9', not '2.8.0'"),
            (.isCovered, "the dialog 'Session ends' is open"),
        ])
        func anotherDialogIsNotTouched(_ habit: FormConsole.Habit, _ words: String) async throws {
            let (console, run) = try await work(habit)
            #expect(run.code == 1 && run.output.contains(words), "\(run.words)")
            #expect(console.state.changes.isEmpty, "\(run.words)")
        }

        @Test(
            "A rehearsal waits for the dialog as a run does, fills it and stops before the answer",
            arguments: [
                FormConsole.Habit.asks, .isQuestion,
            ])
        func theRehearsal(_ habit: FormConsole.Habit) async throws {
            let (console, agent) = try prepare(habit)
            let child = try agent.start(
                ["ui", "rehearse", "ui-map.yaml", "--action", "rollback", "--to", "2.8.0", "--ask"])
            try await child.ended(within: 60)
            #expect(child.ending == .exited(0), "\(child.output) \(child.errors)")
            let found = "found button 'Roll back' in dialog 'Roll back checkout', not clicked"
            #expect(child.output.contains(found), "\(child.output)")
            #expect(console.state.changes.isEmpty)
            console.server.stop()
        }

        @Test("What a run cannot use makes no whole rehearsal")
        func whatIsNoNumberAndNoTime() async throws {
            let (console, agent) = try prepare(.isVague)
            let child = try agent.start(["ui", "rehearse", "ui-map.yaml"])
            try await child.ended(within: 60)
            #expect(child.ending == .exited(1), "\(child.output) \(child.errors)")
            for words in ["replicas is '3 / 3' and no number", "history.at is 'a while ago' and no time"] {
                #expect((child.output + child.errors).contains(words), "\(child.output) \(child.errors)")
            }
            console.server.stop()
        }

        @Test("Nor does the run say of changes that it could not read that there are none")
        func whatCouldNotBeReadIsTold() async throws {
            let (console, run) = try await work(.isVague)
            #expect(run.output.contains("none was found, and not all could be read"), "\(run.words)")
            #expect(run.output.contains("and no time"), "\(run.words)")
            #expect(console.state.changes.allSatisfy { $0 == "2.8.0" }, "\(run.words)")
        }
    }
}
