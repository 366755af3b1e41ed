/// Reads one JSON document from bytes. Nesting is bounded, so that hostile input cannot exhaust the stack.
struct JSONReader {
    /// Deeper than any evidence file is, and far from the stack's end.
    static let deepest = 64

    private let bytes: [UInt8]
    private let file: String
    private var at = 0

    private init(_ bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
    }

    static func read(_ bytes: [UInt8], file: String) throws(EvidenceError) -> JSON {
        var reader = JSONReader(bytes, file: file)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        if reader.at < bytes.count { throw reader.error("text after the end of the document") }
        return value
    }

    private func error(_ reason: String) -> EvidenceError {
        let lines = bytes[..<min(at, bytes.count)].count { $0 == .lineFeed }
        return EvidenceError(file: file, line: lines + 1, reason: reason)
    }

    private mutating func skipSpace() {
        while at < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[at]) { at += 1 }
    }

    private mutating func value(depth: Int) throws(EvidenceError) -> JSON {
        guard depth < Self.deepest else { throw error("nested deeper than \(Self.deepest)") }
        skipSpace()
        guard at < bytes.count else { throw error("the document ends too early") }
        switch bytes[at] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case .quote: return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "N"): return try word("NaN", .number(.nan))
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ value: JSON) throws(EvidenceError) -> JSON {
        guard bytes[at...].starts(with: word.utf8) else { throw error("no JSON value here") }
        at += word.utf8.count
        return value
    }

    private mutating func number() throws(EvidenceError) -> JSON {
        let start = at
        while at < bytes.count, bytes[at].isDigit || "+-.eE".utf8.contains(bytes[at]) { at += 1 }
        guard at > start, let value = Numbers.double(bytes, start..<at) else { throw error("no JSON value here") }
        return .number(value)
    }

    private mutating func array(depth: Int) throws(EvidenceError) -> JSON {
        at += 1
        var values: [JSON] = []
        skipSpace()
        if at < bytes.count, bytes[at] == UInt8(ascii: "]") {
            at += 1
            return .array([])
        }
        while true {
            values.append(try value(depth: depth + 1))
            skipSpace()
            guard at < bytes.count else { throw error("an array is never closed") }
            at += 1
            if bytes[at - 1] == UInt8(ascii: "]") { return .array(values) }
            guard bytes[at - 1] == .comma else { throw error("a comma or ] is missing") }
        }
    }

    private mutating func object(depth: Int) throws(EvidenceError) -> JSON {
        at += 1
        var members: [(key: String, value: JSON)] = []
        skipSpace()
        if at < bytes.count, bytes[at] == UInt8(ascii: "}") {
            at += 1
            return .object([])
        }
        while true {
            skipSpace()
            guard at < bytes.count, bytes[at] == .quote else { throw error("a member's name is missing") }
            let key = try string()
            skipSpace()
            guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else { throw error("a colon is missing") }
            at += 1
            members.append((key, try value(depth: depth + 1)))
            skipSpace()
            guard at < bytes.count else { throw error("an object is never closed") }
            at += 1
            if bytes[at - 1] == UInt8(ascii: "}") { return .object(members) }
            guard bytes[at - 1] == .comma else { throw error("a comma or } is missing") }
        }
    }

    private mutating func string() throws(EvidenceError) -> String {
        at += 1
        var text: [UInt8] = []
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if byte == .quote { return String(decoding: text, as: UTF8.self) }
            if byte != UInt8(ascii: "\\") {
                text.append(byte)
                continue
            }
            guard at < bytes.count else { break }
            let escape = bytes[at]
            at += 1
            switch escape {
            case UInt8(ascii: "n"): text.append(.lineFeed)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "r"): text.append(.carriageReturn)
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "u"): text.append(contentsOf: String(try scalar()).utf8)
            case .quote, UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
            default: throw error("an unknown escape")
            }
        }
        throw error("a string is never closed")
    }

    /// The character of `\uhhhh`, of a surrogate pair where it is one; half a pair becomes U+FFFD.
    private mutating func scalar() throws(EvidenceError) -> Character {
        var code = try hex()
        if (0xD800..<0xDC00).contains(code), at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
            bytes[at + 1] == UInt8(ascii: "u")
        {
            at += 2
            let low = try hex()
            if (0xDC00..<0xE000).contains(low) { code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00) }
        }
        return Character(Unicode.Scalar(code) ?? "\u{FFFD}")
    }

    private mutating func hex() throws(EvidenceError) -> UInt32 {
        guard bytes.count - at >= 4,
            let code = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
        else { throw error("four hexadecimal digits are missing") }
        at += 4
        return code
    }
}
