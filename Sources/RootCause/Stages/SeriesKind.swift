/// What a series measures, as far as it decides how its shifts are read.
enum SeriesKind: String, Sendable {
    /// Work or store used up: processor, memory, disk, connections.
    case resource
    /// How long something takes.
    case latency
    /// Failures, or the share that succeeds.
    case error
    /// How much is asked: requests, bytes, calls.
    case traffic
    case other

    /// A hint from a series' name: general words of the field only. The behaviour decides where it can.
    static func hint(_ metric: String) -> SeriesKind {
        // Answers of a server that failed, as a class of codes.
        if metric.lowercased().contains("5xx") { return .error }
        let words = self.words(metric)
        for (kind, vocabulary) in vocabularies where words.contains(where: { vocabulary.contains($0) }) { return kind }
        return .other
    }

    /// Whether a series counts what is good or what is left: then its fall is bad.
    static func isBetterHigh(_ metric: String) -> Bool { words(metric).contains(where: good.contains) }

    private static let good: Set<String> = health.union([
        "success", "availability", "free", "freeable", "avail", "remaining", "balance", "credit", "credits", "idle",
        "left", "headroom",
    ])
    private static let health: Set<String> = ["available", "ready", "healthy", "up", "running"]

    /// Whether a series of traffic counts requests, not bytes or packets.
    static func countsRequests(_ metric: String) -> Bool {
        let counting: Set<String> = [
            "request", "requests", "calls", "ops", "qps", "rps", "workload", "hits", "queries",
        ]
        return words(metric).contains(where: counting.contains)
    }

    private static let vocabularies: [(SeriesKind, Set<String>)] = [
        (
            .error,
            [
                "error", "errors", "err", "fail", "failed", "failure", "failures", "success", "availability", "fault",
                "restart", "restarts", "unavailable",
            ]
        ),
        // What replicas are behind by is given as a time and is none that a request takes.
        (.resource, ["lag", "replication", "replica", "slave", "behind"]),
        (.latency, ["latency", "lat", "duration", "delay", "rtt", "wait", "await", "response"]),
        (
            .resource,
            [
                "cpu", "mem", "memory", "disk", "heap", "gc", "connections", "threads", "fds", "io", "iowait", "pool",
                "storage", "space", "filesystem", "fs", "inodes", "iops", "queue", "swap", "lock", "locks",
                "deadlocks", "throttled", "throttling", "burst", "credit", "credits", "sessions", "clients",
                "utilization", "utilisation", "saturation",
            ]
        ),
        (.error, health),
        (.latency, ["time"]),
        (
            .traffic,
            [
                "request", "requests", "workload", "ops", "qps", "rps", "throughput", "load", "count", "bytes",
                "packets", "network", "receive", "transmit", "calls", "syscall", "hits", "queries", "commit",
            ]
        ),
    ]

    /// A name's words in lower case: split at what is no letter, at a capital after a small letter, and before the last
    /// of several capitals where a small letter follows (`CPUUtilization`).
    static func words(_ name: String) -> [String] {
        let characters = Array(name)
        var words: [String] = []
        var word = ""
        for (index, character) in characters.enumerated() {
            let isNew =
                character.isUppercase && index > 0
                && (characters[index - 1].isLowercase
                    || characters[index - 1].isUppercase && index + 1 < characters.count
                        && characters[index + 1].isLowercase)
            if !character.isLetter || isNew {
                if !word.isEmpty { words.append(word.lowercased()) }
                word = ""
            }
            if character.isLetter { word.append(character) }
        }
        if !word.isEmpty { words.append(word.lowercased()) }
        return words
    }
}
