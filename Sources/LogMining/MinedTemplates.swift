/// The templates of a log, numbered from 1 in the order of their first lines.
public struct MinedTemplates: Sendable {
    /// A template.
    public struct Template: Sendable {
        /// Its text, with `<*>` where a variable is.
        public let text: String
        /// How many lines have it.
        public let count: Int
    }

    /// The templates; number n is at n - 1.
    public private(set) var templates: [Template] = []
    /// For each number of a form the number of its template.
    private var numbers: [Int32] = []

    init(_ catalogue: FormCatalogue, entries: [Int32], counts: [Int]) {
        var known: [String: Int32] = [:]
        var texts: [String] = []
        var sums: [Int] = []
        var ofEntry = [Int32](repeating: 0, count: catalogue.count)
        // In the order of the numbers, which is that of the first lines; lines without a template come last.
        for number in Array(entries.indices.dropFirst()) + [0] where number > 0 || counts[0] > 0 {
            let entry = Int(entries[number])
            if entry < 0 || ofEntry[entry] == 0 {
                let text = entry < 0 ? "<*>" : catalogue.template(entry)
                let place = known[text] ?? Int32(truncatingIfNeeded: texts.count + 1)
                if known[text] == nil {
                    known[text] = place
                    texts.append(text)
                    sums.append(0)
                }
                if entry >= 0 { ofEntry[entry] = place }
            }
        }
        numbers = entries.map { $0 < 0 ? known["<*>"] ?? 0 : ofEntry[Int($0)] }
        for (number, count) in counts.enumerated() where numbers[number] > 0 { sums[Int(numbers[number]) - 1] += count }
        templates = zip(texts, sums).map { Template(text: $0, count: $1) }
    }

    /// The number of the template of a form's number.
    public func template(of number: Int32) -> Int { Int(numbers[Int(number)]) }

    /// Sums what is counted per form to what there is per template, from template 1 on.
    public func sums(_ counts: [Int]) -> [Int] {
        var sums = [Int](repeating: 0, count: templates.count)
        for (number, count) in counts.enumerated() where numbers[number] > 0 { sums[Int(numbers[number]) - 1] += count }
        return sums
    }
}
