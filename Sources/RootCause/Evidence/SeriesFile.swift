/// The series of a CSV file, read in portions of whole lines: a header with names, a row for each moment. The first
/// column is the time where it is named `time`; an empty field or `nan` is missing.
public struct SeriesFile: Sendable {
    /// One column.
    public struct Series: Sendable {
        /// The header's text.
        public let name: String
        /// A value for each row, `nan` where there is none; of a counter, its growth per second (per row where the file
        /// has no time).
        public let values: [Double]
    }

    /// More values than this are refused: half a gigabyte.
    public static let mostValues = 1 << 26

    private let file: String
    private var names: [String]?
    private var hasTime = false
    private var times: [Double] = []
    private var columns: [[Double]] = []
    private var nextLine = 1
    private var skipped: Skipped

    /// - Parameter file: its name, for errors.
    public init(file: String) {
        self.file = file
        skipped = Skipped(file: file)
    }

    /// Reads the next lines. What of a row cannot be read is missing, and is told by `finish`.
    /// - Throws: where the header or the form of the file cannot be read, or there is too much of it.
    public mutating func add(_ lines: [UInt8]) throws(EvidenceError) {
        var reader = CSVReader(lines, file: file, line: nextLine)
        var fields: [CSVReader.Field] = []
        while try reader.next(&fields) {
            if names == nil { try readHeader(reader, fields) } else { try readRow(reader, fields) }
        }
        nextLine = reader.nextLine
    }

    /// The series in the header's order, and what could not be read, for a person.
    public consuming func finish() throws(EvidenceError) -> (series: [Series], gaps: [String]) {
        guard let names else { throw EvidenceError(file: file, line: 1, reason: "the file is empty") }
        var table = MetricTable(times: times, series: [])
        table.series = names.indices.map { .init(entity: names[$0], metric: "", values: columns[$0]) }
        columns = []
        var gaps: [String] = []
        skipped.report(to: &gaps)
        return (table.withRates.series.map { Series(name: $0.entity, values: $0.values) }, gaps)
    }

    private mutating func readHeader(_ reader: CSVReader, _ fields: [CSVReader.Field]) throws(EvidenceError) {
        var names = fields.map(reader.text)
        hasTime = names.first == "time"
        if hasTime { names.removeFirst() }
        guard Set(names).count == names.count else {
            throw EvidenceError(file: file, line: reader.line, reason: "two columns have the same name")
        }
        self.names = names
        columns = names.map { _ in [] }
    }

    private mutating func readRow(_ reader: CSVReader, _ fields: [CSVReader.Field]) throws(EvidenceError) {
        let first = hasTime ? 1 : 0
        guard (times.count + 1) * columns.count <= Self.mostValues else {
            throw EvidenceError(file: file, line: reader.line, reason: "more than \(Self.mostValues) values")
        }
        if fields.count != columns.count + first {
            skipped.note(reader.line, "\(fields.count) fields instead of \(columns.count + first)")
        }
        var time = Double(times.count)
        if hasTime {
            let read = Numbers.time(reader.bytes, fields[0].range)
            if read == nil { skipped.note(reader.line, "the time is no number") }
            time = read ?? .nan
        }
        times.append(time)
        for index in columns.indices {
            guard index + first < fields.count else {
                columns[index].append(.nan)
                continue
            }
            let value = Numbers.double(reader.bytes, fields[index + first].range)
            if value == nil { skipped.note(reader.line, "a value is no number") }
            columns[index].append(value ?? .nan)
        }
    }
}
