import AutoSRECore

/// Dates trouble by the log alone.
extension TemplateTable {
    /// When grave lines began to be written that were not written before, or nil.
    ///
    /// A template counts as new only where its absence until then is no accident: at its later rate more than nine
    /// lines would have been expected (chance e⁻⁹). In a log of a few lines the first failure dates the trouble.
    func onset(in window: TimeWindow) -> Instant? {
        var times = [[Instant]](repeating: [], count: templates.count)
        let isGrave = templates.map(\.isGrave)
        for (row, index) in assignment.enumerated() where index >= 0 && isGrave[Int(index)] {
            times[Int(index)].append(lines.at(row))
        }
        var new: [(start: Instant, count: Int)] = []
        var isNew = [Bool](repeating: false, count: templates.count)
        for (index, times) in times.enumerated() {
            guard times.count >= (templates[index].severity == .failure ? 2 : 3) else { continue }
            let late = Self.withoutStragglers(times, until: window.until)
            guard Self.isNoAccident(late, in: window) else { continue }
            new.append((late[late.startIndex], late.count))
            isNew[index] = true
        }
        if let onset = surge(in: window, slots: 120, of: { isNew[$0] }) ?? Self.lowest(new) { return onset }
        return lines.count < 60 ? templates.filter { $0.isGrave && $0.severity == .failure }.map(\.first).min() : nil
    }

    /// When the templates that `isCounted` picks began to write more lines: a change point in their number.
    func surge(in window: TimeWindow, slots: Int, of isCounted: (Int) -> Bool) -> Instant? {
        let seconds = max(window.until.seconds(since: window.from) / Double(slots), 15)
        var counts = [Double](repeating: 0, count: slots)
        let isCounted = templates.indices.map(isCounted)
        for (row, index) in assignment.enumerated() where index >= 0 && isCounted[Int(index)] {
            let slot = Int(saturating: lines.at(row).seconds(since: window.from) / seconds)
            if counts.indices.contains(slot) { counts[slot] += 1 }
        }
        let used = Int(saturating: (window.until.seconds(since: window.from) / seconds).rounded(.up))
        let poisson = max(Statistics.mean(counts), 1).squareRoot()
        guard
            case .shift(let at, let before, let after) = SeriesShape(
                Array(counts.prefix(used)), minimumNoise: poisson / 2)
        else { return nil }
        return after >= 2 * before + 2 ? window.from.advanced(bySeconds: Double(at) * seconds) : nil
    }

    /// The earliest start, the few that stand for less than a tenth of the lines left out: they may be accidents.
    private static func lowest(_ new: [(start: Instant, count: Int)]) -> Instant? {
        let all = new.reduce(0) { $0 + $1.count }
        var sum = 0
        for (start, count) in new.sorted(by: { $0.start < $1.start }) {
            sum += count
            if sum * 10 > all { return start }
        }
        return nil
    }

    /// Leaves out lone lines long before the rest: one rare failure does not date a storm of the same form.
    private static func withoutStragglers(_ times: [Instant], until: Instant) -> ArraySlice<Instant> {
        var rest = times[...]
        while rest.count > 10 {
            let gap = rest[rest.startIndex + 1].seconds(since: rest[rest.startIndex])
            let later = rest.dropFirst()
            guard gap * rate(later, until: until) >= 9 else { break }
            rest = later
        }
        return rest
    }

    /// Whether the absence before the first of these lines is no accident, at the rate that they have since.
    private static func isNoAccident(_ times: ArraySlice<Instant>, in window: TimeWindow) -> Bool {
        guard let first = times.first else { return false }
        return rate(times, until: window.until) * first.seconds(since: window.from) >= 9
    }

    /// Lines a second from the first on, itself not counted.
    private static func rate(_ times: ArraySlice<Instant>, until: Instant) -> Double {
        guard let first = times.first else { return 0 }
        return Double(times.count - 1) / max(until.seconds(since: first), 1)
    }
}
