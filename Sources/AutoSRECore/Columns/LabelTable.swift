/// Makes `LabelSets`: labels are added one by one, then the set is closed; a set that was there already is found again.
public struct LabelTable {
    /// What was made so far.
    public private(set) var sets = LabelSets()
    private var open: [Label] = []
    private var known: [[Int32]: Int] = [:]
    /// Open addressing over `sets.texts`: the text's index, or -1. A power of two, at most half full.
    private var slots = [Int32](repeating: -1, count: 64)

    private struct Label {
        let (name, value): (Int32, Int32)
    }

    /// Makes an empty table.
    public init() {}

    /// Adds a label to the open set.
    public mutating func add(name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
        open.append(Label(name: number(of: name), value: number(of: value)))
    }

    /// Adds the labels of a closed set to the open one.
    public mutating func add(set: Int) {
        for at in stride(from: sets.start(of: set), to: sets.ends[set], by: 2) {
            open.append(Label(name: sets.numbers[at], value: sets.numbers[at + 1]))
        }
    }

    /// Forgets the open set.
    public mutating func discard() { open.removeAll(keepingCapacity: true) }

    /// Closes the open set and gives its index; nil, and the set is forgotten, where one name has two values.
    public mutating func close() -> Int? {
        defer { discard() }
        let texts = sets.texts
        open.sort { $0.name != $1.name && texts.precedes(Int($0.name), Int($1.name)) }
        var numbers: [Int32] = []
        numbers.reserveCapacity(2 * open.count)
        var last: Label?
        for label in open {
            if let last, last.name == label.name {
                guard last.value == label.value else { return nil }
                continue
            }
            numbers.append(label.name)
            numbers.append(label.value)
            last = label
        }
        if let set = known[numbers] { return set }
        let set = sets.count
        known[numbers] = set
        sets.numbers.append(contentsOf: numbers)
        sets.ends.append(sets.numbers.count)
        return set
    }

    /// The index of a text, which is kept where it is new.
    private mutating func number(of text: UnsafeRawBufferPointer) -> Int32 {
        if 2 * (sets.texts.count + 1) > slots.count { grow() }
        let slot = self.slot(of: text)
        if slots[slot] >= 0 { return slots[slot] }
        let number = Int32(sets.texts.count)
        sets.texts.append(text)
        slots[slot] = number
        return number
    }

    /// Where a text stands in `slots`, or the free place for it.
    private func slot(of text: UnsafeRawBufferPointer) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: text)
        var slot = hasher.finalize() & (slots.count - 1)
        while slots[slot] >= 0, !sets.texts.isEqual(Int(slots[slot]), to: text) {
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: 2 * slots.count)
        for number in 0..<sets.texts.count {
            let slot = sets.texts.bytes(at: number).withUnsafeBytes { self.slot(of: $0) }
            slots[slot] = Int32(number)
        }
    }
}

extension TextColumn {
    /// Whether one text comes before another by its bytes.
    fileprivate func precedes(_ one: Int, _ other: Int) -> Bool {
        bytes(at: one).lexicographicallyPrecedes(bytes(at: other))
    }

    fileprivate func isEqual(_ index: Int, to text: UnsafeRawBufferPointer) -> Bool {
        bytes(at: index).elementsEqual(text)
    }
}
