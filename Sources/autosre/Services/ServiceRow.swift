import AutoSREConfiguration
import AutoSRECore
import AutoSREIntegrations

/// A service: what it is tied to, how that was found, and what is missing.
struct ServiceRow: Sendable, Hashable {
    /// Its name.
    let name: String
    /// Who owns it; empty where nobody says.
    var owner = ""
    /// What is mended; nil for nothing.
    var workload: ServiceSettings.Tie?
    /// Where its metrics are.
    var metrics: ServiceSettings.Tie?
    /// Where its log lines are.
    var logs: ServiceSettings.Tie?
    /// The signals that its recovery is verified at.
    var health: [String] = []
    /// The services that it calls.
    var calls: [String] = []
    /// Where it is known from.
    var found: [String] = []
    /// What was said and nobody knows.
    var unknown: [String] = []

    /// What nobody has said, and what follows from that.
    var missing: [String] {
        var missing: [String] = []
        if workload == nil { missing.append("workload: no system mends it") }
        if health.isEmpty { missing.append("health: only its system's own signal tells of a recovery") }
        if owner.isEmpty { missing.append("owner") }
        return missing + unknown
    }

    /// Whether `autosre.yaml` says that records of its name in its system are its own.
    var hasRecords: Bool {
        found.contains(ServiceSettings.place) && (logs != workload || name.lowercased() == workload?.name.lowercased())
    }

    /// A service of `autosre.yaml`.
    init(_ service: ServiceSettings) {
        (name, owner, calls, found) = (service.name, service.owner, service.calls, [ServiceSettings.place])
        health = service.health.map { "\($0.name) \(Self.text($0))" }
        workload = service.workload
        (metrics, logs) = (service.metrics ?? workload, service.logs ?? workload)
    }

    /// A service that a system names.
    init(at tie: ServiceSettings.Tie) {
        name = tie.name
        tieUp(to: tie)
    }

    /// Ties to a place what is tied to nothing yet.
    mutating func tieUp(to tie: ServiceSettings.Tie) {
        (workload, metrics, logs) = (workload ?? tie, metrics ?? tie, logs ?? tie)
        found.append(tie.system)
    }

    /// A tie as `SYSTEM/NAME`, for people; empty for none.
    static func text(_ tie: ServiceSettings.Tie?) -> String { tie.map { "\($0.system)/\($0.name)" } ?? "" }

    private static func text(_ signal: ServiceSettings.HealthSignal) -> String {
        switch signal.reading {
        case .address(let address): WebAddress.masked(address.url)
        case .metric(let rule, let tie): "\(rule.metric) \(rule.bound) in \(text(tie))"
        case .alerts(let tie, _): "no alert in \(text(tie))"
        }
    }

    /// The row for programs: docs/json-output.md.
    func json() throws -> String {
        func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
        return try JSON.text(
            [
                "schema": .integer(Int64(JSONLines.schema)), "type": "service", "name": .string(name),
                "owner": .string(owner), "workload": .string(Self.text(workload)),
                "metrics": .string(Self.text(metrics)), "logs": .string(Self.text(logs)), "health": list(health),
                "calls": list(calls), "found": list(found),
                "missing": list(missing),
            ] as JSONValue)
    }
}
