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

    /// The zone's short name then, such as `CET`; of a `TZ` that names none the system makes UTC without a name.
    public static func zone(_ at: Instant) -> String {
        guard let name = parts(at).tm_zone else { return "local time" }
        return name.pointee == 0 ? "UTC" : String(cString: name)
    }

    private static func parts(_ at: Instant) -> tm {
        var seconds = time_t(at.milliseconds / 1000)
        var parts = tm()
        tzset()
        _ = localtime_r(&seconds, &parts)
        return parts
    }
}
