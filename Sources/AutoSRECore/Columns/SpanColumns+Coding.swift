// How spans are kept: texts, starts, durations, and which texts each has.
extension SpanColumns {
    static let form = "traces/1"

    /// The one way to write these spans.
    func encoded() -> [UInt8] {
        var writer = ColumnWriter(Self.form, room: texts.bytes.count + 24 * count + 64)
        writer.add(texts)
        writer.add(count: count)
        writer.add(ascending: starts)
        for duration in durations { writer.add(UInt64(duration)) }
        for field in fields { writer.add(UInt64(field)) }
        return writer.bytes
    }

    /// Reads it back.
    /// - Throws: where it is anything else.
    init(encoded bytes: [UInt8]) throws {
        var reader = try ColumnReader(bytes, of: Self.form)
        let texts = try reader.texts()
        let count = try reader.count()
        let starts = try reader.ascending(count)
        var (durations, fields) = ([Int64](), [Int32]())
        for _ in 0..<count { durations.append(Int64(truncatingIfNeeded: try reader.number())) }
        for _ in 0..<count * Field.count { fields.append(Int32(try reader.number(below: texts.count))) }
        self.init(texts: texts, fields: fields, starts: starts, durations: durations)
        try reader.finish(encoded)
    }
}
