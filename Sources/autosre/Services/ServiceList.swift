import AutoSREConfiguration
import AutoSREIntegrations

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
