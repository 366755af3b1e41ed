#if canImport(Glibc)
    import func Glibc.log
    import func Glibc.pow
#else
    import func Darwin.log
    import func Darwin.pow
#endif

/// How far the means of two neighbouring windows lie apart while nothing happens, by the windows' width.
///
/// It is measured on the series itself, so that memory of the noise, seasons that are not known and drifts count as
/// what is usual; where a series is too short for a width it is carried on from the narrower ones.
struct NoiseByWidth {
    /// Of two neighbouring values, as a standard deviation.
    let narrowest: Double
    /// What part of a deviation the next value keeps, from 0.
    let memory: Double
    /// Values of the series.
    let count: Int
    private var measured: [(width: Int, scale: Double)] = []

    /// Windows that a series must have for a width to be measured: one change then touches a tenth of them.
    private static let fewestWindows = 20
    /// The share below which a difference is taken to be usual: changes may touch twice as many windows as not.
    private static let share = 1.0 / 3
    /// The same share of the distances of a normal sample from its mean.
    private static let normalShare = 0.4307
    /// More memory is not told from a walk by as few values as there are.
    private static let mostMemory = 0.9
    /// Of a measured growth from width to width so much is taken to be chance: with twenty windows a scale is known
    /// to about a quarter.
    private static let chance = 0.3

    /// - Parameter least: what the noise of one value is at least.
    init(_ values: [Double], least: Double = 0) {
        let sums = Self.sums(values)
        narrowest = max(Self.neighbourScale(values), least)
        memory = Self.memory(values)
        count = values.count
        for width in Self.widths(upTo: values.count / Self.fewestWindows) {
            let differences = WindowDifferences(sums, width: width)
            let scale = Self.quantile(differences.magnitudes(every: max(1, width / 4)), Self.share) / Self.normalShare
            measured.append((width, scale))
        }
    }

    /// Widths of windows: each about √2 times the one before.
    static func widths(upTo most: Int) -> [Int] {
        var widths: [Int] = []
        var next = Double(ChangePoints.persistence)
        while Int(next) <= most {
            widths.append(Int(next))
            next *= 2.0.squareRoot()
        }
        return widths
    }

    /// 0 and the sums of the first 1, 2, 3, … values.
    static func sums(_ values: [Double]) -> [Double] {
        var sums: [Double] = [0]
        sums.reserveCapacity(values.count + 1)
        var sum = 0.0
        for value in values {
            sum += value
            sums.append(sum)
        }
        return sums
    }

    /// The standard deviation of the difference of two neighbouring windows' means.
    func scale(_ width: Int) -> Double {
        let length = Double(width)
        // Noise in which a deviation fades by `memory` from value to value (an AR(1) process) has this long-run scale.
        let long = narrowest * (1 + memory).squareRoot() / (1 - memory)
        var scale = long * (2 / length).squareRoot()
        guard let last = measured.last else { return scale }
        if let same = measured.last(where: { $0.width <= width }), width <= last.width {
            return max(scale, same.scale * (Double(same.width) / length).squareRoot())
        }
        var power = -0.5
        if let half = measured.last(where: { $0.width * 2 <= last.width }), half.scale > 0, last.scale > 0 {
            let growth = log(last.scale / half.scale) / log(Double(last.width) / Double(half.width))
            power = min(max(power, growth - Self.chance), 1)
        }
        scale = max(scale, last.scale * pow(length / Double(last.width), power))
        return scale
    }

    /// How many values that remember tell as much as one that does not.
    var worthless: Double { (1 + memory) / (1 - memory) }

    /// The noise of one value, from the distance of neighbours: neither a step nor a ramp moves it. Where most
    /// neighbours are equal a higher share of the distances says it; nil where nearly all are.
    static func neighbourNoise(_ values: [Double]) -> Double? {
        let distances = Self.distances(values, lag: 1)
        for (share, normal) in normalShares {
            let distance = quantile(distances, share)
            if distance > 0 { return distance / normal / 2.0.squareRoot() }
        }
        return nil
    }

    /// The same, of a series without noise from the mean distance: what its few steps come to.
    static func neighbourScale(_ values: [Double]) -> Double {
        neighbourNoise(values) ?? Statistics.mean(distances(values, lag: 1)) / 2.0.squareRoot()
    }

    /// Shares of a normal sample's distances from its mean, and those distances.
    private static let normalShares = [(0.5, 0.6745), (0.8, 1.2816), (0.9, 1.6449), (0.95, 1.96), (0.99, 2.5758)]

    /// Of an AR(1) process the variance of the difference over two steps is 1 + memory times that over one. What an
    /// independent sample of that length would show by chance is taken off.
    private static func memory(_ values: [Double]) -> Double {
        let (one, two) = (square(distances(values, lag: 1)), square(distances(values, lag: 2)))
        guard one > 0 else { return 0 }
        let ratio = two / one
        return min(max(ratio - 1 - 1 / Double(values.count).squareRoot(), 0), mostMemory)
    }

    /// The mean square of distances, none of which counts for more than three deviations: steps hardly move it, and it
    /// is steadier than a quantile.
    private static func square(_ distances: [Double]) -> Double {
        let most = 3 * quantile(distances, 0.5) / 0.6745
        return Statistics.mean(distances.map { min($0, most) * min($0, most) })
    }

    private static func distances(_ values: [Double], lag: Int) -> [Double] {
        guard values.count > lag else { return [] }
        return (lag..<values.count).map { abs(values[$0] - values[$0 - lag]) }
    }

    private static func quantile(_ values: [Double], _ share: Double) -> Double {
        guard !values.isEmpty else { return 0 }
        var values = values
        return Selection.smallest(Int(share * Double(values.count - 1)), of: &values)
    }
}
