import AutoSREConfiguration
import AutoSRECore
import AutoSREIntegrations

extension Doctor {
    /// Whether the names that `autosre.yaml` and the policy have for services are any system's.
    func names() async -> [Check] {
        guard !configuration.services.isEmpty || !configuration.policy.protectedServices.isEmpty else { return [] }
        let list = await ServiceList(configuration, integrations) {
            CheckContext(configuration: $0, client: client, path: path, probesWriting: false)
        }
        let lost = list.rows.filter { $0.found.contains(ServiceSettings.place) && !$0.unknown.isEmpty }.map { row in
            let advice = "correct services.\(row.name) in \(ServiceSettings.place); autosre services shows all names"
            return Check.warn("services.\(row.name)", row.unknown.joined(separator: "; "), do: advice)
        }
        return lost + protected(list)
    }

    /// What the policy protects and no system names: misspelt, it is not protected. Nothing is said where a system does
    /// not tell its names.
    private func protected(_ list: ServiceList) -> [Check] {
        let systems = integrations.systems(configuration)
        guard list.gaps.isEmpty, systems.allSatisfy({ list.naming.contains($0.name ?? $0.integration.name) }) else {
            return []
        }
        let ties = list.rows.flatMap { [$0.name, $0.workload?.name ?? ""] }
        let known = Set((ties + systems.compactMap(\.name)).map(\.protectedForm))
        let unknown = configuration.policy.protectedServices.sorted().filter { name in
            // A function protects its aliases, and an alias is named with its function.
            !known.contains(name) && !known.contains(name.split(separator: ":").first.map(String.init) ?? name)
        }
        guard !unknown.isEmpty else { return [] }
        let advice = "correct protected_services, unless it is how the dashboard shows a service; see: autosre services"
        return [
            .warn(
                "protected", "no system names \(unknown.joined(separator: ", ")), which protected_services has",
                do: advice)
        ]
    }
}
