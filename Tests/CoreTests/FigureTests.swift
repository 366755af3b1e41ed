import AutoSRECore
import Testing

@Suite(.timeLimit(.minutes(1))) struct FigureTests {
    @Test(arguments: [
        (3941.2, "MB", "3,941 MB"), (0.4213, "ratio", "42.1 %"), (0.0021, "1", "0.21 %"), (41.84, "ms", "41.8 ms"),
        (1, "requests", "1 request"), (2, "requests", "2 requests"), (120.4, "1/s", "120 /s"), (0.4, "", "0.4"),
        (1_234_567, "", "1,234,567"), (-12.5, "ms", "-12.5 ms"), (-0.0001, "", "0"), (.nan, "ms", "not a number"),
        (.infinity, "ms", "not a number"), (99.96, "", "100"), (9.999, "", "10"), (1e18, "", "1e+18"),
        (0.00199, "ratio", "0.199 %"), (0.0042, "s", "0.004 s"), (0.9999, "", "1"), (0.05, "", "0.05"),
    ])
    func valuesHaveThreeFigures(_ value: Double, _ unit: String, _ text: String) {
        #expect(Figure.text(value, unit) == text)
    }

    @Test(arguments: [
        (0, "0.0 s"), (0.04, "40 ms"), (0.536, "0.5 s"), (4.24, "4.2 s"), (95, "95 s"), (720, "12 min"),
        (11_100, "3 h 5 min"),
        (1e12, "unknown"), (.nan, "unknown"),
    ])
    func spansAreInTheUnitThatFits(_ seconds: Double, _ text: String) {
        #expect(Figure.span(seconds) == text)
    }

    @Test(arguments: [
        (-5, "0 s"), (59, "59 s"), (60, "1 min"), (7199, "119 min"), (7200, "2 h"), (200_000, "2 days"),
        (.nan, "0 s"),
    ])
    func agesAreShort(_ seconds: Double, _ text: String) {
        #expect(Figure.age(seconds) == text)
    }

    @Test(arguments: [(0.914, "91 %"), (-1, "0 %"), (7, "100 %"), (.nan, "unknown")])
    func sharesAreWholePerCent(_ share: Double, _ text: String) {
        #expect(Figure.percent(share) == text)
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (3179, "3,179"), (-1_234_567, "-1,234,567"), (Int.max, "9,223,372,036,854,775,807"),
    ])
    func countsAreGrouped(_ value: Int, _ text: String) { #expect(Figure.count(value) == text) }

    @Test func minutesAreUTC() {
        #expect(Figure.minute(Instant(seconds: 3660)) == "01:01")
    }
}
