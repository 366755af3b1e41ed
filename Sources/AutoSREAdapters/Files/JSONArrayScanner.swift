/// Splits a JSON array into its elements without reading it as one tree, for files of any size.
///
/// It finds where elements begin and end and nothing more: whoever takes one decodes it alone, and what is not JSON
/// fails there. Grammar: RFC 8259.
struct JSONArrayScanner {
    private let bytes: UnsafeRawBufferPointer
    private var position: Int

    /// Nil where the bytes are not the beginning of an array.
    init?(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        // Editors on Windows put a byte order mark first.
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "[") else { return nil }
        position += 1
    }

    /// Where the next element lies; nil after the last.
    mutating func next() -> Range<Int>? {
        skipSpace()
        guard position < bytes.count, bytes[position] != UInt8(ascii: "]") else { return nil }
        let start = position
        position = Self.endOfValue(in: bytes, from: start)
        let end = position
        if position < bytes.count, bytes[position] == UInt8(ascii: ",") { position += 1 }
        return start..<end
    }

    private mutating func skipSpace() {
        while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
    }

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
