import AutoSRECore
import AutoSREPlatform

/// A member's value, which may be anything: a text is at hand, everything else is decoded by whoever wants it.
enum LooseValue {
    /// A text.
    case text(String)
    /// A number, boolean, null, object or array, as it is written.
    case written([UInt8])
    /// One of those, decoded.
    case decoded(JSONValue)

    /// What the cursor stands on.
    init(_ cursor: borrowing JSONCursor) throws {
        if cursor.kind == .text {
            self = .text(try cursor.string(of: "a member"))
        } else {
            self = .written(Array(try cursor.written()))
        }
    }

    /// The value; nil for null, and for what is no JSON.
    var json: JSONValue? {
        switch self {
        case .text(let text): return .string(text)
        case .decoded(let value): return value == .null ? nil : value
        case .written(let bytes):
            if let number = Int64(String(decoding: bytes, as: UTF8.self)) { return .integer(number) }
            let value = try? JSON.decode(JSONValue.self, fromLoose: bytes)
            return value == .null ? nil : value
        }
    }

    /// A time in any form that `Instant` knows.
    var instant: Instant? {
        switch self {
        case .text(let text): return Instant(text)
        case .written(let bytes):
            if bytes.first == UInt8(ascii: "{") || bytes.first == UInt8(ascii: "[") {
                return try? JSON.decode(Instant.self, from: bytes)
            }
            return Double(String(decoding: bytes, as: UTF8.self)).flatMap { Instant(epoch: $0) }
        case .decoded(let value): return (try? JSON.encode(value)).flatMap { try? JSON.decode(Instant.self, from: $0) }
        }
    }
}

/// A record as others write it, by the names of its members. Of a name that comes twice the last counts, as in the
/// libraries that write such records.
struct LooseRecord {
    private var members: [String: LooseValue] = [:]

    /// Reads the object that the cursor stands on.
    init(_ cursor: borrowing JSONCursor) throws {
        try cursor.members(of: "a record") { members[$0.string] = try LooseValue(cursor) }
    }

    /// Reads one object.
    init(_ bytes: [UInt8], with reader: inout JSONReader) throws {
        self = try reader.readLoosely(bytes) { try LooseRecord($0) }.value
    }

    /// Members that are decoded already.
    init(_ object: [String: JSONValue]) {
        members = object.mapValues { value in value.string.map { .text($0) } ?? .decoded(value) }
    }

    /// What the members are called.
    var names: [String] { Array(members.keys) }

    /// Whether there is a member of this name, whatever it is.
    func contains(_ name: String) -> Bool { members[name] != nil }

    /// The member, where it is a text.
    func text(_ name: String) -> String? { if case .text(let text)? = members[name] { text } else { nil } }

    /// The member; nil where it is missing or null.
    func json(_ name: String) -> JSONValue? { members[name]?.json }

    /// A text, a whole number or a boolean as text; nil for anything else.
    func word(_ name: String) -> String? {
        switch json(name) {
        case .string(let text): text
        case .integer(let number): String(number)
        case .bool(let value): "\(value)"
        default: nil
        }
    }

    /// The time of this name.
    /// - Throws: `RecordFlaw` where there is none.
    func instant(_ name: String) throws(RecordFlaw) -> Instant {
        guard let value = members[name] else { throw .missing(name) }
        guard let instant = value.instant else { throw .otherType(name) }
        return instant
    }
}

/// What is wrong with a record, by the name of its member and never by its content.
enum RecordFlaw: Error, Hashable, CustomStringConvertible {
    /// A member that it must have is not there.
    case missing(String)
    /// Such a member is of another type.
    case otherType(String)
    /// A character of such a member is unknown (U+FFFD), and it would be another one with it.
    case damaged(String)

    var description: String {
        switch self {
        case .missing(let name): "it has no \(name)"
        case .otherType(let name): "its \(name) is of another type"
        case .damaged(let name): "a character of its \(name) is unknown"
        }
    }
}

extension JSONCursor {
    /// The number that the cursor stands on, also one that is written as text; NaN where it is none, so that its place
    /// is kept.
    func looseNumber() throws -> Double {
        switch kind {
        case .text: Double(try string(of: "a number")) ?? .nan
        case .number: Double(String(decoding: try written(), as: UTF8.self)) ?? .nan
        default: .nan
        }
    }
}

extension JSONReader {
    /// Reads JSON as some programs write it: with NaN and Infinity, Python's among them, which are empty texts then, or
    /// with characters that no string may hold (`MendedJSON`).
    /// - Parameter body: walks the document; may be called again.
    /// - Returns: what `body` makes of it, and which characters had to be put right for that, in words.
    mutating func readLoosely<Result>(
        _ bytes: [UInt8], _ body: (borrowing JSONCursor) throws -> Result
    ) throws -> (value: Result, flaw: String?) {
        do { return (try read(bytes, limit: bytes.count, body), nil) } catch let first as JSONFlaw {
            var (text, flaw) = (bytes, first)
            if let strict = Self.withoutBareWords(bytes) {
                text = strict
                do { return (try read(text, limit: text.count, body), nil) } catch let next as JSONFlaw { flaw = next }
            }
            guard let mended = MendedJSON(text) else { throw flaw }
            return (try read(mended.bytes, limit: mended.bytes.count, body), mended.flaw)
        }
    }

    /// The same document with an empty text and blanks for each NaN, Infinity and -Infinity; nil where there are none.
    private static func withoutBareWords(_ bytes: [UInt8]) -> [UInt8]? {
        var (strict, index, isChanged) = (bytes, 0, false)
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\"") {
                index = bytes.withUnsafeBytes { JSONBytes.endOfString(in: $0, from: index) }
                continue
            }
            guard let word = Self.bareWords.first(where: { bytes[index...].starts(with: $0) }) else {
                index += 1
                continue
            }
            let empty = [UInt8](#"""#.utf8) + [UInt8](#"""#.utf8)
            strict.replaceSubrange(index..<index + word.count, with: empty + repeatElement(32, count: word.count - 2))
            (index, isChanged) = (index + word.count, true)
        }
        return isChanged ? strict : nil
    }

    private static let bareWords = ["NaN", "Infinity", "-Infinity"].map { Array($0.utf8) }
}
