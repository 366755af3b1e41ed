/// What runs now of one service.
public struct ServiceState: Sendable, Hashable, Codable {
    /// What people call it, where its dashboard shows such a name.
    public let name: String?
    /// The running version, where one is declared.
    public let version: String?
    /// How many instances there should be.
    public let replicasDesired: Int?
    /// How many there may be at the most.
    public let replicasMaximum: Int?
    /// The instances.
    public let instances: [Instance]
    /// The database connection pool, where there is one.
    public let pool: Pool?
    /// The platform's own word for how the service is, such as `degraded`; nil where it has none.
    public let status: String?

    /// More instances than this are no number of instances: none is believed, and none is asked for.
    public static let mostReplicas = 100_000

    /// Makes a state.
    public init(
        name: String? = nil, version: String?, replicasDesired: Int?, replicasMaximum: Int?, instances: [Instance],
        pool: Pool?, status: String? = nil
    ) {
        self.name = name
        (self.version, self.replicasDesired, self.replicasMaximum) = (version, replicasDesired, replicasMaximum)
        (self.instances, self.pool, self.status) = (instances, pool, status)
    }

    /// One running copy of a service.
    public struct Instance: Sendable, Hashable, Codable {
        /// Its name.
        public let id: String
        /// The version it runs.
        public let version: String
        /// When it was started last.
        public let startedAt: Instant
        /// The platform's word for how it stands, for example `running`.
        public let status: String

        /// Makes an instance.
        public init(id: String, version: String, startedAt: Instant, status: String) {
            (self.id, self.version, self.startedAt, self.status) = (id, version, startedAt, status)
        }
    }

    /// A database connection pool.
    public struct Pool: Sendable, Hashable, Codable {
        /// How many connections it may hold.
        public let size: Int
        /// How many are in use.
        public let inUse: Int
        /// How many requests wait for one.
        public let waiting: Int
        /// When the pool was last started afresh.
        public let restartedAt: Instant

        /// Makes a pool.
        public init(size: Int, inUse: Int, waiting: Int, restartedAt: Instant) {
            (self.size, self.inUse, self.waiting, self.restartedAt) = (size, inUse, waiting, restartedAt)
        }
    }
}

extension ServiceState: EvidenceContent {
    /// The kind's word.
    public static let kind = EvidenceKind.state

    /// Versions, names of instances, the platform's words.
    public func cleaned(by texts: inout some TextCleaner) throws -> ServiceState {
        let instances = instances.map { one in
            Instance(
                id: texts.name(one.id), version: texts.name(one.version), startedAt: one.startedAt,
                status: texts.name(one.status))
        }
        return ServiceState(
            name: name.map { texts.name($0) }, version: version.map { texts.name($0) },
            replicasDesired: replicasDesired, replicasMaximum: replicasMaximum, instances: instances, pool: pool,
            status: status.map { texts.name($0) })
    }

    /// The version, and how many run.
    public var summary: String {
        let word = status.map { ", \($0)" } ?? ""
        // Where no instance is shown they are not known, and not none.
        let wanted = replicasDesired.map { "\($0.counted("instance")) wanted" } ?? "instances not known"
        let size = instances.isEmpty ? wanted : instances.count.counted("instance")
        return "\(version ?? "unknown version"), \(size)\(word)"
    }

    /// The version, the pool and the first of the instances.
    public var exhibits: [Exhibit] {
        let wanted = replicasDesired.map { ", \($0.counted("replica")) wanted" } ?? ""
        let word = status.map { ", \($0)" } ?? ""
        var shown = [Exhibit.text("\(version ?? "version unknown")\(wanted)\(word)")]
        if let pool {
            let waiting = pool.waiting.counted("request waits", "requests wait")
            shown.append(.text("Pool: \(pool.inUse) of \(pool.size.counted("connection")) in use, \(waiting)."))
        }
        let rows = instances.prefix(20).map { one in
            [Exhibit.Cell.text(one.id), .text(one.version), .time(one.startedAt), .text(one.status)]
        }
        return shown + [
            .table(name: "instances", columns: ["instance", "version", "started", "status"], rows: rows)
        ]
    }

    /// A line for each instance.
    public var roughBytes: Int { 256 + 128 * instances.count }
}
