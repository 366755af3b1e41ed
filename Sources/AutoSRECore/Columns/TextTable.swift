/// Keeps every distinct text once and numbers them in the order in which they came.
public struct TextTable {
    /// The texts by their numbers.
    public private(set) var texts = TextColumn()
    /// Open addressing over `texts`: the text's number, or -1. A power of two, at most half full.
    private var slots = [Int32](repeating: -1, count: 64)

    /// Makes an empty table.
    public init() {}

    /// The number of a text, which is kept where it is new.
    public mutating func number(of text: UnsafeRawBufferPointer) -> Int32 {
        if 2 * (texts.count + 1) > slots.count { grow() }
        let slot = self.slot(of: text)
        if slots[slot] >= 0 { return slots[slot] }
        let number = Int32(texts.count)
        texts.append(text)
        slots[slot] = number
        return number
    }

    /// The number of a text that is there already.
    public func known(_ text: UnsafeRawBufferPointer) -> Int32? {
        let number = slots[slot(of: text)]
        return number < 0 ? nil : number
    }

    /// Where a text stands in `slots`, or the free place for it.
    private func slot(of text: UnsafeRawBufferPointer) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: text)
        var slot = hasher.finalize() & (slots.count - 1)
        while slots[slot] >= 0, !texts.isEqual(Int(slots[slot]), to: text) { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: 2 * slots.count)
        for number in 0..<texts.count {
            let slot = texts.bytes(at: number).withUnsafeBytes { self.slot(of: $0) }
            slots[slot] = Int32(number)
        }
    }
}

extension TextColumn {
    /// Whether one text comes before another by its bytes.
    func precedes(_ one: Int, _ other: Int) -> Bool { bytes(at: one).lexicographicallyPrecedes(bytes(at: other)) }

    fileprivate func isEqual(_ index: Int, to text: UnsafeRawBufferPointer) -> Bool {
        bytes.withUnsafeBytes { all in
            let range = range(of: index)
            guard range.count == text.count else { return false }
            for (offset, place) in range.enumerated() where all[place] != text[offset] { return false }
            return true
        }
    }
}
