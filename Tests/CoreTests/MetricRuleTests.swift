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
        let piece = RawEvidence(
            .metrics(series), about: .service("checkout"),
            from: Provenance("test", readAt: Self.now, isSimulated: isSimulated),
            completeness: Completeness(whole: nil, missing: missing))
        return try (rule ?? self.rule()).judge([piece], at: Self.now)?.0
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
            #expect(rule.judge([piece], at: Self.now)?.0 == status, "\(bound)")
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
