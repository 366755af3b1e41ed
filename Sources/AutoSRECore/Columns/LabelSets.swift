/// Sets of labels (`job="shop", pod="checkout-1"`) that many rows share. Every distinct name and value is kept once; a
/// set is numbers of them, in the order of the names' bytes, so that equal sets are equal however they were written.
public struct LabelSets: Sendable, Hashable {
    /// Every distinct name and value.
    public internal(set) var texts = TextColumn()
    /// The sets one behind the other: name, value, name, value, as indices into `texts`.
    public internal(set) var numbers: [Int32] = []
    /// Where each set ends in `numbers`.
    public internal(set) var ends: [Int] = []

    /// Makes none.
    public init() {}

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
}
