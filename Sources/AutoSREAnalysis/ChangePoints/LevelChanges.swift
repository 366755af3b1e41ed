#if canImport(Glibc)
    import func Glibc.log
#else
    import func Darwin.log
#endif

/// Shifts of a series' level.
enum LevelChanges {
    /// A place that may be a change, and the width of the windows that showed it.
    struct Candidate {
        var place: Int
        let width: Int
    }

    /// Standard deviations by which a difference must exceed the largest that chance makes of as many windows: of
    /// 1,000 independent series, about one has a change by chance.
    static let margin = 1.75
    /// A level that moves by less than this many times the values' own noise is a difference nobody acts on, however
    /// many values prove it.
    static let smallest = 0.75

    /// How often the noise is read again without the changes that are known.
    private static let mostRounds = 4

    /// The places, ascending.
    static func find(_ series: ScaledSeries) -> [Int] {
        find(series.level, series.noise, narrowest: ChangePoints.persistence) { series.unrest(at: $0) }
    }

    /// - Parameters:
    ///   - narrowest: the shortest regime, in values.
    ///   - unrest: how many times the usual noise there is around a place.
    static func find(
        _ values: [Double], _ noise: NoiseByWidth, narrowest: Int, unrest: (Int) -> Double
    ) -> [Int] {
        let sums = NoiseByWidth.sums(values)
        var (noise, places): (NoiseByWidth, [Int]) = (noise, [])
        for _ in 0..<mostRounds {
            let found = settled(candidates(sums, noise, narrowest: narrowest), values, noise, narrowest, unrest)
            guard found.count > places.count else { break }
            places = found
            // Many changes hide each other: without those that are known the noise is less.
            noise = NoiseByWidth(withoutSteps(values, at: places), least: noise.narrowest)
        }
        return places
    }

    private static func settled(
        _ candidates: [Candidate], _ values: [Double], _ noise: NoiseByWidth, _ narrowest: Int,
        _ unrest: (Int) -> Double
    ) -> [Int] {
        var found = candidates
        let fit = RegimeFit(values, noise)
        for _ in 0..<2 {
            refine(&found, fit, narrowest)
            prune(&found, fit, noise, narrowest, unrest)
        }
        return found.map(\.place)
    }

    /// The values less the median of their regime.
    private static func withoutSteps(_ values: [Double], at places: [Int]) -> [Double] {
        var level = values
        let ends = [0] + places + [values.count]
        for (from, until) in zip(ends, ends.dropFirst()) where from < until {
            let median = Spread(values[from..<until]).median
            for index in from..<until { level[index] -= median }
        }
        return level
    }

    /// From narrow windows to wide ones: what a narrow one shows it places best.
    private static func candidates(_ sums: [Double], _ noise: NoiseByWidth, narrowest: Int) -> [Candidate] {
        var found: [Candidate] = []
        let count = sums.count - 1
        for width in NoiseByWidth.widths(upTo: count / 2) where width >= narrowest {
            let differences = WindowDifferences(sums, width: width)
            let limit = noise.scale(width) * threshold(count, width)
            for peak in differences.peaks(above: limit)
            where !found.contains(where: { abs($0.place - peak.place) < max(width, $0.width) }) {
                found.append(Candidate(place: peak.place, width: width))
            }
        }
        return found.sorted { $0.place < $1.place }
    }

    /// The largest of as many independent normal deviations as there are windows is about √(2 ln of their number).
    static func threshold(_ count: Int, _ width: Int) -> Double {
        // With few values the noise itself is uncertain, by about 1 / √n of itself.
        ((2 * log(max(2, Double(count) / Double(width)))).squareRoot() + margin)
            * (1 + 2 / Double(count).squareRoot())
    }

    /// Moves each to where one step between its neighbours fits best.
    private static func refine(_ found: inout [Candidate], _ fit: RegimeFit, _ narrowest: Int) {
        for index in found.indices {
            let from = index > 0 ? found[index - 1].place : 0
            let until = index + 1 < found.count ? found[index + 1].place : fit.count
            let reach = found[index].width
            let low = max(from + narrowest, found[index].place - reach)
            let high = min(until - narrowest, found[index].place + reach)
            guard low <= high else { continue }
            found[index].place = fit.step(in: max(from, low - 4 * reach)..<min(until, high + 4 * reach), at: low...high)
        }
    }

    /// Takes away the weakest until all hold.
    private static func prune(
        _ found: inout [Candidate], _ fit: RegimeFit, _ noise: NoiseByWidth, _ narrowest: Int,
        _ unrest: (Int) -> Double
    ) {
        func strength(_ index: Int) -> Double {
            let from = index > 0 ? found[index - 1].place : 0
            let until = index + 1 < found.count ? found[index + 1].place : fit.count
            let place = found[index].place
            guard min(place - from, until - place) >= narrowest else { return 0 }
            return Self.strength(of: found[index], in: from..<until, fit, noise, unrest(place))
        }
        var strengths = found.indices.map(strength)
        while let weakest = strengths.indices.min(by: { strengths[$0] < strengths[$1] }), strengths[weakest] < 1 {
            found.remove(at: weakest)
            strengths.remove(at: weakest)
            for near in [weakest - 1, weakest] where found.indices.contains(near) { strengths[near] = strength(near) }
        }
    }

    /// How many times over a change passes the test that it passes by the least; below 1 it is none.
    private static func strength(
        of candidate: Candidate, in regime: Range<Int>, _ fit: RegimeFit, _ noise: NoiseByWidth, _ unrest: Double
    ) -> Double {
        func around(_ reach: Int) -> Range<Int> {
            max(regime.lowerBound, candidate.place - reach)..<min(regime.upperBound, candidate.place + reach)
        }
        let wide = around(4 * candidate.width)
        guard fit.isStep(wide, at: candidate.place) else { return 0 }
        // A narrow window may show what wide ones, in which there is more, do not.
        return [wide, around(candidate.width)].map { stretch in
            let before = Spread(fit.values[stretch.lowerBound..<candidate.place])
            let after = Spread(fit.values[candidate.place..<stretch.upperBound])
            let width = min(candidate.place - stretch.lowerBound, stretch.upperBound - candidate.place)
            let difference = abs(after.median - before.median)
            let usual = noise.scale(width) * unrest
            let own = max(noise.narrowest, min(before.sigma, after.sigma))
            return min(difference / (usual * threshold(fit.count, width)), difference / (smallest * own))
        }
        .max() ?? 0
    }
}

/// Median and robust standard deviation (from the median distance to it) of some values.
struct Spread {
    let median: Double
    let sigma: Double

    init(_ values: some Collection<Double>) {
        var all = Array(values)
        guard !all.isEmpty else {
            (median, sigma) = (0, 0)
            return
        }
        let middle = Selection.smallest(all.count / 2, of: &all)
        for index in all.indices { all[index] = abs(all[index] - middle) }
        median = middle
        sigma = 1.4826 * Selection.smallest(all.count / 2, of: &all)
    }
}
