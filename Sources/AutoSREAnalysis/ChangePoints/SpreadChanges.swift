/// Places at which a series begins to scatter more, or less.
enum SpreadChanges {
    /// Values of a regime: fewer tell no spread.
    private static let fewest = 20
    /// A change of the spread this near to one of the level is the same.
    static let near = fewest
    /// By which factor the spread must differ.
    private static let factor = 2.0

    /// The places, ascending.
    static func find(_ series: ScaledSeries) -> [Int] {
        // The root brings the distances, which are skewed, near to a normal sample.
        let roots = series.distance.map { min($0, 1e6).squareRoot() }
        guard NoiseByWidth.neighbourScale(roots) > 0 else { return [] }
        let noise = NoiseByWidth(roots)
        let places = LevelChanges.find(roots, noise, narrowest: fewest) { _ in 1 }
        let ends = [0] + places + [roots.count]
        return places.indices.filter { index in
            let before = Statistics.mean(series.distance[ends[index]..<places[index]].map { min($0, 3 * factor) })
            let after = Statistics.mean(series.distance[places[index]..<ends[index + 2]].map { min($0, 3 * factor) })
            return max(before, after) >= factor * min(before, after)
        }
        .map { places[$0] }
    }
}
