/// Numbers for sentences, without Foundation.
enum Figures {
    /// Three significant digits, no exponent: 0.00123, 4.57, 12,300 as 12300.
    static func short(_ value: Double) -> String {
        guard value.isFinite else { return "\(value)" }
        let size = abs(value)
        if size == 0 { return "0" }
        if size >= 1e15 { return "\(value)" }
        if size >= 100 { return String(Int(value.rounded())) }
        var digits = 2
        var limit = 1.0
        while size < limit, digits < 12 {
            limit /= 10
            digits += 1
        }
        if size >= 10 { digits = 1 }
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let scaled = Int((size * scale).rounded())
        let whole = String(scaled / Int(scale))
        var fraction = String(scaled % Int(scale))
        fraction = String(repeating: "0", count: digits - fraction.count) + fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return (value < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// Rounded towards zero to three significant digits, so that a claim of "at least" holds.
    static func atLeast(_ value: Double) -> Double {
        guard value.isFinite, value != 0 else { return 0 }
        var scale = 1.0
        while abs(value) * scale < 100 && scale < 1e12 { scale *= 10 }
        while abs(value) * scale >= 1_000 && scale > 1e-12 { scale /= 10 }
        return (value * scale).rounded(.towardZero) / scale
    }
}
