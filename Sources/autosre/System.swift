import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine
import AutoSREIntegrations
import AutoSREPlatform

/// One system that is watched and mended, with everything that is plugged in for it.
struct System: Sendable {
    /// Its name in `autosre.yaml`; nil where there is only the one that variables name.
    let name: String?
    /// Its settings.
    let configuration: Configuration
    /// What is plugged in: by the system's own integration, what comes with it, and what all systems share.
    let parts: IntegrationParts
    /// What services are tied to in whichever system: the same for all systems.
    let ties: Ties

    /// The words of the sources whose runs can be finished with it.
    var sources: Set<String> { Set(parts.detectors.map(\.name)) }
    /// Whether all that acts on it only logs.
    var isStub: Bool { parts.actuators.allSatisfy(\.isSimulated) }
    /// What a person types to carry an action out by hand.
    let command: @Sendable (Action) -> String

    /// What one of its detectors reports that is to be worked on: what is over needs nobody.
    func alerts(of detector: any Detector) async throws -> [Alert] { try await detector.detect().filter(\.isOpen) }

    /// What `autosre.yaml` says of the service that an incident is about.
    func service(of incident: Incident) -> ServiceSettings? {
        let word = incident.service.lowercased()
        let tied = configuration.services.first { one in
            one.workload.map { $0.system == name && $0.name.lowercased() == word } ?? false
        }
        return tied ?? configuration.services.first { $0.workload == nil && $0.name.lowercased() == word }
    }

    /// Whether an incident is about the service of this name, as `autosre.yaml` has it, or else the system itself.
    func isAbout(_ name: String, _ incident: Incident) -> Bool {
        guard let known = configuration.service(named: name) else {
            return incident.service.lowercased() == name.lowercased()
        }
        return service(of: incident)?.name == known.name
    }

    /// Whether incidents about the service of this name can be its own.
    func mayHave(_ name: String) -> Bool {
        let workload = configuration.service(named: name)?.workload
        return workload == nil || workload?.system == self.name
    }

    /// What `autosre.yaml` calls the service of an incident, and the system's own name.
    func names(of incident: Incident) -> Set<String> { Set([service(of: incident)?.name, name].compactMap(\.self)) }

    /// The health signals of what an incident is about: the service's own, and those of the system, of which a usual
    /// one that nobody has named gives way to those that can say that something is well.
    func signals(of incident: Incident, client: HTTPClient, in world: any World) -> [any Verifier] {
        let own = (service(of: incident)?.health ?? []).map {
            ties.verifier($0, of: incident, client: client, in: world)
        }
        let all = own + parts.verifiers
        return all.allSatisfy { $0 is AlertSignal } ? all + parts.usualVerifiers : all
    }

    /// The health signals of an incident, read together; a usual one that gave way still says whether the system has
    /// come back.
    func verifier(of incident: Incident, client: HTTPClient, in world: any World) -> CombinedVerifier {
        let signals = signals(of: incident, client: client, in: world)
        let known = Set(signals.map(\.name))
        let witnesses = parts.usualVerifiers.filter { !known.contains($0.name) }
        return CombinedVerifier(signals, witnesses: witnesses, now: { world.now() })
    }
}
