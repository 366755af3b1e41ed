/// Deterministic chance: the same seed, stream and index give the same throws, in any order of asking.
///
/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
struct SeededRandom {
    private var state: UInt64

    init(seed: UInt64, stream: UInt64, index: Int64) {
        let start = Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15)
        let branch = Self.mix(start ^ stream &* 0xD1B5_4A32_D192_ED03)
        state = Self.mix(branch ^ UInt64(bitPattern: index) &* 0xA24B_AED4_963E_E407)
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mix(state)
    }

    /// From 0 up to 1, 1 excluded.
    mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

    /// From -1 to 1, most often near 0.
    mutating func swing() -> Double { unit() - unit() }

    mutating func whole(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(next() % UInt64(elements.count))]
    }

    /// How often something happens whose mean is `mean`: the whole part always, the rest by chance.
    mutating func times(_ mean: Double) -> Int {
        let certain = Int(mean)
        return certain + (unit() < mean - Double(certain) ? 1 : 0)
    }

    /// `digits` hexadecimal digits.
    mutating func hex(_ digits: Int) -> String {
        let text = String(next() | 1 << 63, radix: 16)
        return String(text.suffix(digits))
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
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
