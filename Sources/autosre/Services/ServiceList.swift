import AutoSREConfiguration
import AutoSREIntegrations
import AutoSREPlatform

/// All services: those of `autosre.yaml`, completed by what the systems name.
struct ServiceList: Sendable {
    /// By name.
    private(set) var rows: [ServiceRow]
    /// Systems that could not be asked, and why.
    private(set) var gaps: [String] = []
    /// The systems that name services of theirs.
    private(set) var naming: Set<String> = []

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
                    // The optimiser of Swift 6.3 loses this pair where it is returned from inside `do`.
                    let answer: Result<[String], any Error>
                    do { answer = .success(try await system.integration.services(contexts[index])) } catch {
                        answer = .failure(error)
                    }
                    return (index, answer)
                }
            }
            return await group.reduce(into: [Int: Result<[String], any Error>]()) { $0[$1.0] = $1.1 }
        }
        for (index, system) in systems.enumerated() {
            let name = system.name ?? system.integration.name
            switch answers[index] {
            case .success(let services)?: add(services, of: name)
            case .failure(let error)?: gaps.append("\(name) cannot be asked: \(ErrorText.describe(error))")
            case nil: gaps.append("\(name) did not answer")
            }
        }
        noteUnknownCalls()
        let readers = integrations.readersOfRecords(configuration)
        if readers.count > 1 { noteRecords(of: readers) }
        rows.sort { $0.name < $1.name }
    }

    /// Takes what a system names; where it names any, it is noted what it is said to have and does not name.
    private mutating func add(_ services: [String], of system: String) {
        for service in services { add(ServiceSettings.Tie(system: system, name: service)) }
        guard !services.isEmpty else { return }
        naming.insert(system)
        for index in rows.indices where rows[index].workload?.system == system && !rows[index].found.contains(system) {
            rows[index].unknown.append("workload: \(system) names no \(rows[index].workload?.name.printable ?? "")")
        }
    }

    private mutating func add(_ tie: ServiceSettings.Tie) {
        let tied = rows.firstIndex { $0.workload?.isSame(as: tie) == true }
        let named = rows.firstIndex { $0.workload == nil && $0.name.lowercased() == tie.name.lowercased() }
        if let index = tied ?? named { rows[index].tieUp(to: tie) } else { rows.append(ServiceRow(at: tie)) }
    }

    /// Notes whose records count for nobody: of a name that several systems have, and that nothing ties.
    private mutating func noteRecords(of readers: [String]) {
        let those = rows.indices.filter { rows[$0].workload.map { readers.contains($0.system) } ?? false }
        let alike = Dictionary(grouping: those) { rows[$0].workload?.name.lowercased() ?? "" }
        for indices in alike.values where Set(indices.compactMap { rows[$0].workload?.system }).count > 1 {
            for index in indices where !rows[index].hasRecords {
                rows[index].unknown.append("records: several systems have it, tie its logs or workload to one")
            }
        }
    }

    private mutating func noteUnknownCalls() {
        let known = Set(rows.map { $0.name.lowercased() })
        for index in rows.indices {
            for name in rows[index].calls where !known.contains(name.lowercased()) {
                rows[index].unknown.append("calls: nobody names \(name.printable)")
            }
        }
    }
}

extension [Integration] {
    /// The systems by name that read a team's own files, where there are any: `log_entries.json`, `deployments.json`.
    func readersOfRecords(_ configuration: Configuration) -> [String] {
        let directory = configuration.storage.dataDirectory
        let names = ["log_entries.json", "deployments.json"]
        guard !directory.isEmpty, names.contains(where: { Files.exists("\(directory)/\($0)") }) else { return [] }
        return systems(configuration).filter { $0.parts.contains { $0.name == Integration.files.name } }
            .compactMap(\.name)
    }
}
