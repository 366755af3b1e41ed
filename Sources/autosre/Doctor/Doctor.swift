import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine
import AutoSREIntegrations
import AutoSREPlatform

/// Looks at every configured part once. Changes nothing, acts on nothing, and is over in bounded time: all the
/// network's parts are asked side by side.
struct Doctor: Sendable {
    /// The settings in effect.
    let configuration: Configuration
    /// Asks the network's parts.
    let client: HTTPClient
    /// The directories in which programs are looked for (`PATH`).
    let path: String
    /// Whether a system is asked for a change that it has to refuse.
    var probesWriting = false
    /// What may be plugged in.
    var integrations = Integrations.all

    /// All checks, always in the same order. What servers, files and settings say in them passes the redactor here, and
    /// is cut after that.
    func checks() async -> [Check] {
        let redactor = Redactor(secrets: configuration.secrets)
        let own = [settings, policy] + (await data())
        return (own + (await pluggedIn()) + (await names()) + (await services())).map { $0.safe(redactor) }
    }

    private func pluggedIn() async -> [Check] {
        let systems = integrations.systems(configuration)
        let parts = systems.flatMap { system in system.parts.map { (system.name, $0, system.configuration) } }
        let all = parts + integrations.shared(configuration).map { (nil, $0, configuration) }
        return await withTaskGroup(of: (Int, [Check]).self) { group in
            for (index, (name, integration, settings)) in all.enumerated() {
                let context = CheckContext(
                    configuration: settings, client: client, path: path, probesWriting: probesWriting)
                group.addTask { (index, await integration.checks(context).map { $0.of(name) }) }
            }
            let found = await group.reduce(into: [Int: [Check]]()) { $0[$1.0] = $1.1 }
            return all.indices.flatMap { found[$0] ?? [] }
        }
    }

    var settings: Check {
        let count = configuration.effective().count { $0.source != "default" }
        guard let warning = configuration.warnings.first else {
            return .ok("settings", "valid, \(count) not at their defaults")
        }
        return .warn("settings", warning, do: "autosre config shows every name and where its value comes from")
    }

    var policy: Check {
        let policy = configuration.policy
        let source = configuration.policyPath.isEmpty ? "the defaults" : configuration.policyPath
        switch policy.mode {
        case .auto:
            let calm = policy.cooldownSeconds > 0 ? ", cooldown \(PostMortem.seconds(policy.cooldownSeconds))" : ""
            return .ok("policy", "mode auto\(calm), from \(source)")
        case .suggest, .off:
            let advice = "mode auto in the file that AUTOSRE_POLICY names lets it act"
            return .warn("policy", "mode \(policy.mode.rawValue), from \(source): nothing is carried out", do: advice)
        }
    }
}
