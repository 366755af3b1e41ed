#if canImport(Glibc)
    import func Glibc.log
#else
    import func Darwin.log
#endif

/// Fits steps, lines and bends to stretches of a series by least squares, each in constant time from running sums.
struct RegimeFit {
    private let sums: RunningSums
    /// The series.
    let values: [Double]
    private let noise: NoiseByWidth

    init(_ values: [Double], _ noise: NoiseByWidth) {
        (sums, self.values, self.noise) = (RunningSums(values), values, noise)
    }

    /// Values in the series.
    var count: Int { values.count }

    /// The place of `places` at which a step fits `stretch` best.
    func step(in stretch: Range<Int>, at places: ClosedRange<Int>) -> Int {
        var best = (place: places.lowerBound, rest: Double.infinity)
        for place in places {
            let rest = sums.flat(stretch.lowerBound, place) + sums.flat(place, stretch.upperBound)
            if rest < best.rest { best = (place, rest) }
        }
        return best.place
    }

    /// What is left of one line over a stretch.
    func line(_ stretch: Range<Int>) -> Double { sums.line(stretch.lowerBound, stretch.upperBound) }

    /// Whether a step, alone or on a slope, tells a stretch better than a line, a bend or a cubic curve does, by the
    /// Bayesian information criterion: a ramp is no row of steps.
    func isStep(_ stretch: Range<Int>, at place: Int) -> Bool {
        let flat = sums.flat(stretch.lowerBound, place) + sums.flat(place, stretch.upperBound)
        let bend = self.bend(stretch, margin: ChangePoints.persistence)
        let line = self.line(stretch)
        let curve = criterion(Curve.rest(values[stretch], degree: 3), 4, stretch)
        let onSlope = line - jumpGain(stretch, at: place)
        let with = min(criterion(flat, 3, stretch), criterion(onSlope, 4, stretch))
        let without = min(curve, criterion(line, 2, stretch), bend.map { criterion($0.rest, 4, stretch) } ?? .infinity)
        return with < without
    }

    /// The criterion's value of what a fit with so many parameters leaves.
    func criterion(_ rest: Double, _ parameters: Double, _ stretch: Range<Int>) -> Double {
        let length = Double(stretch.count)
        // Values that remember their neighbours are worth fewer.
        let worth = max(length / noise.worthless, 4)
        // What is left below a twentieth of the noise is exact.
        let floor = 0.05 * noise.narrowest * noise.narrowest
        return worth * log(rest / length + floor) + parameters * log(worth)
    }

    /// By how much a step at `place` betters one line.
    private func jumpGain(_ stretch: Range<Int>, at place: Int) -> Double {
        let n = Double(stretch.count)
        let m = Double(stretch.upperBound - place)
        guard m > 0, m < n else { return 0 }
        let line = LineFit(values, stretch)
        var product = 0.0
        for index in place..<stretch.upperBound { product += values[index] - line.value(index) }
        // The step less its own line: its mean is m/n, its slope 6m(n-m)/(n(n²-1)).
        let spread = n * (n * n - 1) / 12
        let covariance = m * (n - m) / 2
        let length = m * (n - m) / n - covariance * covariance / spread
        return length > 1e-9 ? product * product / length : 0
    }

    /// The best bend of one line within a stretch, at least `margin` values from its ends: where, and what it leaves.
    func bend(_ stretch: Range<Int>, margin: Int) -> (place: Int, rest: Double)? {
        let n = stretch.count
        guard n >= 2 * margin + 2 else { return nil }
        let line = LineFit(values, stretch)
        let total = self.line(stretch)
        // Sums from the end: of residuals, and of residuals times the distance from the place.
        var (plain, weighted) = (0.0, 0.0)
        var best = (place: stretch.lowerBound, gain: 0.0)
        let length = Double(n)
        let spread = length * (length * length - 1) / 12
        let middle = Double(n - 1) / 2
        for index in stride(from: stretch.upperBound - 1, through: stretch.lowerBound + margin, by: -1) {
            weighted += plain
            plain += values[index] - line.value(index)
            // What the bend max(0, t - index), less a line of its own, has in common with the residuals.
            let k = Double(stretch.upperBound - 1 - index)
            guard Int(k) >= margin else { continue }
            let sum = k * (k + 1) / 2
            let squares = k * (k + 1) * (2 * k + 1) / 6
            let offset = Double(index - stretch.lowerBound) - middle
            let covariance = offset * sum + squares
            let own = squares - sum * sum / length - covariance * covariance / spread
            guard own > 1e-9 else { continue }
            let gain = weighted * weighted / own
            if gain > best.gain { best = (index, gain) }
        }
        return best.gain > 0 ? (best.place, max(total - best.gain, 0)) : nil
    }
}

/// One line through a stretch of a series.
struct LineFit {
    private let middle: Double
    private let mean: Double
    /// By how much it rises from value to value.
    let slope: Double

    init(_ values: [Double], _ stretch: Range<Int>) {
        let n = Double(stretch.count)
        middle = Double(stretch.lowerBound + stretch.upperBound - 1) / 2
        var (sum, product) = (0.0, 0.0)
        for index in stretch {
            sum += values[index]
            product += (Double(index) - middle) * values[index]
        }
        mean = n > 0 ? sum / n : 0
        slope = n > 1 ? product / (n * (n * n - 1) / 12) : 0
    }

    /// Its value at a place.
    func value(_ index: Int) -> Double { mean + slope * (Double(index) - middle) }
}
