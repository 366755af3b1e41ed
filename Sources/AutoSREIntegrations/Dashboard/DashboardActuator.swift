public import AutoSRECore
import AutoSREPlatform

/// Acts on the operations dashboard through its API, and believes nothing but what the API's state shows afterwards.
public struct DashboardActuator: Actuator {
    /// The driver's name.
    public let name = "http"
    /// Every kind of action on a service.
    public let capabilities = ActionKinds.standard.all.map { Capability($0, .service) }
    /// It touches the world.
    public let isSimulated = false
    /// It works a dashboard.
    public let worksDashboard = true
    private let client: DashboardClient
    private let target: DashboardTarget

    /// Seconds that one instance may take to be replaced, where nothing else is set.
    public static let usualInstanceSeconds = 20.0
    private static let changeSeconds = 2.0

    /// Makes a driver for the dashboard behind `client`.
    /// - Parameters:
    ///   - instanceSeconds: how long one instance may take to be replaced.
    ///   - now: the clock; nil for the machine's.
    public init(
        _ client: DashboardClient, instanceSeconds: Double = usualInstanceSeconds,
        now: (@Sendable () -> Instant)? = nil
    ) {
        self.client = client
        target = DashboardTarget(
            client, driver: name, instanceSeconds: instanceSeconds, now: now ?? { SystemClock.now() })
    }

    /// Whether the service's state shows the intent's effect. Throws `Refusal` where the dashboard does not know the
    /// service.
    public func status(of intent: Intent) async throws -> ActuationStatus {
        try await target.status(of: intent)
    }

    /// Carries the intent out: asks once, and then believes the state.
    public func perform(
        _ intent: Intent, with clearance: Clearance, sending: @escaping Sending
    ) async throws -> Receipt {
        switch try await target.look(before: intent, with: clearance) {
        case .shown(let receipt): return receipt
        case .clear(let service):
            try Task.checkCancellation()
            return try await ask(intent, service, sending)
        }
    }

    private func ask(_ intent: Intent, _ service: DashboardService, _ sending: Sending) async throws -> Receipt {
        guard let (path, body) = Self.request(for: intent.action) else {
            throw Refusal("the dashboard's API has nothing for \(intent.action.summary)")
        }
        try await sending(target.unanswered(intent, service))
        let answer: JSONValue
        do throws(DashboardClient.Failure) {
            answer = try await client.post(path, body, key: intent.key, seconds: Self.changeSeconds)
        } catch {
            if error.isUnsent { throw error }
            guard error.isClearNo else { throw target.pending(intent, service, because: "\(error)") }
            // Somebody may have done it between our reading and our asking.
            guard let confirmation = await target.confirmation(of: intent) else {
                throw Refusal("the dashboard answered \(error)")
            }
            return target.receipt(intent, .found, confirmation)
        }
        if let confirmation = await target.confirmation(of: intent) {
            return target.receipt(intent, .applied, confirmation)
        }
        if isTaken(answer, intent), let receipt = await target.taken(intent, service, asking: client) { return receipt }
        throw target.pending(intent, service, because: "\(Self.words(for: answer)) and does not show it yet")
    }

    /// What the answer to a change that does not show says of it. Nothing of it is believed: a no with a 2xx may be a
    /// yes.
    private static func words(for answer: JSONValue) -> String {
        guard answer != .null else { return "the dashboard answered with something else than a JSON object" }
        guard AnswerReason.isNo(answer) else { return "the dashboard took it" }
        let reason = AnswerReason.words(answer)
        return "the dashboard answered that it did not do it\(reason.isEmpty ? "" : " (\(reason))")"
    }

    /// Whether the answer itself says that the rollback was made.
    private func isTaken(_ answer: JSONValue, _ intent: Intent) -> Bool {
        guard case .version(let version) = intent.action.after else { return false }
        return answer["ok"]?.bool == true && answer["rolled_back_to"]?.string == version
    }

    /// What a person types to carry `action` out on the dashboard at `address`; what is to be done, where its API has
    /// nothing for it.
    public static func command(for action: Action, address: String) -> String {
        guard let (path, body) = request(for: action) else { return action.summary }
        var text = ""
        // A version is somebody else's text: a quote in it must not end the shell's.
        for character in (try? JSON.text(body)) ?? "{}" { text += character == "'" ? "'\\''" : String(character) }
        return "curl -X POST '\(address)\(path)' -H 'Content-Type: application/json' -d '\(text)'"
    }

    /// The paths and bodies of the dashboard's API; nil where it has none.
    static func request(for action: Action) -> (path: String, body: JSONValue)? {
        let base = "/api/services/\(DashboardClient.segment(action.target.name))"
        switch action.after {
        case .version(let version): return (base + "/rollback", ["to_version": .string(version)])
        case .replicas(let count): return (base + "/scale", ["replicas": .integer(Int64(count))])
        case .instancesSince: return (base + "/restart", [:])
        case .poolSince: return (base + "/pool/restart", [:])
        case .other: return nil
        }
    }
}

extension DashboardClient.Failure {
    /// Whether the request certainly never left.
    fileprivate var isUnsent: Bool {
        guard case .transport(let error) = self else { return false }
        return [.refused, .resolution, .tls].contains(error.code)
    }

    /// Whether the dashboard itself says that it does not do it: a 4xx with a body of its API's kind, and none of the
    /// codes that somebody on the way answers, or that leave open whether it was done: a proxy's password, request
    /// timeout, too early, too many requests (RFC 9110 15.5.8 and 15.5.9, RFC 8470, RFC 6585), and 499 of proxies that
    /// were hung up on.
    fileprivate var isClearNo: Bool {
        guard case .status(let code, _, _, isOwn: true) = self, (400..<500).contains(code) else { return false }
        return ![407, 408, 425, 429, 499].contains(code)
    }
}
