import AutoSRECore
import AutoSRETesting
import Testing

/// What no measurement can be is a hole: -1 is what many write for "no data".
@Suite(.timeLimit(.minutes(1))) struct MetricBoundsTests {
    private let times = (0..<3).map { Sample.time(Double($0)) }

    private func kept(_ name: String, _ unit: String, _ odd: Double) -> [[Double]] {
        let series = MetricSeries(measured: name, unit: unit, times: times, values: [0.5, odd, 0.5])
        // However it came into the columns, the evidence has none of it.
        let raw = MetricSeries(name: "x_offset", unit: "", times: times, values: [0.5, odd, 0.5])
        let columns = SeriesColumns([raw])
        let renamed = Metrics(SeriesColumns([series])).series.map(\.values) + Metrics(columns).series.map(\.values)
        return [series.values] + renamed
    }

    @Test(arguments: [
        ("memory_used", "MB"), ("latency_p99", "ms"), ("cpu", "%"), ("requests", "1/s"), ("error_rate", ""),
        ("heap", ""), ("restarts", ""), ("pool_in_use", ""), ("http_requests_total", ""),
    ])
    func negativeSizesAreHoles(name: String, unit: String) {
        let found = kept(name, unit, -1)
        #expect(found[0].count == 2 && found[1].count == 2, "\(found)")
        #expect(found[2].count == 3, "what may be negative stays")
    }

    @Test(arguments: [("clock_offset", "ms"), ("temperature", ""), ("memory_change", "MB"), ("score", "")])
    func differencesMayBeNegative(name: String, unit: String) {
        #expect(kept(name, unit, -1)[0].count == 3)
    }

    @Test("No more fails than all, and several cores do more than one")
    func shares() {
        #expect(kept("error_rate", "ratio", 19)[0].count == 2)
        #expect(kept("cpu", "ratio", 3.5)[0].count == 3)
    }

    @Test("Columns that nobody made of rows are judged too: what a store or a query's answer holds")
    func columnsAreCleaned() throws {
        let raw = MetricSeries(name: "x_offset", unit: "MB", times: times, values: [1, -1, 2])
        var bytes = Metrics(SeriesColumns([raw])).encoded()
        let (old, new) = (Array("x_offset".utf8), Array("x_memory".utf8))
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: old) })
        bytes.replaceSubrange(place..<place + old.count, with: new)
        #expect(try Metrics(encoded: bytes).series.map(\.values) == [[1, 2]])
    }

    @Test func columnsAreJudgedByTheirOwnNames() {
        let columns = SeriesColumns([
            MetricSeries(name: "x_offset", unit: "MB", times: times, values: [-1, 1, 2]),
            MetricSeries(name: "y", unit: "MB", times: times, values: [1, 2, 3]),
        ])
        let minted = Metrics(columns).series
        #expect(minted.map(\.values) == [[-1, 1, 2], [1, 2, 3]])
    }
}
