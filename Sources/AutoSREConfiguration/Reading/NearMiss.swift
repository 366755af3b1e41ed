import AutoSRECore

/// Finds the name that somebody meant.
enum NearMiss {
    /// The one of `names` that `word` was probably meant to be: the same letters and digits but for case and marks,
    /// or at most two edits away. Nil where `word` is one of them, or like none.
    static func of(_ word: String, among names: [String]) -> String? {
        let upper = word.asciiUppercased
        guard !names.contains(where: { $0.asciiUppercased == upper }) else { return nil }
        if let same = names.first(where: { letters($0) == letters(word) }) { return same }
        var best: (name: String, distance: Int)?
        for name in names {
            let distance = edits(Array(upper.utf8), Array(name.asciiUppercased.utf8))
            if distance <= 2, distance < best?.distance ?? 3 { best = (name, distance) }
        }
        return best?.name
    }

    private static func letters(_ word: String) -> [UInt8] {
        word.asciiUppercased.utf8.filter { (48...57).contains($0) || (65...90).contains($0) }
    }

    /// 3 stands for everything that is more than 2.
    private static func edits(_ left: [UInt8], _ right: [UInt8]) -> Int {
        abs(left.count - right.count) <= 2 ? min(EditDistance.between(left, right), 3) : 3
    }
}
