import AutoSRECore
import Testing

@testable import AutoSREIntegrations

/// No line of a chart goes through the words of a mark, at the size that narrow screens get either.
@Suite struct ChartLabelTests {
    private static let start = Instant(seconds: 1_795_540_000)

    /// The words' left and right edge, their row, and their line, as a narrow screen draws them: 13 units high.
    private func words(_ marks: [ReportMark]) throws -> [(edges: ClosedRange<Double>, row: Int, line: Double)] {
        let points = (0...240).map { (at: Self.start.advanced(bySeconds: 15 * Double($0)), value: 1.0) }
        let scale = try #require(ChartScale(points, marks, .large))
        return ChartLabel.place(marks, scale).map { label in
            let x = scale.x(label.mark.at)
            let length = 7.5 * Double(label.text.count)
            let isLeft = label.svg(top: 100, rowHeight: 15).contains("end\"")
            return (isLeft ? x - 4 - length...x - 4 : x + 4...x + 4 + length, label.row, x)
        }
    }

    @Test(arguments: [3000.0, 3200, 3300, 3400, 3450, 3500]) func noLineCrossesWords(_ first: Double) throws {
        let marks = [
            ReportMark(kind: .onset, at: Self.start.advanced(bySeconds: first), label: "first sign"),
            ReportMark(kind: .alert, at: Self.start.advanced(bySeconds: 3600), label: "alert"),
            ReportMark(kind: .action, at: Self.start.advanced(bySeconds: 3605), label: "action"),
            ReportMark(kind: .recovery, at: Self.start.advanced(bySeconds: 3620), label: "recovery"),
        ]
        let all = try words(marks)
        for one in all {
            #expect(one.edges.lowerBound >= 0 && one.edges.upperBound <= 480)
            for other in all where other.row > one.row { #expect(!one.edges.contains(other.line), "\(one) \(other)") }
            for other in all where other.row == one.row && other.line != one.line {
                #expect(!one.edges.overlaps(other.edges), "\(one) \(other)")
            }
        }
    }
}
