import AutoSRECore
import Testing

/// A metric as a health signal: what is good, what is bad, and above all what is neither.
@Suite(.timeLimit(.minutes(1))) struct MetricRuleTests {
    private static let now = Instant(seconds: 1_800_000_000)

    private func rule(_ bound: String = "2%", _ side: MetricBound.Side = .below, delay: Double = 0) throws -> MetricRule
    {
        MetricRule("error_rate", try #require(MetricBound(side, bound)), delaySeconds: delay)
    }

    /// Values a quarter of a minute apart, the last of them `ago` seconds old.
    private func series(
        _ values: [Double], ago: Double = 5, unit: String = "ratio", labels: [String: String] = [:],
        step: Double = 15
    ) -> MetricSeries {
        let times = values.indices.map {
            Self.now.advanced(bySeconds: -ago - step * Double(values.count - 1 - $0))
        }
        return MetricSeries(name: "error_rate", unit: unit, labels: labels, times: times, values: values)
    }

    private func judge(
        _ series: [MetricSeries], _ rule: MetricRule? = nil, missing: String? = nil, isSimulated: Bool = false
    ) throws -> HealthReading.Status? {
        try verdict(series, rule, missing: missing, isSimulated: isSimulated)?.status
    }

    private func verdict(
        _ series: [MetricSeries], _ rule: MetricRule? = nil, missing: String? = nil, isSimulated: Bool = false
    ) throws -> MetricRule.Verdict? {
        let piece = RawEvidence(
            .metrics(series), about: .service("checkout"),
            from: Provenance("test", readAt: Self.now, isSimulated: isSimulated),
            completeness: Completeness(whole: nil, missing: missing))
        return try (rule ?? self.rule()).judge([piece], at: Self.now)
    }

    private static let before: [Double] = [0.3, 0.3, 0.3, 0.3]

    @Test func whatAllOfTheNewestValuesSay() throws {
        #expect(try judge([series(Self.before + [0.01, 0.01, 0.01, 0.01])]) == .good)
        #expect(try judge([series([0.01, 0.01, 0.01, 0.01] + Self.before)]) == .bad)
        // One that is not yet so, or no longer.
        #expect(try judge([series([0.01, 0.01, 0.3, 0.01, 0.01])]) == .unknown)
        #expect(try judge([series([0.01, 0.01, 0.01, 0.01, 0.3])]) == .unknown)
        // The bound lies on neither side.
        #expect(try judge([series([0.02, 0.02, 0.02, 0.02, 0.02])]) == .bad)
        #expect(try judge([series([0.9, 0.9, 0.9, 0.9, 0.9])], rule("50%", .above)) == .good)
        #expect(try judge([series([0.9, 0.9, 0.9, 0.9, 0.9])], rule("95%", .above)) == .bad)
    }

    @Test("No data, too old, too few, a hole, half an answer and what is made up are neither good nor bad")
    func silence() throws {
        let well = [Double](repeating: 0.01, count: 8)
        for value in [0.01, 0.3] {
            let all = [Double](repeating: value, count: 8)
            #expect(try judge([series(all, ago: 70)]) == .unknown, "too old")
            #expect(try judge([series(all, ago: 50)]) == .unknown, "it has ended")
            #expect(try judge([series(all, step: 30)]) == .unknown, "too few")
            #expect(try judge([series(all)], missing: "a page") == .unknown, "half an answer")
            #expect(try judge([series(all)], isSimulated: true) == .unknown, "made up")
            let whole = series(all)
            let holed = MetricSeries(
                name: "error_rate", unit: "ratio", times: Array(whole.times.prefix(4) + whole.times.suffix(1)),
                values: Array(all.prefix(5)))
            let wide = MetricRule("error_rate", try rule().bound, overSeconds: 100, points: 2)
            #expect(try judge([holed], wide) == .unknown, "a hole")
        }
        #expect(try judge([]) == nil && judge([MetricSeries(name: "other", unit: "", times: [], values: [])]) == nil)
        #expect(try judge([series(well)]) == .good)
    }

    /// A quarter of a minute apart, the newest last, as a minute that counts and the one before it have them.
    @Test(
        "Bad that moves towards its bound is on its way there",
        arguments: [
            // A rate that falls once what went wrong is taken back, at several times after it.
            [1, 1, 1, 1, 1, 0.68, 0.39, 0.15], [1, 1, 1, 1, 0.68, 0.39, 0.15, 0.1],
            [1, 1, 0.68, 0.39, 0.15, 0.1, 0.05, 0.04], [0.39, 0.15, 0.1, 0.05, 0.04, 0.03, 0.025, 0.021],
            // Slowly, with some noise, after it had risen, and all at once.
            [0.9, 0.86, 0.83, 0.79, 0.75, 0.7, 0.66, 0.61], [0.9, 0.8, 0.84, 0.7, 0.72, 0.6, 0.62, 0.5],
            [0.01, 0.2, 0.7, 1, 0.8, 0.6, 0.4, 0.3], [1, 1, 1, 1, 1, 1, 1, 0.3],
            [0.98, 1, 0.99, 1, 0.97, 1, 0.3, 0.25],
        ] as [[Double]])
    func settling(_ values: [Double]) throws {
        #expect(try verdict([series(values)])?.status == .bad)
        #expect(try verdict([series(values)])?.isSettling == true)
        #expect(try verdict([series(values)])?.words.hasSuffix("on their way there") == true)
        // The same from below.
        let share = try rule("98%", .above)
        #expect(try verdict([series(values.map { 1 - $0 })], share)?.isSettling == true)
        // One beside it that stays is enough to argue.
        let stays = series([Double](repeating: 0.5, count: 8), labels: ["instance": "b"])
        #expect(try verdict([series(values), stays])?.isSettling == false)
    }

    @Test(
        "Bad that stays, rises, or goes up and down is not",
        arguments: [
            [0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3], [0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7],
            [0.31, 0.28, 0.33, 0.29, 0.3, 0.32, 0.29, 0.31], [0.3, 0.5, 0.2, 0.6, 0.3, 0.5, 0.2, 0.4],
            [1, 0.3, 0.31, 0.29, 0.3, 0.32, 0.3, 0.31], [0.01, 0.01, 0.3, 0.5, 0.9, 1, 1, 1],
            [0.2, 0.4, 0.6, 0.8, 0.9, 1, 0.9, 1], [0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.29, 0.3],
        ] as [[Double]])
    func notSettling(_ values: [Double]) throws {
        #expect(try verdict([series(values)])?.status == .bad)
        #expect(try verdict([series(values)])?.isSettling == false)
    }

    @Test("Noise is seldom taken for a way to good, and a fall is seldom overlooked in it", arguments: [1, 2, 3])
    func noise(_ seed: UInt64) throws {
        var random = SplitMix64(state: seed)
        func draw() -> Double { Double(random.next() % 1000) / 1000 - 0.5 }
        var (taken, seen) = (0, 0)
        for _ in 0..<400 {
            let flat = (0..<8).map { _ in 0.3 + 0.1 * draw() }
            let falling = (0..<8).map { max(0.03, 0.9 - 0.1 * Double($0) + 0.15 * draw()) }
            if try verdict([series(flat)])?.isSettling == true { taken += 1 }
            if try verdict([series(falling)])?.isSettling == true { seen += 1 }
        }
        #expect(taken < 60 && seen > 390, "\(taken) of 400 taken for it, \(seen) of 400 seen")
    }

    @Test func severalSeriesOfTheMetric() throws {
        let (good, bad) = ([Double](repeating: 0.01, count: 8), [Double](repeating: 0.3, count: 8))
        func instance(_ name: String, _ values: [Double], ago: Double = 5) -> MetricSeries {
            series(values, ago: ago, labels: ["instance": name])
        }
        #expect(try judge([instance("a", good), instance("b", good)]) == .good)
        #expect(try judge([instance("a", good), instance("b", bad)]) == .bad)
        #expect(try judge([instance("a", good), instance("b", good.map { $0 } + [0.3])]) == .unknown)
        // An instance that is gone says nothing while the others do.
        #expect(try judge([instance("a", good), instance("b", bad, ago: 300)]) == .good)
        let one = MetricRule(#"error_rate{instance="a"}"#, try rule().bound)
        #expect(try judge([instance("a", good), instance("b", bad)], one) == .good)
    }

    @Test func unitsHaveToBeTheSame() throws {
        let well = [Double](repeating: 0.01, count: 8)
        #expect(try judge([series(well)], rule("0.02 ratio")) == .good)
        // 0.02 what? A share has to say that it is one.
        for bound in ["0.02", "300 ms", "5 MB"] { #expect(try judge([series(well)], rule(bound)) == .unknown) }
        #expect(try judge([series(well, unit: "1/s")], rule("2 1/s")) == .good)
        #expect(try judge([series(well, unit: "")], rule("2")) == .good)
        let slow = MetricSeries(
            measured: "latency_p99", unit: "s", times: series(well).times, values: well.map { $0 * 50 })
        let piece = RawEvidence(.metrics([slow]), about: .service("checkout"), from: Provenance("t", readAt: Self.now))
        for (bound, status) in [("600 ms", HealthReading.Status.good), ("0.4s", .bad), ("2%", .unknown)] {
            let rule = MetricRule("latency_p99", try #require(MetricBound(.below, bound)))
            #expect(rule.judge([piece], at: Self.now)?.status == status, "\(bound)")
        }
    }

    @Test(
        "A value that comes late is waited for, and every value that counts is of after a change once the latency is over"
    )
    func lateValues() throws {
        let well = [Double](repeating: 0.01, count: 16)
        #expect(try judge([series(well, ago: 65)], rule(delay: 60)) == .good)
        #expect(try judge([series(Self.before + [Double](repeating: 0.01, count: 6))], rule(delay: 60)) == .unknown)
        #expect(try rule(delay: 60).latencySeconds == 120 && rule().latencySeconds == 60)
        #expect(try rule(delay: 60).window(at: Self.now).from == Self.now.advanced(bySeconds: -240))
    }

    @Test(arguments: ["", "%", "two", "2e3", "1e400", "2 %%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%", "-", "1.2.3"])
    func noBounds(_ text: String) { #expect(MetricBound(.below, text) == nil) }
}
