import AutoSRECore

/// What a curve does, in one sentence: for those who cannot see it, and for those in a hurry.
struct Story {
    let name: String
    let values: [Double]
    let times: [Instant]
    let unit: ChartUnit

    var sentence: String {
        guard let now = values.last, !times.isEmpty else { return "\(name): nothing was measured." }
        let before = usual
        let (peak, at) = highest
        if now > before * 1.5, now - before > unit.noise {
            return "\(name) rose from about \(unit.text(before)) to \(unit.text(now))."
        }
        if now < before / 1.5, before - now > unit.noise {
            return "\(name) fell from about \(unit.text(before)) to \(unit.text(now))."
        }
        if peak > before * 1.8, peak - before > unit.noise * 2 {
            return "\(name) is back at \(unit.text(now)) after \(unit.text(peak)) at \(Words.minute(at)) UTC."
        }
        return "\(name) held at about \(unit.text(before))."
    }

    /// The median of the first quarter.
    private var usual: Double {
        let early = values.prefix(max(values.count / 4, 1)).sorted()
        return early[early.count / 2]
    }

    private var highest: (Double, Instant) {
        var best = (values[0], times[0])
        for (value, time) in zip(values, times) where value > best.0 { best = (value, time) }
        return best
    }
}
