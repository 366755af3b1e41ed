import AutoSRECore

/// What the values of a chart are, and how they are written.
enum ChartUnit {
    case milliseconds, share, megabytes, perSecond, connections

    func text(_ value: Double) -> String {
        switch self {
        case .milliseconds: "\(Words.grouped(value)) ms"
        case .share: Words.percent(value)
        case .megabytes: "\(Words.grouped(value)) MB"
        case .perSecond: "\(Words.grouped(value)) req/s"
        case .connections: Words.grouped(value)
        }
    }

    /// Short, for an axis.
    func tick(_ value: Double) -> String {
        switch self {
        case .share: Words.percent(value)
        default: Words.grouped(value)
        }
    }

    /// The least height of an axis, so that noise near zero does not look like a mountain.
    var leastTop: Double {
        switch self {
        case .milliseconds: 200
        case .share: 0.05
        case .megabytes: 1000
        case .perSecond: 50
        case .connections: 10
        }
    }

    /// Changes below it are noise.
    var noise: Double {
        switch self {
        case .milliseconds: 40
        case .share: 0.01
        case .megabytes: 80
        case .perSecond: 15
        case .connections: 6
        }
    }
}

/// The height of an axis: the least round number, with a round half, that nothing exceeds.
func roundTop(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 1 }
    var unit = 1.0
    while unit * 10 <= value { unit *= 10 }
    while unit > value { unit /= 10 }
    // A hair of tolerance: 0.05 * 10 is not exactly 0.5.
    for step in [1.0, 2, 3, 4, 5, 6, 8, 10] where step * unit >= value * 0.999_999 { return step * unit }
    return 10 * unit
}

/// The time that a chart shows.
struct TimeSpan {
    let from: Instant
    let until: Instant

    var seconds: Double { max(until.seconds(since: from), 1) }

    /// Where a moment stands, 0 to 1.
    func position(_ instant: Instant) -> Double {
        min(max(instant.seconds(since: from) / seconds, 0), 1)
    }
}

/// A coordinate in percent with one decimal, as SVG has it.
func svgPercent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10)%"
}
