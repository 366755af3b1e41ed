import AutoSRECore
import Testing

/// Bodies of columns are written in one way, and hostile bytes are refused and never trap.
@Suite(.timeLimit(.minutes(1)))
struct ColumnCodingTests {
    private let lines = [
        LogLine(at: Instant(seconds: 10), message: "", level: "INFO", instance: "c-1"),
        LogLine(at: Instant(seconds: 20), message: "döes not answer", level: "ERROR", instance: "c-2"),
        LogLine(at: Instant(seconds: -3), message: "before all", instance: "c-1"),
        LogLine(at: Instant(seconds: 20), message: "again", level: "ERROR", instance: "c-2"),
    ]
    private let series = [
        MetricSeries(
            name: "latency_p99", unit: "ms", labels: ["pod": "c-1"], times: [Instant(seconds: 1), Instant(seconds: 2)],
            values: [0.1, 1e17]),
        MetricSeries(name: "requests", unit: "", times: [Instant(seconds: 1)], values: [3]),
        MetricSeries(name: "empty", unit: "", times: [], values: []),
    ]

    private func read(_ kind: EvidenceKind, _ bytes: [UInt8]) throws -> EvidenceBody {
        try EvidenceKinds.standard.body(kind, from: bytes)
    }

    @Test func whatIsKeptIsReadBack() throws {
        for body in [EvidenceBody.logs(lines), .metrics(series), .logs([]), .metrics([])] {
            let read = try read(body.kind, try body.bytes())
            #expect(try read == body && read.bytes() == body.bytes())
        }
        let logs = LogColumns(lines)
        #expect(logs.map(\.message) == ["before all", "", "döes not answer", "again"])
        #expect(
            logs.map(\.instance) == ["c-1", "c-1", "c-2", "c-2"] && logs.map(\.level) == ["", "INFO", "ERROR", "ERROR"])
        #expect(logs.first?.at == Instant(seconds: -3))
        #expect(Array(SeriesColumns(series)) == series)
    }

    @Test func equalContentsHaveOneForm() throws {
        let mixed = [lines[2], lines[1], lines[0], lines[3]]
        #expect(try EvidenceBody.logs(lines).bytes() == EvidenceBody.logs(mixed).bytes())
        var table = LogTable()
        table.append(LogColumns([lines[1], lines[3]]))
        table.append(LogColumns([lines[0], lines[2]]))
        #expect(table.columns == LogColumns(lines))
    }

    @Test func aBodyOfBeforeIsStillRead() throws {
        let old = #"[{"i":"c-1","l":"WARN","m":"slow","t":"2026-11-30T00:00:00.000Z"}]"#
        #expect(try read(.logs, Array(old.utf8)).logs?.first?.message == "slow")
        let curves = #"[{"name":"p99","times":["2026-11-30T00:00:00.000Z"],"unit":"ms","values":[1.5]}]"#
        #expect(try read(.metrics, Array(curves.utf8)).metrics?.series(named: "p99")?.values == [1.5])
    }

    @Test func anotherFormIsRefusedByItsName() throws {
        let later = Array("logs/3\n".utf8) + [0]
        let error = #expect(throws: DecodingError.self) { try read(.logs, later) }
        #expect("\(String(describing: error))".contains("logs/3"))
        #expect(throws: DecodingError.self) { try read(.metrics, EvidenceBody.logs(lines).bytes()) }
        #expect(throws: DecodingError.self) { try read(.logs, []) }
    }

    /// Every byte changed in every bit, and every end: refused, or what was read is exactly what was written.
    @Test func hostileBytesAreRefused() throws {
        for body in [EvidenceBody.logs(lines), .metrics(series)] {
            let good = try body.bytes()
            for index in good.indices {
                for bit in 0..<8 {
                    var bad = good
                    bad[index] ^= 1 << UInt8(bit)
                    guard let read = try? read(body.kind, bad) else { continue }
                    #expect(try read.bytes() == bad || body.kind == .metrics)
                }
                #expect(throws: (any Error).self) { try read(body.kind, Array(good[..<index])) }
            }
            #expect(throws: DecodingError.self) { try read(body.kind, good + [0]) }
        }
    }

    @Test func hugeCountsCostNothing() {
        for form in ["logs/2\n", "metrics/2\n"] {
            for count in [[0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [UInt8](repeating: 0xFF, count: 9) + [0x01]] {
                let kind = EvidenceKind(rawValue: String(form.prefix { $0 != "/" }))
                for lead in [[], [0], [0, 0], [0, 0, 0], [1, 0, 1, 0]] as [[UInt8]] {
                    #expect(throws: DecodingError.self) { try read(kind, Array(form.utf8) + lead + count) }
                }
            }
        }
    }

    @Test func rowsOfAWindowAreFoundInOrder() {
        let log = LogColumns((0..<100).map { LogLine(at: Instant(seconds: Int64($0 / 2)), message: "line \($0)") })
        #expect(log.rows(over: TimeWindow(from: Instant(seconds: 10), until: Instant(seconds: 12))) == 20..<24)
        #expect(log.rows(over: TimeWindow(from: Instant(seconds: 90), until: Instant(seconds: 12))).isEmpty)
        let all = TimeWindow(from: Instant(milliseconds: .min), until: Instant(milliseconds: .max))
        #expect(log.rows(over: all) == 0..<100)
        #expect(log.rows(like: LogPattern("line 7<*>"), over: all) == [7, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79])
        #expect(log.rows(like: LogPattern("line <*>"), over: all, limit: 3) == [0, 1, 2])
    }

    /// The metric alone is its name; labels make two of it, in their order.
    @Test func aSeriesIsNamedByMetricAndLabels() {
        let columns = SeriesColumns(series)
        #expect(columns.series(named: #"latency_p99{pod="c-1"}"#)?.unit == "ms")
        #expect(columns.series(named: "latency_p99") == nil && columns.series(named: "requests")?.values == [3])
    }

    /// What cannot be of a measurement is a hole, and the others stay.
    @Test func absurdValuesAreHoles() throws {
        var table = LabelTable()
        table.add(name: SeriesColumns.name, value: "m")
        let made = table.close()
        let set = try #require(made)
        let times = (0..<4).map { Instant(seconds: $0) }
        let columns = SeriesColumns(
            labels: table.sets, sets: [set], ends: [4], times: times, values: [1, .nan, 1e19, 2])
        let read = try #require(EvidenceBody.metrics(columns).metrics?.first)
        #expect(read.values == [1, 2] && read.times == [times[0], times[3]])
    }
}
