import AutoSRECore
import Foundation

/// Series with known changes, drawn from a seed.
struct MadeSeries {
    /// Noise of deviation 1, but for the heavy tails.
    enum Noise: String, CaseIterable {
        /// Independent and normal.
        case normal
        /// Student's t of three degrees of freedom.
        case heavy
        /// AR(1) that keeps 0.6 of a deviation.
        case remembering

        /// So many values of it.
        func values(_ count: Int, _ random: inout SplitMix64) -> [Double] {
            var last = 0.0
            return (0..<count).map { _ in
                let draw = random.normal()
                switch self {
                case .normal: return draw
                case .heavy:
                    let square = (0..<3).reduce(0.0) { sum, _ in
                        let next = random.normal()
                        return sum + next * next
                    }
                    return draw / (square / 3).squareRoot()
                case .remembering:
                    last = 0.6 * last + 0.8 * draw
                    return last
                }
            }
        }
    }

    var values: [Double]
    /// Where a new regime begins.
    var changes: [Int] = []

    /// Levels that differ by `size` to twice of it, each of at least `shortest` values, at random places.
    static func steps(
        _ noise: Noise, count: Int, changes: Int, shortest: Int, size: Double, _ random: inout SplitMix64
    ) -> MadeSeries {
        var series = MadeSeries(values: noise.values(count, &random))
        let room = count - (changes + 1) * shortest
        let places = (0..<changes).map { _ in Int.random(in: 0...room, using: &random) }.sorted()
        series.changes = places.enumerated().map { $1 + ($0 + 1) * shortest }
        var level = 100.0
        for index in series.values.indices {
            if series.changes.contains(index) {
                level += Double.random(in: size...(2 * size), using: &random) * (Bool.random(using: &random) ? 1 : -1)
            }
            series.values[index] += level
        }
        return series
    }
}

/// How well places that were found agree with those that are.
struct PlaceScore {
    private var hits = 0
    private var found = 0
    private var there = 0

    /// Each true place takes the nearest found one that is within `margin`.
    mutating func add(_ places: [Int], of truth: [Int], margin: Int = 5) {
        var left = places
        for place in truth {
            let nearest = left.indices.min { abs(left[$0] - place) < abs(left[$1] - place) }
            guard let nearest, abs(left[nearest] - place) <= margin else { continue }
            hits += 1
            left.remove(at: nearest)
        }
        found += places.count
        there += truth.count
    }

    var f1: Double { found + there == 0 ? 1 : 2 * Double(hits) / Double(found + there) }
    var precision: Double { found == 0 ? 1 : Double(hits) / Double(found) }
}

extension SplitMix64 {
    /// A normal draw (Box and Muller 1958).
    mutating func normal() -> Double { (-2 * log(1 - unit())).squareRoot() * cos(2 * .pi * unit()) }
}
