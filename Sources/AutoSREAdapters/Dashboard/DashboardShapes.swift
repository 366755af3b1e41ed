import AutoSRECore

/// `GET /api/services/{id}`. A dashboard that knows no more than id, name and deployments is one too; a member that is
/// there has to be of its type.
struct DashboardService: Decodable, Sendable {
    let id: String
    let name: String?
    let version: String?
    let replicas: Replicas?
    let instances: [Instance]?
    let pool: Pool?
    let deployments: [Release]

    struct Replicas: Decodable, Sendable {
        let desired: Int
        let maximum: Int?
    }

    struct Instance: Decodable, Sendable {
        let id: String
        let version: String
        let startedAt: Instant
        let status: String

        enum CodingKeys: String, CodingKey {
            case id, version, status
            case startedAt = "started_at"
        }
    }

    struct Pool: Decodable, Sendable {
        let size: Int
        let inUse: Int
        let waiting: Int
        let restartedAt: Instant

        enum CodingKeys: String, CodingKey {
            case size, waiting
            case inUse = "in_use"
            case restartedAt = "restarted_at"
        }
    }

    struct Release: Decodable, Sendable {
        let version: String
        let timestamp: Instant
        let status: String
    }

    /// The version that should run: as declared, else by the history, newest first.
    var runningVersion: String? {
        version ?? (deployments.first { $0.status == "running" } ?? deployments.first)?.version
    }

    /// The newest deployments, newest first.
    func history(limit: Int) -> [Deployment] {
        let sorted = deployments.sorted { $0.timestamp > $1.timestamp }
        return sorted.prefix(limit).map { Deployment(version: $0.version, at: $0.timestamp, status: $0.status) }
    }

    /// What runs, as evidence.
    var state: ServiceState {
        ServiceState(
            version: runningVersion, replicasDesired: replicas?.desired, replicasMaximum: replicas?.maximum,
            instances: (instances ?? []).map {
                ServiceState.Instance(id: $0.id, version: $0.version, startedAt: $0.startedAt, status: $0.status)
            },
            pool: pool.map {
                ServiceState.Pool(size: $0.size, inUse: $0.inUse, waiting: $0.waiting, restartedAt: $0.restartedAt)
            })
    }
}

/// `GET /api/services/{id}/metrics`.
struct DashboardMetrics: Decodable, Sendable {
    let timestamps: [Instant]
    let series: [Curve]

    struct Curve: Decodable, Sendable {
        let name: String
        let unit: String
        let values: [Double]
    }

    /// The samples of `since ..< until`.
    func series(since: Instant, until: Instant) -> [MetricSeries] {
        let wanted = timestamps.indices.filter { since <= timestamps[$0] && timestamps[$0] < until }
        guard !wanted.isEmpty else { return [] }
        let times = wanted.map { timestamps[$0] }
        return series.filter { $0.values.count == timestamps.count }.map { curve in
            MetricSeries(name: curve.name, unit: curve.unit, times: times, values: wanted.map { curve.values[$0] })
        }
    }
}

/// `GET /api/services/{id}/logs`.
struct DashboardLogs: Decodable, Sendable {
    let logs: [Line]

    struct Line: Decodable, Sendable {
        let timestamp: Instant
        let level: String?
        let instance: String?
        let message: String
    }

    /// The lines of `since ..< until`, oldest first.
    func lines(since: Instant, until: Instant) -> [LogLine] {
        let wanted = logs.filter { since <= $0.timestamp && $0.timestamp < until }
        var lines: [LogLine] = []
        for line in wanted {
            lines.append(
                LogLine(
                    at: line.timestamp, message: line.message, level: line.level ?? "", instance: line.instance ?? ""))
        }
        return lines.sorted { $0.at < $1.at }
    }
}
