// How log lines are kept: labels, times, the labels of each line, texts.
extension LogColumns {
    static let form = "logs/2"

    /// The one way to write these lines.
    func encoded() -> [UInt8] {
        var writer = ColumnWriter(Self.form, room: texts.bytes.count + labels.texts.bytes.count + 12 * count + 64)
        writer.add(labels)
        writer.add(texts)
        writer.add(ascending: nanoseconds)
        for set in sets { writer.add(count: set) }
        return writer.bytes
    }

    /// Reads it back.
    /// - Throws: where it is anything else.
    init(encoded bytes: [UInt8]) throws {
        var reader = try ColumnReader(bytes, of: Self.form)
        let (labels, texts) = (try reader.labels(), try reader.texts())
        let times = try reader.ascending(texts.count)
        var sets: [Int] = []
        sets.reserveCapacity(texts.count)
        for _ in 0..<texts.count { sets.append(try reader.number(below: labels.count)) }
        self.init(nanoseconds: times, texts: texts, labels: labels, sets: sets, stretches: [texts.count])
        try reader.finish(encoded)
    }
}
