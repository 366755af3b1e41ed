import AutoSRECore
import Synchronization

extension IncidentType {
    /// Glaze cracks. A word of the kiln's own.
    static let cracking = IncidentType(rawValue: "cracking_glaze")
}

extension Alert.Severity {
    /// Somebody has to come. A word of the kiln's own.
    static let page = Alert.Severity(rawValue: "page")
}

/// Says when glaze cracks.
struct KilnDetector: Detector {
    let yard: KilnYard
    let name = "kiln"

    func detect() async throws -> [Alert] {
        guard !yard.isWell else { return [] }
        let incident = Incident(
            id: "inc-kiln", service: "oven-3", type: .cracking, detectedAt: yard.noticedAt,
            payload: ["hall": "north"])
        let isOver = yard.state.withLock { $0.isOver }
        return [Alert(incident: incident, source: name, severity: .page, state: isOver ? .resolved : .firing)]
    }
}

/// Plans for ovens: what speaks against a release speaks for the recipe before it.
struct KilnPlanner: Planner {
    func targets(of incident: Incident) -> [Target] { [Target(kind: .oven, name: incident.service)] }

    func plan(
        for hypothesis: Hypothesis, incident: Incident, evidence: [Evidence], at now: Instant
    ) throws -> Plan {
        guard hypothesis.recommendation == .rollback else { throw Refusal("an oven can only change its recipe") }
        let oven = evidence.lazy.compactMap { $0.body.content as? KilnOven }.first
        let history = evidence.lazy.compactMap { $0.body.content as? Changes }.first?.list ?? []
        guard let oven, let older = history.map(\.version).first(where: { $0 != oven.recipe }) else {
            throw Refusal("no recipe is known that was fired before")
        }
        let swap = SwapRecipe(from: oven.recipe, to: older)
        let action = Action(swap, on: targets(of: incident)[0], reason: "the recipe before \(oven.recipe)")
        guard
            let plan = Plan(
                actions: [action], hypothesis: hypothesis.key, expectation: swap.expectation(of: incident.service))
        else { throw Refusal("there is no plan") }
        return plan
    }
}

/// Changes recipes.
struct KilnActuator: Actuator {
    let yard: KilnYard
    let name = "kiln"
    let capabilities = [Capability(.swapRecipe, .oven)]
    let isSimulated = false

    private func recipe(_ state: ResourceState?) -> String? {
        if case .other("recipe", let value)? = state { value.string } else { nil }
    }

    func status(of intent: Intent) async throws -> ActuationStatus {
        let found = yard.state.withLock { $0.recipe }
        guard found == recipe(intent.action.after) else { return .absent }
        return .applied(
            Receipt(intent: intent.key, effect: .found, driver: name, confirmation: "fires by \(found)", inverse: nil))
    }

    func perform(
        _ intent: Intent, with clearance: Clearance, sending: @escaping Sending
    ) async throws -> Receipt {
        if case .applied(let receipt) = try await status(of: intent) { return receipt }
        let (wanted, expected) = (recipe(intent.action.after) ?? "", recipe(intent.action.before))
        return try yard.state.withLock { state in
            guard state.recipe == expected else { throw Refusal("the oven fires by \(state.recipe)") }
            (state.recipe, state.swaps) = (wanted, state.swaps + 1)
            return Receipt(
                intent: intent.key, effect: .applied, driver: name, confirmation: "fires by \(wanted)", inverse: nil)
        }
    }
}

/// Whether what comes out is whole.
struct KilnVerifier: Verifier {
    let yard: KilnYard
    let name = "trays"
    let now: @Sendable () -> Instant
    func latencySeconds(of entity: Entity) -> Double { 0 }

    func read(_ entity: Entity, within seconds: Double) async -> HealthReading {
        if yard.state.withLock({ $0.isSilent }) { return HealthReading(.unknown, at: now(), detail: "no tray came") }
        return HealthReading(
            yard.isWell ? .good : .bad, at: now(), detail: yard.isWell ? "trays are whole" : "glaze is cracked")
    }
}

/// Rings in the hall.
struct KilnBell: Notifier {
    let yard: KilnYard
    let name = "bell"

    func notify(_ postMortem: PostMortem, isRepeat: Bool) async -> Notification {
        yard.state.withLock { $0.bell.append(postMortem.outcome?.rawValue ?? "") }
        return Notification(notifier: name, status: .delivered, detail: "rung once", isRepeat: isRepeat)
    }
}
