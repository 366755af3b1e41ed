import AutoSRECore
import AutoSREPlatform

/// `GET /api/services/{id}`. A dashboard that knows no more than id, name and deployments is one too; a member that is
/// not of its type is as one that is not there. docs/dashboard-api.md.
struct DashboardService: Decodable, Sendable {
    let id: String
    let name: String?
    let version: String?
    let replicas: Replicas?
    private(set) var instances: [Instance]?
    private(set) var pool: Pool?
    let deployments: [Release]
    /// What is there and cannot be used, in words.
    private(set) var faults: [String]
    /// How many entries of the history could not be used.
    var badReleases: Int
    /// The dashboard's own word for how the service is.
    let status: String?
    /// Whether nothing but what it declares is known: pages were read, and what could not be read there is no guess.
    let isDeclared: Bool

    struct Replicas: Sendable {
        let desired: Int
        let maximum: Int?
    }

    struct Instance: Sendable {
        let id: String
        let version: String
        /// Where no usable time is given it is the earliest there is, so that nothing takes it for fresh.
        let startedAt: Instant
        let status: String
    }

    struct Pool: Sendable {
        let size: Int
        let inUse: Int
        let waiting: Int
        let restartedAt: Instant
    }

    struct Release: Sendable {
        let version: String
        let timestamp: Instant
        let status: String
    }

    /// Throws where there is no `id`, or what runs is not known to its last character: nobody may come back to it.
    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: AnyName.self)
        id = try members.decode(String.self, forKey: AnyName("id"))
        name = members.loose(String.self, AnyName("name"))
        version = members.loose(String.self, AnyName("version"))
        guard version?.isDamaged != true else { throw JSONFlaw("has a version of which a character is unknown") }
        var faults: [String] = []
        func note(_ words: String, if isFault: Bool) { if isFault { faults.append(words) } }
        let wanted = members.loose(Replicas.self, AnyName("replicas"))
        note("replicas.desired is no number of instances", if: members.contains(AnyName("replicas")) && wanted == nil)
        replicas = wanted
        let copies = members.looseArray(Instance.self, AnyName("instances"))
        note("\((copies?.bad ?? 0).counted("instance has", "instances have")) no id", if: (copies?.bad ?? 0) > 0)
        let ageless = copies?.elements.count { $0.startedAt == .earliest } ?? 0
        note("\(ageless.counted("instance has", "instances have")) no usable started_at", if: ageless > 0)
        instances = copies?.elements
        let connections = members.loose(Pool.self, AnyName("pool"))
        let hasPool = (members.loose(JSONValue.self, AnyName("pool")) ?? .null) != .null
        note("the pool's figures are no numbers of its connections", if: hasPool && connections == nil)
        pool = connections
        let history = members.looseArray(Release.self, AnyName("deployments")) ?? ([], 0)
        note(
            "\(history.bad.counted("deployment has", "deployments have")) no version or no usable timestamp",
            if: history.bad > 0)
        (deployments, badReleases, self.faults) = (history.elements, history.bad, faults)
        (status, isDeclared) = (nil, false)
    }

    /// Puts one together of what pages show.
    init(
        id: String, name: String?, version: String?, replicas: Replicas?, instances: [Instance]?, pool: Pool?,
        deployments: [Release], faults: [String], badReleases: Int, status: String?
    ) {
        (self.id, self.name, self.version, self.replicas) = (id, name, version, replicas)
        (self.instances, self.pool, self.deployments) = (instances, pool, deployments)
        (self.faults, self.badReleases, self.status) = (faults, badReleases, status)
        isDeclared = true
    }

    /// How far a dashboard's clock may be ahead, in seconds: what is later has not happened.
    static let clockSkew = 300.0

    /// The same without times that are later than `now`, as those of a local clock read as UTC are: nobody knows what
    /// they mean, and they would prove a restart that was not made.
    func known(by now: Instant) -> DashboardService {
        let latest = now.advanced(bySeconds: Self.clockSkew)
        var known = self
        let ahead = (instances ?? []).count { $0.startedAt > latest }
        if ahead > 0 {
            known.faults.append("\(ahead.counted("instance has", "instances have")) a start in the future")
            known.instances = instances?.map { $0.startedAt > latest ? $0.ageless : $0 }
        }
        let early = deployments.count { $0.timestamp > latest }
        if early > 0 {
            known.faults.append("\(early.counted("deployment has", "deployments have")) a time in the future")
            known.badReleases += early
        }
        if let pool, pool.restartedAt > latest {
            known.faults.append("the pool has a restart in the future")
            known.pool = Pool(size: pool.size, inUse: pool.inUse, waiting: pool.waiting, restartedAt: .earliest)
        }
        return known
    }

    /// The version that should run: as declared, else by the history, newest first.
    var runningVersion: String? {
        if version != nil || isDeclared { return version }
        let sorted = deployments.sorted { $0.timestamp > $1.timestamp }
        return (sorted.first { $0.status.lowercased() == "running" } ?? sorted.first)?.version
    }

    /// The newest deployments that have happened by `now`, newest first.
    func history(of entity: Entity, limit: Int, by now: Instant) -> [Change] {
        let sorted = deployments.filter { $0.timestamp <= now }.sorted { $0.timestamp > $1.timestamp }
        return sorted.prefix(limit).map { Change(rollout: $0.version, of: entity, at: $0.timestamp, status: $0.status) }
    }

    /// What runs, as evidence; nil where nothing is known of it.
    var state: ServiceState? {
        let copies = (instances ?? []).filter { $0.startedAt != .earliest }
        guard runningVersion != nil || replicas != nil || !copies.isEmpty || pool != nil || status != nil else {
            return nil
        }
        return ServiceState(
            name: name, version: runningVersion, replicasDesired: replicas?.desired, replicasMaximum: replicas?.maximum,
            instances: copies.map {
                ServiceState.Instance(id: $0.id, version: $0.version, startedAt: $0.startedAt, status: $0.status)
            },
            pool: pool.map {
                ServiceState.Pool(size: $0.size, inUse: $0.inUse, waiting: $0.waiting, restartedAt: $0.restartedAt)
            }, status: status)
    }
}

extension DashboardService.Instance {
    /// The same, of which nobody knows when it started.
    var ageless: Self { Self(id: id, version: version, startedAt: .earliest, status: status) }
}

extension Instant {
    /// Stands for a time that nobody knows, where only what is later counts.
    static let earliest = Instant(milliseconds: .min)
}

extension DashboardService.Replicas: Decodable {
    private static let plausible = 0...ServiceState.mostReplicas

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: AnyName.self)
        guard let desired = members.count(AnyName("desired"), in: Self.plausible) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no number"))
        }
        (self.desired, maximum) = (desired, members.count(AnyName("maximum"), in: Self.plausible))
    }
}

extension DashboardService.Instance: Decodable {
    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: AnyName.self)
        guard let id = members.word(AnyName("id")) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no id"))
        }
        (self.id, version) = (id, members.word(AnyName("version")) ?? "")
        startedAt = members.loose(Instant.self, AnyName("started_at")) ?? .earliest
        status = members.word(AnyName("status")) ?? ""
    }
}

extension DashboardService.Pool: Decodable {
    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: AnyName.self)
        guard let size = members.count(AnyName("size")), let inUse = members.count(AnyName("in_use")), inUse <= size
        else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no number"))
        }
        (self.size, self.inUse, waiting) = (size, inUse, members.count(AnyName("waiting")) ?? 0)
        restartedAt = members.loose(Instant.self, AnyName("restarted_at")) ?? .earliest
    }
}

extension DashboardService.Release: Decodable {
    init(from decoder: any Decoder) throws {
        let record = try DeploymentRecord(LooseRecord(try [String: JSONValue](from: decoder)))
        (version, timestamp, status) = (record.version, record.timestamp, record.status)
    }
}
