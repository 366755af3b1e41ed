import AutoSREPlatform

/// Walks through the elements of a JSON array in a file of any size, block by block, in memory of a few megabytes.
///
/// It finds where elements begin and end and nothing more: whoever takes one decodes it alone, and what is not JSON
/// fails there. Grammar: RFC 8259.
final class ElementReader {
    /// One element.
    enum Element {
        /// Its bytes, good until the next one is asked for.
        case whole(UnsafeRawBufferPointer)
        /// It is larger than any that is wanted.
        case tooLong
    }

    /// A larger element is not one of a log line or a deployment, in bytes.
    static let longest = 1 << 20
    private static let blockSize = 1 << 20

    private let file: StreamFile
    private let memory: UnsafeMutableRawBufferPointer
    /// What is in memory, and the next byte to look at.
    private var (filled, position) = (0, 0)
    /// Whether the file ends within an element.
    private(set) var isCut = false

    /// Opens the file.
    init(_ path: String) throws(FileError) {
        file = try .regular(path)
        memory = .allocate(byteCount: Self.longest + Self.blockSize, alignment: 16)
    }

    deinit { memory.deallocate() }

    /// Goes to the first element; false where the file is no JSON array.
    func enter() throws -> Bool {
        guard try refill(keeping: 0) else { return false }
        // Editors on Windows put a byte order mark first.
        if memory[..<filled].starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        guard try skipSpace(), memory[position] == UInt8(ascii: "[") else { return false }
        position += 1
        return true
    }

    /// The next element; nil after the last. Throws `CancellationError` where the task was cancelled.
    func next() throws -> Element? {
        guard try skipSpace(), memory[position] != UInt8(ascii: "]") else { return nil }
        var (start, isTooLong, scan) = (position, false, Scan())
        while true {
            position = scan.end(in: UnsafeRawBufferPointer(memory), from: position, to: filled)
            if position < filled { break }
            if filled - start > Self.longest {
                isTooLong = true
                start = filled
            }
            let length = filled - start
            guard try refill(keeping: start) else {
                // Cut off in the middle of an element, as while somebody writes: the file ends before it.
                isCut = scan.isOpen
                if isCut { return nil }
                return isTooLong ? .tooLong : .whole(UnsafeRawBufferPointer(rebasing: memory[0..<length]))
            }
            start = 0
        }
        let element = UnsafeRawBufferPointer(rebasing: memory[start..<position])
        if memory[position] == UInt8(ascii: ",") { position += 1 }
        return isTooLong || element.count > Self.longest ? .tooLong : .whole(element)
    }

    /// Whether the array ends where the last element was read, and not the file.
    func isClosed() throws -> Bool { try !isCut && skipSpace() && memory[position] == UInt8(ascii: "]") }

    /// Whether anything stands behind the end of the array, once the last element was read.
    func hasMore() throws -> Bool {
        guard try skipSpace(), memory[position] == UInt8(ascii: "]") else { return false }
        position += 1
        return try skipSpace()
    }

    /// Makes room by leaving out what lies before `start`, and reads on; false at the end of the file.
    private func refill(keeping start: Int) throws -> Bool {
        try Task.checkCancellation()
        let length = filled - start
        if start > 0, length > 0 {
            memory.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[start..<filled]))
        }
        (position, filled) = (position - start, length)
        let count = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: memory[filled...]))
        filled += count
        return count > 0
    }

    /// False at the end of the file.
    private func skipSpace() throws -> Bool {
        while true {
            while position < filled, JSONBytes.isSpace(memory[position]) { position += 1 }
            if position < filled { return true }
            guard try refill(keeping: position) else { return false }
        }
    }

    /// How far a value was followed, over blocks.
    private struct Scan {
        private var depth = 0
        private var isString = false
        private var isEscaped = false

        /// Whether the value goes on.
        var isOpen: Bool { isString || depth > 0 }

        /// The index of the comma or bracket that ends the value, or `end`, where it goes on.
        mutating func end(in bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int {
            var index = start
            while index < end {
                let byte = bytes[index]
                if isString {
                    if isEscaped {
                        isEscaped = false
                    } else if byte == UInt8(ascii: "\\") {
                        isEscaped = true
                    } else if byte == UInt8(ascii: "\"") {
                        isString = false
                    }
                } else if byte == UInt8(ascii: "\"") {
                    isString = true
                } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                    depth += 1
                } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
                    if depth == 0 { return index }
                    depth -= 1
                } else if byte == UInt8(ascii: ","), depth == 0 {
                    return index
                }
                index += 1
            }
            return end
        }
    }
}

/// Finds one's way in JSON text without decoding it.
enum JSONBytes {
    @inline(__always) static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// The index of the comma or bracket that ends the value at `start`, or the end of the bytes.
    static func endOfValue(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var (index, depth) = (start, 0)
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""): index = endOfString(in: bytes, from: index) - 1
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return index }
                depth -= 1
            case UInt8(ascii: ",") where depth == 0: return index
            default: break
            }
            index += 1
        }
        return bytes.count
    }

    /// The index behind the closing quote of the string whose opening quote is at `start`, or the end of the bytes.
    static func endOfString(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start + 1
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") { return index + 1 }
            index += byte == UInt8(ascii: "\\") ? 2 : 1
        }
        return bytes.count
    }
}
