public import AutoSRECore
import AutoSREPlatform

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
        switch try await target.look(before: intent, with: clearance) {
        case .shown(let receipt): return receipt
        case .begun(let service):
            throw NotShown(description: "\(service.id) does not show \(intent.action.after) yet")
        case .clear: break
        }
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
            target.begun.insert(intent.key)
            return answer
        } catch let failure as DashboardClient.Failure {
            // Cut off while waiting: it may have been done, so it is not asked for again.
            if failure.mayHaveArrived { target.begun.insert(intent.key) }
            throw failure
        }
    }

    /// What a person types to carry `action` out on the dashboard at `address`.
    public static func command(for action: Action, address: String) -> String {
        let (path, body) = request(for: action)
        var text = ""
        // A version is somebody else's text: a quote in it must not end the shell's.
        for character in (try? JSON.text(body)) ?? "{}" { text += character == "'" ? "'\\''" : String(character) }
        return "curl -X POST '\(address)\(path)' -H 'Content-Type: application/json' -d '\(text)'"
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

extension DashboardClient.Failure {
    /// Whether the request may have had its effect although no answer says so.
    fileprivate var mayHaveArrived: Bool {
        switch self {
        case .transport(let error): error.code != .refused && error.code != .resolution && error.code != .tls
        case .status, .nonsense: false
        }
    }
}
