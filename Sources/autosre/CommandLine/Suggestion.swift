import AutoSRECore

/// Guesses what a mistyped word was meant to be.
enum Suggestion {
    /// ` (did you mean X?)` for the nearest of `candidates`, or nothing where none is near.
    static func hint(for word: String, among candidates: [String]) -> String {
        var best: (distance: Int, text: String)?
        for candidate in candidates {
            let distance = distance(word, candidate)
            if distance < best?.distance ?? .max { best = (distance, candidate) }
        }
        guard let best, best.distance <= max(2, word.count / 3) else { return "" }
        return " (did you mean \(best.text)?)"
    }

    private static func distance(_ first: String, _ second: String) -> Int {
        EditDistance.between(Array(first.unicodeScalars.prefix(64)), Array(second.unicodeScalars.prefix(64)))
    }
}
