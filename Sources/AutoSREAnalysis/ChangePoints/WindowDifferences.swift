/// The means of two neighbouring windows of one width, the later less the earlier, at every place of a series.
struct WindowDifferences {
    private let sums: [Double]
    /// Values in a window.
    let width: Int

    /// - Parameter sums: 0 and the sums of the first 1, 2, … values.
    init(_ sums: [Double], width: Int) { (self.sums, self.width) = (sums, width) }

    /// The places that have a whole window on both sides; a place is the later window's first.
    var places: Range<Int> {
        let end = sums.count - width
        return width < end ? width..<end : 0..<0
    }

    subscript(_ place: Int) -> Double {
        (sums[place + width] - 2 * sums[place] + sums[place - width]) / Double(width)
    }

    /// The distances at every `stride`-th place.
    func magnitudes(every stride: Int) -> [Double] {
        Swift.stride(from: places.lowerBound, to: places.upperBound, by: stride).map { abs(self[$0]) }
    }

    /// The places where the distance exceeds `limit` and is the largest within a window to either side.
    func peaks(above limit: Double) -> [(place: Int, height: Double)] {
        var peaks: [(place: Int, height: Double)] = []
        for place in places {
            let height = abs(self[place])
            guard height > limit else { continue }
            if let last = peaks.last, place - last.place < width {
                if height > last.height { peaks[peaks.count - 1] = (place, height) }
            } else {
                peaks.append((place, height))
            }
        }
        return peaks
    }
}
