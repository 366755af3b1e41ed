/// What to do with a signal, given the cases that are open. Pure.
public enum Intake: Sendable, Hashable {
    /// A case of its own.
    case open
    /// It is about this open run.
    case join(RunID)
    /// Nothing; the text says why.
    case ignore(reason: String)

    /// Decides. A signal with the fingerprint of an open case joins it; one that was detected more than `staleSeconds`
    /// before `now` is ignored.
    public static func decide(
        _ signal: Signal, open: [(run: RunID, signal: Signal)], now: Instant, staleSeconds: Double = 86_400
    ) -> Intake {
        let age = now.seconds(since: signal.incident.detectedAt)
        if age > staleSeconds { return .ignore(reason: "detected \(Int(age)) s ago") }
        for known in open where known.signal.fingerprint == signal.fingerprint { return .join(known.run) }
        return .open
    }
}
