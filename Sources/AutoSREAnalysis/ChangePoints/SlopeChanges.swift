/// Places at which a level begins to climb or fall, or ceases to: a leak has no step.
enum SlopeChanges {
    /// Values on each side of a bend: fewer tell no slope.
    private static let fewest = 16
    /// By how much the criterion must prefer a bend: "very strong" of Kass and Raftery (1995).
    private static let preference = 10.0
    /// The bend must carry the level this many times the noise away.
    private static let smallest = 6.0
    /// What lines leave may be this many times the noise: a curve is no bend.
    private static let slack = 1.5
    /// Bends of one regime: flat, a ramp, flat again. What needs more is a curve.
    private static let most = 2

    /// The places within the regimes that lie between the shifts of the level.
    static func find(_ series: ScaledSeries, between levels: [Int]) -> [Int] {
        let fit = RegimeFit(series.level, series.noise)
        let ends = [0] + levels + [series.level.count]
        return zip(ends, ends.dropFirst()).flatMap { bends($0..<$1, fit, series) }
    }

    private static func bends(_ regime: Range<Int>, _ fit: RegimeFit, _ series: ScaledSeries) -> [Int] {
        var places: [Int] = []
        split(regime, fit, series, into: &places)
        // Each was found beside others that were not known yet.
        for _ in 0..<2 { places = settled(places.sorted(), in: regime, fit, series) }
        guard !places.isEmpty, places.count <= most else { return [] }
        let ends = [regime.lowerBound] + places + [regime.upperBound]
        let pieces = zip(ends, ends.dropFirst()).map { $0..<$1 }
        guard
            pieces.allSatisfy({ piece in
                fit.bend(piece, margin: fewest).map { gain($0.rest, piece, fit) < preference } ?? true
            })
        else { return [] }
        let rest = pieces.reduce(0) { $0 + fit.line($1) }
        let curve = fit.criterion(Curve.rest(fit.values[regime], degree: 5), 6, regime)
        let lines = fit.criterion(rest, 2 + 2 * Double(places.count), regime)
        guard curve - lines >= preference else { return [] }
        return rest / Double(regime.count) <= slack * square(series) ? places : []
    }

    /// Noise that remembers wanders further than its neighbours' distance tells.
    private static func square(_ series: ScaledSeries) -> Double {
        series.noise.narrowest * series.noise.narrowest / (1 - series.noise.memory)
    }

    private static func split(
        _ regime: Range<Int>, _ fit: RegimeFit, _ series: ScaledSeries, into places: inout [Int]
    ) {
        // A few more than may be: what the next step takes away.
        guard places.count <= 2 * most, let place = bend(regime, fit, series) else { return }
        places.append(place)
        split(regime.lowerBound..<place, fit, series, into: &places)
        split(place..<regime.upperBound, fit, series, into: &places)
    }

    private static func settled(
        _ places: [Int], in regime: Range<Int>, _ fit: RegimeFit, _ series: ScaledSeries
    ) -> [Int] {
        var kept: [Int] = []
        for index in places.indices {
            let until = index + 1 < places.count ? places[index + 1] : regime.upperBound
            if let place = bend((kept.last ?? regime.lowerBound)..<until, fit, series) { kept.append(place) }
        }
        return kept
    }

    /// By how much the criterion prefers a bend that leaves `rest` to a line.
    private static func gain(_ rest: Double, _ stretch: Range<Int>, _ fit: RegimeFit) -> Double {
        fit.criterion(fit.line(stretch), 2, stretch) - fit.criterion(rest, 4, stretch)
    }

    private static func bend(_ regime: Range<Int>, _ fit: RegimeFit, _ series: ScaledSeries) -> Int? {
        guard let bend = fit.bend(regime, margin: fewest), gain(bend.rest, regime, fit) >= preference else {
            return nil
        }
        let early = LineFit(series.level, regime.lowerBound..<bend.place)
        let late = LineFit(series.level, bend.place..<regime.upperBound)
        let length = Double(min(bend.place - regime.lowerBound, regime.upperBound - bend.place))
        return abs(late.slope - early.slope) * length >= smallest * square(series).squareRoot() ? bend.place : nil
    }
}
