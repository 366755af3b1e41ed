/// Many texts in one buffer: a hundred thousand of them are two allocations, and not as many.
public struct TextColumn: Sendable, Hashable {
    /// The UTF-8 of all texts, one behind the other.
    public private(set) var bytes: [UInt8] = []
    /// Where each text ends in `bytes`.
    public private(set) var ends: [Int] = []

    /// Makes an empty column.
    public init() {}

    /// A column of texts that stand in one buffer already; nil where that is not UTF-8, text for text.
    init?(_ bytes: [UInt8], ends: [Int]) {
        guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
        for end in ends where end < bytes.count && bytes[end] & 0xC0 == 0x80 { return nil }
        (self.bytes, self.ends) = (bytes, ends)
    }

    /// How many texts there are.
    public var count: Int { ends.count }

    /// The text at `index`.
    public subscript(index: Int) -> String { String(decoding: bytes(at: index), as: UTF8.self) }

    /// Where the text at `index` stands in `bytes`.
    public func range(of index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

    /// The UTF-8 of the text at `index`, not copied.
    public func bytes(at index: Int) -> ArraySlice<UInt8> { bytes[range(of: index)] }

    /// Adds a text, which is UTF-8, at the end.
    public mutating func append(_ text: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
    }

    /// Adds a text at the end.
    public mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        ends.append(bytes.count)
    }

    /// Adds the texts of another column at the end.
    public mutating func append(_ other: TextColumn) {
        let start = bytes.count
        bytes += other.bytes
        ends += other.ends.map { start + $0 }
    }

    /// Forgets all texts behind the first `count`.
    public mutating func truncate(to count: Int) {
        guard count < ends.count else { return }
        ends.removeLast(ends.count - count)
        bytes.removeLast(bytes.count - (ends.last ?? 0))
    }

    /// The texts at `rows`, in that order.
    public func picking(_ rows: some Sequence<Int>) -> TextColumn {
        var picked = TextColumn()
        picked.bytes.reserveCapacity(bytes.count)
        picked.ends.reserveCapacity(rows.underestimatedCount)
        for row in rows {
            picked.bytes.append(contentsOf: bytes(at: row))
            picked.ends.append(picked.bytes.count)
        }
        return picked
    }
}
