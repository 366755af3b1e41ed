/// How far two words are from each other.
public enum EditDistance {
    /// Levenshtein's distance: how many insertions, deletions and substitutions lead from one to the other. Takes time
    /// in proportion to the product of their lengths.
    public static func between<Element: Equatable>(_ first: [Element], _ second: [Element]) -> Int {
        var row = Array(0...second.count)
        for (place, left) in first.enumerated() {
            var diagonal = row[0]
            row[0] = place + 1
            for (column, right) in second.enumerated() {
                let substituted = diagonal + (left == right ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(substituted, diagonal + 1, row[column] + 1)
            }
        }
        return row[second.count]
    }
}
