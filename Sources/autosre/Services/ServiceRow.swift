import AutoSREConfiguration
import AutoSRECore
import AutoSREIntegrations

/// A service: what it is tied to, how that was found, and what is missing.
struct ServiceRow: Sendable, Hashable {
    /// Its name.
    let name: String
    /// Who owns it; empty where nobody says.
    var owner = ""
    /// What is mended, as `SYSTEM/NAME`; empty for nothing.
    var workload = ""
    /// Where its metrics are.
    var metrics = ""
    /// Where its log lines are.
    var logs = ""
    /// The signals that its recovery is verified at.
    var health: [String] = []
    /// The services that it calls.
    var calls: [String] = []
    /// Where it is known from.
    var found: [String] = []

    /// What nobody has said, and what follows from that.
    var missing: [String] {
        var missing: [String] = []
        if workload.isEmpty { missing.append("workload: no system mends it") }
        if health.isEmpty { missing.append("health: only its system's own signal tells of a recovery") }
        if owner.isEmpty { missing.append("owner") }
        return missing
    }

    /// A service of `autosre.yaml`.
    init(_ service: ServiceSettings) {
        (name, owner, calls, found) = (service.name, service.owner, service.calls, ["autosre.yaml"])
        health = service.health.map { "\($0.name) \(WebAddress.masked($0.url))" }
        workload = Self.text(service.workload)
        metrics = Self.text(service.metrics ?? service.workload)
        logs = Self.text(service.logs ?? service.workload)
    }

    /// A service that a system names.
    init(_ name: String, in system: String) {
        self.name = name
        found = [system]
        (workload, metrics, logs) = ("\(system)/\(name)", "\(system)/\(name)", "\(system)/\(name)")
    }

    private static func text(_ tie: ServiceSettings.Tie?) -> String { tie.map { "\($0.system)/\($0.name)" } ?? "" }

    /// The row for programs: docs/json-output.md.
    func json() throws -> String {
        func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
        return try JSON.text(
            [
                "schema": .integer(Int64(JSONLines.schema)), "type": "service", "name": .string(name),
                "owner": .string(owner), "workload": .string(workload), "metrics": .string(metrics),
                "logs": .string(logs), "health": list(health), "calls": list(calls), "found": list(found),
                "missing": list(missing),
            ] as JSONValue)
    }
}

/// All services: those of `autosre.yaml`, completed by what the systems name.
struct ServiceList: Sendable {
    /// By name.
    private(set) var rows: [ServiceRow]
    /// Systems that could not be asked, and why.
    private(set) var gaps: [String] = []

    /// Asks every system side by side.
    init(_ configuration: Configuration, _ integrations: [Integration], _ context: (Configuration) -> CheckContext)
        async
    {
        rows = configuration.services.map(ServiceRow.init)
        let systems = integrations.systems(configuration)
        let contexts = systems.map { context($0.configuration) }
        let answers = await withTaskGroup(of: (Int, Result<[String], any Error>).self) { group in
            for (index, system) in systems.enumerated() {
                group.addTask {
                    do { return (index, .success(try await system.integration.services(contexts[index]))) } catch {
                        return (index, .failure(error))
                    }
                }
            }
            return await group.reduce(into: [Int: Result<[String], any Error>]()) { $0[$1.0] = $1.1 }
        }
        for (index, system) in systems.enumerated() {
            let name = system.name ?? system.integration.name
            switch answers[index] {
            case .success(let services)?: for service in services { add(service, in: name) }
            case .failure(let error)?: gaps.append("\(name) cannot be asked: \(ErrorText.describe(error))")
            case nil: break
            }
        }
        rows.sort { $0.name < $1.name }
    }

    private mutating func add(_ service: String, in system: String) {
        let place = "\(system)/\(service)"
        if let index = rows.firstIndex(where: { $0.workload == place }) {
            rows[index].found.append(system)
        } else if let index = rows.firstIndex(where: { $0.workload.isEmpty && $0.name == service }) {
            (rows[index].workload, rows[index].metrics, rows[index].logs) = (place, place, place)
            rows[index].found.append(system)
        } else {
            rows.append(ServiceRow(service, in: system))
        }
    }
}
