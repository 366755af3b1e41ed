#if canImport(Glibc)
    import func Glibc.log
#else
    import func Darwin.log
#endif

/// What a series does over the whole window.
enum SeriesShape {
    /// Nothing beyond its noise.
    case steady
    /// It leaves its level at sample `at`, abruptly or climbing, and goes from a median of `before` to one of `after`.
    case shift(at: Int, before: Double, after: Double)
    /// It drifts from the first sample to the last.
    case drift(first: Double, last: Double)

    /// How many samples there must be on each side of a change.
    static let samplesBefore = 8
    static let samplesAfter = 3

    /// Finds the shape: the better of "flat, then a line" (with the knot where it fits best) and a parabola over
    /// everything, by the Bayesian information criterion; both must stand out of the noise.
    init(_ values: [Double], minimumNoise: Double = 0) {
        let n = values.count
        guard n >= Self.samplesBefore + Self.samplesAfter else {
            self = .steady
            return
        }
        let smooth = Statistics.smoothed(values)
        let scale = Statistics.median(values.map { abs($0) })
        let noise = max(Statistics.noise(values), 0.004 * scale, minimumNoise, 1e-9)
        let sums = RunningSums(smooth)
        let parabola = Parabola(smooth)
        let knot = Self.knot(sums, n)
        let floor = noise * noise * Double(n) * 0.05
        let logarithm = log(Double(n))
        let hinge = Double(n) * log(max(knot.residual, floor) / Double(n)) + 4 * logarithm
        let curve = Double(n) * log(max(parabola.residual, floor) / Double(n)) + 3 * logarithm
        if hinge <= curve, knot.index * 10 >= n, let shift = Self.shift(smooth, around: knot.index, noise: noise) {
            self = shift
            return
        }
        let change = parabola.last - parabola.first
        let explained = sums.flat(0, n) > 0 ? 1 - parabola.residual / sums.flat(0, n) : 0
        let isDrift = abs(change) >= 4 * noise && abs(change) >= 0.03 * scale && explained >= 0.5
        self =
            isDrift && Self.climbs(smooth, up: change > 0)
            ? .drift(first: parabola.first, last: parabola.last) : .steady
    }

    private static func knot(_ sums: RunningSums, _ n: Int) -> (index: Int, residual: Double) {
        var best = (index: samplesBefore, residual: Double.infinity)
        for index in samplesBefore...(n - samplesAfter) {
            let residual = sums.flat(0, index) + sums.line(index, n)
            if residual < best.residual { best = (index, residual) }
        }
        return best
    }

    /// The shift near the knot, dated by the first lasting departure from the level before it.
    private static func shift(_ smooth: [Double], around knot: Int, noise: Double) -> SeriesShape? {
        let before = Statistics.median(smooth[..<knot])
        let after = Statistics.median(smooth[knot...])
        let late = Statistics.median(smooth.suffix(max(samplesAfter, (smooth.count - knot) / 3)))
        let change = abs(late - before) > abs(after - before) ? late - before : after - before
        guard abs(change) >= 6 * noise else { return nil }
        let spread = 1.4826 * Statistics.median(smooth[..<knot].map { abs($0 - before) })
        let margin = max(4 * spread, 3 * noise, 0.08 * abs(before), 0.02 * abs(change))
        var at = knot
        for index in stride(from: knot - 1, through: 0, by: -1) {
            guard (smooth[index] - before) * (change > 0 ? 1 : -1) > margin else { break }
            at = index
        }
        if at == knot { at = departure(smooth, from: knot, before: before, margin: margin, up: change > 0) }
        return .shift(at: at, before: before, after: before + change)
    }

    private static func departure(_ smooth: [Double], from knot: Int, before: Double, margin: Double, up: Bool) -> Int {
        let sign = up ? 1.0 : -1.0
        for index in knot..<smooth.count where (smooth[index] - before) * sign > margin { return index }
        return knot
    }

    /// Whether each quarter lies beyond the one before it, as a leak does and a bump does not.
    private static func climbs(_ smooth: [Double], up: Bool) -> Bool {
        let quarter = smooth.count / 4
        var medians: [Double] = []
        for index in 0..<4 { medians.append(Statistics.median(smooth[(index * quarter)..<((index + 1) * quarter)])) }
        let sign = up ? 1.0 : -1.0
        for index in 1..<4 where (medians[index] - medians[index - 1]) * sign <= 0 { return false }
        return true
    }
}
