/// JSON text whose strings hold what none may hold, put right: one such character would spoil all that stands beside
/// it. A program that cuts an emoji in two writes half of a surrogate pair, one that glues its JSON together raw bytes,
/// control characters or a path's backslashes (RFC 8259, 7 and 8). What stands outside strings is left as it is.
public struct MendedJSON: Sendable, Hashable {
    /// The same document. U+FFFD stands for what cannot be known, a control character for itself, as an escape.
    public private(set) var bytes: [UInt8] = []
    /// What was put right, in words that name the first place and none of the text: it may hold secrets.
    public var flaw: String { more == 0 ? first : "\(first), and \(more) more" }
    private var first = ""
    private var more = -1

    /// Nil where nothing has to be put right.
    public init?(_ text: [UInt8]) {
        bytes.reserveCapacity(text.count + 64)
        var (index, isString) = (0, false)
        while index < text.count {
            let byte = text[index]
            if isString, byte == UInt8(ascii: "\\") || byte < 0x20 || byte >= 0x80 {
                index = character(text, at: index)
                continue
            }
            if byte == UInt8(ascii: "\"") { isString.toggle() }
            bytes.append(byte)
            index += 1
        }
        if more < 0 { return nil }
    }

    /// Takes over the character of a string that begins at `index`; returns where the next one does.
    private mutating func character(_ text: [UInt8], at index: Int) -> Int {
        switch text[index] {
        case UInt8(ascii: "\\"):
            if let count = Self.escape(text, at: index) { return keep(text, index, count) }
            let isHalf = Self.unit(text, at: index) != nil
            return replace(isHalf ? "half of a surrogate pair" : "an unknown escape", at: index, count: isHalf ? 6 : 1)
        case let byte where byte < 0x20:
            let digits = String(byte, radix: 16)
            note("a raw control character", at: index)
            bytes.append(contentsOf: "\\u00\(digits.count < 2 ? "0" : "")\(digits)".utf8)
            return index + 1
        default:
            if let count = Self.sequence(text, at: index) { return keep(text, index, count) }
            return replace("a byte that is not UTF-8", at: index, count: 1)
        }
    }

    private mutating func keep(_ text: [UInt8], _ index: Int, _ count: Int) -> Int {
        bytes.append(contentsOf: text[index..<index + count])
        return index + count
    }

    private mutating func replace(_ flaw: String, at index: Int, count: Int) -> Int {
        note(flaw, at: index)
        bytes.append(contentsOf: "\u{FFFD}".utf8)
        return index + count
    }

    private mutating func note(_ flaw: String, at index: Int) {
        if more < 0 { first = "\(flaw) near byte \(index)" }
        more += 1
    }

    /// How long the escape is; nil where it is none, or half of a pair.
    private static func escape(_ text: [UInt8], at index: Int) -> Int? {
        guard index + 1 < text.count else { return nil }
        guard let unit = unit(text, at: index) else { return "\"\\/bfnrt".utf8.contains(text[index + 1]) ? 2 : nil }
        switch unit {
        case 0xD800...0xDBFF: return Self.unit(text, at: index + 6).map { 0xDC00...0xDFFF ~= $0 } == true ? 12 : nil
        case 0xDC00...0xDFFF: return nil
        default: return 6
        }
    }

    /// The UTF-16 unit that `\uD83D` writes; nil where there is none.
    private static func unit(_ text: [UInt8], at index: Int) -> UInt32? {
        guard index + 6 <= text.count, text[index] == UInt8(ascii: "\\"), text[index + 1] == UInt8(ascii: "u")
        else { return nil }
        let digits = text[index + 2..<index + 6]
        // A sign would be a number's too.
        guard digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) else { return nil }
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    /// How long the UTF-8 sequence is; nil where it is none.
    private static func sequence(_ text: [UInt8], at index: Int) -> Int? {
        let count = text[index] >= 0xF0 ? 4 : text[index] >= 0xE0 ? 3 : 2
        guard index + count <= text.count else { return nil }
        return String(validating: text[index..<index + count], as: UTF8.self)?.unicodeScalars.count == 1 ? count : nil
    }
}
