/// Spans in columns, a row each, parents resolved to rows.
struct SpanTable: Sendable {
    var components: [String] = []
    var operations: [String] = []
    /// Index into `components`.
    var component: [Int32] = []
    /// Index into `operations`.
    var operation: [Int32] = []
    /// Unix microseconds.
    var start: [Int] = []
    /// Microseconds.
    var duration: [Int] = []
    /// Row of the parent; -1 for a root or a parent that is not there.
    var parent: [Int32] = []
    /// Hash of the trace's id.
    var trace: [UInt64] = []

    var count: Int { start.count }
}

extension SpanTable {
    /// Reads `traces.csv`. A row that cannot be read is left out and named in `gaps`.
    static func read(_ bytes: [UInt8], file: String, gaps: inout [String]) throws(EvidenceError) -> SpanTable {
        var reader = CSVReader(bytes, file: file)
        let header = try Header(
            &reader, needed: ["trace_id", "span_id", "parent_id", "component", "operation", "start_us", "duration_us"])
        let (trace, span, parent) = (header["trace_id"], header["span_id"], header["parent_id"])
        let (component, operation) = (header["component"], header["operation"])
        let (start, duration) = (header["start_us"], header["duration_us"])
        let widest = max(trace, span, parent, component, operation, start, duration)
        var table = SpanTable()
        var components = NameTable()
        var operations = NameTable()
        var keys: [UInt64] = []
        var parents: [UInt64] = []
        var fields: [CSVReader.Field] = []
        var skipped = Skipped(file: file)
        while skipped.survive({ () throws(EvidenceError) in try reader.next(&fields) }) {
            guard fields.count > widest else {
                skipped.note(reader.line, "\(fields.count) fields are too few")
                continue
            }
            guard let from = time(bytes, fields[start].range), let took = time(bytes, fields[duration].range),
                took >= 0
            else {
                skipped.note(reader.line, "start or duration is no number")
                continue
            }
            let key = Hash.of(bytes, fields[trace].range)
            keys.append(Hash.of(bytes, fields[span].range, seed: key))
            parents.append(fields[parent].isEmpty ? 0 : Hash.of(bytes, fields[parent].range, seed: key))
            table.component.append(Int32(truncatingIfNeeded: components.id(bytes, fields[component].range)))
            table.operation.append(Int32(truncatingIfNeeded: operations.id(bytes, fields[operation].range)))
            table.start.append(from)
            table.trace.append(key)
            table.duration.append(took)
        }
        skipped.report(to: &gaps)
        table.components = components.names
        table.operations = operations.names
        table.link(keys: keys, parents: parents)
        return table
    }

    /// Microseconds, whole or with a fraction; within ±2^53, so that sums of them do not overflow.
    private static func time(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
        if let whole = Numbers.integer(bytes, range), abs(whole) < 1 << 53 { return whole }
        guard let value = Numbers.double(bytes, range), abs(value) < 0x1p53 else { return nil }
        return Int(value)
    }

    private mutating func link(keys: [UInt64], parents: [UInt64]) {
        var index = KeyIndex(expecting: keys.count)
        for (row, key) in keys.enumerated() { index.insert(key, row: row) }
        parent = parents.enumerated().map { row, key in
            guard key != 0, let found = index.row(key), found != row else { return -1 }
            return Int32(truncatingIfNeeded: found)
        }
    }
}
