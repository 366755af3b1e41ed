/// The typed body of a piece of evidence.
public enum EvidenceBody: Sendable, Hashable {
    /// The alert as it came in.
    case alert(Incident)
    /// Log lines, oldest first.
    case logs([LogLine])
    /// Time series.
    case metrics([MetricSeries])
    /// Deployments, newest first.
    case deployments([Deployment])
    /// What runs now.
    case state(ServiceState)
    /// One reading of the health signal.
    case health(HealthReading)

    /// How a reference names this body's shape.
    public var kind: EvidenceKind {
        switch self {
        case .alert: .alert
        case .logs: .logs
        case .metrics: .metrics
        case .deployments: .deployments
        case .state: .state
        case .health: .health
        }
    }

    /// The canonical bytes: what the evidence store keeps and what the id is the digest of.
    public func bytes() throws -> [UInt8] {
        switch self {
        case .alert(let value): try JSON.encode(value)
        case .logs(let value): try JSON.encode(value)
        case .metrics(let value): try JSON.encode(value)
        case .deployments(let value): try JSON.encode(value)
        case .state(let value): try JSON.encode(value)
        case .health(let value): try JSON.encode(value)
        }
    }

    /// Reads back what `bytes()` wrote; throws `DecodingError` for anything else.
    public init(kind: EvidenceKind, bytes: [UInt8]) throws {
        self =
            switch kind {
            case .alert: .alert(try JSON.decode(Incident.self, from: bytes))
            case .logs: .logs(try JSON.decode([LogLine].self, from: bytes))
            case .metrics: .metrics(try JSON.decode([MetricSeries].self, from: bytes))
            case .deployments: .deployments(try JSON.decode([Deployment].self, from: bytes))
            case .state: .state(try JSON.decode(ServiceState.self, from: bytes))
            case .health: .health(try JSON.decode(HealthReading.self, from: bytes))
            }
    }
}

/// One log line.
public struct LogLine: Sendable, Hashable, Codable {
    /// When it was written.
    public let at: Instant
    /// The text, without time stamp; hostile until proven otherwise.
    public let message: String
    /// The writer's level (`INFO`, `ERROR`, …), or empty.
    public let level: String
    /// The instance that wrote it, or empty.
    public let instance: String

    /// Makes a log line.
    public init(at: Instant, message: String, level: String = "", instance: String = "") {
        (self.at, self.message, self.level, self.instance) = (at, message, level, instance)
    }

    enum CodingKeys: String, CodingKey {
        case at = "t"
        case message = "m"
        case level = "l"
        case instance = "i"
    }
}

/// One metric over time, samples in time order. Every value is a number that a measurement can have: not one that is
/// infinite, not a number, or of a magnitude beyond 10¹⁸ or (but for 0) below 10⁻¹⁸. Where one was, the series has a
/// hole.
public struct MetricSeries: Sendable, Hashable, Codable {
    /// The metric's name, for example `latency_p99_ms`.
    public let name: String
    /// The unit of the values, for example `ms`; `1` for a ratio.
    public let unit: String
    /// When each value was taken; as long as `values`.
    public let times: [Instant]
    /// The values.
    public let values: [Double]

    /// How the name begins of a series that is 1 while an alarm is in ALARM, and 0 while it is OK.
    public static let alarmState = "alarm "

    /// Makes a series; the shorter of the two arrays decides its length, and absurd values are left out.
    public init(name: String, unit: String, times: [Instant], values: [Double]) {
        let kept = zip(times, values).filter { Self.isPlausible($0.1) }
        (self.name, self.unit) = (name, unit)
        (self.times, self.values) = (kept.map(\.0), kept.map(\.1))
    }

    /// Decodes a series; what a journal of an earlier version holds of absurd values is left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try container.decode(String.self, forKey: .name),
            unit: try container.decode(String.self, forKey: .unit),
            times: try container.decode([Instant].self, forKey: .times),
            values: try container.decode([Double].self, forKey: .values))
    }

    /// Whether a measurement can have this value.
    public static func isPlausible(_ value: Double) -> Bool {
        value == 0 || (value.isFinite && (1e-18...1e18).contains(abs(value)))
    }
}

/// One deployment of a service.
public struct Deployment: Sendable, Hashable, Codable {
    /// The version that was rolled out.
    public let version: String
    /// When.
    public let at: Instant
    /// The source's word for how it stands, for example `running`.
    public let status: String

    /// How the status begins of a version that takes a share of the requests beside the running one.
    public static let shareStatus = "takes a share of "

    /// Makes a deployment.
    public init(version: String, at: Instant, status: String) {
        (self.version, self.at, self.status) = (version, at, status)
    }
}

/// What runs now of one service.
public struct ServiceState: Sendable, Hashable, Codable {
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

    /// More instances than this are no number of instances: none is believed, and none is asked for.
    public static let mostReplicas = 100_000

    /// Makes a state.
    public init(
        version: String?, replicasDesired: Int?, replicasMaximum: Int?, instances: [Instance], pool: Pool?
    ) {
        (self.version, self.replicasDesired, self.replicasMaximum) = (version, replicasDesired, replicasMaximum)
        (self.instances, self.pool) = (instances, pool)
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
