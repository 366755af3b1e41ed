import AutoSRECore
import AutoSREWeb
import Testing

@Suite(.timeLimit(.minutes(1))) struct ChartTests {
    static let start = Instant(seconds: 1_795_540_200)

    static func chart(
        _ values: [Double], every seconds: Double = 15, unit: String = "ms", gapSeconds: Double? = nil,
        _ size: Chart.Size = .large
    ) -> Chart {
        let times = values.indices.map { start.advanced(bySeconds: seconds * Double($0)) }
        let line = Chart.Line(name: "p99", times: times, values: values, gapSeconds: gapSeconds)
        let window = TimeWindow(from: start, until: start.advanced(bySeconds: seconds * Double(max(values.count, 2))))
        return Chart(id: "c", title: "Latency", lines: [line], window: window, unit: unit, size: size)
    }

    /// The curve's points in order, absolute, and where it begins anew.
    private static func curve(_ svg: String) throws -> [[(x: Int, y: Int)]] {
        let path = try #require(svg.firstMatch(of: /class="curve k1" d="([^"]*)"/)?.1)
        return path.split(separator: "M").map { run in
            let numbers = run.matches(of: /-?[0-9]+/).compactMap { Int($0.0) }
            var points = [(x: numbers[0], y: numbers[1])]
            for index in stride(from: 2, to: numbers.count, by: 2) {
                let last = points[points.count - 1]
                points.append((last.x + numbers[index], last.y + numbers[index + 1]))
            }
            return points
        }
    }

    private static func ticks(_ svg: String) -> [String] {
        svg.matches(of: /<text class="tick end"[^>]*>([^<]*)</).map { String($0.1) }
    }

    @Test func whoCannotSeeItHearsIt() throws {
        var chart = Self.chart([200, 200, 200, 200, 210, 2200, 2300, 2250])
        chart.marks = [
            Chart.Mark(
                at: Self.start.advanced(bySeconds: 60), label: "v2", words: "<v2> released", tone: "release"),
            Chart.Mark(at: Self.start.advanced(bySeconds: -60), label: "v1", words: "v1 released", tone: "release"),
        ]
        let svg = chart.svg.text
        #expect(svg.contains("role=\"img\" aria-labelledby=\"c-t\" aria-describedby=\"c-d\""))
        #expect(svg.contains("<title id=\"c-t\">Latency, "))
        #expect(svg.contains(" UTC: &lt;v2&gt; released.</desc>") && !svg.contains("v1 released"))
        #expect(chart.summary == "p99 rose from about 200 ms to 2,250 ms.")
        #expect(chart.keys.text == "<span class=\"key k1\"><b>2,250 ms</b></span>")
    }

    @Test(arguments: [
        ([100.0, 100, 100, 100], "held at about 100 ms"), ([900, 900, 400, 300], "fell from about 900 ms to 300 ms"),
        ([100, 100, 900, 110], "is back at 110 ms after 900 ms at "), ([.nan], "nothing was measured"),
        ([.nan, 5, 5, .infinity], "held at about 5 ms"), ([], "nothing was measured"),
    ])
    func wordsFollowTheCurve(_ values: [Double], _ words: String) {
        #expect(Self.chart(values).summary.contains(words), "\(Self.chart(values).summary)")
    }

    @Test func silenceIsNoLine() throws {
        #expect(try Self.curve(Self.chart([1, 2, 3]).svg.text).map(\.count) == [3])
        #expect(try Self.curve(Self.chart([1, .nan, 3, 4]).svg.text).map(\.count) == [2, 2], "one alone is a dot")
        let times = [0.0, 15, 30, 300, 315].map { Self.start.advanced(bySeconds: $0) }
        func svg(_ gap: Double?) -> String {
            let line = Chart.Line(name: "m", times: times, values: [1, 1, 1, 2, 2], gapSeconds: gap)
            let window = TimeWindow(from: times[0], until: times[4])
            return Chart(id: "c", title: "t", lines: [line], window: window, unit: "", size: .large).svg.text
        }
        #expect(try Self.curve(svg(nil)).map(\.count) == [3, 2])
        #expect(try Self.curve(svg(.infinity)).map(\.count) == [5])
    }

    @Test(arguments: [0.0, 9_000]) func noSpikeIsLost(_ spike: Double) throws {
        var values = [Double](repeating: 5000, count: 4000)
        values[1777] = spike
        let points = try Self.curve(Self.chart(values, every: 1).svg.text).joined()
        #expect(points.count <= 160)
        let usual = points.map(\.y).sorted()[points.count / 2]
        #expect(points.count { spike == 0 ? $0.y > usual + 100 : $0.y < usual - 100 } == 1)
    }

    @Test(arguments: [
        ([0.0], ["0 ms", "1 ms"]), ([2230], ["0 ms", "500 ms", "1,000 ms", "1,500 ms", "2,000 ms", "2,500 ms"]),
        ([0.3], ["0 ms", "0.1 ms", "0.2 ms", "0.3 ms"]), ([-40, 55], ["-40 ms", "-20 ms", "0 ms", "20 ms"]),
        ([-3], ["-3 ms", "-2 ms", "-1 ms", "0 ms"]),
    ])
    func theAxisIsRoundAndHoldsZero(_ values: [Double], _ ticks: [String]) {
        let shown = Self.ticks(Self.chart(values).svg.text)
        #expect(shown.starts(with: ticks), "\(shown)")
    }

    @Test(arguments: [1e300, 1.7e308, -1.7e308, .leastNonzeroMagnitude, .infinity, -.infinity, .nan])
    func absurdNumbersDoNoHarm(_ value: Double) {
        for values in [[value], [value, -value, 1], [1, value, 2]] {
            var chart = Self.chart(values)
            chart.threshold = Chart.Threshold(value: value, name: "t", isAlwaysShown: true)
            let svg = chart.svg.text
            #expect(!svg.contains("nan") && Self.ticks(svg).count <= 8)
        }
    }

    @Test func theThresholdIsShownWhereItFits() {
        var chart = Self.chart([100, 120])
        chart.threshold = Chart.Threshold(value: 500, name: "objective <500>")
        #expect(!chart.svg.text.contains("class=\"limit\""))
        chart.threshold = Chart.Threshold(value: 500, name: "objective <500>", isAlwaysShown: true)
        #expect(chart.svg.text.contains("class=\"limit\"") && chart.svg.text.contains(">objective &lt;500&gt;</text>"))
        chart.threshold = nil
        chart.leastTop = 800
        #expect(Self.ticks(chart.svg.text).last == "800 ms")
    }

    @Test func aStretchIsShadedWhereItLies() {
        var chart = Self.chart([Double](repeating: 1, count: 100), every: 1)
        chart.shaded = TimeWindow(
            from: Self.start.advanced(bySeconds: 25), until: Self.start.advanced(bySeconds: 75))
        #expect(chart.svg.text.contains("<rect class=\"shade\" x=\"25.0%\" y=\"6\" width=\"50.0%\" height=\"150\"/>"))
        chart.shaded = TimeWindow(from: Self.start.advanced(bySeconds: 75), until: Self.start)
        #expect(!chart.svg.text.contains("shade"))
    }

    /// Round times, so few that none touches another, and none cut by the edge.
    @Test(arguments: [3.0, 20, 65, 300, 900, 1800, 5400, 86_400, 700_000, 4e8])
    func timesAreRoundAndFew(_ length: Double) throws {
        let svg = Self.chart([1, 2], every: length / 2).svg.text
        let times = svg.matches(of: /<text class="tick middle" x="([0-9.]+)%"[^>]*>([^<]*)</)
        let places = try times.map { try #require(Double($0.1)) }
        #expect((1...5).contains(places.count) || length > 1e8, "\(times.map(\.2))")
        let width = times.first.map { $0.2.count > 5 ? 50.0 : 32 } ?? 0
        for (one, next) in zip(places, places.dropFirst()) { #expect((next - one) * 2.4 >= width, "\(places)") }
        #expect((places.last ?? 0) * 2.4 <= 240 - width / 2 + 2)
        if length == 1800 { #expect(times.allSatisfy { $0.2.hasSuffix("0") }) }
    }

    @Test func aSparklineIsACurveWithWords() throws {
        let line = Chart.Line(
            name: "\"Load\"", times: [Self.start, Self.start.advanced(bySeconds: 10)], values: [3, 30])
        let window = TimeWindow(from: Self.start, until: Self.start.advanced(bySeconds: 10))
        let svg = Sparkline(line: line, window: window, unit: "req/s").svg.text
        #expect(svg.contains("aria-label=\"&quot;Load&quot; rose from about 3 req/s to 30 req/s.\""))
        #expect(try Self.curve(svg).map(\.count) == [2])
    }

    /// Every class that a chart uses has a rule.
    @Test func theStyleSheetKnowsTheChart() {
        for name in ["key", "frame", "plot", "grid", "shade", "limit", "curve", "area", "mark", "label", "spark"] {
            #expect(ChartStyle.sheet.contains(".\(name) "), "\(name)")
        }
    }
}
