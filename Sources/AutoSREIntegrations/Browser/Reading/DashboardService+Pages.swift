import AutoSRECore

extension DashboardService {
    /// A service as a dashboard's pages show it. What is shown and cannot be meant is not known, and told.
    init(_ record: PageRecord, id: String, name: String?) {
        var faults = record.faults
        func count(_ fact: Reading.Fact) -> Int? {
            guard let text = record.facts[fact] else { return nil }
            if let count = Int(text), (0...ServiceState.mostReplicas).contains(count) { return count }
            faults.append("\(fact.rawValue) is '\(PlainText.heard(text))' and no number")
            return nil
        }
        func time(_ text: String?, _ what: String) -> Instant? {
            guard let text else { return nil }
            if let time = Instant(text) { return time }
            faults.append("\(what) is '\(PlainText.heard(text))' and no time")
            return nil
        }
        let most = count(.mostReplicas)
        let replicas = count(.replicas).map { Replicas(desired: $0, maximum: most) }
        let (size, inUse) = (count(.poolSize), count(.poolInUse))
        let restarted = time(record.facts[.poolRestarted], "pool_restarted")
        let waiting = count(.poolWaiting) ?? 0
        var pool: Pool?
        if let size, let inUse, inUse > size {
            faults.append("the pool's figures are no numbers of its connections")
        } else if let size, let inUse, let restarted {
            pool = Pool(size: size, inUse: inUse, waiting: waiting, restartedAt: restarted)
        }
        let instances = record.rows[.instances]?.map { row in
            Instance(
                id: row[.id] ?? "", version: row[.version] ?? "",
                startedAt: time(row[.started], "instances.started") ?? .earliest, status: row[.status] ?? "")
        }
        let releases = (record.rows[.history] ?? []).map { row in
            time(row[.at], "history.at").map {
                Release(version: row[.version] ?? "", timestamp: $0, status: row[.status] ?? "")
            }
        }
        let version = record.facts[.version]
        // Some consoles begin with the oldest, on a page of many.
        if let version, let rows = record.rows[.history], !rows.contains(where: { $0[.version] == version }) {
            faults.append("history does not hold \(PlainText.heard(version)), which runs: is it on another page?")
        }
        self.init(
            id: id, name: name, version: version, replicas: replicas,
            instances: record.cut.contains(.instances) ? instances?.map(\.ageless) : instances, pool: pool,
            deployments: releases.compactMap(\.self), faults: faults, badReleases: releases.count { $0 == nil },
            status: record.facts[.status])
    }
}
