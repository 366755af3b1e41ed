public import AutoSRECore

extension JSONReader {
    /// Reads the answer to a query for numbers: a `matrix` of series over time, or a `vector` of one sample each.
    /// - Parameter limit: the most bytes that are read; more are an error.
    /// - Throws: `JSONFlaw`.
    public mutating func series(
        _ answer: consuming [UInt8], limit: Int
    ) throws -> QueryAnswer<SeriesColumns> {
        var rows = SeriesRows()
        var read = try envelope(answer, limit: limit, empty: SeriesRows().columns) { cursor in
            try cursor.elements(of: "the result") { try rows.addSeries(cursor) }
        }
        read.columns = rows.columns
        read.histograms = rows.histograms
        return read
    }
}

/// Series while they are read.
private struct SeriesRows {
    var table = LabelTable()
    var sets: [Int] = []
    var ends: [Int] = []
    var times: [Instant] = []
    var values: [Double] = []
    var histograms = 0

    var columns: SeriesColumns {
        SeriesColumns(labels: table.sets, sets: sets, ends: ends, times: times, values: values)
    }

    /// `{"metric": {…}, "values": [[t, "v"], …]}`, or `"value": [t, "v"]`.
    mutating func addSeries(_ cursor: borrowing JSONCursor) throws {
        var set: Int?
        try cursor.distinctMembers(of: "a series") { name in
            switch name {
            case "metric": set = try table.read(cursor, of: "the labels of a series")
            case "values": try cursor.samples(of: "the samples of a series", times: &times, values: &values)
            case "value": try cursor.sample(of: "the sample of a series", times: &times, values: &values)
            case "histogram", "histograms": histograms += 1
            default: break
            }
        }
        guard let set else { throw cursor.flaw("has a series without labels") }
        sets.append(set)
        ends.append(times.count)
    }
}

extension LabelTable {
    /// Adds the members of the object that the cursor stands on, names with texts, to the open set.
    mutating func add(_ cursor: borrowing JSONCursor, of what: StaticString) throws {
        try cursor.members(of: what) { name in add(name: name.bytes, value: try cursor.text(of: what)) }
    }

    /// The set of these labels.
    mutating func read(_ cursor: borrowing JSONCursor, of what: StaticString) throws -> Int {
        discard()
        try add(cursor, of: what)
        guard let set = close() else { throw cursor.flaw("says something twice in \(what)") }
        return set
    }
}
