extension Deployment {
    /// Why its version is nothing to go back to, in words that follow its name; nil where nothing speaks against it. A
    /// name of which a part was cut or redacted names nothing, and what failed or was taken back is no better than what
    /// runs.
    public var unfitness: String? {
        if version.allSatisfy(\.isWhitespace) { return "has no name" }
        if Self.marks.contains(where: { version.contains($0) }) { return "is not known by its whole name" }
        let words = status.lowercased().filter { $0.isLetter || $0.isNumber }
        // What was restored is called after what was left.
        guard !words.contains("backto"), !words.contains("forward") else { return nil }
        return Self.bad.contains { words.hasPrefix($0) } ? "is \(status)" : nil
    }

    /// What stands where the redactor took or cut something.
    private static let marks = ["[redacted", "[…", "[not kept", "…"]

    /// How the words begin, without what joins them, that platforms and delivery tools have for a deployment that did
    /// not come to run, has not yet, or was taken back.
    private static let bad = [
        "fail", "error", "rolledback", "rollback", "rollingback", "revert", "abort", "cancel", "reject", "denied",
        "crash", "unhealthy", "degraded", "broken", "bad", "faulty", "timedout", "timeout", "notready", "unready",
        "pending", "queued", "inprogress", "deploying", "progressing", "waiting", "skipped", "neverran", "withdrawn",
        "yanked", "terminated", "killed", "oomkilled", "invalid", "stalled", "stopped",
    ]
}
