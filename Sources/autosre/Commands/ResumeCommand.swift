import AutoSREIntegrations
import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine

/// `autosre resume [ID]`: finishes what another process left.
struct ResumeCommand: Command {
    static let specification = Specification(
        name: "resume", summary: "Finish unfinished runs: no action twice, each report at least once", works: true,
        details: [
            "Without ID every unfinished run is finished, the oldest first. A run that a living process works on is",
            "left alone. Uses the settings of now, so UI_STUB decides whether it acts; one that began on another dashboard,",
            "or another function of AWS, or that acted for real where UI_STUB=true, is refused, with what to set.",
        ],
        options: [.output], operands: [.init(name: "ID", isRequired: false)],
        examples: [
            .init(line: "UI_STUB=false autosre resume", what: "everything that is unfinished"),
            .init(line: "autosre resume run-5f0c11aa", what: "this one"),
        ], exitCodes: ExitCode.Meaning.resume)

    private let id: String?
    private let form: OutputForm

    init(_ arguments: Arguments) throws(UsageError) { (id, form) = (arguments.operands.first, arguments.form) }

    func run(_ console: Console) async throws -> ExitCode {
        let signals = Signals()
        let configuration = try Settings.loadWithJournal(console, command: Self.specification.name)
        guard let journal = try await Journal.open(configuration, console) else {
            if let id { throw UnknownID(id: id, directory: configuration.storage.dataDirectory) }
            console.log("Nothing is unfinished.")
            return .success
        }
        let presenter = Presenter(form, console, limits: configuration.limits)
        let composition = try await Composition.make(
            configuration, for: .init(), extras: { .init(observers: [presenter.observer($0)]) },
            log: { presenter.console.log($0) })
        composition.announce(presenter, isDryRun: false)
        let controller = RunController(
            composition: composition, presenter: presenter, form: form, signals: signals)
        guard let id else { return try await resumeAll(controller) }
        let summary = try await journal.run(id, in: configuration.storage.dataDirectory)
        if summary.isClosed {
            console.log("\(summary.run) is finished: \(summary.outcome?.rawValue ?? "without an outcome")")
            return .success
        }
        return try await controller.resume(summary.run)
    }

    /// One that cannot be finished does not keep the others from it.
    private func resume(_ run: RunID, _ controller: RunController) async -> ExitCode {
        do { return try await controller.resume(run) } catch {
            controller.console.complain("\(run): \(ErrorText.describe(error))")
            return .failure
        }
    }

    private func resumeAll(_ controller: RunController) async throws -> ExitCode {
        let runs = try await Unfinished.inOrder(controller.composition.store)
        let held = try await Unfinished.held(controller.composition.store)
        if runs.isEmpty, held.isEmpty { controller.console.log("Nothing is unfinished.") }
        var code = ExitCode.success
        for (run, lease) in held {
            let words = ErrorText.describe(EngineError.held(lease))
            // A holder that is not known to live may be gone, and then nobody else comes back to the run.
            let isKnown = SystemWorld().isAlive(lease.owner) == true
            controller.console.log("\(run) is unfinished: \(words)\(isKnown ? "" : "; resume it after that")")
            if !isKnown { code = .failure }
        }
        for summary in runs where !controller.signals.hasArrived {
            let one = await resume(summary.run, controller)
            if one.value > code.value { code = one }
        }
        return code
    }
}
