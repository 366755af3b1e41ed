extension LogColumns {
    /// Reads a line's time stamp, in nanoseconds since 1970-01-01T00:00:00Z: nanoseconds in digits, RFC 3339 with any
    /// fraction, or what else `Instant` reads. Nil where it is none, or not of the years 1678 to 2262, beyond which
    /// nanoseconds do not reach.
    public static func nanoseconds(_ text: UnsafeRawBufferPointer) -> Int64? {
        if let digits = digits(text, 0..<text.count), text.count == 19 { return digits }
        if let whole = wholeSeconds(text), let fraction = fraction(text) {
            let (product, isTooMuch) = (whole.milliseconds / 1000).multipliedReportingOverflow(by: 1_000_000_000)
            let (sum, isOver) = product.addingReportingOverflow(fraction)
            return isTooMuch || isOver ? nil : sum
        }
        guard let instant = Instant(String(decoding: text, as: UTF8.self)) else { return nil }
        let (product, isTooMuch) = instant.milliseconds.multipliedReportingOverflow(by: 1_000_000)
        return isTooMuch ? nil : product
    }

    /// `2026-11-29T19:25:52`, as UTC.
    private static func wholeSeconds(_ text: UnsafeRawBufferPointer) -> Instant? {
        guard text.count >= 20, text[4] == 45, text[7] == 45, text[10] == 84, text[13] == 58, text[16] == 58 else {
            return nil
        }
        guard let year = digits(text, 0..<4), let month = digits(text, 5..<7), let day = digits(text, 8..<10),
            let hour = digits(text, 11..<13), let minute = digits(text, 14..<16), let second = digits(text, 17..<19)
        else { return nil }
        return Instant(Instant.Day(year, month, day), Instant.Clock(hour, minute, second, 0), milliseconds: 0)
    }

    /// Nanoseconds of `.123456789Z`, or of `Z` alone, from the twentieth byte to the end. Further digits are cut off.
    private static func fraction(_ text: UnsafeRawBufferPointer) -> Int64? {
        guard text[text.count - 1] == 90 else { return nil }
        if text.count == 20 { return 0 }
        guard text[19] == 46, text.count > 21 else { return nil }
        var (value, unit): (Int64, Int64) = (0, 100_000_000)
        for byte in text[20..<text.count - 1] {
            guard (48...57).contains(byte) else { return nil }
            value += unit * Int64(byte - 48)
            unit /= 10
        }
        return value
    }

    /// A number of at most eighteen digits, or nineteen that fit.
    private static func digits(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int64? {
        guard !range.isEmpty, range.count <= 19 else { return nil }
        var value: Int64 = 0
        for byte in text[range] {
            guard (48...57).contains(byte) else { return nil }
            let (product, isTooMuch) = value.multipliedReportingOverflow(by: 10)
            let (sum, isOver) = product.addingReportingOverflow(Int64(byte - 48))
            guard !isTooMuch, !isOver else { return nil }
            value = sum
        }
        return value
    }
}
