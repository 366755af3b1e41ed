import AutoSRECore
import AutoSREEngine
import AutoSREPlatform

/// Conducts runs: drives each to its end, and says how it ended in the form that was asked for.
struct Conduct: Sendable {
    /// Everything that is plugged in.
    let composition: Composition
    /// How it is shown while it goes on.
    let stage: Stage
    /// In which form.
    let form: OutputForm
    /// Whether planned clicks are only logged.
    let isStub: Bool
    /// The process's signals.
    let signals: Signals

    /// Where to tell.
    var console: Console { stage.console }

    /// Detects one incident and works on it.
    func begin(isDryRun: Bool) async throws -> ExitCode {
        guard let signal = try await composition.source.detect() else { return try nothingToDo() }
        let result = try await performing {
            let run = try await composition.engine.open(signal)
            return try await composition.engine.drive(
                run, until: isDryRun ? .judged : .closed, interruptedBy: signals.stream())
        }
        try tell(result, isDryRun: isDryRun)
        if isDryRun, result.interruption == nil { return .success }
        return .of(result.file.conclusion?.outcome, interruption: result.interruption)
    }

    /// Finishes a run that another process left.
    func resume(_ run: RunID) async throws -> ExitCode {
        let result = try await performing {
            try await composition.engine.resume(run, interruptedBy: signals.stream())
        }
        try tell(result, isDryRun: false)
        return .of(result.file.conclusion?.outcome, interruption: result.interruption)
    }

    /// On the stage, and with every helper process ended afterwards, whatever happens.
    private func performing(_ body: @Sendable () async throws -> DriveResult) async throws -> DriveResult {
        try await stage.during { try await composition.closing(body) }
    }

    private func nothingToDo() throws -> ExitCode {
        if form == .json {
            let members: JSONValue = [
                "schema": .integer(Int64(JSONLines.schema)), "type": "report",
                "outcome": .string(Outcome.nothingToDo.rawValue),
            ]
            console.json(try JSON.text(members))
        } else {
            console.line("Nothing to do: \(composition.source.name) reports no incident.")
        }
        return .success
    }

    private func tell(_ result: DriveResult, isDryRun: Bool) throws {
        if form == .json {
            let more: [String: JSONValue] = isDryRun ? ["dry_run": true] : [:]
            console.json(try JSONLines.report(PostMortem(of: result.file, journal: result.journal), more: more))
        } else {
            console.line()
            let ending = Ending(result, isDryRun: isDryRun, isStub: isStub)
            for line in stage.closing(result.file, ending) { console.line(line) }
        }
        if let signal = result.interruption { console.log(resumeText(result.file.run, signal)) }
    }

    private func resumeText(_ run: RunID, _ signal: String) -> String {
        composition.isDurable
            ? "Stopped by \(signal). Finish the run with: autosre resume \(run)"
            : "Stopped by \(signal). The run was not kept: set LOG_STORAGE_DATA_DIR to be able to resume one."
    }
}
