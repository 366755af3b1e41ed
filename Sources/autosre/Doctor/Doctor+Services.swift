import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine
import AutoSREIntegrations
import AutoSREStore

extension Doctor {
    /// Whether what services are tied to leads anywhere.
    func services() async -> [Check] {
        guard !configuration.services.isEmpty else { return [] }
        let (world, store) = (SystemWorld(), MemoryStore())
        let context = IntegrationContext(
            configuration: configuration, world: world, client: client, journal: store,
            gate: EgressGate(textGuard: Redactor(), ledger: store, now: { world.now() }), pictures: nil, simulated: nil,
            isDemo: false, log: { _ in })
        let ties: Ties
        do {
            ties = try Ties(of: configuration.services, to: integrations.systems(configuration), context)
        } catch {
            return [.fail("services", ErrorText.describe(error), do: "mend \(ServiceSettings.place)")]
        }
        let looks = configuration.services.flatMap { service in
            service.elsewhere.map { kind, tie in
                { @Sendable in await Self.look(at: kind, of: service, ties.sources(kind, of: tie), world) }
            }
                + service.health.map { signal in
                    { @Sendable in await self.listen(to: signal, of: service, ties, world) }
                }
        }
        let found = await sideBySide(looks)
        await ties.close()
        return found
    }

    private func sideBySide(_ looks: [@Sendable () async -> Check]) async -> [Check] {
        await withTaskGroup(of: (Int, Check).self) { group in
            for (index, look) in looks.enumerated() { group.addTask { (index, await look()) } }
            let found = await group.reduce(into: [Int: Check]()) { $0[$1.0] = $1.1 }
            return looks.indices.compactMap { found[$0] }
        }
    }

    /// What a health signal of a service says now: the word is the service's state, the check whether it can be heard.
    private func listen(
        to signal: ServiceSettings.HealthSignal, of service: ServiceSettings, _ ties: Ties, _ world: SystemWorld
    ) async -> Check {
        let incident = service.incident(at: world.now())
        let verifier = ties.verifier(signal, of: incident, client: client, in: world)
        let reading = await verifier.read(service.entity, within: CheckContext.seconds)
        let name = "\(service.name).\(signal.name)"
        let isHeard = reading.status != .unknown || reading.parts?.contains { $0.status != .unknown } == true
        guard !isHeard else {
            let words = "\(reading.status.rawValue): \(reading.detail)"
            return haste(signal, name, words) ?? .ok(name, words)
        }
        let advice = "no recovery of \(service.name) can be seen: mend its health in \(ServiceSettings.place)"
        return .warn(name, reading.detail, do: advice)
    }

    /// That a metric has less time to come back than it has to stand then: what heals it ends unverified.
    private func haste(_ signal: ServiceSettings.HealthSignal, _ name: String, _ words: String) -> Check? {
        let seconds = configuration.workflow.recoveryVerifyTimeoutSeconds
        guard case .metric(let rule, _) = signal.reading, seconds <= 2 * rule.latencySeconds else { return nil }
        let (spent, all) = (PostMortem.seconds(rule.latencySeconds), PostMortem.seconds(seconds))
        let detail = "\(words); after an action it has to stand for \(spent), of \(all) for all verification"
        let enough = Int(min(3 * rule.latencySeconds, 86_400).rounded(.up))
        return .warn(name, detail, do: "set RECOVERY_VERIFY_TIMEOUT_SECONDS=\(enough), for it also has to come back")
    }

    /// What of the last hour is there.
    private static func look(
        at kind: EvidenceKind, of service: ServiceSettings, _ sources: [any EvidenceSource], _ world: SystemWorld
    ) async -> Check {
        let (name, now) = ("\(service.name).\(kind.rawValue)", world.now())
        let query = EvidenceQuery(
            incident: service.incident(at: now), about: service.entity, kinds: [kind],
            since: now.advanced(bySeconds: -3600), until: now,
            now: now, seconds: CheckContext.seconds)
        var reasons: [String] = []
        for source in sources {
            do {
                let found = try await bounded(CheckContext.seconds, in: world) { try await source.collect(query) }
                if let first = found.first { return .ok(name, "\(first.summary) from \(first.provenance.source)") }
                reasons.append("\(source.name) has none of the last hour")
            } catch {
                reasons.append("\(source.name): \(ErrorText.describe(error))")
            }
        }
        let advice = "mend \(kind.rawValue) of services.\(service.name) in \(ServiceSettings.place)"
        return .warn(name, reasons.joined(separator: "; "), do: advice)
    }
}

extension ServiceSettings {
    /// What it is in the system that mends it.
    fileprivate var entity: Entity { .service(workload?.name ?? name).inside(workload?.system) }

    /// An incident of the service, to ask about it without there being one.
    func incident(at now: Instant) -> Incident {
        Incident(
            id: "none", service: workload?.name ?? name, type: .latencySpike, detectedAt: now, payload: [:])
    }
}
