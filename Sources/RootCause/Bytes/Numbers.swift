/// Numbers out of bytes, without Foundation.
enum Numbers {
    /// A decimal number, `nan` for an empty field or the text `nan`; nil for what is no number. Plain decimals of up to
    /// 18 digits take a fast path (exact to one unit in the last place); all else goes through Swift's own parser.
    static func double(_ bytes: [UInt8], _ range: Range<Int>) -> Double? {
        var at = range.lowerBound
        let end = range.upperBound
        while at < end, bytes[at] == .space { at += 1 }
        if at == end { return .nan }
        let begin = at
        var negative = false
        if bytes[at] == UInt8(ascii: "-") {
            negative = true
            at += 1
        }
        var mantissa: UInt64 = 0
        var digits = 0
        var fraction = 0
        var seenPoint = false
        while at < end {
            let byte = bytes[at]
            if byte.isDigit {
                if digits == 18 {
                    // More digits than a double holds: those behind the point may go.
                    guard seenPoint else { return slow(bytes, begin..<end) }
                } else {
                    mantissa = mantissa * 10 + UInt64(byte & 0x0F)
                    digits += 1
                    if seenPoint { fraction += 1 }
                }
            } else if byte == UInt8(ascii: "."), !seenPoint {
                seenPoint = true
            } else {
                return slow(bytes, begin..<end)
            }
            at += 1
        }
        guard digits > 0 else { return slow(bytes, begin..<end) }
        let value = Double(mantissa) / powers[fraction]
        return negative ? -value : value
    }

    /// A moment in unix seconds; nil for what is none, or lies more than some three thousand years from 1970: a stray
    /// number.
    static func time(_ bytes: [UInt8], _ range: Range<Int>) -> Double? { double(bytes, range).flatMap(plausible) }

    /// The same of a number that was read.
    static func plausible(_ time: Double) -> Double? { abs(time) < 1e11 ? time : nil }

    /// A whole number that fits 64 bits; nil otherwise.
    static func integer(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
        guard let first = range.first else { return nil }
        let negative = bytes[first] == UInt8(ascii: "-")
        let digits = negative ? range.dropFirst() : range
        guard !digits.isEmpty, digits.count <= 18 else { return nil }
        var value = 0
        for at in digits {
            guard bytes[at].isDigit else { return nil }
            value = value * 10 + Int(bytes[at] & 0x0F)
        }
        return negative ? -value : value
    }

    private static let powers: [Double] = (0...18).map { exponent in
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }

    private static func slow(_ bytes: [UInt8], _ range: Range<Int>) -> Double? {
        guard range.count <= 64 else { return nil }
        let text = String(decoding: bytes[range], as: UTF8.self)
        if text.lowercased() == "nan" { return .nan }
        return Double(text).flatMap { $0.isFinite ? $0 : .nan }
    }
}
