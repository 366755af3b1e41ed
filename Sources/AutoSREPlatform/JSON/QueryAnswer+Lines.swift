public import AutoSRECore

extension JSONReader {
    /// Reads the answer to a query for log lines: `streams` with labels, in each `["nanoseconds", "line"]`, behind them
    /// labels of the one line where it has any.
    /// https://grafana.com/docs/loki/latest/reference/loki-http-api/
    /// - Parameter limit: the most bytes that are read; more are an error.
    /// - Throws: `JSONFlaw`.
    public mutating func lines(_ answer: consuming [UInt8], limit: Int) throws -> QueryAnswer<LogColumns> {
        var rows = LogRows()
        var read = try envelope(answer, limit: limit, empty: LogRows().columns) { cursor in
            try cursor.elements(of: "the result") { try rows.addStream(cursor) }
        }
        read.columns = rows.columns
        return read
    }
}

/// Log lines while they are read.
struct LogRows {
    var table = LabelTable()
    var nanoseconds: [Int64] = []
    var texts = TextColumn()
    var sets: [Int] = []
    var stretches: [Int] = []

    var columns: LogColumns {
        LogColumns(nanoseconds: nanoseconds, texts: texts, labels: table.sets, sets: sets, stretches: stretches)
    }

    /// `{"stream": {…}, "values": [["ns", "line", {…}], …]}`
    fileprivate mutating func addStream(_ cursor: borrowing JSONCursor) throws {
        var stream: Int?
        try cursor.distinctMembers(of: "a stream") { name in
            switch name {
            case "stream": stream = try table.read(cursor, of: "the labels of a stream")
            case "values":
                // Servers write the labels first; a line's set is made of them.
                guard let stream else { throw cursor.flaw("has lines before the labels of their stream") }
                try cursor.elements(of: "the lines of a stream") { try addLine(cursor, stream: stream) }
            default: break
            }
        }
        guard stream != nil else { throw cursor.flaw("has a stream without labels") }
        stretches.append(nanoseconds.count)
    }

    private mutating func addLine(_ cursor: borrowing JSONCursor, stream: Int) throws {
        var (part, set) = (0, stream)
        try cursor.elements(of: "a line") {
            switch part {
            case 0:
                guard let time = LogColumns.nanoseconds(try cursor.text(of: "the time of a line")) else {
                    throw cursor.flaw("has a line without a time")
                }
                nanoseconds.append(time)
            case 1: texts.append(try cursor.text(of: "a line"))
            case 2: set = try lineLabels(cursor, stream: stream)
            default: break
            }
            part += 1
        }
        guard part >= 2 else { throw cursor.flaw("has a line without a text") }
        sets.append(set)
    }

    /// The stream's labels with those of the line, which come by themselves or by where they are from:
    /// `{"structuredMetadata": {…}, "parsed": {…}}`.
    private mutating func lineLabels(_ cursor: borrowing JSONCursor, stream: Int) throws -> Int {
        table.discard()
        table.add(set: stream)
        try cursor.members(of: "the labels of a line") { name in
            if cursor.kind == .object {
                try table.add(cursor, of: "the labels of a line")
            } else {
                table.add(name: name.bytes, value: try cursor.text(of: "the labels of a line"))
            }
        }
        guard let set = table.close() else { throw cursor.flaw("says something twice in the labels of a line") }
        return set
    }
}
