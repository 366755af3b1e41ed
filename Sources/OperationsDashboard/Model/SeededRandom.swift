import AutoSRECore

/// Deterministic chance: the same seed, stream and index give the same throws, in any order of asking.
struct SeededRandom {
    private var bits: SplitMix64

    init(seed: UInt64, stream: UInt64, index: Int64) {
        let start = SplitMix64.mix(seed &+ SplitMix64.step)
        let branch = SplitMix64.mix(start ^ stream &* 0xD1B5_4A32_D192_ED03)
        bits = SplitMix64(
            state: SplitMix64.mix(branch ^ UInt64(bitPattern: index) &* 0xA24B_AED4_963E_E407))
    }

    /// From 0 up to 1, 1 excluded.
    mutating func unit() -> Double { bits.unit() }

    /// From -1 to 1, most often near 0.
    mutating func swing() -> Double { unit() - unit() }

    mutating func whole(_ range: ClosedRange<Int>) -> Int { bits.whole(range) }

    mutating func pick<Element>(_ elements: [Element]) -> Element { bits.pick(elements) }

    /// How often something happens whose mean is `mean`: the whole part always, the rest by chance.
    mutating func times(_ mean: Double) -> Int {
        let certain = Int(mean)
        return certain + (unit() < mean - Double(certain) ? 1 : 0)
    }

    /// `digits` hexadecimal digits.
    mutating func hex(_ digits: Int) -> String {
        let text = String(bits.next() | 1 << 63, radix: 16)
        return String(text.suffix(digits))
    }
}

/// How far something has settled after `age` seconds, 0 to 1: close to 1 - e^(-age/constant), without a C library.
func settled(_ age: Double, over constant: Double) -> Double {
    guard age > 0 else { return 0 }
    var rest = 1 / (1 + age / (8 * constant))
    rest *= rest
    rest *= rest
    rest *= rest
    return 1 - rest
}
