/// Where a series enters a new regime: another level, another spread, or another slope.
///
/// A multiscale moving-sum (MOSUM) procedure with bottom-up merging (Meier, Kirch and Cho 2021), made robust: lone
/// peaks are clipped to running medians, a known season is taken off, and each difference is judged by how windows of
/// the same length differ elsewhere in the same series, whatever its noise is like.
public enum ChangePoints {
    /// The values that a regime lasts at least. Fewer are a peak: half an hour of 5 min, five seconds of 1 s.
    public static let persistence = 5

    /// The places of the values at which a new regime begins, ascending. Values that are not finite are missing: they
    /// neither count nor are a change, and the first value behind a gap is where a regime can be seen to begin.
    public static func find(_ values: [Double]) -> [Int] {
        let kept = values.indices.filter { values[$0].isFinite }
        let values = kept.map { values[$0] }
        guard let held = HeldSamples(values) else { return places(values).map { kept[$0] } }
        return places(held.samples).map { kept[held.row(ofSample: $0)] }
    }

    /// The places in a series without gaps.
    private static func places(_ values: [Double]) -> [Int] {
        guard values.count >= 2 * persistence, let series = ScaledSeries(values) else { return [] }
        let levels = LevelChanges.find(series)
        var changes = levels + SlopeChanges.find(series, between: levels)
        // What changes the level most often changes the spread too: one regime begins, not two.
        for place in SpreadChanges.find(series) where !changes.contains(where: { abs($0 - place) < SpreadChanges.near })
        {
            changes.append(place)
        }
        return changes.sorted()
    }
}
