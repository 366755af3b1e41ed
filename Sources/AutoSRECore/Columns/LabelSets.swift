/// Sets of labels (`job="shop", pod="checkout-1"`) that many rows share. Every distinct name and value is kept once; a
/// set is numbers of them, in the order of the names' bytes, so that equal sets are equal however they were written.
public struct LabelSets: Sendable, Hashable {
    /// Every distinct name and value.
    public let texts: TextColumn
    /// The sets one behind the other: name, value, name, value, as indices into `texts`.
    public let numbers: [Int32]
    /// Where each set ends in `numbers`.
    public let ends: [Int]

    /// Makes sets of what `LabelTable` holds.
    init(texts: TextColumn, numbers: [Int32], ends: [Int]) {
        (self.texts, self.numbers, self.ends) = (texts, numbers, ends)
    }

    /// Sets as they were kept; nil where `LabelTable` would not make them so: a text or a set twice, names out of
    /// order.
    init?(kept texts: TextColumn, numbers: [Int32], ends: [Int]) {
        self.init(texts: texts, numbers: numbers, ends: ends)
        let order = (0..<texts.count).sorted { texts.precedes($0, $1) }
        var ranks = [Int](repeating: 0, count: texts.count)
        for (rank, text) in order.enumerated() {
            guard rank == 0 || texts.precedes(order[rank - 1], text) else { return nil }
            ranks[text] = rank
        }
        var seen: Set<ArraySlice<Int32>> = []
        for set in 0..<count {
            let labels = numbers[start(of: set)..<ends[set]]
            guard labels.count % 2 == 0, seen.insert(labels).inserted else { return nil }
            let names = stride(from: labels.startIndex, to: labels.endIndex, by: 2).map { ranks[Int(labels[$0])] }
            guard zip(names, names.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
        }
    }

    /// How many sets there are.
    public var count: Int { ends.count }

    /// The labels of a set, by name.
    public subscript(set: Int) -> [(name: String, value: String)] {
        stride(from: start(of: set), to: ends[set], by: 2).map { at in
            (texts[Int(numbers[at])], texts[Int(numbers[at + 1])])
        }
    }

    /// The value of the label `name` in a set; nil where it has none.
    public func value(of name: String, in set: Int) -> String? {
        for at in stride(from: start(of: set), to: ends[set], by: 2) {
            guard texts.bytes(at: Int(numbers[at])).elementsEqual(name.utf8) else { continue }
            return texts[Int(numbers[at + 1])]
        }
        return nil
    }

    func start(of set: Int) -> Int { set == 0 ? 0 : ends[set - 1] }

    /// The same labels for the same rows in their one canonical numbering: sets in the order in which rows use them,
    /// texts in the order in which sets do, and nothing that no row uses.
    func canonical(for rows: [Int]) -> (LabelSets, rows: [Int]) {
        if isCanonical(for: rows) { return (self, rows) }
        var (places, table) = ([Int?](repeating: nil, count: count), CanonicalSets(of: self))
        let renumbered = rows.map { set in
            if let place = places[set] { return place }
            let place = table.add(set)
            places[set] = place
            return place
        }
        return (table.sets, renumbered)
    }

    private func isCanonical(for rows: [Int]) -> Bool {
        var (nextSet, nextText) = (0, Int32(0))
        for set in rows where set >= nextSet {
            guard set == nextSet else { return false }
            nextSet += 1
        }
        for number in numbers where number >= nextText {
            guard number == nextText else { return false }
            nextText += 1
        }
        return nextSet == count && Int(nextText) == texts.count
    }
}

/// Sets as they are numbered anew.
private struct CanonicalSets {
    private let source: LabelSets
    private var places: [Int32]
    private var (texts, numbers, ends) = (TextColumn(), [Int32](), [Int]())

    init(of source: LabelSets) {
        self.source = source
        places = [Int32](repeating: -1, count: source.texts.count)
    }

    var sets: LabelSets { LabelSets(texts: texts, numbers: numbers, ends: ends) }

    mutating func add(_ set: Int) -> Int {
        for number in source.numbers[source.start(of: set)..<source.ends[set]] {
            if places[Int(number)] < 0 {
                places[Int(number)] = Int32(texts.count)
                texts.append(source.texts[Int(number)])
            }
            numbers.append(places[Int(number)])
        }
        ends.append(numbers.count)
        return ends.count - 1
    }
}
