public import AutoSRECore
import AutoSREPlatform
import Synchronization

/// Acts on the operations dashboard through its API, and believes nothing but what the API's state shows afterwards.
public struct DashboardActuator: Actuator {
    /// The driver's name.
    public let name = "http"
    /// Every kind of action on a service.
    public let abilities = ActionKind.allCases.map { Ability($0, .service) }
    /// It touches the world.
    public let isSimulated = false
    private let client: DashboardClient
    private let sent = SentIntents()

    private static let changeSeconds = 2.0

    /// Makes a driver for the dashboard behind `client`.
    public init(_ client: DashboardClient) { self.client = client }

    /// A change that was asked for and does not show: it may be tried again.
    struct NotShown: Error, CustomStringConvertible {
        let description: String
    }

    /// Whether the service's state shows the intent's effect. Throws `Refusal` where the dashboard does not know the
    /// service.
    public func status(of intent: Intent) async throws -> ActuationStatus {
        let service = try await read(intent)
        guard let confirmation = service.confirmation(of: intent.action.after) else { return .absent }
        return .applied(receipt(intent, .found, confirmation))
    }

    /// Carries the intent out, once: after an answer, or none that could be understood, only the state is read again.
    public func perform(_ intent: Intent, with clearance: Clearance) async throws -> Receipt {
        guard clearance.plan == intent.plan else { throw Refusal("the clearance is for another plan") }
        let before = try await read(intent)
        let wasSent = sent.contains(intent.key)
        if let confirmation = before.confirmation(of: intent.action.after) {
            return receipt(intent, wasSent ? .applied : .found, confirmation)
        }
        if wasSent { throw NotShown(description: "\(before.id) does not show \(intent.action.after) yet") }
        if let objection = before.objection(to: intent.action) { throw Refusal(objection) }
        let answer: JSONValue
        do { answer = try await send(intent) } catch let refusal as Refusal {
            // Somebody may have done it between our reading and our asking.
            guard let confirmation = try await read(intent).confirmation(of: intent.action.after) else { throw refusal }
            return receipt(intent, .found, confirmation)
        }
        let after = try await read(intent)
        if let confirmation = after.confirmation(of: intent.action.after) {
            return receipt(intent, .applied, confirmation)
        }
        if let confirmation = try await confirmationElsewhere(of: intent, answer: answer, service: after) {
            return receipt(intent, .applied, confirmation)
        }
        throw NotShown(description: "\(after.id) does not show \(intent.action.after) after the dashboard took it")
    }

    /// What was found done may be somebody else's work; whether it is ours to take back the journal tells, not the
    /// dashboard.
    private func receipt(_ intent: Intent, _ effect: Receipt.Effect, _ confirmation: String) -> Receipt {
        Receipt(
            intent: intent.key, effect: effect, driver: name, confirmation: confirmation,
            inverse: effect == .applied ? intent.action.inverse : nil)
    }

    private func read(_ intent: Intent) async throws -> DashboardService {
        try await refusing { () async throws(DashboardClient.Failure) in
            try await client.service(intent.action.target.name)
        }
    }

    private func send(_ intent: Intent) async throws -> JSONValue {
        let (path, body) = Self.request(for: intent.action)
        do {
            let answer = try await refusing { () async throws(DashboardClient.Failure) in
                try await client.post(path, body, key: intent.key, seconds: Self.changeSeconds)
            }
            sent.insert(intent.key)
            return answer
        } catch let failure as DashboardClient.Failure {
            // Cut off while waiting: it may have been done, so it is not asked for again.
            if failure.mayHaveArrived { sent.insert(intent.key) }
            throw failure
        }
    }

    /// A no is final, everything else may be tried again.
    private func refusing<T: Sendable>(
        _ call: () async throws(DashboardClient.Failure) -> T
    ) async throws -> T {
        do { return try await call() } catch {
            if case .status(let code, _) = error, (400..<500).contains(code), code != 408, code != 429 {
                throw Refusal("the dashboard answered \(error)")
            }
            throw error
        }
    }

    /// The paths and bodies of the dashboard's API.
    static func request(for action: Action) -> (path: String, body: JSONValue) {
        let base = "/api/services/\(DashboardClient.segment(action.target.name))"
        switch action.after {
        case .version(let version): return (base + "/rollback", ["to_version": .string(version)])
        case .replicas(let count): return (base + "/scale", ["replicas": .integer(Int64(count))])
        case .instancesSince: return (base + "/restart", [:])
        case .poolSince: return (base + "/pool/restart", [:])
        }
    }

    /// A dashboard that declares no running version cannot show a rollback there; its answer and its health have to.
    private func confirmationElsewhere(
        of intent: Intent, answer: JSONValue, service: DashboardService
    ) async throws -> String? {
        struct Health: Decodable, Sendable { let status: String }
        guard service.version == nil, case .version(let version) = intent.action.after else { return nil }
        guard answer["ok"]?.bool == true, answer["rolled_back_to"]?.string == version else { return nil }
        let health = try await client.get(Health.self, "/api/health")
        guard health.status == "healthy" else { return nil }
        return "the dashboard rolled \(service.id) back to \(version) and says healthy"
    }
}

/// The intents whose request may have reached the dashboard in this process.
private final class SentIntents: Sendable {
    private let keys = Mutex<Set<String>>([])

    func insert(_ key: String) { keys.withLock { _ = $0.insert(key) } }

    func contains(_ key: String) -> Bool { keys.withLock { $0.contains(key) } }
}

extension DashboardClient.Failure {
    /// Whether the request may have had its effect although no answer says so.
    fileprivate var mayHaveArrived: Bool {
        switch self {
        case .transport(let error): error.code != .refused && error.code != .resolution && error.code != .tls
        case .status, .nonsense: false
        }
    }
}
