/// Gives each distinct byte string a small number, in order of first sight, so that rows hold numbers.
struct NameTable {
    private(set) var names: [String] = []
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var hashes: [UInt64] = []
    private var slots: [Int32]

    init() { slots = [Int32](repeating: -1, count: 64) }

    var count: Int { ends.count }

    /// The number of the bytes in `range`, given on first sight.
    mutating func id(_ source: [UInt8], _ range: Range<Int>) -> Int {
        let hash = Hash.of(source, range)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let id = Int(slots[slot])
            if hashes[id] == hash, equal(id, source, range) { return id }
            slot = (slot + 1) & (slots.count - 1)
        }
        let id = ends.count
        slots[slot] = Int32(truncatingIfNeeded: id)
        hashes.append(hash)
        bytes.append(contentsOf: source[range])
        ends.append(bytes.count)
        names.append(String(decoding: source[range], as: UTF8.self))
        if ends.count * 2 > slots.count { grow() }
        return id
    }

    mutating func id(_ name: String) -> Int {
        let text = Array(name.utf8)
        return id(text, 0..<text.count)
    }

    private func equal(_ id: Int, _ source: [UInt8], _ range: Range<Int>) -> Bool {
        let start = id == 0 ? 0 : ends[id - 1]
        guard ends[id] - start == range.count else { return false }
        for offset in 0..<range.count where bytes[start + offset] != source[range.lowerBound + offset] { return false }
        return true
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for id in hashes.indices {
            var slot = Int(truncatingIfNeeded: hashes[id]) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(truncatingIfNeeded: id)
        }
    }
}

/// A 64-bit hash of bytes: FNV-1a's step with a final mix (Murmur3's fmix64), the same in every process.
enum Hash {
    static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    static func of(_ bytes: [UInt8], _ range: Range<Int>, seed: UInt64 = seed) -> UInt64 {
        var hash = seed
        for at in range { hash = (hash ^ UInt64(bytes[at])) &* 0x100_0000_01B3 }
        return mix(hash)
    }

    static func mix(_ value: UInt64) -> UInt64 {
        var hash = value
        hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return hash ^ (hash >> 33)
    }
}

/// Finds rows by a 64-bit key; open addressing, and the first row with a key stays.
struct KeyIndex {
    private var keys: [UInt64]
    private var rows: [Int32]

    init(expecting count: Int) {
        var size = 16
        while size < count * 2 { size *= 2 }
        keys = [UInt64](repeating: 0, count: size)
        rows = [Int32](repeating: -1, count: size)
    }

    mutating func insert(_ key: UInt64, row: Int) {
        var slot = Int(truncatingIfNeeded: key) & (rows.count - 1)
        while rows[slot] >= 0 {
            if keys[slot] == key { return }
            slot = (slot + 1) & (rows.count - 1)
        }
        keys[slot] = key
        rows[slot] = Int32(truncatingIfNeeded: row)
    }

    func row(_ key: UInt64) -> Int? {
        var slot = Int(truncatingIfNeeded: key) & (rows.count - 1)
        while rows[slot] >= 0 {
            if keys[slot] == key { return Int(rows[slot]) }
            slot = (slot + 1) & (rows.count - 1)
        }
        return nil
    }
}
