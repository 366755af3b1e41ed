public import AutoSRECore

/// A service of `autosre.yaml`: what it is tied to in which system, who owns it, how its health is read.
public struct ServiceSettings: Sendable {
    /// Its name, as alerts have it.
    public let name: String
    /// Who is asked about it; empty where nobody is named.
    public let owner: String
    /// What is mended for it.
    public let workload: Tie?
    /// Where its metrics are, where that is not the workload's system: shown, and not followed yet.
    public let metrics: Tie?
    /// Where its log lines are, where that is not the workload's system: shown, and not followed yet.
    public let logs: Tie?
    /// The health addresses that its recovery is verified at.
    public let health: [HealthSignal]
    /// The services that it calls.
    public let calls: [String]

    /// A place in a system.
    public struct Tie: Sendable, Hashable {
        /// The system, by its name in the file.
        public let system: String
        /// What the service is called there.
        public let name: String
    }

    /// A health address, and how its answer is read.
    public struct HealthSignal: Sendable {
        /// The signal's name.
        public let name: String
        /// The address.
        public let url: String
        /// What is sent along.
        public let headers: [(name: String, value: String)]
        /// What counts as healthy.
        public let expectation: HealthExpectation
    }

    init(
        _ name: String, _ mapping: FileMapping, systems: Set<String>, _ secrets: SecretReader
    ) throws(ConfigurationError) {
        var mapping = mapping
        self.name = name
        owner = try mapping.text("owner") ?? ""
        workload = try Self.tie(&mapping, "workload", name, systems)
        metrics = try Self.tie(&mapping, "metrics", name, systems)
        logs = try Self.tie(&mapping, "logs", name, systems)
        var signals: [HealthSignal] = []
        for (index, one) in try mapping.mappings("health").enumerated() {
            signals.append(try HealthSignal(one, index: index, secrets))
        }
        guard Set(signals.map(\.name)).count == signals.count else {
            throw mapping.error("health", "two signals have the same name")
        }
        health = signals
        calls = try mapping.texts("calls")
        try mapping.end(known: ["owner", "workload", "metrics", "logs", "health", "calls"])
    }

    /// `{in: SYSTEM, name: NAME}`, or the system alone where the name is the service's.
    private static func tie(
        _ mapping: inout FileMapping, _ key: String, _ service: String, _ systems: Set<String>
    ) throws(ConfigurationError) -> Tie? {
        guard mapping.names.contains(key) else { return nil }
        guard var inner = try? mapping.mapping(named: key) else {
            guard let system = try mapping.text(key) else { return nil }
            return try checked(Tie(system: system, name: service), mapping, key, systems)
        }
        _ = try mapping.mapping(key)
        guard let system = try inner.text("in") else { throw inner.error("in", "the name of an integration is needed") }
        let name = try inner.text("name") ?? service
        try inner.end(known: ["in", "name"])
        return try checked(Tie(system: system, name: name), mapping, key, systems)
    }

    private static func checked(
        _ tie: Tie, _ mapping: FileMapping, _ key: String, _ systems: Set<String>
    ) throws(ConfigurationError) -> Tie {
        guard !systems.contains(tie.system) else { return tie }
        let meant = NearMiss.of(tie.system, among: Array(systems)).map { "; did you mean \($0)?" } ?? ""
        throw mapping.error(key, "there is no system \(tie.system.quoted) among the integrations\(meant)")
    }
}

extension ServiceSettings.HealthSignal {
    init(_ mapping: FileMapping, index: Int, _ secrets: SecretReader) throws(ConfigurationError) {
        var mapping = mapping
        name = try mapping.text("name") ?? (index == 0 ? "health" : "health \(index + 1)")
        guard let address = try mapping.text("url"), let url = ValueSyntax<String>.address.read(address) else {
            throw mapping.error("url", "an address is needed: \(ValueSyntax<String>.address.allowed)")
        }
        self.url = url
        let words = try mapping.text("healthy")
        guard let expectation = words.map(ValueSyntax<HealthExpectation>.expectation.read) ?? HealthExpectation() else {
            throw mapping.error("healthy", "it takes \(ValueSyntax<HealthExpectation>.expectation.allowed)")
        }
        self.expectation = expectation
        let lines = try mapping.secret("headers", secrets)
        guard let headers = lines.map(ValueSyntax<[(String, String)]>.headers.read) ?? [] else {
            throw mapping.error(
                "headers", "what is named there takes \(ValueSyntax<[(String, String)]>.headers.allowed)")
        }
        self.headers = headers.map { (name: $0.0, value: $0.1) }
        try mapping.end(known: ["name", "url", "healthy", "headers_env", "headers_file"])
    }
}
