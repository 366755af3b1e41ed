/// How surprising a deviation is, judged by how the same quantity deviated while nothing was wrong.
///
/// The chance of a deviation within the sample is counted; beyond its largest it is extrapolated by a power law whose
/// index is Hill's estimate (Hill 1975) from the largest tenth: quantities with wild tails need far larger deviations.
struct Surprise: Sendable {
    /// Absolute deviations while nothing was wrong, descending.
    private let deviations: [Double]
    private let index: Double

    /// Index when the sample is too small for an estimate: the tails of a Student distribution with 3 degrees of
    /// freedom.
    static let defaultIndex = 3.0
    /// Deviations below this, in robust sigmas, tell nothing about the tail.
    static let tailStart = 1.0

    init(_ sample: [Double]) {
        deviations = sample.map(abs).filter { $0.isFinite }.sorted(by: >)
        let tail = deviations.prefix(max(8, deviations.count / 10)).filter { $0 > Self.tailStart }
        if tail.count >= 8, let threshold = tail.last, let first = tail.first, first > threshold {
            let mean = tail.reduce(0) { $0 + Math.log($1 / threshold) } / Double(tail.count - 1)
            index = min(2 * Self.defaultIndex, max(0.5, 1 / mean))
        } else {
            index = Self.defaultIndex
        }
    }

    /// Nats: the negative logarithm of the chance of a deviation at least as large.
    ///
    /// - Parameter freedom: degrees of freedom of the scale the deviation is measured in: the tail of a Student
    ///   distribution falls with that power and no faster.
    func nats(_ deviation: Double, freedom: Int = .max) -> Double {
        let size = abs(deviation)
        let index = min(index, Double(max(1, freedom)))
        // Without a sample one deviation of one sigma is assumed.
        let largest = max(Self.tailStart, deviations.first ?? 0)
        let count = Double(deviations.count)
        if size > largest { return Math.log(count + 2) + index * Math.log(min(size, 1e9) / largest) }
        // Binary search: how many are at least as large.
        var low = 0
        var high = deviations.count
        while low < high {
            let middle = (low + high) / 2
            if deviations[middle] >= size { low = middle + 1 } else { high = middle }
        }
        return Math.log((count + 2) / (Double(low) + 1))
    }
}
