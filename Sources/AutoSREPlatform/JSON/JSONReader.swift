import CSimdJSONFace

/// Reads big JSON from outside with simdjson: walked once, front to back, into whatever the caller makes of it. For
/// small things there is `JSONValue`. Keep one for many documents: its buffers are used again.
///
/// Bounds: as many bytes as the caller allows, below 4 GB, and `deepest` objects and arrays within another, of those
/// that are entered. What is passed over costs no memory, but only its quotes and UTF-8 are checked, and its brackets
/// counted.
public struct JSONReader: ~Copyable {
    /// How deep a document can be entered.
    public static let deepest = csj_depth

    private let reader: OpaquePointer

    /// Makes a reader.
    public init() {
        guard let reader = csj_new() else { preconditionFailure("no memory for a JSON reader") }
        self.reader = reader
    }

    deinit { csj_free(reader) }

    /// Reads one document, an object or an array. The bytes are copied once, or not at all where the caller gives them
    /// away and there is room behind them.
    /// - Parameters:
    ///   - limit: the most bytes that are read; more are an error.
    ///   - body: walks the document, all of it.
    /// - Throws: `JSONFlaw`, or what `body` throws.
    public mutating func read<Result>(
        _ bytes: consuming [UInt8], limit: Int, _ body: (borrowing JSONCursor) throws -> Result
    ) throws -> Result {
        try Self.pad(&bytes, limit: limit)
        return try bytes.withUnsafeBufferPointer { buffer in
            let count = buffer.count - csj_padding()
            return try document(UnsafeBufferPointer(rebasing: buffer.prefix(count)), body)
        }
    }

    /// Reads a document on every line (https://github.com/ndjson/ndjson-spec); blank lines are none. A line that is
    /// broken, or that `body` throws a `JSONFlaw` for, is counted, and the others are read.
    /// - Parameters:
    ///   - limit: the most bytes that are read; more are an error.
    ///   - body: walks the document of a line, all of it.
    ///   - keep: gets what `body` made of a line, once that is known to hold one document and nothing else.
    public mutating func readLines<Row>(
        _ bytes: consuming [UInt8], limit: Int, _ body: (borrowing JSONCursor) throws -> Row, keep: (Row) -> Void
    ) throws -> UnreadableLines {
        try Self.pad(&bytes, limit: limit)
        var unreadable = UnreadableLines()
        try bytes.withUnsafeBufferPointer { buffer in
            let all = UnsafeBufferPointer(rebasing: buffer.prefix(buffer.count - csj_padding()))
            var start = 0
            while start < all.count {
                let end = all[start...].firstIndex(of: UInt8(ascii: "\n")) ?? all.count
                defer { start = end + 1 }
                guard all[start..<end].contains(where: { $0 > 0x20 }) else { continue }
                do {
                    keep(try document(UnsafeBufferPointer(rebasing: all[start..<end]), body))
                } catch let flaw as JSONFlaw {
                    unreadable.count += 1
                    guard unreadable.first == nil else { continue }
                    unreadable.first = JSONFlaw(flaw.reason, at: start + (flaw.offset ?? 0))
                }
            }
        }
        return unreadable
    }

    /// Lines that were no documents.
    public struct UnreadableLines: Sendable, Hashable {
        /// How many.
        public internal(set) var count = 0
        /// What was wrong with the first of them.
        public internal(set) var first: JSONFlaw?
    }

    /// Blanks behind the document, up to which simdjson reads: they end every token.
    private static func pad(_ bytes: inout [UInt8], limit: Int) throws {
        guard bytes.count <= limit, bytes.count <= csj_longest() else {
            throw JSONFlaw("has \(bytes.count) bytes, more than the \(min(limit, csj_longest())) that are read")
        }
        bytes.append(contentsOf: repeatElement(0x20, count: csj_padding()))
    }

    private func document<Result>(
        _ bytes: UnsafeBufferPointer<UInt8>, _ body: (borrowing JSONCursor) throws -> Result
    ) throws -> Result {
        let cursor = JSONCursor(reader)
        try cursor.check(csj_begin(reader, bytes.baseAddress, bytes.count))
        let result = try body(cursor)
        try cursor.check(csj_finish(reader))
        return result
    }
}
