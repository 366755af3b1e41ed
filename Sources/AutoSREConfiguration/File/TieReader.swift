import AutoSRECore

/// Reads ties of one service: `{in: SYSTEM, name: NAME}`, or the system alone, in which its name is then the workload's
/// where that is there, and else the service's.
struct TieReader {
    /// The service.
    let service: String
    /// The systems of the file.
    let systems: Set<String>
    /// What is mended for the service, once that is known.
    var workload: ServiceSettings.Tie?

    /// Takes the tie at a key; nil where there is none.
    func tie(_ mapping: inout FileMapping, _ key: String) throws(ConfigurationError) -> ServiceSettings.Tie? {
        guard mapping.names.contains(key) else { return nil }
        guard var inner = try? mapping.mapping(named: key) else {
            guard let system = try mapping.text(key) else { return nil }
            return try tie(to: system, named: nil, mapping, key)
        }
        _ = try mapping.mapping(key)
        guard let system = try inner.text("in") else { throw inner.error("in", "the name of an integration is needed") }
        let name = try inner.text("name")
        try inner.end(known: ["in", "name"])
        return try tie(to: system, named: name, mapping, key)
    }

    private func tie(
        to system: String, named name: String?, _ mapping: FileMapping, _ key: String
    ) throws(ConfigurationError) -> ServiceSettings.Tie {
        guard systems.contains(system) else {
            let meant = NearMiss.of(system, among: Array(systems)).map { "; did you mean \($0)?" } ?? ""
            throw mapping.error(key, "there is no system \(system.quoted) among the integrations\(meant)")
        }
        let usual = workload.flatMap { $0.system == system ? $0.name : nil } ?? service
        return ServiceSettings.Tie(system: system, name: name ?? usual)
    }
}
