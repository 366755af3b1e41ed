/// Keeps every distinct text once, and numbers them in the order in which they came.
struct ByteTable: Sendable {
    /// The texts, one behind the other.
    private(set) var bytes: [UInt8] = []
    /// Where each text ends in `bytes`.
    private var ends: [Int32] = []
    private var hashes: [UInt64] = []
    /// Open addressing: a text's number, or -1. A power of two, at most half full.
    private var slots = [Int32](repeating: -1, count: 256)

    /// How many texts there are.
    var count: Int { ends.count }

    /// How many bytes it takes, with 24 for each text beside the text itself.
    var size: Int { bytes.count + 24 * ends.count }

    /// Where a text stands in `bytes`.
    func range(of number: Int) -> Range<Int> {
        (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])
    }

    /// The text's number, and whether it is new.
    mutating func number(of text: Span<UInt8>) -> (number: Int, isNew: Bool) {
        let hash = Self.hash(text)
        let slot = slot(of: text, hash)
        if slots[slot] >= 0 { return (Int(slots[slot]), false) }
        let number = ends.count
        slots[slot] = Int32(truncatingIfNeeded: number)
        text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        ends.append(Int32(truncatingIfNeeded: bytes.count))
        hashes.append(hash)
        if 2 * ends.count > slots.count { grow() }
        return (number, true)
    }

    /// The number of a text that is there already.
    func known(_ text: Span<UInt8>) -> Int? {
        let slot = slot(of: text, Self.hash(text))
        return slots[slot] < 0 ? nil : Int(slots[slot])
    }

    /// Where a text stands in `slots`, or the free place for it.
    private func slot(of text: Span<UInt8>, _ hash: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            if hashes[number] == hash, isEqual(number, to: text) { break }
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    mutating func removeAll() {
        self = ByteTable()
    }

    private func isEqual(_ number: Int, to text: Span<UInt8>) -> Bool {
        let range = range(of: number)
        guard range.count == text.count else { return false }
        let (one, other) = (bytes.span.bytes, text.bytes)
        var offset = 0
        while offset + 8 <= text.count {
            let left = one.unsafeLoadUnaligned(fromByteOffset: range.lowerBound + offset, as: UInt64.self)
            if left != other.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self) { return false }
            offset += 8
        }
        while offset < text.count {
            if bytes[range.lowerBound + offset] != text[offset] { return false }
            offset += 1
        }
        return true
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: 2 * slots.count)
        for number in 0..<ends.count {
            var slot = Int(truncatingIfNeeded: hashes[number]) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(truncatingIfNeeded: number)
        }
    }

    /// Multiplies and folds eight bytes at a time; the odd constants are digits of π and e. Equality is always checked,
    /// so a collision costs time only.
    static func hash(_ text: Span<UInt8>) -> UInt64 {
        var hash = 0x243F_6A88_85A3_08D3 ^ UInt64(truncatingIfNeeded: text.count)
        let raw = text.bytes
        var offset = 0
        while offset + 8 <= text.count {
            hash = mix(hash ^ raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < text.count {
            rest = rest << 8 | UInt64(text[offset])
            offset += 1
        }
        return mix(hash ^ rest)
    }

    static func mix(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0xB7E1_5162_8AED_2A6B)
        return product.high ^ product.low
    }
}
