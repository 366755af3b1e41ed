import AutoSREIntegrations
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
    /// The process's signals.
    let signals: Signals
    /// The only service that is worked on; nil for whichever.
    var service: String?

    /// Where to tell.
    var console: Console { presenter.console }

    /// Detects incidents and works on one after the other; the worst end is the command's.
    func begin(isDryRun: Bool) async throws -> ExitCode {
        let detection = try await detect()
        if let interruption = detection.interruption { return .interrupted(by: interruption) }
        guard !detection.alerts.isEmpty else { return detection.isWhole ? try nothingToDo() : .failure }
        var code = detection.isWhole ? ExitCode.success : .failure
        for (system, alert) in detection.alerts where !signals.hasArrived {
            let end = try await working(on: alert, of: system, isDryRun: isDryRun)
            if end.value > code.value { code = end }
        }
        return code
    }

    /// A run that cannot be conducted to its end keeps no other from it.
    private func working(on alert: Alert, of system: System, isDryRun: Bool) async throws -> ExitCode {
        do {
            return try await work(on: alert, of: system, isDryRun: isDryRun)
        } catch  where composition.systems.count > 1 && !(error is CancellationError) {
            console.complain("\(system.name ?? alert.source): \(ErrorText.describe(error))")
            return .failure
        }
    }

    private func work(on alert: Alert, of system: System, isDryRun: Bool) async throws -> ExitCode {
        let result = try await performing {
            let alert = alert.of(system.name, at: system.parts.place)
            let engine = composition.engine(alert, system)
            let run = try await engine.open(alert)
            return try await engine.drive(
                run, until: isDryRun ? .judged : .closed, interruptedBy: signals.stream())
        }
        try await notify(result, system, isDryRun: isDryRun)
        if isDryRun, result.interruption == nil { return .success }
        return .of(result.run.conclusion?.outcome, interruption: result.interruption)
    }

    private struct Detection: Sendable {
        var alerts: [(system: System, alert: Alert)] = []
        /// Whether every system could be asked.
        var isWhole = true
        var interruption: String?
    }

    /// Asks for incidents, or stops asking when a signal comes first: a cloud may take its time.
    private func detect() async throws -> Detection {
        try await withThrowingTaskGroup(of: Detection?.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await askAll() }
            group.addTask {
                for await name in signals.stream() { return Detection(interruption: name) }
                return nil
            }
            while let first = try await group.next() {
                if let first { return first }
            }
            return Detection()
        }
    }

    /// One system that cannot be asked does not keep the others from being mended.
    private func askAll() async throws -> Detection {
        var found = Detection()
        for system in composition.systems where service.map(system.mayHave) ?? true {
            for detector in system.parts.detectors {
                do {
                    found.alerts += try await system.alerts(of: detector).filter { isMeant($0, system) }
                        .map { (system, $0) }
                } catch  where composition.systems.count > 1 {
                    console.complain("\(system.name ?? detector.name): \(ErrorText.describe(error))")
                    found.isWhole = false
                }
            }
        }
        return found
    }

    /// Whether an alert is about what is to be worked on; one that is not is said to be left alone.
    private func isMeant(_ alert: Alert, _ system: System) -> Bool {
        guard let service, !system.isAbout(service, alert.incident) else { return true }
        let place = system.name.map { " in \($0)" } ?? ""
        let what = "\(alert.incident.summary)\(place)"
        console.log("Left alone, for it is not about \(service): \(what), reported by \(alert.source)")
        return false
    }

    /// Finishes a run that another process left.
    func resume(_ run: RunID) async throws -> ExitCode {
        let (alert, system) = try await composition.opened(run)
        try await announceWatch(of: run)
        let result = try await performing {
            try await composition.engine(alert, system).resume(run, interruptedBy: signals.stream())
        }
        try await notify(result, system, isDryRun: false)
        return .of(result.run.conclusion?.outcome, interruption: result.interruption)
    }

    /// What may take minutes says so first.
    private func announceWatch(of run: RunID) async throws {
        let world = SystemWorld()
        if let lease = try await composition.store.lease(of: run), world.holds(lease) { return }
        let begun = try Run(replaying: await composition.store.journal(of: run))
        if let words = Unfinished.watched(begun, at: world.now(), console.times) { console.log(words) }
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
            let names = composition.systems.flatMap { $0.parts.detectors.map(\.name) }
            let what = service.map { "no incident about \($0)" } ?? "no incident"
            console.line("Nothing to do: \(names.joined(separator: ", ")) reports \(what). Nothing was touched.")
        }
        return .success
    }

    private func notify(_ result: DriveResult, _ system: System, isDryRun: Bool) async throws {
        if form == .json {
            let more: [String: JSONValue] = isDryRun ? ["dry_run": true] : [:]
            console.json(try JSONLines.report(PostMortem(of: result.run, journal: result.journal), more: more))
        } else {
            console.line()
            let ending = Ending(
                result, isDryRun: isDryRun, isStub: system.isStub, command: system.command)
            for line in presenter.closing(result.run, ending) { console.line(line) }
        }
        if let signal = result.interruption { console.log(await resumeText(result.run.id, signal)) }
    }

    /// Asked of the store when all is over: a journal may have been taken away on the way.
    private func resumeText(_ run: RunID, _ signal: String) async -> String {
        await composition.store.isDurable
            ? "Stopped by \(signal). Finish the run with: autosre resume \(run)"
            : "Stopped by \(signal). The run was in memory only; one with LOG_STORAGE_DATA_DIR can be resumed."
    }
}
