public import AutoSRECore

/// A service of `autosre.yaml`: what it is tied to in which system, who owns it, how its health is read.
public struct ServiceSettings: Sendable {
    /// Where services are written down, for people.
    public static let place = "autosre.yaml"

    /// Its name, as alerts have it.
    public let name: String
    /// Who is asked about it; empty where nobody is named.
    public let owner: String
    /// What is mended for it.
    public let workload: Tie?
    /// Where its metrics are, where that is not the workload.
    public let metrics: Tie?
    /// Where its log lines are, where that is not the workload.
    public let logs: Tie?
    /// What its recovery is verified by.
    public let health: [HealthSignal]
    /// The services that it calls.
    public let calls: [String]

    /// Where its evidence is besides its workload, which is read after it.
    public var elsewhere: [(kind: EvidenceKind, tie: Tie)] {
        [(.logs, logs), (.metrics, metrics)].compactMap { kind, tie in
            tie.flatMap { $0 == workload ? nil : (kind, $0) }
        }
    }

    /// A place in a system.
    public struct Tie: Sendable, Hashable {
        /// The system, by its name in the file.
        public let system: String
        /// What the service is called there.
        public let name: String

        /// Makes a tie.
        public init(system: String, name: String) { (self.system, self.name) = (system, name) }

        /// Whether both lead to the same place; systems' own names are the same in upper and lower case.
        public func isSame(as other: Tie) -> Bool {
            system == other.system && name.lowercased() == other.name.lowercased()
        }
    }

    init(
        _ name: String, _ mapping: FileMapping, systems: Set<String>, _ secrets: SecretReader
    ) throws(ConfigurationError) {
        var mapping = mapping
        self.name = name
        owner = try mapping.text("owner") ?? ""
        var ties = TieReader(service: name, systems: systems)
        workload = try ties.tie(&mapping, "workload")
        ties.workload = workload
        metrics = try ties.tie(&mapping, "metrics")
        logs = try ties.tie(&mapping, "logs")
        var signals: [HealthSignal] = []
        for (index, one) in try mapping.mappings("health").enumerated() {
            signals.append(try HealthSignal(one, index: index, ties, metrics: metrics ?? workload, secrets))
        }
        guard Set(signals.map(\.name)).count == signals.count else {
            throw mapping.error("health", "two signals have the same name")
        }
        health = signals
        calls = try mapping.texts("calls")
        guard workload != nil || systems.count < 2 || health.isEmpty else {
            throw mapping.error(
                "workload",
                "is missing: what is said here is meant for one of \(systems.sorted().joined(separator: ", "))")
        }
        try mapping.end(known: ["owner", "workload", "metrics", "logs", "health", "calls"])
    }
}

extension Configuration {
    /// What `autosre.yaml` says of the service of this name, in upper or lower case; nil where it says nothing.
    public func service(named name: String) -> ServiceSettings? {
        services.first { $0.name.lowercased() == name.lowercased() }
    }
}
