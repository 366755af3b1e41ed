import AutoSREWeb
import Testing

@Suite(.timeLimit(.minutes(1))) struct ExpositionTests {
    @Test func aMetricIsExplainedAndItsLabelsAreEscaped() {
        var out = Exposition()
        out.metric("m_total", .counter, "A \"b\" \\ c\nd.", [([("l", "a\"b\\c\nd"), ("k", "ü")], 3), ([], 0.5)])
        #expect(
            out.text == """
                # HELP m_total A "b" \\\\ c\\nd.
                # TYPE m_total counter
                m_total{l="a\\"b\\\\c\\nd",k="ü"} 3
                m_total 0.5

                """)
    }

    @Test(arguments: [
        (1e3, "1000"), (-2, "-2"), (.nan, "NaN"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (0.1, "0.1"),
        (1e300, "1e+300"),
    ])
    func numbersAreAsTheFormatHasThem(_ value: Double, _ text: String) {
        var out = Exposition()
        out.metric("m", .gauge, "h", [([], value)])
        #expect(out.text.hasSuffix("m \(text)\n"))
    }

    @Test func aMetricWithoutSamplesIsLeftAway() {
        var out = Exposition()
        out.metric("m", .gauge, "h", [])
        #expect(out.text.isEmpty)
    }
}
