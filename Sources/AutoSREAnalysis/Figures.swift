import AutoSRECore

/// Numbers as people read them, without a formatting library.
enum Figures {
    /// Three significant figures at the most, with a unit where there is one; shares in per cent.
    static func text(_ value: Double, _ unit: String = "") -> String {
        if unit == "1" || unit == "ratio" { return "\(text(value * 100)) %" }
        let number = text(value)
        return unit.isEmpty ? number : "\(number) \(number == "1" ? unit.afterOne : unit)"
    }

    /// A number below a value by less than a hundredth of it: a bound that the value itself keeps.
    static func roundedDown(_ value: Double) -> Double {
        guard value > 0, value.isFinite else { return value }
        let step = value >= 100 ? 1.0 : value >= 1 ? 0.01 : 0.0001
        return min((value / step).rounded(.down) * step, value)
    }

    /// A stretch of time: `40 s`, `12 minutes`, `3 hours`.
    static func span(_ seconds: Double) -> String {
        if seconds < 90 { return "\(Int(saturating: seconds.rounded())) s" }
        if seconds < 7200 { return "\(Int(saturating: (seconds / 60).rounded())) minutes" }
        return "\(Int(saturating: (seconds / 3600).rounded())) hours"
    }

    private static func text(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
        if abs(value) >= 100 || value == value.rounded() { return "\(Int64(value.rounded()))" }
        let digits = abs(value) >= 10 ? 1 : abs(value) >= 1 ? 2 : 3
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let scaled = Int64((abs(value) * scale).rounded())
        let (whole, rest) = scaled.quotientAndRemainder(dividingBy: Int64(scale))
        var fraction = String(Int64(scale) + rest).dropFirst()
        while fraction.hasSuffix("0") { fraction = fraction.dropLast() }
        let sign = value < 0 ? "-" : ""
        return fraction.isEmpty ? "\(sign)\(whole)" : "\(sign)\(whole).\(fraction)"
    }
}
