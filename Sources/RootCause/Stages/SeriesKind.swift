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
        let words = self.words(metric)
        for (kind, vocabulary) in vocabularies where words.contains(where: { vocabulary.contains($0) }) { return kind }
        return .other
    }

    /// Whether a series of failures counts the good ones: then its fall is bad.
    static func countsSuccess(_ metric: String) -> Bool {
        words(metric).contains { $0 == "success" || $0 == "availability" }
    }

    /// Whether a series of traffic counts requests, not bytes or packets.
    static func countsRequests(_ metric: String) -> Bool {
        let counting: Set<String> = ["request", "requests", "calls", "ops", "qps", "rps", "workload"]
        return words(metric).contains(where: counting.contains)
    }

    private static let vocabularies: [(SeriesKind, Set<String>)] = [
        (
            .error,
            ["error", "errors", "err", "fail", "failed", "failure", "failures", "success", "availability", "fault"]
        ),
        (.latency, ["latency", "lat", "duration", "delay", "rtt", "wait", "response"]),
        (
            .resource,
            [
                "cpu", "mem", "memory", "disk", "heap", "gc", "connections", "threads", "fds", "io", "iowait", "lag",
                "pool",
            ]
        ),
        (
            .traffic,
            [
                "request", "requests", "workload", "ops", "qps", "rps", "throughput", "load", "count", "bytes",
                "packets",
                "network", "receive", "transmit", "calls", "syscall",
            ]
        ),
    ]

    /// A name's words in lower case: split at what is no letter and at a capital after a small letter.
    static func words(_ name: String) -> [String] {
        var words: [String] = []
        var word = ""
        var wasSmall = false
        for character in name {
            if character.isLetter, !(character.isUppercase && wasSmall) {
                word.append(character)
            } else {
                if !word.isEmpty { words.append(word.lowercased()) }
                word = character.isLetter ? String(character) : ""
            }
            wasSmall = character.isLowercase
        }
        if !word.isEmpty { words.append(word.lowercased()) }
        return words
    }
}
