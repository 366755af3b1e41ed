import AutoSRECore

/// The system's randomness (`getrandom` on Linux), fit for tokens.
public enum SystemRandom {
    /// Random lower-case hexadecimal text of that many digits.
    public static func hex(_ digits: Int) -> String {
        let digits = max(digits, 0)
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<(digits + 1) / 2).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        return String(Hex.text(bytes).prefix(digits))
    }
}
