import AutoSRECore

/// Whether bytes are JSON by the letter of RFC 8259, which the decoder does not insist on, and say nothing twice: of
/// two members of one name a reader believes the one or the other.
struct StrictJSON {
    private let bytes: [UInt8]
    private var index = 0

    private static let maximumDepth = 512

    private struct Flaw: Error {}

    /// Reads all of `bytes`.
    static func holds(_ bytes: [UInt8]) -> Bool {
        var reader = StrictJSON(bytes: bytes)
        do {
            try reader.value(depth: 0)
            reader.blanks()
            return reader.index == bytes.count
        } catch {
            return false
        }
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func blanks() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { index += 1 }
    }

    /// Takes one character where it comes next.
    private mutating func takes(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func need(_ character: Unicode.Scalar) throws(Flaw) {
        guard takes(character) else { throw Flaw() }
    }

    private mutating func value(depth: Int) throws(Flaw) {
        guard depth < Self.maximumDepth else { throw Flaw() }
        blanks()
        switch next {
        case UInt8(ascii: "{"): try object(depth)
        case UInt8(ascii: "["): try array(depth)
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default: try number()
        }
    }

    private mutating func object(_ depth: Int) throws(Flaw) {
        try need("{")
        blanks()
        if takes("}") { return }
        var names: Set<String> = []
        repeat {
            blanks()
            guard names.insert(try name()).inserted else { throw Flaw() }
            blanks()
            try need(":")
            try value(depth: depth + 1)
            blanks()
        } while takes(",")
        try need("}")
    }

    private mutating func array(_ depth: Int) throws(Flaw) {
        try need("[")
        blanks()
        if takes("]") { return }
        repeat {
            try value(depth: depth + 1)
            blanks()
        } while takes(",")
        try need("]")
    }

    private mutating func word(_ word: String) throws(Flaw) {
        guard bytes[index...].starts(with: word.utf8) else { throw Flaw() }
        index += word.utf8.count
    }

    /// Past a string; its escapes are the decoder's to check.
    private mutating func string() throws(Flaw) {
        try need("\"")
        while let byte = next, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw Flaw() }
            index += byte == UInt8(ascii: "\\") ? 2 : 1
        }
        try need("\"")
    }

    /// A member's name, with its escapes undone: it is the same however it is written.
    private mutating func name() throws(Flaw) -> String {
        let start = index
        try string()
        do { return try JSON.decode(String.self, from: bytes[start..<index]) } catch { throw Flaw() }
    }

    private mutating func number() throws(Flaw) {
        _ = takes("-")
        if !takes("0") { try digits() }
        if takes(".") { try digits() }
        if takes("e") || takes("E") {
            if !takes("+") { _ = takes("-") }
            try digits()
        }
    }

    private mutating func digits() throws(Flaw) {
        let start = index
        while let byte = next, (48...57).contains(byte) { index += 1 }
        guard index > start else { throw Flaw() }
    }
}
