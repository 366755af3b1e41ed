extension MetricSeries {
    /// The values that something of this name in this unit can have. Sizes, durations, shares, and what is counted by
    /// its name are not negative: -1 is what many write for "no data". No more fails than all.
    static func bounds(of name: String, _ unit: String) -> ClosedRange<Double> {
        let name = name.lowercased()
        func has(_ words: [String]) -> Bool { words.contains { name.contains($0) } }
        if has(differences) { return everything }
        let isShare = unit == share || unit == "1"
        if unit == share, has(failures) { return 0...mostOfAll }
        return isShare || unit == "MB" || unit == "ms" || has(quantities) || has(failures) ? 0...largest : everything
    }

    /// The unit of shares of a whole.
    static let share = "ratio"
    private static let largest = 1e18
    private static let everything = -largest...largest
    /// A share of all, with what rounding adds.
    private static let mostOfAll = 1.001
    /// What may be below nothing although its unit says otherwise.
    private static let differences = [
        "offset", "skew", "drift", "delta", "diff", "change", "growth", "deriv", "balance", "temperature",
    ]
    private static let failures = anywhere(MetricWords.errors) + ["4xx"]
    private static let quantities =
        anywhere(
            MetricWords.latency + MetricWords.memory + MetricWords.cpu + MetricWords.collection
                + MetricWords.restarts + MetricWords.ready + MetricWords.poolInUse + MetricWords.load)
        + ["connections", "instances", "replicas", "_total", "_count"]

    /// The words wherever they stand in a name: hardly any makes a number that may be below nothing. One that is only a
    /// word by itself needs at least one end of it.
    private static func anywhere(_ words: [String]) -> [String] {
        words.flatMap { word in
            word.hasPrefix("_") && word.hasSuffix("_")
                ? [String(word.dropFirst()), String(word.dropLast())]
                : [word.hasPrefix("_") ? String(word.dropFirst()) : word]
        }
    }
}

extension SeriesColumns {
    /// The same without samples that no measurement can have.
    func plausible() -> SeriesColumns {
        let finite = keeping { _, value in MetricSeries.isPlausible(value) }
        let shares = sets.indices.map { text(Self.unit, $0) == MetricSeries.share }
        // Hardly any series asks for more than a look at its values.
        var bounds: [Int: ClosedRange<Double>] = [:]
        return finite.keeping { series, value in
            guard value < 0 || (shares[series] && value > 1) else { return true }
            let known = bounds[series] ?? MetricSeries.bounds(of: text(Self.name, series), text(Self.unit, series))
            bounds[series] = known
            return known.contains(value)
        }
    }

    private func text(_ label: String, _ series: Int) -> String { labels.value(of: label, in: sets[series]) ?? "" }
}
