/// What to do with an alert, given the runs that are open. Pure.
public enum Intake: Sendable, Hashable {
    /// A run of its own.
    case open
    /// It is about this open run.
    case join(RunID)
    /// Nothing; the text says why.
    case ignore(reason: String)

    /// Decides. An alert with the fingerprint of an open run joins it; one that was detected more than `staleSeconds`
    /// before `now` is ignored.
    public static func decide(
        _ alert: Alert, open: [(run: RunID, alert: Alert)], now: Instant, staleSeconds: Double = 86_400
    ) -> Intake {
        let age = now.seconds(since: alert.incident.detectedAt)
        if age > staleSeconds { return .ignore(reason: "detected \(Int(age)) s ago") }
        for known in open where known.alert.fingerprint == alert.fingerprint { return .join(known.run) }
        return .open
    }
}
