/// What a failure's text speaks of, by the phrases in which programs of any kind report it. Only for text that is
/// known to report a failure and to have begun with the incident: a word in a warning is no topic.
enum Topics {
    static func kind(_ text: String) -> CauseKind? {
        let text = text.lowercased()
        return phrases.first { $0.words.contains { text.contains($0) } }?.kind
    }

    private static let phrases: [(kind: CauseKind, words: [String])] = [
        (
            .resource,
            [
                "out of memory", "outofmemory", "oomkilled", "cannot allocate memory", "heap space", "no space left",
                "disk full", "disk is full", "disk quota", "too many open files", "too many connections",
                "connection pool", "pool exhausted", "pool is exhausted", "quota exceeded", "exceeded quota",
                "replication lag", "lag behind", "throttl", "resource exhausted", "memory pressure", "disk pressure",
                "insufficient cpu", "insufficient memory", "deadlock", "lock wait timeout",
                "remaining connection slots",
            ]
        ),
        (
            .configuration,
            [
                "no such host", "could not resolve", "name resolution", "unknown host", "unknownhost", "nxdomain",
                "imagepull", "errimage", "pull image", "invalid image", "probe failed", "certificate has expired",
                "certificate verify failed", "x509", "missing environment", "invalid configuration", "config error",
                "configuration error", "permission denied", "access denied", "authentication failed",
                "password authentication", "failedmount", "progress deadline", "secret \"", "configmap \"",
            ]
        ),
        (
            .infrastructure,
            [
                "node not ready", "nodenotready", "node is not ready", "failover", "failed over", "no route to host",
                "network is unreachable", "host is down", "i/o error", "input/output error", "kernel panic",
                "host maintenance", "rebooting", "not-ready", "unreachable node",
            ]
        ),
        (
            .dependency,
            [
                "connection refused", "service unavailable", "bad gateway", "upstream", "circuit breaker",
                "connect timeout", "connection timed out", "connection reset",
            ]
        ),
        (
            .code,
            [
                "nullpointer", "null pointer", "nil pointer", "undefined is not", "typeerror", "attributeerror",
                "keyerror", "indexerror", "index out of", "segmentation fault", "assertion", "traceback", "panic:",
                "unhandled exception", "division by zero", "illegalstate", "illegalargument", "classcast",
            ]
        ),
    ]
}
