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
    private let target: DashboardTarget
    private let sent = SentIntents()

    private static let changeSeconds = 2.0

    /// Makes a driver for the dashboard behind `client`.
    public init(_ client: DashboardClient) {
        self.client = client
        target = DashboardTarget(client, driver: name)
    }

    /// Whether the service's state shows the intent's effect. Throws `Refusal` where the dashboard does not know the
    /// service.
    public func status(of intent: Intent) async throws -> ActuationStatus {
        try await target.status(of: intent)
    }

    /// Carries the intent out, once: after an answer, or none that could be understood, only the state is read again.
    public func perform(_ intent: Intent, with clearance: Clearance) async throws -> Receipt {
        guard clearance.plan == intent.plan else { throw Refusal("the clearance is for another plan") }
        let before = try await target.read(intent)
        let wasSent = sent.contains(intent.key)
        if let confirmation = before.confirmation(of: intent.action.after) {
            return target.receipt(intent, wasSent ? .applied : .found, confirmation)
        }
        if wasSent { throw NotShown(description: "\(before.id) does not show \(intent.action.after) yet") }
        if let objection = before.objection(to: intent.action) { throw Refusal(objection) }
        let answer: JSONValue
        do { answer = try await send(intent) } catch let refusal as Refusal {
            // Somebody may have done it between our reading and our asking.
            let now = try await target.read(intent)
            guard let confirmation = now.confirmation(of: intent.action.after) else { throw refusal }
            return target.receipt(intent, .found, confirmation)
        }
        let after = try await target.read(intent)
        if let confirmation = after.confirmation(of: intent.action.after) {
            return target.receipt(intent, .applied, confirmation)
        }
        if isTaken(answer, intent), let confirmation = try await target.confirmationElsewhere(of: intent, after) {
            return target.receipt(intent, .applied, confirmation)
        }
        throw NotShown(description: "\(after.id) does not show \(intent.action.after) after the dashboard took it")
    }

    /// Whether the answer itself says that the rollback was made.
    private func isTaken(_ answer: JSONValue, _ intent: Intent) -> Bool {
        guard case .version(let version) = intent.action.after else { return false }
        return answer["ok"]?.bool == true && answer["rolled_back_to"]?.string == version
    }

    private func send(_ intent: Intent) async throws -> JSONValue {
        let (path, body) = Self.request(for: intent.action)
        do {
            let answer = try await DashboardTarget.refusing { () async throws(DashboardClient.Failure) in
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
