import AutoSREPlatform

/// Writes rows of comma separated values (RFC 4180) through a buffer.
struct CSVWriter {
    private let file: StreamFile
    private var buffer: [UInt8] = []
    private static let limit = 256 << 10

    init(_ file: StreamFile) {
        self.file = file
        buffer.reserveCapacity(Self.limit + 64 << 10)
    }

    /// Adds bytes as they are.
    mutating func write(_ bytes: [UInt8]) throws {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.limit { try flush() }
    }

    /// Adds text as it is.
    mutating func write(_ text: String) throws { try write(Array(text.utf8)) }

    /// Writes what is in the buffer.
    mutating func flush() throws {
        try buffer.withUnsafeBytes { try file.write($0) }
        buffer.removeAll(keepingCapacity: true)
    }

    /// A field as it stands in a row: in quotes where it needs them.
    static func field(_ text: String) -> String {
        guard text.utf8.contains(where: { ",\"\n\r".utf8.contains($0) }) || text.first == " " || text.last == " " else {
            return text
        }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}

/// A number that counts up, in digits.
struct DecimalCounter {
    /// The digits now.
    private(set) var digits = Array("0".utf8)

    /// Adds one.
    mutating func increment() {
        var place = digits.count - 1
        while place >= 0 {
            if digits[place] < UInt8(ascii: "9") {
                digits[place] += 1
                return
            }
            digits[place] = UInt8(ascii: "0")
            place -= 1
        }
        digits.insert(UInt8(ascii: "1"), at: 0)
    }
}
