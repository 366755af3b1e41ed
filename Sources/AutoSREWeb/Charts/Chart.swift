public import AutoSRECore

/// A line chart over time: a value that becomes inline SVG (https://www.w3.org/TR/SVG2/) without script and without a
/// style of its own; `ChartStyle.sheet` and the page's colours make it fit light, dark and print. Text is placed in
/// shares of the width and in pixels and never scaled; only the curves stretch with the page.
public struct Chart: Sendable {
    /// Unique on the page.
    public let id: String
    /// What it shows, for people and screen readers.
    public let title: String
    /// The curves, the one that matters most first.
    public let lines: [Line]
    /// The time that it shows.
    public let window: TimeWindow
    /// The unit of all values, as `Figure` takes it.
    public let unit: String
    /// How high it is, and how much is written on it.
    public let size: Size
    /// What happened meanwhile, in time order.
    public var marks: [Mark] = []
    /// A value worth comparing with.
    public var threshold: Threshold?
    /// A stretch that is coloured: the trouble.
    public var shaded: TimeWindow?
    /// The least value that the axis reaches up to, so that noise near zero does not look like a mountain.
    public var leastTop = 0.0
    /// The unit beside the figures of the axis; by default the chart's where it is short, for captions have it too.
    public var tickUnit: String
    /// What a change has to exceed to be told in words; `nil` is a tenth of the largest value.
    public var noise: Double?

    /// Makes a chart of at least one line.
    public init(id: String, title: String, lines: [Line], window: TimeWindow, unit: String, size: Size) {
        (self.id, self.title, self.lines, self.window) = (id, title, lines, window)
        (self.unit, self.size) = (unit, size)
        tickUnit = unit.count > 5 ? "" : unit
    }

    /// One curve.
    public struct Line: Sendable {
        /// What it is called in words.
        public let name: String
        /// When each value was taken, oldest first; as many as values.
        public let times: [Instant]
        /// The values; one that is not finite is a hole in the curve.
        public let values: [Double]
        /// Seconds between two samples beyond which nothing is drawn between them, for silence is no measurement.
        public let gapSeconds: Double

        /// Makes a curve.
        /// - Parameter gapSeconds: by default four times the usual distance of two samples.
        public init(name: String, times: [Instant], values: [Double], gapSeconds: Double? = nil) {
            (self.name, self.times, self.values) = (name, times, values)
            self.gapSeconds = gapSeconds ?? 4 * Self.usualDistance(times)
        }

        private static func usualDistance(_ times: [Instant]) -> Double {
            let distances = zip(times.dropFirst(), times).map { $0.seconds(since: $1) }.filter { $0 > 0 }.sorted()
            return distances.isEmpty ? 0 : distances[distances.count / 2]
        }
    }

    /// Something that happened: a line across the chart, with a word at its top where there is room.
    public struct Mark: Sendable {
        /// When.
        public let at: Instant
        /// Short enough to stand above a chart.
        public let label: String
        /// What happened, for those who hear the chart.
        public let words: String
        /// The class that gives it its colour, `--tone`.
        public let tone: String

        /// Makes a mark.
        public init(at: Instant, label: String, words: String, tone: String) {
            (self.at, self.label, self.words, self.tone) = (at, label, words, tone)
        }
    }

    /// A value worth comparing with.
    public struct Threshold: Sendable {
        /// In the chart's unit.
        public let value: Double
        /// What it is.
        public let name: String
        /// Whether the axis reaches up to it even when the curves do not.
        public let isAlwaysShown: Bool

        /// Makes a threshold.
        public init(value: Double, name: String, isAlwaysShown: Bool = false) {
            (self.value, self.name, self.isAlwaysShown) = (value, name, isAlwaysShown)
        }
    }

    /// How high a chart is, and how much is written on it. Widths are those of the plot on the narrowest screen, 360
    /// pixels: what has room there has room everywhere.
    public struct Size: Sendable {
        let height: Int
        let narrowest: Double
        /// Between the lines across.
        let intervals: Int
        let times: Double
        /// Of labels; what has no room in them is left away.
        let rows: ClosedRange<Int>

        /// For what decided, with every mark named.
        public static let large = Size(height: 150, narrowest: 240, intervals: 5, times: 5, rows: 0...6)
        /// For several of equal weight, which stay equally high as marks come.
        public static let medium = Size(height: 112, narrowest: 240, intervals: 5, times: 5, rows: 1...2)
        /// For many in a row; marks have no names in them.
        public static let small = Size(height: 90, narrowest: 130, intervals: 3, times: 3, rows: 0...0)
    }
}
