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
        var maker = SpanMaker()
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
            maker.add(
                bytes, trace: fields[trace].range, span: fields[span].range, parent: fields[parent].range,
                component: fields[component].range, operation: fields[operation].range, start: from, duration: took)
        }
        skipped.report(to: &gaps)
        return maker.table
    }

    /// Microseconds, whole or with a fraction; within ±2^53, so that sums of them do not overflow.
    private static func time(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
        if let whole = Numbers.integer(bytes, range), abs(whole) < 1 << 53 { return whole }
        guard let value = Numbers.double(bytes, range), abs(value) < 0x1p53 else { return nil }
        return Int(value)
    }

    fileprivate mutating func link(keys: [UInt64], parents: [UInt64]) {
        var index = KeyIndex(expecting: keys.count)
        for (row, key) in keys.enumerated() { index.insert(key, row: row) }
        parent = parents.enumerated().map { row, key in
            guard key != 0, let found = index.row(key), found != row else { return -1 }
            return Int32(truncatingIfNeeded: found)
        }
    }
}

/// Makes a table of spans, one after the other; parents may come after their children.
struct SpanMaker {
    private var made = SpanTable()
    private var components = NameTable()
    private var operations = NameTable()
    private var keys: [UInt64] = []
    private var parents: [UInt64] = []

    /// Adds a span whose names are ranges of `bytes`; a root where that of the parent is empty. Microseconds.
    mutating func add(
        _ bytes: [UInt8], trace: Range<Int>, span: Range<Int>, parent: Range<Int>, component: Range<Int>,
        operation: Range<Int>, start: Int, duration: Int
    ) {
        let key = Hash.of(bytes, trace)
        keys.append(Hash.of(bytes, span, seed: key))
        parents.append(parent.isEmpty ? 0 : Hash.of(bytes, parent, seed: key))
        made.component.append(Int32(truncatingIfNeeded: components.id(bytes, component)))
        made.operation.append(Int32(truncatingIfNeeded: operations.id(bytes, operation)))
        made.start.append(start)
        made.trace.append(key)
        made.duration.append(duration)
    }

    /// What was added.
    var table: SpanTable {
        var table = made
        table.components = components.names
        table.operations = operations.names
        table.link(keys: keys, parents: parents)
        return table
    }
}
