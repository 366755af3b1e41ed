import AutoSRECore

/// Repeatable noise: the same stream and index always give the same draws, so that a recorded scenario is a recording.
struct Noise {
    private var bits: SplitMix64

    init(stream: UInt64, index: Int) {
        bits = SplitMix64(
            state: stream &* SplitMix64.step ^ UInt64(bitPattern: Int64(index)) &* 0xD1B5_4A32_D192_ED03)
    }

    /// From 0 up to and without 1.
    mutating func unit() -> Double { bits.unit() }

    /// From -1 to 1.
    mutating func swing() -> Double { unit() * 2 - 1 }

    /// A whole number of `range`.
    mutating func whole(_ range: ClosedRange<Int>) -> Int { bits.whole(range) }
}
