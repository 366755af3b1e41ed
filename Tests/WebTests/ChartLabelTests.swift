import AutoSRECore
import AutoSREWeb
import Testing

/// No line of a chart goes through the words of a mark, and no words through others, on the narrowest screen.
@Suite(.timeLimit(.minutes(1))) struct ChartLabelTests {
    /// Pixels of a plot there, and of a bold letter.
    private static let (width, letter) = (240.0, 6.2)

    private struct Word {
        let edges: ClosedRange<Double>
        let y: Double
        let text: String
    }

    private func marks(_ moments: [(seconds: Double, label: String)]) -> [Chart.Mark] {
        moments.map { moment in
            Chart.Mark(
                at: ChartTests.start.advanced(bySeconds: moment.seconds), label: moment.label, words: moment.label,
                tone: "m\(Int(moment.seconds))")
        }
    }

    private func svg(_ marks: [Chart.Mark], _ size: Chart.Size) -> String {
        var chart = ChartTests.chart([Double](repeating: 1, count: 241), size)
        chart.marks = marks
        return chart.svg.text
    }

    private func words(_ svg: String) throws -> [Word] {
        let pattern = /<text class="label m[0-9]+ (start|end)" dx="(-?4)" x="([0-9.]+)%" y="([0-9]+)">([^<]*)</
        return try svg.matches(of: pattern).map { match in
            let x = try #require(Double(match.3)) / 100 * Self.width
            let length = Self.letter * Double(match.5.count)
            let edges = match.1 == "end" ? x - 4 - length...x - 4 : x + 4...x + 4 + length
            return Word(edges: edges, y: try #require(Double(match.4)), text: String(match.5))
        }
    }

    private func lines(_ svg: String) throws -> [(x: Double, top: Double)] {
        try svg.matches(of: /class="mark m[0-9]+" x1="([0-9.]+)%" x2="[0-9.]+%" y1="([0-9]+)"/).map { match in
            (x: try #require(Double(match.1)) / 100 * Self.width, top: try #require(Double(match.2)))
        }
    }

    @Test(arguments: [0.0, 100, 1500, 3000, 3200, 3300, 3400, 3450, 3500])
    func noLineCrossesWords(_ first: Double) throws {
        let moments = [(first, "first sign"), (3600.0, "alert"), (3605, "action"), (3610, "recovery")]
        let svg = svg(marks(moments), .large)
        let (words, lines) = (try words(svg), try lines(svg))
        #expect(lines.count == 4 && words.map(\.text).joined(separator: " ").contains("recovery"))
        for (index, word) in words.enumerated() {
            #expect(word.edges.lowerBound >= 0 && word.edges.upperBound <= Self.width + 1)
            // The words' line is their lower edge.
            for line in lines where line.top < word.y { #expect(!word.edges.contains(line.x), "\(word) \(line)") }
            for other in words[..<index] where other.y == word.y {
                #expect(!word.edges.overlaps(other.edges), "\(word) \(other)")
            }
        }
    }

    @Test func marksAtOnePlaceShareALabel() throws {
        let words = try words(svg(marks([(1000, "restart"), (1001, "8 replicas")]), .medium))
        #expect(words.map(\.text) == ["restart, 8 replicas"])
    }

    @Test func whatHasNoRoomIsLeftAwayAndItsLineStays() throws {
        let crowd = marks((0..<12).map { (Double($0) * 300, "release v1.4.\($0)") })
        let medium = svg(crowd, .medium)
        #expect(try lines(medium).count == 12)
        #expect(try (2..<12).contains(words(medium).count))
        let small = svg(crowd, .small)
        #expect(try words(small).isEmpty && lines(small).count == 12)
    }

    @Test func aLongLabelEndsWithinThePicture() throws {
        let long = String(repeating: "long ", count: 30)
        let word = try #require(words(svg(marks([(1800, long)]), .large)).first)
        #expect(word.text.hasSuffix("…") && word.edges.lowerBound >= 0 && word.edges.upperBound <= Self.width)
    }
}
