import AutoSRECore
import Synchronization

/// What the dashboard's API says of an intent's target: the one channel that every driver of the dashboard believes.
struct DashboardTarget: Sendable {
    private let client: DashboardClient
    private let driver: String
    /// What may have had its effect although nothing says so yet.
    let begun = BegunIntents()

    /// Seconds that the API has to show what was done.
    static let changeSeconds = 3.0
    /// Seconds that a request may take to leave a browser that has answered.
    static let arrivalSeconds = 1.0
    /// Seconds of the API saying "absent" after which what may have been done was not.
    static let settleSeconds = 3.0

    /// - Parameter driver: the name for receipts.
    init(_ client: DashboardClient, driver: String) { (self.client, self.driver) = (client, driver) }

    /// Whether the service's state shows the intent's effect. Throws `Refusal` where the dashboard does not know the
    /// service.
    func status(of intent: Intent) async throws -> ActuationStatus {
        let service = try await read(intent)
        guard let confirmation = service.confirmation(of: intent.action.after) else { return .absent }
        return .applied(receipt(intent, .found, confirmation))
    }

    /// What there is to do, as the service shows it before anything is done.
    enum Look: Sendable {
        /// Nothing: it shows the effect.
        case shown(Receipt)
        /// Nothing yet: an earlier attempt of this process may still come to show.
        case begun(DashboardService)
        /// All of it, and nothing stands in the way.
        case clear(DashboardService)
    }

    /// Looks before acting. Throws `Refusal` where the service is not as the plan expects it.
    func look(before intent: Intent, with clearance: Clearance) async throws -> Look {
        guard clearance.plan == intent.plan else { throw Refusal("the clearance is for another plan") }
        let service = try await read(intent)
        let isBegun = begun.contains(intent.key)
        if let confirmation = service.confirmation(of: intent.action.after) {
            return .shown(receipt(intent, isBegun ? .applied : .found, confirmation))
        }
        if isBegun { return .begun(service) }
        if let objection = service.objection(to: intent.action) { throw Refusal(objection) }
        return .clear(service)
    }

    /// Waits until the API shows the effect of what was just done, or of what the dashboard took and cannot show; nil
    /// where it does not. Throws where it gives no answer at the end.
    func changed(_ intent: Intent, _ world: any World) async throws -> String? {
        try await shown(intent, within: Self.changeSeconds, world) { try await confirmationElsewhere(of: intent, $0) }
    }

    /// While what may have been done may still be on its way: waits until the API shows its effect; nil where it does
    /// not yet, or gives no answer: `settled` decides.
    func arrived(_ intent: Intent, _ world: any World) async -> String? {
        try? await shown(intent, within: Self.arrivalSeconds, world)
    }

    /// After what may have been done: waits until the API shows its effect. Nil where it has shown for long enough that
    /// there is none, and only then it may be tried again. Throws where it gives no answer at the end.
    func settled(_ intent: Intent, _ world: any World) async throws -> String? {
        let confirmation = try await shown(intent, within: Self.settleSeconds, world)
        if confirmation == nil { begun.remove(intent.key) }
        return confirmation
    }

    /// - Parameter elsewhere: asked too where the service itself does not show it.
    private func shown(
        _ intent: Intent, within seconds: Double, _ world: any World,
        elsewhere: (DashboardService) async throws -> String? = { _ in nil }
    ) async throws -> String? {
        let until = world.now().advanced(bySeconds: seconds)
        while true {
            do {
                let service = try await read(intent)
                if let confirmation = service.confirmation(of: intent.action.after) { return confirmation }
                if let confirmation = try await elsewhere(service) { return confirmation }
                guard world.now() < until else { return nil }
            } catch let failure as DashboardClient.Failure {
                guard world.now() < until else { throw failure }
            }
            try await world.sleep(until: world.now().advanced(bySeconds: 0.05))
        }
    }

    /// Reads the service.
    func read(_ intent: Intent) async throws -> DashboardService {
        try await Self.refusing { () async throws(DashboardClient.Failure) in
            try await client.service(intent.action.target.name)
        }
    }

    /// What was found done may be somebody else's work; whether it is ours to take back the journal tells, not the
    /// dashboard.
    func receipt(
        _ intent: Intent, _ effect: Receipt.Effect, _ confirmation: String, artifacts: [Artifact] = []
    ) -> Receipt {
        Receipt(
            intent: intent.key, effect: effect, driver: driver, confirmation: confirmation,
            inverse: effect == .applied ? intent.action.inverse : nil, artifacts: artifacts)
    }

    /// A dashboard that declares no running version cannot show a rollback that it took there; its health then has to.
    func confirmationElsewhere(of intent: Intent, _ service: DashboardService) async throws -> String? {
        struct Health: Decodable, Sendable { let status: String }
        guard service.version == nil, case .version(let version) = intent.action.after else { return nil }
        let health = try await client.get(Health.self, "/api/health")
        guard health.status == "healthy" else { return nil }
        return "the dashboard rolled \(service.id) back to \(version) and says healthy"
    }

    /// A no is final, everything else may be tried again.
    static func refusing<T: Sendable>(
        _ call: () async throws(DashboardClient.Failure) -> T
    ) async throws -> T {
        do { return try await call() } catch {
            if case .status(let code, _) = error, (400..<500).contains(code), code != 408, code != 429 {
                throw Refusal("the dashboard answered \(error)")
            }
            throw error
        }
    }
}

/// A change that was asked for and does not show: it may be tried again.
struct NotShown: Error, CustomStringConvertible {
    let description: String
}

/// The intents of this process that may have had their effect although nothing says so.
final class BegunIntents: Sendable {
    private let keys = Mutex<Set<String>>([])

    func insert(_ key: String) { keys.withLock { _ = $0.insert(key) } }

    func remove(_ key: String) { keys.withLock { _ = $0.remove(key) } }

    func contains(_ key: String) -> Bool { keys.withLock { $0.contains(key) } }
}
