import AutoSREPlatform

/// Reads a log in chunks of whole lines, with a bounded buffer for any input.
///
/// Where the chunks are cut depends on the bytes alone, never on how many threads work or how the bytes arrive.
struct ChunkReader {
    /// A chunk's size: large enough that cutting costs nothing, small enough that several of them are no burden.
    static let size = 1 << 20
    /// How much of a line that is longer than a chunk is kept; the miner looks at less.
    private static let kept = 64 << 10

    private let file: StreamFile
    private var rest: [UInt8] = []
    private var isAtEnd = false

    init(_ file: StreamFile) { self.file = file }

    /// The next chunk; nil at the end.
    mutating func next() throws -> [UInt8]? {
        var buffer = rest
        rest = []
        try fill(&buffer)
        if buffer.isEmpty { return nil }
        if isAtEnd { return buffer }
        let cut = Self.cut(buffer)
        if cut == 0 { return try longLine(buffer) }
        rest = Array(buffer[cut...])
        buffer.removeSubrange(cut...)
        return buffer
    }

    private mutating func fill(_ buffer: inout [UInt8]) throws {
        var length = buffer.count
        guard length < Self.size, !isAtEnd else { return }
        buffer.append(contentsOf: repeatElement(0, count: Self.size - length))
        while length < Self.size {
            let count = try buffer.withUnsafeMutableBytes { bytes in
                try file.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[length...]))
            }
            if count == 0 {
                isAtEnd = true
                break
            }
            length += count
        }
        buffer.removeSubrange(length...)
    }

    /// Where to cut: before the last line that is not indented, or else before the last line; 0 without any end of
    /// line.
    private static func cut(_ buffer: [UInt8]) -> Int {
        var last = 0
        var place = buffer.count
        // A record of more lines than this is cut in the middle.
        let least = max(0, buffer.count - size / 4)
        while place > 0 {
            place -= 1
            guard buffer[place] == UInt8(ascii: "\n") else { continue }
            if last == 0 { last = place + 1 }
            guard place >= least else { break }
            let next = place + 1 < buffer.count ? buffer[place + 1] : UInt8(ascii: " ")
            if next != UInt8(ascii: " "), next != UInt8(ascii: "\t") { return place + 1 }
        }
        return last
    }

    /// The beginning of a line that is longer than a chunk. The rest of it is read and dropped.
    private mutating func longLine(_ buffer: [UInt8]) throws -> [UInt8] {
        var line = Array(buffer.prefix(Self.kept))
        line.append(UInt8(ascii: "\n"))
        while true {
            var more: [UInt8] = []
            try fill(&more)
            if let end = more.firstIndex(of: UInt8(ascii: "\n")) {
                rest = Array(more[(end + 1)...])
                return line
            }
            if isAtEnd { return line }
        }
    }
}
