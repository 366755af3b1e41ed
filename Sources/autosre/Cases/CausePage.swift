import AutoSRECore

/// The answer of `autosre diagnose` as a page that a person reads.
struct CausePage {
    private let answer: JSONValue

    /// - Parameter answer: the JSON of the answer.
    init(_ answer: JSONValue) { self.answer = answer }

    /// How many causes are shown, and how many of each one's claims.
    private static let (mostCauses, mostClaims) = (5, 4)
    private static let barWidth = 20

    /// The page.
    var lines: [String] {
        let causes = answer["root_causes"]?.array ?? []
        let isOpen = answer["inconclusive"]?.bool ?? false
        let head = isOpen ? "The evidence accuses nobody; what is most suspicious" : "Root causes, most likely first"
        let onset = answer["onset"]?.number.flatMap { Instant(epoch: $0) }
        var lines = [head + (onset.map { "; it began at \($0.wholeSeconds)" } ?? "") + ":", ""]
        for cause in causes.prefix(Self.mostCauses) { lines += Self.cause(cause) }
        if causes.count > Self.mostCauses { lines.append("… and \(causes.count - Self.mostCauses) more (--output -)") }
        let gaps = (answer["gaps"]?.array ?? []).compactMap(\.string)
        if !gaps.isEmpty { lines += ["", "Not seen: " + gaps.joined(separator: "; ")] }
        return lines
    }

    private static func cause(_ cause: JSONValue) -> [String] {
        let score = min(max(cause["score"]?.number ?? 0, 0), 1)
        let filled = Int((score * Double(barWidth)).rounded())
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: barWidth - filled)
        let share = Figure.percent(score)
        var head = "\(cause["rank"]?.integer ?? 0). \(bar) \(share)  \(cause["component"]?.string ?? "")"
        if let kind = cause["kind"]?.string { head += ", \(kind)" }
        if let metric = cause["metric"]?.string { head += " (\(metric))" }
        if let change = cause["deployment_id"]?.string { head += ", change \(change)" }
        let claims = (cause["claims"]?.array ?? []).prefix(mostClaims).compactMap { $0["statement"]?.string }
        let against = (cause["counter_evidence"]?.array ?? []).prefix(mostClaims).compactMap(\.string)
        return [head] + claims.map { "     + \($0)" } + against.map { "     - \($0)" }
    }
}
