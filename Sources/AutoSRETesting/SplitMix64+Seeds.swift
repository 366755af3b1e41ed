import AutoSRECore

extension SplitMix64 {
    /// Starts the stream of `seed`.
    init(_ seed: UInt64) { self.init(state: seed &* Self.step &+ 1) }

    /// True `n` times out of `m`.
    mutating func chance(_ n: UInt64, in m: UInt64) -> Bool { next() % m < n }
}
