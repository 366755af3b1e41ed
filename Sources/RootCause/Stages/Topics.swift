/// What a text of a program or an orchestrator speaks of, by the phrases in which products of any kind report it. Only
/// for text that began with the incident and reports a failure: a word in a warning is no topic.
enum Topics {
    static func kind(_ text: String) -> CauseKind? {
        let bytes = text.utf8.map { (65...90).contains($0) ? $0 | 0x20 : $0 }
        return phrases.first { $0.words.contains { occurs($0, in: bytes) } }?.kind
    }

    private static func occurs(_ word: [UInt8], in text: [UInt8]) -> Bool {
        guard let first = word.first, text.count >= word.count else { return false }
        for start in 0...(text.count - word.count) where text[start] == first {
            if text[start..<start + word.count].elementsEqual(word) { return true }
        }
        return false
    }

    private static func bytes(_ words: [String]) -> [[UInt8]] { words.map { Array($0.utf8) } }

    /// In order: what names its thing outright comes before what also follows from other faults.
    private static let phrases: [(kind: CauseKind, words: [[UInt8]])] = [
        (.configuration, bytes(names + certificates + images + settings)),
        // A queue of requests that is full is full of requests.
        (.traffic, bytes(["shedding load", "load shed", "overloaded with requests", "request queue is full"])),
        (.resource, bytes(stores + memory + quotas + locks)),
        (.infrastructure, bytes(machines)),
        (.code, bytes(code)),
        (.dependency, bytes(remote)),
        // Also what a refused login or a file's owner says.
        (.configuration, bytes(access)),
    ]

    private static let names = [
        "no such host", "could not resolve", "couldn't resolve", "cannot resolve", "failed to resolve",
        "name resolution", "unknown host", "unknownhost", "nxdomain", "servfail", "eai_again", "enotfound",
        "name or service not known", "nodename nor servname", "dns lookup", "dns resolution", "lookup failed",
        "plugin/errors", "dnsconfigforming",
    ]
    private static let certificates = [
        "certificate has expired", "cert_has_expired", "certificate expired", "expired certificate", "x509",
        "certificate verify failed", "certificate verification failed", "certpath", "pkix", "bad certificate",
        "sslhandshake", "ssl handshake", "tls handshake", "unable to get local issuer", "self-signed certificate",
        "self signed certificate", "certificate is not valid", "certificate unknown", "unknown certificate",
    ]
    private static let images = [
        "imagepull", "errimage", "pull image", "pulling image", "invalid image", "manifest unknown",
        "image not found", "pull access denied",
    ]
    private static let settings = [
        "missing environment", "environment variable", "missing required", "required key", "required variable",
        "required setting", "not configured", "misconfigur", "invalid configuration", "configuration is invalid",
        "invalid config", "bad config", "config error", "configuration error", "configuration file", "config file",
        "failed to load config", "unknown field", "unknown option", "unknown directive", "unrecognized option",
        "could not parse config", "invalid value for", "failedmount", "mountvolume.setup", "secret \"",
        "configmap \"", "progress deadline", "failed with statuscode: 404", "failed with statuscode: 401",
        "failed with statuscode: 403", "node affinity", "node selector", "unbound immediate persistentvolumeclaim",
        "no matches for kind", "admission webhook", "policy denied", "networkpolicy", "network policy",
        "resolve placeholder",
    ]
    private static let stores = [
        "no space left", "enospc", "errno 28", "errno: 28", "os error 28", "disk full", "disk is full",
        "is full", "disk quota", "storage full", "storage is full", "storage-full", "exhausted its allocated storage",
        "free storage capacity", "storage limit", "low on storage", "out of disk", "low disk", "disk pressure",
        "diskpressure", "ephemeral-storage", "no inodes", "out of inodes", "replication lag", "replica lag",
        "lag behind", "lagging", "seconds behind", "behind primary", "behind source", "behind master",
        "conflict with recovery", "throttl", "iops", "burst balance", "disk i/o is",
    ]
    private static let memory = [
        "out of memory", "outofmemory", "out-of-memory", "oomkill", "oom-kill", "oom kill", "exit code 137",
        "cannot allocate memory", "memory limit", "memory cgroup", "heap space", "heap out of", "heap limit",
        "gc overhead", "memory pressure", "memorypressure", "low on resource",
    ]
    private static let quotas = [
        "quota", "insufficient cpu", "insufficient memory", "insufficient ephemeral-storage", "insufficient pods",
        "insufficient nvidia", "nodes are available", "too many pods", "too many open files",
        "emfile", "too many connections", "too many clients", "toomanyconnections", "max_connections",
        "max_client_conn", "no more connections", "remaining connection slots", "connection slots",
        "connection limit", "connection pool", "pool exhausted", "pool is exhausted", "pool limit", "poolexhausted",
        "pool timeout", "queuepool", "no database connection",
        "acquire connection", "acquire a connection", "acquiring connection", "waiting for a connection", "hikaripool",
        "connection is not available, request timed out",
        "resource exhausted", "resource_exhausted", "resourceexhausted", "resources exhausted",
        "resource temporarily unavailable", "rejectedexecution", "thread limit", "thread pool",
        "unable to create native thread",
        "unable to create new native thread",
        "no buffer space", "max node group size", "limitexceeded", "limit exceeded", "no free pages",
    ]
    private static let locks = [
        "deadlock", "lock wait", "lock timeout", "waiting for sharelock", "waiting for exclusivelock",
        "waiting for accessexclusivelock", "could not obtain lock", "could not acquire lock", "database is locked",
        "lock contention",
    ]
    private static let machines = [
        "node not ready", "nodenotready", "node is not ready", "nodelost", "kubelet stopped posting", "not-ready",
        "unreachable node", "node.kubernetes.io/unreachable", "failover", "failed over", "fail over",
        "no route to host", "network is unreachable", "host is unreachable", "host is down", "i/o error",
        "input/output error", "medium error", "unrecovered read error", "lost async page write", "aborting journal",
        "remounting filesystem", "read-only file system", "ext4-fs error", "xfs metadata", "hardware error",
        "machine check", "kernel panic", "link is down", "host maintenance", "scheduled maintenance", "reboot",
        "instance terminated", "spot interruption", "system is starting up", "system is shutting down",
        "server shutdown in progress", "database system was",
        "in recovery mode", "due to administrator command", "read-only transaction", "read-only mode", "--read-only",
        "not primary", "notwritableprimary", "not master", "new primary", "primary was elected", "election succeeded",
        "quorum",
        "expelled from the group", "communications link failure", "server closed the connection", "split brain",
        "split-brain", "volume is already exclusively attached", "multi-attach", "failedattachvolume",
        "checksum mismatch", "data corruption", "corrupted page", "is corrupt",
    ]
    private static let code = [
        "nullpointer", "null pointer", "nil pointer", "null reference", "nullreference", "undefined is not",
        "of undefined", "of null", "is not a function", "typeerror", "attributeerror", "keyerror", "indexerror",
        "valueerror", "nameerror", "index out of", "out of range", "outofbounds", "segmentation fault", "sigsegv",
        "assertion", "unhandled exception", "uncaught exception", "division by zero", "divide by zero",
        "illegalstate", "illegalargument", "classcast", "nosuchmethod", "classnotfound", "modulenotfound",
        "importerror", "referenceerror", "syntaxerror", "stackoverflow", "stack overflow", "concurrentmodification",
        "numberformat", "unsupportedoperation", "invalid memory address", "panic:", "panicked at", "traceback",
        "core dumped",
    ]
    private static let remote = [
        "service unavailable", "bad gateway", "gateway timeout", "gateway time-out", "upstream", "circuit breaker",
        "circuitbreaker", "connection refused", "econnrefused", "connect timeout", "connecttimeout",
        "connect timed out",
        "connection timed out", "etimedout", "max retries exceeded", "connection reset", "econnreset",
        "code = unavailable", "code = deadlineexceeded", "deadline exceeded", "read timed out", "sockettimeout",
        "returned status 5", "i/o timeout", "request timed out", "timed out while calling", "timeout while calling",
        "unexpected eof", "third-party", "third party", "no healthy",
    ]
    private static let access = [
        "permission denied", "access denied", "accessdenied", "authentication failed", "password authentication",
        "unauthorized", "forbidden", "invalid credentials", "invalid api key", "login failed",
    ]
}
