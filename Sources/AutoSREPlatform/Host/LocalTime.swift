public import AutoSRECore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Times as the machine's user reads them, by the variable `TZ` (POSIX, XBD 8.3).
public enum LocalTime {
    /// `10:42:07`.
    public static func timeOfDay(_ at: Instant) -> String {
        let parts = parts(at)
        return [parts.tm_hour, parts.tm_min, parts.tm_sec].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    /// The zone's short name then, such as `CET`.
    public static func zone(_ at: Instant) -> String {
        let parts = parts(at)
        return zone(named: parts.tm_zone.map { String(cString: $0) }, offset: Int(parts.tm_gmtoff))
    }

    /// What the zone is called that the system names so, so many seconds east of UTC. Where it is the same as UTC it is
    /// called that: of a `TZ` that it does not know the system makes UTC, under the beginning of its name (`Europe` of
    /// `Europe/Nowhere`) or none.
    package static func zone(named name: String?, offset: Int) -> String {
        guard offset != 0 else { return "UTC" }
        return name.flatMap { $0.isEmpty ? nil : $0 } ?? "local time"
    }

    private static func parts(_ at: Instant) -> tm {
        var seconds = time_t(at.milliseconds / 1000)
        var parts = tm()
        tzset()
        _ = localtime_r(&seconds, &parts)
        return parts
    }
}
