import AutoSRECore
import Testing

@testable import RootCause

/// Reading the series of a CSV file in portions.
@Suite(.timeLimit(.minutes(3))) struct SeriesFileTests {
    private func read(_ portions: String...) throws -> (series: [SeriesFile.Series], gaps: [String]) {
        var file = SeriesFile(file: "m.csv")
        for portion in portions { try file.add(Array(portion.utf8)) }
        return try file.finish()
    }

    @Test func aRowForEachMoment() throws {
        let (series, gaps) = try read("time,a|cpu,\"b,\"\"c\"\"\"\n1,1.5,\n", "2,nan,-3\n3,2e3,4")
        #expect(series.map(\.name) == ["a|cpu", "b,\"c\""] && gaps == [])
        #expect(series[0].values[0] == 1.5 && series[0].values[1].isNaN && series[0].values[2] == 2_000)
        #expect(series[1].values[0].isNaN && series[1].values[2] == 4)
    }

    @Test func withoutATime() throws {
        let (series, _) = try read("a,b\n1,2\n3,4\n")
        #expect(series.map(\.name) == ["a", "b"] && series[1].values == [2, 4])
    }

    /// A counter's restart is no fall: what it counts since then is its growth.
    @Test func countersAreTheirGrowth() throws {
        let rows = (0..<30).map { "\($0 * 10),\($0 < 20 ? 100 + $0 * 50 : ($0 - 19) * 50)" }
        let (series, _) = try read("time,requests\n" + rows.joined(separator: "\n"))
        #expect(series[0].values.first?.isNaN == true && series[0].values.dropFirst().allSatisfy { $0 == 5 })
    }

    /// What cannot be read is missing, at its place, and told with its line.
    @Test func unreadableValuesAreMissing() throws {
        let (series, gaps) = try read("time,a,b\n1,x,2\n", "2,3\nz,4,5\n")
        #expect(series[0].values[0].isNaN && series[1].values[1].isNaN && series[1].values[2] == 5)
        #expect(gaps == ["m.csv:2: a value is no number (and 2 more places in this file)"])
    }

    @Test(arguments: [("", "m.csv:1: "), ("a,a\n1,2\n", "m.csv:1: "), ("a,b\n1,2\n3,\"4\n", "m.csv:3: ")])
    func whatIsNoTableIsAnError(_ text: String, _ place: String) {
        let error = #expect(throws: EvidenceError.self) { try read(text) }
        #expect(error.map { "\($0)" }?.hasPrefix(place) == true)
    }

    /// Whatever the bytes are: as many values in each column, or an error.
    @Test func anyBytesGiveAnAnswerOrAnError() {
        var random = SplitMix64(state: 3)
        let pieces = [
            "time", ",", "\n", "\"", "1", "nan", "\r\n", "-", "1e999", "9999999999999999999", "\u{FEFF}", "x",
        ]
        for _ in 0..<500 {
            let text = (0..<random.whole(0...60)).map { _ in random.pick(pieces) }.joined()
            guard let (series, _) = try? read(text) else { continue }
            #expect(Set(series.map(\.values.count)).count <= 1)
        }
    }
}
