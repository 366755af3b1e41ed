import AutoSRECore
import OperationsDashboard
import ServiceSimulation
import Testing

@Suite(.timeLimit(.minutes(1)))
struct TelemetryTests {
    private let start = Instant(seconds: 1_790_000_000)

    private func shop(_ fault: Fault, seed: UInt64 = 1) -> Shop { Shop(fault: fault, seed: seed, start: start) }

    private func texts(_ fault: Fault, _ minutes: ClosedRange<Double>, seed: UInt64 = 1) throws -> [ShopLogLine] {
        let until = start.advanced(bySeconds: minutes.upperBound * 60)
        let since = start.advanced(bySeconds: minutes.lowerBound * 60)
        return try #require(shop(fault, seed: seed).logs(of: "checkout", since: since, limit: 20_000, now: until))
    }

    @Test(arguments: Fault.allCases)
    func theSameSeedTellsTheSameStory(_ fault: Fault) throws {
        var first = shop(fault, seed: 7)
        var second = shop(fault, seed: 7)
        let later = start.advanced(bySeconds: 100)
        // The second is asked in between; questions change nothing.
        _ = second.logs(of: "checkout", now: start)
        try first.apply(.restart, to: "checkout", at: start.advanced(bySeconds: 3.2))
        try second.apply(.restart, to: "checkout", at: start.advanced(bySeconds: 3.2))
        #expect(first.logs(of: "checkout", now: later) == second.logs(of: "checkout", now: later))
        let (a, b) = (first.metrics(of: "checkout", now: later), second.metrics(of: "checkout", now: later))
        #expect(a?.series.map(\.values) == b?.series.map(\.values))
        #expect(
            shop(fault, seed: 8).logs(of: "checkout", now: start)
                != shop(fault, seed: 7).logs(of: "checkout", now: start))
    }

    @Test(arguments: Fault.allCases)
    func thePastDoesNotChangeWithTime(_ fault: Fault) throws {
        let shop = shop(fault)
        let early = try #require(shop.logs(of: "checkout", limit: 20_000, now: start))
        let later = try #require(
            shop.logs(of: "checkout", limit: 20_000, now: start.advanced(bySeconds: 60)))
        let kept = later.filter { $0.timestamp <= start }
        #expect(kept == Array(early.suffix(kept.count)))
        #expect(kept.count > early.count * 9 / 10)
    }

    @Test(arguments: Fault.allCases)
    func metricsCoverNinetyMinutesEveryFifteenSeconds(_ fault: Fault) throws {
        for id in ["checkout", "payments"] {
            let table = try #require(shop(fault).metrics(of: id, now: start))
            #expect(table.timestamps.count == 361)
            #expect(table.timestamps.first == start.advanced(bySeconds: -5400))
            #expect(table.timestamps.last == start)
            #expect(table.series.count == Metric.allCases.count)
            for series in table.series {
                #expect(series.values.count == 361)
                #expect(series.values.allSatisfy { $0 >= 0 && $0.isFinite })
            }
        }
    }

    @Test func memoryOfOldTimesIsBounded() throws {
        let month = start.advanced(bySeconds: 30 * 86_400)
        let table = try #require(shop(.leakyRelease).metrics(of: "checkout", now: month))
        #expect(table.timestamps.count == 361)
        let lines = try #require(shop(.leakyRelease).logs(of: "checkout", limit: 20_000, now: month))
        #expect(lines.allSatisfy { month.seconds(since: $0.timestamp) <= 5400 })
        #expect(lines.count < 20_000)
    }

    @Test func sinceAndLimitKeepTheNewest() throws {
        let shop = shop(.leakyRelease)
        let all = try #require(shop.logs(of: "checkout", limit: 20_000, now: start))
        #expect(all.map(\.timestamp) == all.map(\.timestamp).sorted())
        #expect(all.allSatisfy { $0.timestamp <= start })
        #expect(shop.logs(of: "checkout", limit: 10, now: start) == Array(all.suffix(10)))
        let since = start.advanced(bySeconds: -60.5)
        let recent = all.filter { $0.timestamp >= since }
        #expect(!recent.isEmpty)
        #expect(shop.logs(of: "checkout", since: since, now: start) == recent)
        #expect(shop.logs(of: "checkout", since: start.advanced(bySeconds: 1), now: start) == [])
        #expect(shop.metrics(of: "checkout", since: since, now: start)?.timestamps.count == 5)
        #expect(shop.logs(of: "nope", now: start) == nil)
    }

    /// What each fault writes after its onset, and never before its release.
    private static let traces: [(Fault, String)] = [
        (.leakyRelease, "java.lang.OutOfMemoryError"), (.leakyRelease, "session cache of checkout v1.4.2"),
        (.badConfig, "missing required configuration key PAYMENT_GATEWAY_URL"),
        (.badConfig, "starting checkout v1.4.2"),
        (.badRollout, "readiness probe failed on checkout v1.4.2"),
        (.trafficSurge, "requests are queued"),
        (.poolExhausted, "no database connection within 3000 ms"),
        (.poolExhausted, "not returned to the pool"),
        (.thirdPartyDown, "call to api.fraudshield.example timed out"),
        (.decoy, "java.lang.OutOfMemoryError"),
    ]

    @Test(arguments: traces)
    func everyFaultLeavesItsTraceAndHadABefore(_ fault: Fault, _ trace: String) throws {
        for seed: UInt64 in 1...5 {
            let before = try texts(fault, -90 ... -12.01, seed: seed)
            let after = try texts(fault, -9.5...0, seed: seed)
            #expect(!before.contains { $0.message.contains(trace) })
            #expect(after.contains { $0.message.contains(trace) })
            #expect(!(try texts(.none, -90...0, seed: seed)).contains { $0.message.contains(trace) })
        }
    }

    @Test func theBlipIsLoggedAtTheOnset() throws {
        let lines = try texts(.poolExhausted, -10.2 ... -9.7)
        #expect(lines.contains { $0.message.contains("connection reset by peer") })
        #expect(!(try texts(.poolExhausted, -9...0)).contains { $0.message.contains("connection reset by peer") })
    }

    @Test func onlyTheGuiltyVersionsInstancesCrash() throws {
        let lines = try texts(.badConfig, -12 ... -10.6)
        let crashing = Set(lines.filter { $0.message.contains("missing required") }.map(\.instance))
        let starting = Set(lines.filter { $0.message == "starting checkout v1.4.2" }.map(\.instance))
        #expect(!crashing.isEmpty)
        #expect(crashing == starting)
    }

    private func mean(_ table: MetricsTable, _ metric: Metric, _ minutes: ClosedRange<Double>) -> Double {
        var values: [Double] = []
        for (at, value) in zip(table.timestamps, table.values(metric))
        where minutes.contains(at.seconds(since: start) / 60) { values.append(value) }
        return values.reduce(0, +) / Double(max(values.count, 1))
    }

    @Test func metricsShowWhatIsWrong() throws {
        func shift(_ fault: Fault, _ metric: Metric) throws -> Double {
            let table = try #require(shop(fault).metrics(of: "checkout", now: start))
            return mean(table, metric, -8...0) / max(mean(table, metric, -60 ... -13), 0.0001)
        }
        #expect(try shift(.leakyRelease, .memory) > 4)
        #expect(try shift(.leakyRelease, .gcPause) > 20)
        #expect(try shift(.badConfig, .ready) == 0)
        #expect(try shift(.badConfig, .restarts) > 10)
        #expect(try shift(.badRollout, .ready) == 0.5)
        #expect(abs(try shift(.trafficSurge, .requestRate) - 3) < 0.3)
        #expect(try shift(.trafficSurge, .cpu) > 2)
        #expect(try shift(.poolExhausted, .poolInUse) > 3)
        #expect(try shift(.poolExhausted, .poolWaiting) > 1000)
        #expect(try shift(.thirdPartyDown, .provider) > 40)
        #expect(abs(try shift(.thirdPartyDown, .memory) - 1) < 0.02)
        for metric in Metric.allCases where ![.restarts, .poolWaiting].contains(metric) {
            #expect(abs(try shift(.none, metric) - 1) < 0.15, "\(metric)")
        }
    }

    @Test func theSlowLeakClimbsAllAlong() throws {
        let table = try #require(shop(.slowLeak).metrics(of: "checkout", now: start))
        let means = stride(from: -90.0, to: 0, by: 10).map { mean(table, .memory, $0...($0 + 10)) }
        #expect(means == means.sorted())
        #expect(means[8] - means[0] > 350)
        #expect(mean(table, .latencyP99, -10...0) > 1.5 * mean(table, .latencyP99, -90 ... -70))
        let detail = try #require(shop(.slowLeak).detail(of: "checkout", at: start))
        #expect(detail.instances.allSatisfy { start.seconds(since: $0.startedAt) > 2 * 86_400 })
    }

    @Test func curvesDecayAfterHealing() throws {
        var shop = shop(.leakyRelease)
        try shop.apply(.rollback(to: "v1.4.1"), to: "checkout", at: start)
        let table = try #require(shop.metrics(of: "checkout", now: start.advanced(bySeconds: 120)))
        let p99 = table.values(.latencyP99).suffix(9)
        #expect(p99.first ?? 0 > 1000)
        #expect(p99.last ?? 0 < 300)
        #expect(Array(p99.prefix(4)) == p99.prefix(4).sorted(by: >))
    }
}
