import AutoSRECore

/// The word of a mark, or of several at the same place, above the plot, in a row where it hides no other. Measured for
/// the narrowest screen.
struct ChartLabel {
    /// The last of them in time.
    let mark: Chart.Mark
    let text: String
    let row: Int
    let isLeftOfLine: Bool
    /// Of the line, 0 to 1.
    private let position: Double
    /// Pixels of the plot.
    private let width: Double

    /// Pixels of a row.
    static let rowHeight = 15
    /// Closer marks than this share one label: they would pile up.
    private static let nearness = 4.0
    /// Pixels of a bold letter, generously.
    private static let letterWidth = 6.3
    private static let margin = 10.0

    /// The line's place in pixels.
    private var x: Double { position * width }

    /// From where to where the word reaches.
    var extent: ClosedRange<Double> {
        let length = Self.letterWidth * Double(text.count) + Self.margin
        return isLeftOfLine ? (x - length)...x : x...(x + length)
    }

    private func moved(toRow row: Int = 0, isLeftOfLine: Bool) -> ChartLabel {
        ChartLabel(mark: mark, text: text, row: row, isLeftOfLine: isLeftOfLine, position: position, width: width)
    }

    /// Places the words of the marks that the window shows. No line may cross the words of another: words right of
    /// their line are placed from the last up, words left of it from the first, and words that would reach over the
    /// line of such a one stand left as well.
    static func place(_ marks: [Chart.Mark], in window: TimeWindow, _ size: Chart.Size) -> [ChartLabel] {
        guard size.rows.upperBound > 0 else { return [] }
        var labels = gathered(marks, window, size.narrowest).map { label in
            label.extent.upperBound <= label.width ? label : label.moved(isLeftOfLine: true)
        }
        for (index, label) in labels.enumerated().reversed() where !label.isLeftOfLine {
            let isCrossed = labels.contains { $0.isLeftOfLine && label.extent.contains($0.x) }
            let moved = label.moved(isLeftOfLine: true)
            if isCrossed, moved.extent.lowerBound >= 0 { labels[index] = moved }
        }
        let ordered = labels.filter { !$0.isLeftOfLine }.reversed() + labels.filter(\.isLeftOfLine)
        var placed: [ChartLabel] = []
        for label in ordered {
            var row = 0
            while placed.contains(where: { $0.row == row && $0.extent.overlaps(label.extent) }) { row += 1 }
            guard row < size.rows.upperBound else { continue }
            placed.append(label.moved(toRow: row, isLeftOfLine: label.isLeftOfLine))
        }
        return placed
    }

    /// One label for each place that has marks, none longer than the longer side of its line.
    private static func gathered(_ marks: [Chart.Mark], _ window: TimeWindow, _ width: Double) -> [ChartLabel] {
        var places: [(position: Double, mark: Chart.Mark, words: [String])] = []
        for mark in marks where window.shows(mark.at) {
            let position = window.position(mark.at)
            if let last = places.last, (position - last.position) * width < nearness {
                places[places.count - 1] = (position, mark, last.words + [mark.label])
            } else {
                places.append((position, mark, [mark.label]))
            }
        }
        return places.map { place in
            let room = max(place.position, 1 - place.position) * width
            let letters = Int((room - margin) / letterWidth)
            let text = PlainText.cut(place.words.joined(separator: ", "), to: letters)
            return ChartLabel(
                mark: place.mark, text: text, row: 0, isLeftOfLine: false, position: place.position, width: width)
        }
    }

    func svg(above top: Int) -> HTML {
        let y = top - 7 - row * Self.rowHeight
        let side: HTML = isLeftOfLine ? "end\" dx=\"-4" : "start\" dx=\"4"
        let x = Plot.percent(position)
        return "<text class=\"label \(mark.tone) \(side)\" x=\"\(x)\" y=\"\(y)\">\(HTML.line(text))</text>"
    }
}
