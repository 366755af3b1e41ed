/// Reads records of comma-separated values (RFC 4180) from bytes: quoted fields may hold commas, line breaks and
/// doubled quotes; lines end in LF or CRLF; a byte order mark is skipped. Bytes that are not UTF-8 pass through
/// untouched.
struct CSVReader {
    /// Where a field's bytes are; a quoted field's without its outer quotes.
    struct Field {
        let start: Int
        let end: Int
        /// Whether doubled quotes are inside, which `text` makes single.
        let hasEscapes: Bool

        var range: Range<Int> { start..<end }
        var isEmpty: Bool { start == end }
    }

    let bytes: [UInt8]
    let file: String
    private(set) var position: Int
    /// The line at which the latest record starts, from 1.
    private(set) var line = 0
    /// The line at which the next record starts.
    private(set) var nextLine: Int

    /// - Parameter line: which line of the file the first of `bytes` is in.
    init(_ bytes: [UInt8], file: String, line: Int = 1) {
        self.bytes = bytes
        self.file = file
        nextLine = line
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        position = bytes.starts(with: mark) ? 3 : 0
    }

    /// The next record's fields; false at the end. Blank lines are passed over.
    mutating func next(_ fields: inout [Field]) throws(EvidenceError) -> Bool {
        fields.removeAll(keepingCapacity: true)
        while position < bytes.count, bytes[position] == .lineFeed || bytes[position] == .carriageReturn {
            if bytes[position] == .lineFeed { nextLine += 1 }
            position += 1
        }
        guard position < bytes.count else { return false }
        line = nextLine
        while true {
            fields.append(bytes[position..<bytes.count].first == .quote ? try quoted() : plain())
            guard position < bytes.count else { return true }
            let byte = bytes[position]
            position += 1
            if byte == .lineFeed {
                nextLine += 1
                return true
            }
            if byte == .carriageReturn {
                if position < bytes.count, bytes[position] == .lineFeed { position += 1 }
                nextLine += 1
                return true
            }
            // A comma at the very end of the file is followed by one more, empty field.
            if position >= bytes.count {
                fields.append(Field(start: position, end: position, hasEscapes: false))
                return true
            }
        }
    }

    private mutating func plain() -> Field {
        let start = position
        var at = position
        let count = bytes.count
        while at < count {
            let byte = bytes[at]
            if byte == .comma || byte == .lineFeed || byte == .carriageReturn { break }
            at += 1
        }
        position = at
        return Field(start: start, end: at, hasEscapes: false)
    }

    private mutating func quoted() throws(EvidenceError) -> Field {
        let start = position + 1
        var at = start
        var escapes = false
        let count = bytes.count
        while at < count {
            let byte = bytes[at]
            if byte == .quote {
                if at + 1 < count, bytes[at + 1] == .quote {
                    escapes = true
                    at += 2
                    continue
                }
                let end = at
                at += 1
                if at < count, bytes[at] != .comma, bytes[at] != .lineFeed, bytes[at] != .carriageReturn {
                    throw EvidenceError(file: file, line: nextLine, reason: "text after a closing quote")
                }
                position = at
                return Field(start: start, end: end, hasEscapes: escapes)
            }
            if byte == .lineFeed { nextLine += 1 }
            at += 1
        }
        throw EvidenceError(file: file, line: line, reason: "a quoted field is never closed")
    }

    /// A field's text, doubled quotes made single; what is not UTF-8 becomes U+FFFD.
    func text(_ field: Field) -> String {
        guard field.hasEscapes else { return String(decoding: bytes[field.range], as: UTF8.self) }
        var plain: [UInt8] = []
        plain.reserveCapacity(field.end - field.start)
        var at = field.start
        while at < field.end {
            plain.append(bytes[at])
            at += bytes[at] == .quote ? 2 : 1
        }
        return String(decoding: plain, as: UTF8.self)
    }
}

extension UInt8 {
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let comma = UInt8(ascii: ",")
    static let quote = UInt8(ascii: "\"")
    static let space = UInt8(ascii: " ")
    static let tab = UInt8(ascii: "\t")

    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
}
