package import AutoSRECore

extension SplitMix64 {
    /// About normal: the sum of twelve uniform numbers less six.
    package mutating func normal() -> Double {
        (0..<12).reduce(-6) { sum, _ in sum + Double.random(in: 0..<1, using: &self) }
    }
}
