import AutoSRECore

/// What a person types to undo what a run left behind although nobody knows whether it helped.
enum UndoCommand {
    /// The commands, in the order to type them; none where the run knows how it ended, or nothing can be undone.
    static func commands(for postMortem: PostMortem, dashboard: String) -> [String] {
        guard postMortem.outcome == .unverified else { return [] }
        let undos = postMortem.receipts.reversed().compactMap(\.inverse)
        return undos.map { undo in
            if let command = LambdaAliasActuator.command(for: undo) { return PlainText.oneLine(command) }
            guard undo.target.kind == .service, !dashboard.isEmpty else { return PlainText.oneLine(undo.summary) }
            return PlainText.oneLine(DashboardActuator.command(for: undo, address: dashboard))
        }
    }
}

extension Array where Element: Hashable {
    /// The lines without what was said before.
    var unrepeated: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
