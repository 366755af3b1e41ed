public import AutoSRECore
import ServiceSimulation

/// A service as `GET /api/services/{id}` shows it.
public struct ServiceDetail: Sendable, Codable {
    /// What the service is called in paths.
    public let id: String
    /// What people call it.
    public let name: String
    /// The version that should run.
    public let version: String
    /// `healthy` or `degraded`.
    public let status: String
    /// How many instances there are.
    public let replicas: Replicas
    /// Each instance.
    public let instances: [InstanceDetail]
    /// The database connections.
    public let pool: PoolDetail
    /// What comes in and how it is served.
    public let load: Load
    /// Newest first.
    public let deployments: [Deployment]

    /// How many instances there are.
    public struct Replicas: Sendable, Codable {
        /// Wanted.
        public let desired: Int
        /// Taking requests.
        public let ready: Int
        /// The most that can be asked for.
        public let maximum: Int
    }

    /// One instance.
    public struct InstanceDetail: Sendable, Codable {
        /// Its name in the logs.
        public let id: String
        /// What it runs.
        public let version: String
        /// When it was last started.
        public let startedAt: Instant
        /// `running`, `starting`, `crashed` or `not_ready`.
        public let status: String
        /// How often it was started again.
        public let restarts: Int

        enum CodingKeys: String, CodingKey {
            case id, version, status, restarts
            case startedAt = "started_at"
        }
    }

    /// The database connections.
    public struct PoolDetail: Sendable, Codable {
        /// The most connections.
        public let size: Int
        /// Taken.
        public let inUse: Int
        /// Requests that wait for one.
        public let waiting: Int
        /// When the pool was last closed and reopened.
        public let restartedAt: Instant

        enum CodingKeys: String, CodingKey {
            case size, waiting
            case inUse = "in_use"
            case restartedAt = "restarted_at"
        }
    }

    /// What comes in, what it costs and how it is served.
    public struct Load: Sendable, Codable {
        /// Requests a second over all instances.
        public let requestRate: Double
        /// Of one core, mean over the instances.
        public let cpuUtilization: Double
        /// The slowest answer of a hundred, in milliseconds.
        public let latencyP99: Double
        /// The share of requests that fail.
        public let errorRate: Double

        enum CodingKeys: String, CodingKey {
            case latencyP99 = "latency_p99_ms"
            case errorRate = "error_rate"
            case requestRate = "request_rate"
            case cpuUtilization = "cpu_utilization"
        }
    }
}

extension Shop {
    /// What service `id` is at `now`; `nil` for an unknown service.
    public func detail(of id: String, at now: Instant) -> ServiceDetail? {
        service(id)?.detail(at: now)
    }
}

extension Service {
    func detail(at now: Instant) -> ServiceDetail {
        let fleet = fleet(at: now)
        let vitals = vitals(at: now)
        let pool = ServiceDetail.PoolDetail(
            size: profile.poolSize, inUse: Int(vitals.poolInUse.rounded()),
            waiting: Int(vitals.poolWaiting.rounded()), restartedAt: fleet.pool.restartedAt)
        let load = ServiceDetail.Load(
            requestRate: (vitals.requestRate * 10).rounded() / 10,
            cpuUtilization: (vitals.cpu * 1000).rounded() / 1000, latencyP99: vitals.p99.rounded(),
            errorRate: (vitals.errorRate * 1000).rounded() / 1000)
        let replicas = ServiceDetail.Replicas(
            desired: fleet.desired, ready: Int(vitals.ready), maximum: profile.maximumReplicas)
        return ServiceDetail(
            id: profile.id, name: profile.name, version: fleet.version,
            status: vitals.isHealthy(desired: fleet.desired) ? "healthy" : "degraded",
            replicas: replicas, instances: instances(of: fleet, at: now), pool: pool, load: load,
            deployments: deployments)
    }

    private func instances(of fleet: Fleet, at now: Instant) -> [ServiceDetail.InstanceDetail] {
        fleet.instances.map { instance in
            let phase = ailment.phase(of: instance, at: now)
            return ServiceDetail.InstanceDetail(
                id: instance.id, version: instance.version, startedAt: phase.startedAt,
                status: phase.status.rawValue, restarts: phase.restarts)
        }
    }
}
