/// What one kind of evidence holds: how it is kept, made safe, told in a line and shown. One file for each kind.
public protocol EvidenceContent: Sendable, Hashable {
    /// The kind's word.
    static var kind: EvidenceKind { get }
    /// The bytes that are kept and that the id is the digest of: the same for equal contents.
    func encoded() throws -> [UInt8]
    /// Reads them back.
    /// - Throws: where they are anything else.
    init(encoded bytes: [UInt8]) throws
    /// The same without its secrets: every text in it is somebody else's.
    /// - Throws: where it cannot be made safe; it is not kept then.
    func cleaned(by texts: inout some TextCleaner) throws -> Self
    /// One line about what it holds, for who collected it with no better words.
    var summary: String { get }
    /// What a report shows of it.
    var exhibits: [Exhibit] { get }
    /// About how many bytes of memory it takes; encoding it to know better would cost what keeping it saves.
    var roughBytes: Int { get }
}

// What is small, and of a shape of its own, is kept as canonical JSON under a line with the kind and the version of
// the shape.
extension EvidenceContent where Self: Codable {
    /// The line, and canonical JSON.
    public func encoded() throws -> [UInt8] { try Self.head + JSON.encode(self) }

    /// Reads them, and JSON without a line, as older programs kept it.
    /// - Throws: `DecodingError` where the line is another, or what follows it is not of this shape.
    public init(encoded bytes: [UInt8]) throws {
        let isHeaded = bytes.starts(with: Self.head)
        self = try JSON.decode(Self.self, from: isHeaded ? Array(bytes.dropFirst(Self.head.count)) : bytes)
    }

    private static var head: [UInt8] { Array("\(kind.rawValue)/1\n".utf8) }
}

/// Makes other people's texts safe to keep; the redactor is one.
public protocol TextCleaner {
    /// A name, a version or the like: short, and the same again and again.
    mutating func name(_ text: String) -> String
    /// The value of a label, which may be secret because of the label's name.
    mutating func value(_ text: String, of label: String) -> String
    /// Lines of a log, for what is secret may go on over several.
    /// - Parameter writer: which instance wrote the line of a row.
    /// - Throws: `CancellationError` where the time for it is over.
    mutating func lines(_ texts: TextColumn, of writer: (Int) -> String) throws -> TextColumn
    /// What a source sent as JSON.
    /// - Throws: where it cannot be made safe.
    mutating func payload(_ value: JSONValue) throws -> JSONValue
}

/// A part of what a report shows of a piece of evidence, before anybody decides how that looks.
public enum Exhibit: Sendable, Hashable {
    /// A sentence.
    case text(String)
    /// A text in its own form, such as JSON.
    case code(String)
    /// Rows under a heading each; `name` says of what, in the plural.
    case table(name: String, columns: [String], rows: [[Cell]])
    /// That many log lines, of which those that decided are shown.
    case logs(count: Int)
    /// Curves, with what decided in them.
    case metrics(SeriesColumns)

    /// One cell of a table.
    public enum Cell: Sendable, Hashable {
        /// Words.
        case text(String)
        /// A time.
        case time(Instant)
    }
}
