import AutoSRECore

/// What a person types to undo what a run left behind although nobody knows whether it helped.
enum UndoCommand {
    /// The commands, in the order to type them, for where the run was; none where the run knows how it ended, or
    /// nothing can be undone.
    static func commands(for postMortem: PostMortem) -> [String] {
        guard postMortem.outcome == .unverified else { return [] }
        let undos = postMortem.receipts.reversed().compactMap(\.inverse)
        return undos.map { PlainText.oneLine(Integrations.all.command(for: $0, at: postMortem.place ?? [:])) }
    }
}

extension Array where Element: Hashable {
    /// The lines without what was said before.
    var unrepeated: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
