import AutoSRECore

/// What a metric measures, told by words of the field in its name.
enum MetricRole: Hashable {
    case latency, errors, load, cpu, memory, collection, restarts, ready, poolInUse, poolWaiting, dependency, other

    /// The role of a series. What is called a latency and is no time, or errors and is no number or share of them, has
    /// none: its rise is no trouble.
    init(_ series: MetricSeries) {
        let role = MetricRole(name: series.metric)
        self = role.canBe(in: series.unit) ? role : .other
    }

    /// The role of a metric; the first word that fits decides, so that a provider's latency is not taken for our own.
    /// A name that says that something is well, set or only counted (`error_free`, `latency_target`) has none, for its
    /// rise is no trouble.
    init(name: String) {
        let name = MetricName(name)
        for (role, words) in Self.words where words.contains(where: { name.holds($0) }) {
            self = name.isQualified(as: role) ? .other : role
            return
        }
        self = .other
    }

    private func canBe(in unit: String) -> Bool {
        let word = unit.lowercased()
        switch self {
        case .latency: return word.isEmpty || Self.durations.contains(word)
        case .errors:
            // A number of whatever, or of it in a time.
            let thing = word.split(separator: "/", omittingEmptySubsequences: false).first.map(String.init) ?? ""
            return Self.counts.contains(thing) || thing.contains("{") || thing.contains("err")
        default: return true
        }
    }

    private static let durations: Set<String> = [
        "s", "ms", "us", "µs", "μs", "ns", "sec", "secs", "second", "seconds", "millisecond", "milliseconds", "millis",
        "microsecond", "microseconds", "nanosecond", "nanoseconds", "min", "minute", "minutes",
    ]
    private static let counts: Set<String> = [
        "", "1", "%", "percent", "ratio", "count", "counts", "requests", "request", "req", "reqs", "calls", "events",
        "failures", "exceptions", "cpm", "rpm", "rps", "ops", "eps", "tps", "none", "short", "number", "items", "lines",
        "responses", "messages",
    ]

    /// The first that fits decides.
    private static let words: [(MetricRole, [String])] = [
        (.dependency, ["provider", "upstream", "dependency", "external", "third_party", "downstream", "outbound"]),
        (.poolWaiting, MetricWords.poolWaiting), (.poolInUse, MetricWords.poolInUse),
        (.collection, MetricWords.collection), (.latency, MetricWords.latency), (.errors, MetricWords.errors),
        (.memory, MetricWords.memory), (.cpu, MetricWords.cpu), (.restarts, MetricWords.restarts),
        (.ready, MetricWords.ready), (.load, MetricWords.load),
    ]

    /// Whether users feel it, so that it dates the trouble.
    var isSymptom: Bool { self == .latency || self == .errors || self == .ready || self == .restarts }

    /// Whether a move in this direction can be trouble.
    func isTrouble(rising: Bool) -> Bool { self == .ready ? !rising : self == .other || rising }
}

/// The words of a metric's name, however they are joined: `error_rate`, `http.server.duration`, `TargetResponseTime`.
private struct MetricName {
    private let words: [String]
    private let joined: String
    /// Whether it is of what takes over for another.
    private let isSpare: Bool

    init(_ name: String) {
        var (words, word, last): ([String], String, Character) = ([], "", " ")
        for character in name {
            let isPart = character.isLetter || character.isNumber
            if !isPart || (character.isUppercase && last.isLowercase) {
                if !word.isEmpty { words.append(word) }
                word = ""
            }
            if isPart { word += character.lowercased() }
            last = character
        }
        if !word.isEmpty { words.append(word) }
        // What takes over for another, gives back or keeps safe is no failure.
        let all = words.count
        words.removeAll { word in Self.noFailures.contains { word.hasPrefix("fail" + $0) } }
        for index in words.indices.dropLast().reversed() where words[index].hasPrefix("fail") {
            if Self.noFailures.contains(words[index + 1]) { words.removeSubrange(index...(index + 1)) }
        }
        isSpare = words.count < all
        self.words = words
        joined = "_\(words.joined(separator: "_"))_"
    }

    func holds(_ word: String) -> Bool { joined.contains(word) }

    /// Whether a word of the name says that it tells something else of the role than how bad it is.
    func isQualified(as role: MetricRole) -> Bool {
        if words.contains(where: { Self.settings.contains($0) }) || isDenied || isBound(role) { return true }
        switch role {
        case .load: return false
        case .ready: return isSpare || has(Self.stores) || has(Self.others)
        case .latency:
            return has(Self.well) || has(Self.counting) || isOfAnotherTime
                || words.dropFirst().contains(where: Self.marks.contains)
                || words.last.map(Self.sums.contains) ?? false
        case .poolInUse: return has(Self.well) || has(Self.fine) || has(["available", "size", "idle", "max", "min"])
        case .restarts: return has(Self.well) || has(Self.fine) || has(Self.schedules) || has(Self.others)
        case .cpu: return has(Self.well) || has(Self.fine) || has(["available"]) || has(Self.others) || has(Self.noWork)
        case .memory, .collection:
            return has(Self.well) || has(Self.fine) || has(Self.others) || has(Self.unused)
        default: return has(Self.well) || has(Self.fine) || has(["available"])
        }
    }

    /// Whether it is the time of something else than an answer: of a session, a video, a certificate. A duration is one
    /// of answers where another word says so, or where none says of what.
    private var isOfAnotherTime: Bool {
        guard words.contains("duration"), !joined.contains("latency"), !joined.contains("response_time") else {
            return false
        }
        return !has(Self.answers) && !words.allSatisfy { $0 == "duration" || Self.units.contains($0) }
    }

    private func has(_ some: Set<String>) -> Bool { words.contains { some.contains($0) } }

    /// Whether it counts what does not happen: `no_errors`, `not_ready`; `errors_not_found` are errors.
    private var isDenied: Bool {
        words.indices.dropLast().contains { index in
            Self.denials.contains(words[index]) && Self.denied.contains { words[index + 1].hasPrefix($0) }
        }
    }

    /// Whether it ends with what makes a bound or a part of it, but for its unit. Elsewhere the same words tell of what
    /// is measured (`HTTPCode_Target_5XX_Count`, `rate_limit_errors`, `s3_bucket_latency`).
    private func isBound(_ role: MetricRole) -> Bool {
        if let last = words.reversed().drop(while: { Self.units.contains($0) }).first {
            if Self.bounds.contains(last) || role == .errors && Self.handling.contains(last) { return true }
        }
        if words.contains("le"), words.contains("bucket") { return true }
        if role == .errors || role == .restarts, words.count > 1, words[0] == "max" || words[0] == "maximum" {
            return true
        }
        return words.indices.dropLast().contains { index in
            words[index] == "target" && Self.denied.contains { words[index + 1].hasPrefix($0) }
        }
    }

    /// What is counted of those who deal with errors, where it ends a name: `error_handlers_registered`.
    private static let handling: Set<String> = ["registered", "handlers", "sent", "views", "hits", "visits"]
    private static let noFailures: Set<String> = ["over", "back", "safe", "2ban"]
    /// Whose or what kind of time an answer's is.
    private static let answers: Set<String> = [
        "request", "requests", "req", "response", "responses", "http", "https", "rpc", "grpc", "query", "queries",
        "handler", "server", "client", "api", "endpoint", "route", "invocation", "transaction", "span", "operation",
    ]
    /// What is set for a latency, or what came of it.
    private static let marks: Set<String> = [
        "timeout", "timeouts", "warning", "alert", "alarm", "size", "depth", "bytes", "length", "items",
    ]
    /// How restarts are meant to go.
    private static let schedules: Set<String> = [
        "interval", "retries", "policy", "delay", "window", "period", "grace", "schedule",
    ]
    /// Whose it is, where it is not the service's own.
    private static let others: Set<String> = [
        "db", "database", "postgres", "postgresql", "mysql", "mariadb", "mongo", "mongodb", "redis", "memcached",
        "elasticsearch", "kafka", "rabbitmq", "broker", "rds", "agent", "sidecar", "envoy", "istio", "proxy", "nginx",
        "fluentd", "collector", "exporter", "daemon",
    ]
    /// Of memory: what is there, promised or given back.
    private static let unused: Set<String> = [
        "available", "unused", "freed", "reclaimed", "installed", "reserved", "committed", "request", "requested",
    ]
    /// The processor waits, or is somebody else's.
    private static let noWork: Set<String> = [
        "steal", "stolen", "iowait", "wait", "waiting", "throttled", "throttling", "throttle", "idle", "nice", "irq",
        "softirq", "guest", "credit", "credits", "temperature", "frequency",
    ]

    private static let denials: Set<String> = ["no", "not", "non", "un", "zero"]
    private static let denied = [
        "error", "fail", "exception", "ready", "healthy", "available", "restart", "crash", "latency",
    ]
    /// It did not happen, was kept to, or tells when it did.
    private static let well: Set<String> = [
        "free", "without", "compliance", "compliant", "satisfied", "met", "since", "between", "timestamp", "age",
        "uptime", "baseline", "expected", "saved", "savings", "improvement", "improved", "gain", "reduction", "reduced",
        "validity", "lifetime", "policy",
    ]
    /// It went well, or was dealt with; of a latency that only says whose it is.
    private static let fine: Set<String> = [
        "ok", "success", "successes", "successful", "succeeded", "handled", "ignored", "suppressed", "recovered",
        "resolved", "prevented", "avoided", "passed", "fixed", "closed",
    ]
    /// It is what somebody wants, allows or has left, or a mark for it.
    private static let settings: Set<String> = [
        "slo", "sla", "objective", "objectives", "threshold", "thresholds", "budget", "quota", "remaining", "allowed",
        "configured", "desired", "enabled", "disabled", "setting", "goal", "sampled", "sampling", "apdex",
    ]
    /// It counts how often something was measured.
    private static let counting: Set<String> = ["samples", "sample", "observations", "measurements"]
    /// How the running totals of a histogram end.
    private static let sums: Set<String> = ["count", "total", "sum", "created"]
    /// What is a bound, a mark or a part where it ends a name.
    private static let bounds: Set<String> = [
        "target", "targets", "limit", "limits", "capacity", "ceiling", "cap", "score", "scores", "bucket", "buckets",
        "level", "levels",
    ]
    private static let units: Set<String> = [
        "ms", "s", "sec", "seconds", "millis", "milliseconds", "us", "ns", "ratio", "percent", "pct", "percentage",
        "bytes", "kb", "mb", "gb", "total", "count", "per", "second", "minute", "hour", "p50", "p90", "p95", "p99",
        "max", "min", "avg", "mean",
    ]
    /// What is available and no instance.
    private static let stores: Set<String> = [
        "memory", "mem", "disk", "space", "bytes", "inodes", "connections", "slots", "threads", "permits", "tokens",
        "credits", "storage", "filesystem", "swap", "fds", "ips",
    ]
}
