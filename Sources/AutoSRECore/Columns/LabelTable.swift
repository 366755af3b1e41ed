/// Makes `LabelSets`: labels are added one by one, then the set is closed; a set that was there already is found again.
public struct LabelTable {
    private var texts = TextTable()
    private var numbers: [Int32] = []
    private var ends: [Int] = []
    private var open: [Label] = []
    private var known: [[Int32]: Int] = [:]

    private struct Label {
        let (name, value): (Int32, Int32)
    }

    /// Makes an empty table.
    public init() {}

    /// What was made so far.
    public var sets: LabelSets { LabelSets(texts: texts.texts, numbers: numbers, ends: ends) }

    /// Adds a label to the open set.
    public mutating func add(name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
        open.append(Label(name: texts.number(of: name), value: texts.number(of: value)))
    }

    /// Adds a label to the open set.
    public mutating func add(name: String, value: String) {
        var (name, value) = (name, value)
        name.withUTF8 { name in
            value.withUTF8 { add(name: UnsafeRawBufferPointer(name), value: UnsafeRawBufferPointer($0)) }
        }
    }

    /// Adds the labels of a closed set to the open one.
    public mutating func add(set: Int) {
        for at in stride(from: set == 0 ? 0 : ends[set - 1], to: ends[set], by: 2) {
            open.append(Label(name: numbers[at], value: numbers[at + 1]))
        }
    }

    /// Adds the labels of a set of another table to the open one.
    public mutating func add(set: Int, of other: LabelSets) {
        other.texts.bytes.withUnsafeBytes { all in
            func text(_ number: Int32) -> UnsafeRawBufferPointer {
                UnsafeRawBufferPointer(rebasing: all[other.texts.range(of: Int(number))])
            }
            for at in stride(from: other.start(of: set), to: other.ends[set], by: 2) {
                add(name: text(other.numbers[at]), value: text(other.numbers[at + 1]))
            }
        }
    }

    /// Forgets the open set.
    public mutating func discard() { open.removeAll(keepingCapacity: true) }

    /// Closes the open set and gives its index; nil, and the set is forgotten, where one name has two values.
    public mutating func close() -> Int? {
        defer { discard() }
        let texts = texts.texts
        open.sort { $0.name != $1.name && texts.precedes(Int($0.name), Int($1.name)) }
        var set: [Int32] = []
        set.reserveCapacity(2 * open.count)
        var last: Label?
        for label in open {
            if let last, last.name == label.name {
                guard last.value == label.value else { return nil }
                continue
            }
            set.append(label.name)
            set.append(label.value)
            last = label
        }
        if let found = known[set] { return found }
        known[set] = ends.count
        numbers.append(contentsOf: set)
        ends.append(numbers.count)
        return ends.count - 1
    }
}
