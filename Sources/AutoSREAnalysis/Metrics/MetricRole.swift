import AutoSRECore

/// What a metric measures, told by words of the field in its name.
enum MetricRole: Hashable {
    case latency, errors, load, cpu, memory, collection, restarts, ready, poolInUse, poolWaiting, dependency, other

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
        // What takes over for another is no failure.
        words.removeAll { $0.hasPrefix("failover") }
        for index in words.indices.dropLast().reversed() where words[index].hasPrefix("fail") {
            if words[index + 1] == "over" { words.removeSubrange(index...(index + 1)) }
        }
        self.words = words
        joined = "_\(words.joined(separator: "_"))_"
    }

    func holds(_ word: String) -> Bool { joined.contains(word) }

    /// Whether a word of the name says that it tells something else of the role than how bad it is.
    func isQualified(as role: MetricRole) -> Bool {
        if words.contains(where: { Self.settings.contains($0) }) || isDenied || isBound(role) { return true }
        switch role {
        case .load: return false
        case .ready: return has(Self.stores)
        case .latency: return has(Self.well) || has(Self.counting) || words.last.map(Self.sums.contains) ?? false
        case .poolInUse: return has(Self.well) || has(Self.fine) || has(["available", "size", "idle", "max", "min"])
        default: return has(Self.well) || has(Self.fine) || has(["available"])
        }
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
        if let last = words.reversed().drop(while: { Self.units.contains($0) }).first, Self.bounds.contains(last) {
            return true
        }
        if words.contains("le"), words.contains("bucket") { return true }
        guard words.count > 1, let first = words.first else { return false }
        if role == .errors || role == .restarts, first == "max" || first == "maximum" { return true }
        return first == "target" && Self.denied.contains { words[1].hasPrefix($0) }
    }

    private static let denials: Set<String> = ["no", "not", "non", "un", "zero"]
    private static let denied = [
        "error", "fail", "exception", "ready", "healthy", "available", "restart", "crash", "latency",
    ]
    /// It did not happen, was kept to, or tells when it did.
    private static let well: Set<String> = [
        "free", "without", "compliance", "compliant", "satisfied", "met", "since", "between", "timestamp", "age",
        "uptime",
    ]
    /// It went well, or was dealt with; of a latency that only says whose it is.
    private static let fine: Set<String> = [
        "ok", "success", "successes", "successful", "succeeded", "handled", "ignored", "suppressed", "recovered",
        "resolved", "prevented", "avoided", "passed",
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
