import AutoSRECore
import AutoSREEngine
import AutoSREPlatform

/// Conducts runs: drives each to its end, and says how it ended in the form that was asked for.
struct RunController: Sendable {
    /// Everything that is plugged in.
    let composition: Composition
    /// How it is shown while it goes on.
    let presenter: Presenter
    /// In which form.
    let form: OutputForm
    /// Whether planned clicks are only logged.
    let isStub: Bool
    /// The process's signals.
    let signals: Signals

    /// Where to tell.
    var console: Console { presenter.console }

    /// Detects one incident and works on it.
    func begin(isDryRun: Bool) async throws -> ExitCode {
        let detection = try await detect()
        if let interruption = detection.interruption { return .interrupted(by: interruption) }
        guard let alert = detection.alert else { return try nothingToDo() }
        let result = try await performing {
            let engine = composition.engine(alert.incident)
            var alert = alert
            alert.place = composition.place
            let run = try await engine.open(alert)
            return try await engine.drive(
                run, until: isDryRun ? .judged : .closed, interruptedBy: signals.stream())
        }
        try notify(result, isDryRun: isDryRun)
        if isDryRun, result.interruption == nil { return .success }
        return .of(result.run.conclusion?.outcome, interruption: result.interruption)
    }

    /// Asks for an incident, or stops asking when a signal comes first: a cloud may take its time.
    private func detect() async throws -> (alert: Alert?, interruption: String?) {
        try await withThrowingTaskGroup(of: (Alert?, String?)?.self) { group in
            defer { group.cancelAll() }
            group.addTask { (try await composition.source.detect(), nil) }
            group.addTask {
                for await name in signals.stream() { return (nil, name) }
                return nil
            }
            while let first = try await group.next() {
                if let first { return first }
            }
            return (nil, nil)
        }
    }

    /// Finishes a run that another process left.
    func resume(_ run: RunID) async throws -> ExitCode {
        let alert = try await composition.alert(of: run)
        let result = try await performing {
            try await composition.engine(alert.incident).resume(run, interruptedBy: signals.stream())
        }
        try notify(result, isDryRun: false)
        return .of(result.run.conclusion?.outcome, interruption: result.interruption)
    }

    /// On the stage, and with every helper process ended afterwards, whatever happens.
    private func performing(_ body: @Sendable () async throws -> DriveResult) async throws -> DriveResult {
        try await presenter.during { try await composition.closing(body) }
    }

    private func nothingToDo() throws -> ExitCode {
        if form == .json {
            let members: JSONValue = [
                "schema": .integer(Int64(JSONLines.schema)), "type": "report",
                "outcome": .string(Outcome.nothingToDo.rawValue),
            ]
            console.json(try JSON.text(members))
        } else {
            console.line("Nothing to do: \(composition.source.name) reports no incident. Nothing was touched.")
        }
        return .success
    }

    private func notify(_ result: DriveResult, isDryRun: Bool) throws {
        if form == .json {
            let more: [String: JSONValue] = isDryRun ? ["dry_run": true] : [:]
            console.json(try JSONLines.report(PostMortem(of: result.run, journal: result.journal), more: more))
        } else {
            console.line()
            let ending = Ending(result, isDryRun: isDryRun, isStub: isStub, command: composition.command)
            for line in presenter.closing(result.run, ending) { console.line(line) }
        }
        if let signal = result.interruption { console.log(resumeText(result.run.id, signal)) }
    }

    private func resumeText(_ run: RunID, _ signal: String) -> String {
        composition.isDurable
            ? "Stopped by \(signal). Finish the run with: autosre resume \(run)"
            : "Stopped by \(signal). The run was in memory only; one with LOG_STORAGE_DATA_DIR can be resumed."
    }
}
