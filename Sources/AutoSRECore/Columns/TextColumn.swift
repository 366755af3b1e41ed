/// Many texts in one buffer: a hundred thousand of them are two allocations, and not as many.
public struct TextColumn: Sendable, Hashable {
    /// The UTF-8 of all texts, one behind the other.
    public private(set) var bytes: [UInt8] = []
    /// Where each text ends in `bytes`.
    public private(set) var ends: [Int] = []

    /// Makes an empty column.
    public init() {}

    /// How many texts there are.
    public var count: Int { ends.count }

    /// The text at `index`.
    public subscript(index: Int) -> String { String(decoding: bytes(at: index), as: UTF8.self) }

    /// The UTF-8 of the text at `index`, not copied.
    public func bytes(at index: Int) -> ArraySlice<UInt8> { bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]] }

    /// Adds a text at the end.
    public mutating func append(_ text: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
    }

    /// Adds a text at the end.
    public mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        ends.append(bytes.count)
    }

    /// Forgets all texts behind the first `count`.
    public mutating func truncate(to count: Int) {
        guard count < ends.count else { return }
        ends.removeLast(ends.count - count)
        bytes.removeLast(bytes.count - (ends.last ?? 0))
    }

    /// The texts at `rows`, in that order.
    public func picking(_ rows: [Int]) -> TextColumn {
        var picked = TextColumn()
        picked.bytes.reserveCapacity(bytes.count)
        picked.ends.reserveCapacity(rows.count)
        for row in rows {
            picked.bytes.append(contentsOf: bytes(at: row))
            picked.ends.append(picked.bytes.count)
        }
        return picked
    }
}
