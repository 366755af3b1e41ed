/// A series in units of its own noise, from which lone peaks and a known season have been taken.
struct ScaledSeries {
    /// Clipped to running medians, less the season: what the level is read from.
    let level: [Double]
    /// The distance of each value from the running median around it: what the spread is read from.
    let distance: [Double]
    /// What noise there is at each width of window.
    let noise: NoiseByWidth
    /// How many times the noise of the whole there is in each portion and those beside it, at least 1.
    private let unrest: [Double]

    /// How far a value may stand from the running median, in units of noise: at 3, of normal noise one in 370 is
    /// clipped, and a peak counts no more than noise does.
    private static let reach = 3.0

    /// Values in a portion, of which the noise is read where it is more than that of the whole.
    private static let portion = 64

    /// Nil where nothing varies.
    init?(_ values: [Double]) {
        guard let low = values.min(), let high = values.max(), low < high, (high - low).isFinite else { return nil }
        // Around the middle and within 1, so that sums of squares neither overflow nor lose the small.
        let middle = Statistics.median(values)
        let unit = high - low
        var scaled = values.map { ($0 - middle) / unit }
        if let season = Season(scaled) { scaled = season.removed(from: scaled) }
        let scale = NoiseByWidth.neighbourScale(scaled)
        guard scale > 0 else { return nil }
        for index in scaled.indices { scaled[index] /= scale }
        let medians = RunningMedian.of(scaled)
        let distance = scaled.indices.map { abs(scaled[$0] - medians[$0]) }
        // Where there is no noise, a peak is no noise either and goes altogether.
        let farthest = NoiseByWidth.neighbourNoise(scaled) == nil ? 0 : Self.reach
        let unrest = Self.unrest(distance)
        self.unrest = unrest
        let level = scaled.indices.map { index in
            let reach = farthest * unrest[index / Self.portion]
            return medians[index] + min(max(scaled[index] - medians[index], -reach), reach)
        }
        guard level.contains(where: { $0 != level[0] }) else { return nil }
        self.level = level
        self.distance = distance
        noise = NoiseByWidth(level)
    }

    /// How many times the noise of the whole there is around a place, at least 1.
    func unrest(at place: Int) -> Double { unrest[place / Self.portion] }

    private static func unrest(_ distance: [Double]) -> [Double] {
        let own = stride(from: 0, to: distance.count, by: portion).map { from in
            max(1, 1.4826 * Statistics.median(distance[from..<min(distance.count, from + portion)]))
        }
        return own.indices.map { max(own[max(0, $0 - 1)], own[$0], own[min(own.count - 1, $0 + 1)]) }
    }
}

/// Medians of the values around each.
enum RunningMedian {
    /// Values on either side: as many as let a regime that lasts `persistence` through and nothing shorter.
    private static let side = ChangePoints.persistence - 1

    /// The median of up to `side` values on either side of each and itself.
    static func of(_ values: [Double]) -> [Double] {
        var window: [Double] = values.prefix(side).sorted()
        var medians = values
        for index in values.indices {
            if index + side < values.count { insert(values[index + side], into: &window) }
            if index > side { remove(values[index - side - 1], from: &window) }
            let half = window.count / 2
            medians[index] = window.count % 2 == 1 ? window[half] : (window[half - 1] + window[half]) / 2
        }
        return medians
    }

    private static func insert(_ value: Double, into window: inout [Double]) {
        var place = window.count
        window.append(value)
        while place > 0, window[place - 1] > value {
            window[place] = window[place - 1]
            place -= 1
        }
        window[place] = value
    }

    private static func remove(_ value: Double, from window: inout [Double]) {
        guard let place = window.firstIndex(of: value) else { return }
        window.remove(at: place)
    }
}
