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

    /// Levenshtein's distance: insertions, deletions and substitutions.
    static func distance(_ first: String, _ second: String) -> Int {
        let (first, second) = (Array(first.unicodeScalars.prefix(64)), Array(second.unicodeScalars.prefix(64)))
        var row = Array(0...second.count)
        for (i, left) in first.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, right) in second.enumerated() {
                let substituted = diagonal + (left == right ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substituted, diagonal + 1, row[j] + 1)
            }
        }
        return row[second.count]
    }
}
