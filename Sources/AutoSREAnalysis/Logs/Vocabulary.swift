/// What a log line is about, told by words of the field. A weak hint: it never stands alone.
enum Topic: CaseIterable {
    /// The heap, the garbage collector, the out-of-memory killer.
    case memory
    /// Processes that exit or do not start.
    case crash
    /// Probes that fail.
    case readiness
    /// A pool of connections with none left.
    case pool
    /// Somebody else's service.
    case dependency
    /// More work than workers.
    case load

    /// Words of the topic in lower case; a line is about it where one occurs.
    private var words: [String] {
        switch self {
        case .memory:
            [
                "out of memory", "outofmemory", "oomkill", "oom-kill", "oom killer", " heap", "heap is",
                "garbage collect", "gc pause",
                "memory limit", "memory usage", "allocation failed",
            ]
        case .crash:
            [
                "exited", "exiting", "exit code", "exit status", "crashloop", "crash loop", "back-off", "cannot start",
                "failed to start", "segmentation fault", "panic", "core dumped", "missing required", "aborting",
            ]
        case .readiness:
            [
                "readiness", "not ready", "liveness", "probe failed", "health check failed", "failed health check",
                "unready", "no ready instance", "progress deadline",
            ]
        case .pool:
            [
                "connection pool", "to the pool", "pool exhausted", "pool is", "no database connection",
                "too many connections", "too many clients", "acquire connection", "acquire a connection",
                "acquiring connection", "get a connection", "waiting for a connection", "connection slots",
                "connection is not available", "pool timeout", "poolerror", "queuepool", "hikaripool", "pool size",
            ]
        case .dependency:
            [
                "timed out", "timeout", "circuit breaker", "upstream", "bad gateway", "gateway time", "third party",
                "provider", "deadline exceeded", "external service", "service unavailable from",
            ]
        case .load:
            [
                "queued", "queue is full", "workers are busy", "queue full", "overload", "throttl", "too many requests",
                "saturated", "backpressure", "load shed", "shedding", "no free worker", "rejected request",
            ]
        }
    }

    /// The topics of a text in lower case. A pool's timeout says nothing of other people's services.
    static func topics(of text: [UInt8]) -> Set<Topic> {
        var found: Set<Topic> = []
        for topic in allCases where topic.words.contains(where: { Vocabulary.contains(text, $0) }) {
            found.insert(topic)
        }
        if found.contains(.pool) { found.remove(.dependency) }
        return found
    }
}

/// How grave a line is.
enum Severity: Int, Comparable {
    case calm, warning, failure

    static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
}

/// Levels as loggers write them.
enum Vocabulary {
    private static let grave = ["err", "fatal", "crit", "sever", "alert", "emerg", "panic"]
    private static let calm = [
        "info", "debug", "trace", "notice", "verb", "fine", "config", "log", "default", "silly", "success", "ok",
        "audit", "hint", "detail", "statement", "http", "normal",
    ]

    /// How grave a line is: its level, or where it has none that is known what its words report. A warning that
    /// something will go away some day is none of today's trouble.
    static func severity(level: String, line: String) -> Severity {
        let level = level.lowercased()
        if !level.isEmpty {
            if level.hasPrefix("warn") { return FailureReport(line.utf8).isDeprecation ? .calm : .warning }
            if grave.contains(where: { level.hasPrefix($0) }) { return .failure }
            if calm.contains(where: { level.hasPrefix($0) }) { return .calm }
        }
        return FailureReport(line.utf8).severity
    }

    /// Whether `word`, in lower case, occurs in `text`.
    static func contains(_ text: [UInt8], _ word: String) -> Bool {
        var word = word
        return word.withUTF8 { needle in
            guard let first = needle.first, text.count >= needle.count else { return false }
            for start in 0...(text.count - needle.count) where text[start] == first {
                if text[start..<start + needle.count].elementsEqual(needle) { return true }
            }
            return false
        }
    }

    /// ASCII letters in lower case, all else unchanged.
    static func lowercased(_ text: [UInt8]) -> [UInt8] { text.map { $0 &- 65 < 26 ? $0 | 32 : $0 } }
}
