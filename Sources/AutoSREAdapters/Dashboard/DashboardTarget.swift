import AutoSRECore

/// What the dashboard's API says of an intent's target: the one channel that every driver of the dashboard believes.
struct DashboardTarget: Sendable {
    private let client: DashboardClient
    private let driver: String

    /// - Parameter driver: the name for receipts.
    init(_ client: DashboardClient, driver: String) { (self.client, self.driver) = (client, driver) }

    /// Whether the service's state shows the intent's effect. Throws `Refusal` where the dashboard does not know the
    /// service.
    func status(of intent: Intent) async throws -> ActuationStatus {
        let service = try await read(intent)
        guard let confirmation = service.confirmation(of: intent.action.after) else { return .absent }
        return .applied(receipt(intent, .found, confirmation))
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
