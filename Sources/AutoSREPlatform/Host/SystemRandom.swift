/// The system's randomness (`getrandom` on Linux), fit for tokens.
public enum SystemRandom {
    /// Random lower-case hexadecimal text of that many digits.
    public static func hex(_ digits: Int) -> String {
        let alphabet = Array("0123456789abcdef".utf8)
        var generator = SystemRandomNumberGenerator()
        var text: [UInt8] = []
        text.reserveCapacity(max(digits, 0))
        var bits: UInt64 = 0
        for index in 0..<max(digits, 0) {
            if index % 16 == 0 { bits = generator.next() }
            text.append(alphabet[Int(bits & 15)])
            bits >>= 4
        }
        return String(decoding: text, as: UTF8.self)
    }
}
