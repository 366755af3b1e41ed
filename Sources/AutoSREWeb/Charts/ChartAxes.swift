import AutoSRECore

/// The values that a chart reaches from and to: round ones, with zero among them.
struct ValueAxis {
    /// The values with a line across, the lowest first.
    let ticks: [Double]

    var bottom: Double { ticks[0] }
    var top: Double { ticks[ticks.count - 1] }

    /// Fits finite values.
    /// - Parameter intervals: how many there are at the most between the lines, or one more around zero.
    init(from least: Double, to most: Double, intervals: Int) {
        // What is beyond cannot be told apart any more, and its difference could not be told at all.
        let (low, high) = (max(min(least, 0), -1e300), min(max(most, 0), 1e300))
        let step = Self.step(for: high - low, intervals)
        // A hair of tolerance: 3 × 0.1 is not exactly 0.3.
        let first = (low / step + 1e-9).rounded(.down)
        let last = max((high / step - 1e-9).rounded(.up), first + 1)
        ticks = stride(from: first, through: last, by: 1).map { $0 * step }
    }

    /// Where a value stands, 0 at the bottom and 1 at the top.
    func position(_ value: Double) -> Double { min(max((value - bottom) / (top - bottom), 0), 1) }

    /// 1, 2 or 5 times a power of ten, of which few enough fill `range`.
    private static func step(for range: Double, _ intervals: Int) -> Double {
        guard range > 1e-300 else { return 1 }
        let wanted = range / Double(intervals) * 0.999_999
        var power = 1.0
        while power * 10 <= wanted { power *= 10 }
        while power > wanted { power /= 10 }
        return [1.0, 2, 5].map { $0 * power }.first { $0 >= wanted } ?? 10 * power
    }
}

/// Round times below a chart, few enough to be read.
struct TimeAxis {
    let ticks: [Instant]
    private let stepSeconds: Double

    private static let steps: [Double] = [
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
        2_592_000, 31_536_000,
    ]

    init(_ window: TimeWindow, _ size: Chart.Size) {
        func step(atMost count: Double) -> Double {
            Self.steps.first { window.seconds / $0 <= count } ?? window.seconds
        }
        let wide = step(atMost: size.times)
        // Seconds take more room.
        let step = wide < 60 ? step(atMost: size.times * 0.6) : wide
        let unit = max(Int64(saturating: step * 1000), 1)
        // Half of a time's width: one nearer to the edge would be cut.
        let edge = window.seconds * (step < 60 ? 26 : 17) / size.narrowest
        let last = window.until.advanced(bySeconds: -edge)
        var (ticks, next) = ([Instant](), (window.from.milliseconds / unit + 1) * unit)
        while next <= last.milliseconds, ticks.count < 12 {
            ticks.append(Instant(milliseconds: next))
            next += unit
        }
        (self.ticks, stepSeconds) = (ticks, step)
    }

    /// A day, an hour and minute, or the seconds too.
    func text(_ at: Instant) -> String {
        if stepSeconds >= 86_400 { return String(at.wholeSeconds.prefix(10).dropFirst(5)) }
        return stepSeconds < 60 ? at.timeOfDay : Figure.minute(at)
    }
}

extension TimeWindow {
    /// How long it is, at least one second.
    var seconds: Double { max(until.seconds(since: from), 1) }

    /// Where a moment stands, 0 to 1.
    func position(_ instant: Instant) -> Double { min(max(instant.seconds(since: from) / seconds, 0), 1) }

    /// Whether a moment is in the picture, its last one too.
    func shows(_ instant: Instant) -> Bool { from <= instant && instant <= until }
}
