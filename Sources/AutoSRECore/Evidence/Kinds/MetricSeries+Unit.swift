extension MetricSeries {
    /// Makes a series of what somebody measured in a unit of theirs, so that nobody after this has to know it: shares
    /// come out as `ratio`, durations as `ms`, sizes as `MB`. A unit that is not known stays, and so do the values.
    /// - Parameter unit: spelled as Prometheus, OpenTelemetry (UCUM), CloudWatch or people do; where it is empty, the
    ///   ending of the name says it, if that does.
    ///
    /// What no measurement can have as it is written (10¹⁹ %, 2⁶³ bytes) is a hole, though less would be left of it in
    /// the unit that is kept.
    public init(measured name: String, unit: String, times: [Instant], values: [Double]) {
        let kept = zip(times, values).filter { Self.isPlausible($0.1) }
        let (times, values) = (kept.map(\.0), kept.map(\.1))
        let declared = unit.filter { $0 != " " }
        let spelled = declared.isEmpty ? Self.unit(inNameOf: name) : declared
        // A number of things without a unit is written as 1, too.
        let isCount = spelled == "1" && values.contains { !(-0.01...1.5).contains($0) }
        guard !isCount, let (word, factor) = Self.conversion(spelled, of: name) else {
            self.init(name: name, unit: isCount ? "" : unit, times: times, values: values)
            return
        }
        // By its inverse, which is a round number, so that 41 % are 0.41.
        let converted = values.map { factor < 1 ? $0 / (1 / factor) : $0 * factor }
        self.init(name: name, unit: word, times: times, values: factor == 1 ? values : converted)
    }

    /// Whether the values are shares of a whole, 1 being all of it.
    public var isShare: Bool { unit == "ratio" || unit == "1" }

    /// The word that is kept for a unit, and what a value in it is multiplied by.
    private static func conversion(_ unit: String, of name: String) -> (String, Double)? {
        if let found = units[unit] ?? units[unit.lowercased()] {
            // Nobody wants an uptime in milliseconds.
            return found.0 == "ms" && name.lowercased().contains("uptime") ? nil : found
        }
        return nil
    }

    /// Letters' case tells some apart (`Mb` is no `MB`), so what is written in capitals comes first.
    private static let units: [String: (String, Double)] = [
        "%": ("ratio", 0.01), "percent": ("ratio", 0.01), "percentage": ("ratio", 0.01), "pct": ("ratio", 0.01),
        "ratio": ("ratio", 1), "1": ("ratio", 1), "fraction": ("ratio", 1), "share": ("ratio", 1),
        "percentunit": ("ratio", 1), "permille": ("ratio", 0.001), "‰": ("ratio", 0.001),
        "ms": ("ms", 1), "msec": ("ms", 1), "millis": ("ms", 1), "millisecond": ("ms", 1), "milliseconds": ("ms", 1),
        "s": ("ms", 1000), "sec": ("ms", 1000), "secs": ("ms", 1000), "second": ("ms", 1000), "seconds": ("ms", 1000),
        "us": ("ms", 1e-3), "µs": ("ms", 1e-3), "μs": ("ms", 1e-3), "usec": ("ms", 1e-3), "micros": ("ms", 1e-3),
        "microseconds": ("ms", 1e-3), "ns": ("ms", 1e-6), "nanos": ("ms", 1e-6), "nanoseconds": ("ms", 1e-6),
        "B": ("MB", 1e-6), "by": ("MB", 1e-6), "byte": ("MB", 1e-6), "bytes": ("MB", 1e-6),
        "kB": ("MB", 1e-3), "KB": ("MB", 1e-3), "kilobytes": ("MB", 1e-3), "kby": ("MB", 1e-3),
        "KiB": ("MB", 1024e-6), "kib": ("MB", 1024e-6), "kibibytes": ("MB", 1024e-6), "kiby": ("MB", 1024e-6),
        "MB": ("MB", 1), "megabytes": ("MB", 1), "mby": ("MB", 1),
        "MiB": ("MB", 1.048576), "mib": ("MB", 1.048576), "mebibytes": ("MB", 1.048576), "miby": ("MB", 1.048576),
        "GB": ("MB", 1e3), "gigabytes": ("MB", 1e3), "gby": ("MB", 1e3),
        "GiB": ("MB", 1073.741824), "gib": ("MB", 1073.741824), "gibibytes": ("MB", 1073.741824),
        "giby": ("MB", 1073.741824),
    ]

    /// Prometheus and many others put the unit behind the last underscore of a name.
    private static func unit(inNameOf name: String) -> String {
        let word = name.lowercased().split { $0 == "_" || $0 == "." || $0 == "-" }.last ?? ""
        switch word {
        case "ms", "millis", "milliseconds", "seconds", "us", "micros", "microseconds", "ns", "nanos", "nanoseconds":
            return String(word)
        case "percent", "percentage", "pct", "ratio", "fraction", "bytes", "kilobytes", "megabytes": return String(word)
        case "kb": return "kB"
        case "mb": return "MB"
        case "gb": return "GB"
        default: return ""
        }
    }
}
