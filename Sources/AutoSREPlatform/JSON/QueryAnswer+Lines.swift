public import AutoSRECore

extension JSONReader {
    /// Reads the answer to a query for log lines: `streams` with labels, in each `["nanoseconds", "line"]`, behind them
    /// labels of the one line where it has any.
    /// https://grafana.com/docs/loki/latest/reference/loki-http-api/
    /// - Parameter limit: the most bytes that are read; more are an error.
    /// - Throws: `JSONFlaw`.
    public mutating func lines(_ answer: consuming [UInt8], limit: Int) throws -> QueryAnswer<LogColumns> {
        var rows = LogTable()
        var read = try envelope(answer, limit: limit, empty: LogTable().columns) { cursor in
            try cursor.elements(of: "the result") { try rows.addStream(cursor) }
        }
        read.columns = rows.columns
        return read
    }
}

extension LogTable {
    /// `{"stream": {…}, "values": [["ns", "line", {…}], …]}`
    fileprivate mutating func addStream(_ cursor: borrowing JSONCursor) throws {
        var stream: Int?
        try cursor.distinctMembers(of: "a stream") { name in
            switch name {
            case "stream": stream = try labels.read(cursor, of: "the labels of a stream")
            case "values":
                // Servers write the labels first; a line's set is made of them.
                guard let stream else { throw cursor.flaw("has lines before the labels of their stream") }
                try cursor.elements(of: "the lines of a stream") { try addLine(cursor, stream: stream) }
            default: break
            }
        }
        guard stream != nil else { throw cursor.flaw("has a stream without labels") }
        endStretch()
    }

    private mutating func addLine(_ cursor: borrowing JSONCursor, stream: Int) throws {
        var (part, set, at) = (0, stream, Int64?.none)
        try cursor.elements(of: "a line") {
            switch part {
            case 0:
                at = LogColumns.nanoseconds(try cursor.text(of: "the time of a line"))
                guard at != nil else { throw cursor.flaw("has a line without a time") }
            case 1: texts.append(try cursor.text(of: "a line"))
            case 2: set = try lineLabels(cursor, stream: stream)
            default: break
            }
            part += 1
        }
        guard let at, part >= 2 else { throw cursor.flaw("has a line without a text") }
        complete(at: at, set: set)
    }

    /// The stream's labels with those of the line, which come by themselves or by where they are from:
    /// `{"structuredMetadata": {…}, "parsed": {…}}`.
    private mutating func lineLabels(_ cursor: borrowing JSONCursor, stream: Int) throws -> Int {
        labels.discard()
        labels.add(set: stream)
        try cursor.members(of: "the labels of a line") { name in
            if cursor.kind == .object {
                try labels.add(cursor, of: "the labels of a line")
            } else {
                labels.add(name: name.bytes, value: try cursor.text(of: "the labels of a line"))
            }
        }
        guard let set = labels.close() else { throw cursor.flaw("says something twice in the labels of a line") }
        return set
    }
}
