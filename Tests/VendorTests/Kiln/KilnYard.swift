import AutoSRECore
import Synchronization

/// A made-up system of an industry that the program has never heard of: a hall with an oven that fires glazes by a
/// recipe. A new recipe cracks what it fires, until the old one is back.
final class KilnYard: Sendable {
    struct State {
        var recipe = "r-14"
        var swaps = 0
        /// Whether the old recipe mends it.
        var heals = true
        /// Whether the hall answers.
        var isSilent = false
        var bell: [String] = []
        /// Whether the hall says of its alarms that they are over.
        var isOver = false
    }

    let state = Mutex(State())
    /// When the new recipe came.
    let changedAt: Instant
    /// When somebody noticed.
    let noticedAt: Instant
    static let (before, after) = ("r-13", "r-14")

    init(noticedAt: Instant) {
        (self.noticedAt, changedAt) = (noticedAt, noticedAt.advanced(bySeconds: -600))
    }

    var isWell: Bool { state.withLock { $0.recipe == Self.before && $0.heals } }

    /// An hour of what the oven wrote: now and then that it fired, and since the new recipe that glaze cracked.
    var lines: [LogLine] {
        var lines: [LogLine] = []
        for second in stride(from: -3600, to: 0, by: 20) {
            let at = noticedAt.advanced(bySeconds: Double(second))
            lines.append(
                LogLine(at: at, message: "fired tray \(second + 4000) in 18 s", level: "INFO", instance: "oven-3"))
            guard at >= changedAt else { continue }
            for part in 0..<3 {
                let text = "glaze cracked on tray \(second + 4000 + part): cooling failed under recipe r-14"
                lines.append(
                    LogLine(
                        at: at.advanced(bySeconds: Double(part + 1)), message: text, level: "ERROR", instance: "oven-3")
                )
            }
        }
        return lines
    }

    /// An hour of the rate of what had to be thrown away, a sample each quarter of a minute.
    var waste: MetricSeries {
        let times = stride(from: -3600.0, to: 0, by: 15).map { noticedAt.advanced(bySeconds: $0) }
        let values = times.enumerated().map { index, at in
            at < changedAt ? 0.5 + 0.1 * Double(index % 3) : 24 + Double(index % 4)
        }
        return MetricSeries(name: "errors_per_minute", unit: "1/min", times: times, values: values)
    }
}
