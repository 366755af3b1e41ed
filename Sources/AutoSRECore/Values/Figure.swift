/// Numbers and spans of time as people read them: in claims, on every page and in every report alike.
public enum Figure {
    /// A value with its unit: `3,941 MB`, `42 %`, `0.4`. A `ratio` (or `1`) is told in per cent, `1/s` as `/s`.
    public static func text(_ value: Double, _ unit: String) -> String {
        guard value.isFinite else { return "not a number" }
        if unit == "ratio" || unit == "1" { return number(value * 100) + " %" }
        let words = unit.hasPrefix("1/") ? String(unit.dropFirst()) : unit
        let figure = number(value)
        return words.isEmpty ? figure : "\(figure) \(figure == "1" ? words.afterOne : words)"
    }

    /// Three figures that matter, thousands grouped: `1,235`, `41.8`, `0.213`.
    public static func number(_ value: Double) -> String {
        let size = abs(value)
        guard value.isFinite, size < 1e15 else { return "\(value)" }
        let places = size >= 100 ? 0 : (size >= 10 ? 1 : (size >= 1 ? 2 : 3))
        let scale = [1.0, 10, 100, 1000][places]
        let rounded = Int64((size * scale).rounded())
        let (whole, rest) = rounded.quotientAndRemainder(dividingBy: Int64(scale))
        var text = grouped(whole)
        if rest > 0 {
            var decimals = String(rest)
            while decimals.count < places { decimals = "0" + decimals }
            while decimals.hasSuffix("0") { decimals.removeLast() }
            text += "." + decimals
        }
        return value < 0 && rounded > 0 ? "-" + text : text
    }

    /// A whole number, thousands grouped: `3,179`.
    public static func count(_ value: Int) -> String { (value < 0 ? "-" : "") + grouped(value.magnitude) }

    private static func grouped(_ value: some BinaryInteger) -> String {
        var digits = Array(String(value))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return String(digits)
    }

    /// A span of time: `40 ms`, `0.4 s`, `4.2 s`, `95 s`, `12 min`, `3 h 5 min`.
    public static func span(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e9 else { return "unknown" }
        if seconds > 0, seconds < 0.095 { return "\(Int(saturating: (seconds * 1000).rounded())) ms" }
        if seconds < 10 { return PostMortem.seconds(max(seconds, 0)) }
        if seconds < 120 { return "\(Int(saturating: seconds.rounded())) s" }
        let minutes = Int(saturating: (seconds / 60).rounded())
        return minutes < 120 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
    }

    /// How old something is, in the one unit that says enough: `45 s`, `12 min`, `3 h`, `9 days`.
    public static func age(_ seconds: Double) -> String {
        let seconds = Int(saturating: max(seconds, 0))
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 2 * 3600 { return "\(seconds / 60) min" }
        if seconds < 2 * 86_400 { return "\(seconds / 3600) h" }
        return "\(seconds / 86_400) days"
    }

    /// A share from 0 to 1 as whole per cent.
    public static func percent(_ share: Double) -> String {
        share.isFinite ? "\(Int((min(max(share, 0), 1) * 100).rounded())) %" : "unknown"
    }

    /// The hour and minute of a moment in UTC.
    public static func minute(_ at: Instant) -> String { String(at.timeOfDay.prefix(5)) }
}
