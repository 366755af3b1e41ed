import AutoSRECore

/// Says how a service stands, by a channel that whoever acts has no part in.
protocol ServiceReader: Sendable {
    /// How it stands now. Throws `Refusal` where the dashboard clearly does not know it.
    func standing(of service: String) async throws -> DashboardService
    /// Whether a reading is dear and health alone makes no success of what it never shows: pages, which a browser
    /// reads.
    var isPages: Bool { get }
}

/// What the dashboard says of an intent's target, by its API or, where it has none, by its pages in a browser of their
/// own: the one channel that every driver of the dashboard believes.
struct DashboardTarget: Sendable {
    private let reader: any ServiceReader
    private let driver: String
    private let instanceSeconds: Double
    private let now: @Sendable () -> Instant

    /// Seconds that the API has to show what was done before it counts as pending.
    static let changeSeconds = 3.0
    /// Seconds that a request may take to leave a browser that has answered.
    static let arrivalSeconds = 1.0

    /// - Parameters:
    ///   - driver: the name for receipts.
    ///   - instanceSeconds: how long one instance may take to be replaced.
    init(
        _ reader: any ServiceReader, driver: String, instanceSeconds: Double,
        now: @escaping @Sendable () -> Instant
    ) {
        (self.reader, self.driver, self.instanceSeconds, self.now) = (reader, driver, instanceSeconds, now)
    }

    /// Whether it is known by its pages alone.
    var isPages: Bool { reader.isPages }

    /// Whether the service's state shows the intent's effect. Throws `Refusal` where the dashboard does not know the
    /// service.
    func status(of intent: Intent) async throws -> ActuationStatus {
        let service = try await read(intent)
        if let confirmation = service.confirmation(of: intent.action.after) {
            return .applied(receipt(intent, .found, confirmation))
        }
        return .absent
    }

    /// What there is to do, as the service shows it before anything is done.
    enum Look: Sendable {
        /// Nothing: it shows the effect.
        case shown(Receipt)
        /// All of it, and nothing stands in the way.
        case clear(DashboardService)
    }

    /// Looks before acting. Throws `Refusal` where the service is not as the plan expects it.
    func look(before intent: Intent, with clearance: Clearance) async throws -> Look {
        guard clearance.plan == intent.plan else { throw Refusal("the clearance is for another plan") }
        let service = try await read(intent)
        if let confirmation = service.confirmation(of: intent.action.after) {
            return .shown(receipt(intent, .found, confirmation))
        }
        if let objection = service.objection(to: intent.action) { throw Refusal(objection) }
        return .clear(service)
    }

    /// What was asked for and does not show yet, with the time that such a change may take.
    func pending(
        _ intent: Intent, _ service: DashboardService, because reason: String, artifacts: [Artifact] = []
    ) -> Pending {
        let seconds = service.seconds(for: intent.action, each: instanceSeconds)
        return Pending(
            intent: intent.key, driver: driver, reason: reason, until: now().advanced(bySeconds: seconds),
            artifacts: artifacts, mustShow: reader.isPages)
    }

    /// What is about to be asked for, in the words for a process that ends before the answer.
    func unanswered(_ intent: Intent, _ service: DashboardService) -> Pending {
        pending(intent, service, because: "the process that asked ended before the answer")
    }

    /// What the API shows of the effect now; nil for nothing, or where it gives no answer.
    func confirmation(of intent: Intent) async -> String? {
        do { return try await read(intent).confirmation(of: intent.action.after) } catch { return nil }
    }

    /// After an act: waits until the API shows its effect; nil where it does not yet, or gives no answer.
    func shown(_ intent: Intent, within seconds: Double, _ world: any World) async -> String? {
        let until = world.now().advanced(bySeconds: seconds)
        while true {
            if let confirmation = await confirmation(of: intent) { return confirmation }
            guard world.now() < until else { return nil }
            do { try await world.sleep(until: world.now().advanced(bySeconds: 0.05)) } catch { return nil }
        }
    }

    /// Reads the service.
    func read(_ intent: Intent) async throws -> DashboardService {
        try await reader.standing(of: intent.action.target.name).known(by: now())
    }

    /// What the dashboard shows; whether it is ours to take back the journal tells.
    func receipt(
        _ intent: Intent, _ effect: Receipt.Effect, _ confirmation: String, artifacts: [Artifact] = []
    ) -> Receipt {
        Receipt(
            intent: intent.key, effect: effect, driver: driver, confirmation: confirmation, artifacts: artifacts)
    }

    /// What a dashboard that declares no running version says of a rollback that it took: it can never show it, so its
    /// health has to, at once or in the verification. Nil for any other dashboard.
    func taken(
        _ intent: Intent, _ service: DashboardService, asking client: DashboardClient, artifacts: [Artifact] = []
    ) async -> Receipt? {
        struct Health: Decodable, Sendable { let status: String }
        guard service.version == nil, case .version(let version) = intent.action.after else { return nil }
        let words = "the dashboard says that it rolled \(service.id) back to \(version)"
        let health = try? await client.get(Health.self, "/api/health")
        if health?.status == "healthy" { return receipt(intent, .applied, "\(words), and that it is healthy") }
        return receipt(intent, .unconfirmed, "\(words), and shows no version that runs", artifacts: artifacts)
    }
}

extension DashboardClient: ServiceReader {
    var isPages: Bool { false }

    func standing(of service: String) async throws -> DashboardService {
        do throws(Failure) { return try await self.service(service) } catch {
            // A no is final, everything else may be tried again.
            if case .status(let code, _, _, _) = error, (400..<500).contains(code), code != 408, code != 429 {
                throw Refusal("the dashboard answered \(error)")
            }
            throw error
        }
    }
}
