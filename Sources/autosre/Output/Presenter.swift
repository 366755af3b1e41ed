import AutoSRECore

/// How a run is shown while it goes on and when it has ended: JSON for programs, a live view on a terminal that can
/// show one, plain lines everywhere else.
struct Presenter: Sendable {
    /// Where to tell anything during the run.
    let console: Console
    private let form: OutputForm
    private let live: LiveView?

    /// A stage on `console`; only a terminal with colours gets the live view.
    init(_ form: OutputForm, _ console: Console, limits: Limits) {
        self.form = form
        guard form == .text, console.colours else {
            (self.console, live) = (console, nil)
            return
        }
        let view = LiveView(console: console, verificationSeconds: limits.verificationSeconds)
        (self.console, live) = (console.logging { view.log($0) }, view)
    }

    /// Says something before anything is done; beside JSON it goes to standard error.
    func announce(_ text: String?) {
        guard let text else { return }
        if form == .json { console.log(text) } else { console.line(text) }
    }

    /// Who watches the run.
    func observer(_ evidence: any EvidenceStore) -> any Observer {
        if let live { return LiveObserver(view: live, evidence: evidence) }
        return form == .json ? JSONLines(console: console) : LiveLines(console: console)
    }

    /// Shows what happens while `work` goes on.
    func during<T: Sendable>(_ work: @Sendable () async throws -> T) async throws -> T {
        guard let live else { return try await work() }
        return try await live.during(work)
    }

    /// The last lines about a run: on a live stage a card in place of the first.
    func closing(_ run: Run, _ ending: Ending) -> [Line] {
        guard let live, let conclusion = run.conclusion else { return ending.lines }
        let card = SummaryCard(run, conclusion, columns: live.columns)
        return card.lines + ending.lines.dropFirst()
    }
}
