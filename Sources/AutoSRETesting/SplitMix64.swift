/// The whole of chance: a seed in, a stream out. (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators,
/// 2014.)
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts the stream of `seed`.
    public init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// True `n` times out of `m`.
    public mutating func chance(_ n: UInt64, in m: UInt64) -> Bool { next() % m < n }
}
