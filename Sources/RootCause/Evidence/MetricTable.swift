/// Series on one shared time axis; a missing value is `nan`, so a series may begin late or end early.
struct MetricTable: Sendable {
    struct Series: Sendable {
        /// The entity as the file names it: a component or one of its instances.
        let entity: String
        let metric: String
        var values: [Double]
    }

    /// Unix seconds, ascending.
    var times: [Double] = []
    var series: [Series] = []

    /// The usual distance of two samples, in seconds; 0 when there are fewer than two.
    var step: Double {
        guard times.count > 1 else { return 0 }
        return Robust.median(zip(times.dropFirst(), times).map { $0 - $1 }) ?? 0
    }
}

extension MetricTable {
    /// Reads `metrics.csv`: `time` and a column `<entity>|<metric>` each. A row that cannot be read is left out and
    /// named in `gaps`; a header that cannot be read is an error.
    static func read(_ bytes: [UInt8], file: String, gaps: inout [String]) throws(EvidenceError) -> MetricTable {
        var reader = CSVReader(bytes, file: file)
        var fields: [CSVReader.Field] = []
        guard try reader.next(&fields) else { throw EvidenceError(file: file, line: 1, reason: "the file is empty") }
        guard reader.text(fields[0]) == "time" else {
            throw EvidenceError(file: file, line: 1, reason: "the first column is not \"time\"")
        }
        var series = fields.dropFirst().map { field in
            let name = reader.text(field)
            let bar = name.lastIndex(of: "|")
            return Series(
                entity: bar.map { String(name[..<$0]) } ?? name,
                metric: bar.map { String(name[name.index(after: $0)...]) } ?? "", values: [])
        }
        var times: [Double] = []
        var skipped = Skipped(file: file)
        while skipped.survive({ () throws(EvidenceError) in try reader.next(&fields) }) {
            guard fields.count == series.count + 1 else {
                skipped.note(reader.line, "\(fields.count) fields instead of \(series.count + 1)")
                continue
            }
            guard let time = Numbers.time(bytes, fields[0].range) else {
                skipped.note(reader.line, "the time is no number")
                continue
            }
            times.append(time)
            for index in series.indices {
                let value = Numbers.double(bytes, fields[index + 1].range)
                if value == nil { skipped.note(reader.line, "a value is no number") }
                series[index].values.append(value ?? .nan)
            }
        }
        skipped.report(to: &gaps)
        return MetricTable(times: times, series: series).sorted()
    }

    /// Rows in order of time.
    private func sorted() -> MetricTable {
        if zip(times, times.dropFirst()).allSatisfy({ $0 <= $1 }) { return self }
        let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
        var table = self
        table.times = order.map { times[$0] }
        for index in series.indices { table.series[index].values = order.map { series[index].values[$0] } }
        return table
    }
}

/// Counts rows that could not be read, and keeps the place of the first.
struct Skipped {
    let file: String
    private var count = 0
    private var first = ""

    init(file: String) { self.file = file }

    mutating func note(_ line: Int, _ reason: String) {
        if count == 0 { first = "\(file):\(line): \(reason)" }
        count += 1
    }

    /// Runs a read; an error ends the file there and is noted.
    mutating func survive(_ read: () throws(EvidenceError) -> Bool) -> Bool {
        do throws(EvidenceError) { return try read() } catch {
            note(error.line, error.reason)
            return false
        }
    }

    func report(to gaps: inout [String]) {
        if count == 1 { gaps.append(first) }
        if count > 1 { gaps.append("\(first) (and \(count - 1) more places in this file)") }
    }
}
