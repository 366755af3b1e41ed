public import AutoSRECore

/// Log records, one JSON object a line, in columns.
public struct RecordLines: Sendable, Hashable {
    /// The lines that could be read. What a record says beside time and text is its labels.
    public let columns: LogColumns
    /// The others: something is missing where there are any.
    public let unreadable: JSONReader.UnreadableLines
}

extension JSONReader {
    /// Reads objects on lines, as VictoriaLogs answers and programs log: one member is the time, one the text, and the
    /// others are labels, their values as they are written where they are no texts, and left out where they are null.
    /// - Parameters:
    ///   - limit: the most bytes that are read; more are an error.
    ///   - time: the name of the member with the time (`_time`); a record without it is unreadable.
    ///   - text: the name of the member with the text (`_msg`); a record without it has an empty one.
    /// - Throws: `JSONFlaw` where it is too long, or no line can be read.
    public mutating func records(
        _ bytes: consuming [UInt8], limit: Int, time: StaticString, text: StaticString
    ) throws -> RecordLines {
        var rows = LogTable()
        let unreadable = try readLines(bytes, limit: limit) { cursor in
            try rows.readRecord(cursor, time: time, text: text)
        } keep: { at, set in
            rows.complete(at: at, set: set)
        }
        if rows.count == 0, let flaw = unreadable.first { throw flaw }
        rows.texts.truncate(to: rows.count)
        return RecordLines(columns: rows.columns, unreadable: unreadable)
    }
}

extension LogTable {
    /// The time and the labels of a record. Its text is in the column already; the next call takes it away where the
    /// record was not kept.
    fileprivate mutating func readRecord(
        _ cursor: borrowing JSONCursor, time: StaticString, text: StaticString
    ) throws -> (Int64, Int) {
        texts.truncate(to: count)
        labels.discard()
        var at: Int64?
        try cursor.members(of: "a record") { name in
            switch name {
            case time:
                guard at == nil else { throw cursor.flaw("says its time twice") }
                let written = cursor.kind == .text ? try cursor.text(of: "its time") : try cursor.written()
                at = LogColumns.nanoseconds(written)
                guard at != nil else { throw cursor.flaw("has a time that is none") }
            case text:
                guard texts.count == count else { throw cursor.flaw("says its text twice") }
                texts.append(cursor.kind == .text ? try cursor.text(of: "its text") : try cursor.written())
            default:
                guard cursor.kind != .null else { break }
                let value = cursor.kind == .text ? try cursor.text(of: "a label") : try cursor.written()
                labels.add(name: name.bytes, value: value)
            }
        }
        guard let at else { throw cursor.flaw("has a record without a time") }
        guard let set = labels.close() else { throw cursor.flaw("says something twice in a record") }
        if texts.count == count { texts.append("") }
        return (at, set)
    }
}
