// How series are kept: labels, the labels of each series, how many samples each has, times series by series, values.
extension SeriesColumns {
    static let form = "metrics/2"

    /// The one way to write these series.
    func encoded() -> [UInt8] {
        var writer = ColumnWriter(
            Self.form, room: labels.texts.bytes.count + 8 * labels.numbers.count + 12 * values.count + 64)
        writer.add(labels)
        writer.add(count: count)
        for set in sets { writer.add(count: set) }
        writer.add(lengths: ends)
        for series in 0..<count {
            writer.add(ascending: times[samples(of: series)].lazy.map(\.milliseconds))
        }
        for value in values { writer.add(value) }
        return writer.bytes
    }

    /// Reads it back.
    /// - Throws: where it is anything else.
    init(encoded bytes: [UInt8]) throws {
        var reader = try ColumnReader(bytes, of: Self.form)
        let labels = try reader.labels()
        let count = try reader.count()
        var sets: [Int] = []
        for _ in 0..<count { sets.append(try reader.number(below: labels.count)) }
        let ends = try reader.ends(count)
        var (times, values) = ([Instant](), [Double]())
        times.reserveCapacity(ends.last ?? 0)
        for series in 0..<count {
            let length = ends[series] - (series == 0 ? 0 : ends[series - 1])
            times += try reader.ascending(length).map { Instant(milliseconds: $0) }
        }
        values.reserveCapacity(times.count)
        for _ in 0..<times.count { values.append(try reader.double()) }
        self.init(labels: labels, sets: sets, ends: ends, times: times, values: values)
        try reader.finish(encoded)
    }
}
