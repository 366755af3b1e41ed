import AutoSRECore

/// The loop on the terminal, line by line while it happens.
struct LiveLines: Observer {
    /// Where the lines go.
    let console: Console
    private let narration: Narration

    /// Makes a view on `console`.
    init(console: Console) {
        self.console = console
        narration = Narration(detail: .changes, times: console.times)
    }

    func observe(_ entry: JournalEntry, of run: Run) async {
        for line in narration.lines(for: entry, of: run) { console.line(line) }
    }
}
