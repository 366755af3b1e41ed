// A reading of the health signal is evidence of how the service stands, and never of why.
extension HealthReading: EvidenceContent {
    /// The kind's word.
    public static let kind = EvidenceKind.health

    /// The signal's words and the names of its parts. Two names that are the same without their secrets stay two, in
    /// the order of what they were: each part is compared with what it was before, and with nothing else.
    public func cleaned(by texts: inout some TextCleaner) -> HealthReading {
        var (clean, taken): ([String: String], [String: Int]) = ([:], [:])
        for name in Set((parts ?? []).map(\.name)).sorted() {
            let text = texts.name(name)
            let count = taken[text, default: 0] + 1
            taken[text] = count
            clean[name] = count > 1 ? "\(text) (\(count))" : text
        }
        let parts = parts?.map { $0.named(clean[$0.name] ?? "") }
        return HealthReading(status, at: at, detail: texts.name(detail), parts: parts, isSettling: isSettling)
    }

    /// What it said.
    public var summary: String { "\(status.rawValue): \(detail)" }
    /// The same.
    public var exhibits: [Exhibit] { [.text(summary)] }
    /// A line.
    public var roughBytes: Int { 256 }
}
