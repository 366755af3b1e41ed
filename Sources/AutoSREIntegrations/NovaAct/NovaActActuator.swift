public import AutoSRECore
import AutoSREPlatform

/// Lets Amazon Nova Act work the operations dashboard in our browser, told in words what is planned, and believes two
/// channels as the browser driver does: the page has to show the model what the plan expects, and only the dashboard's
/// API says that it is done.
public struct NovaActActuator: Actuator {
    /// The driver's name.
    public let name = "nova-act"
    /// Every kind of action on a service.
    public let capabilities = ActionKinds.standard.all.map { Capability($0, .service) }
    /// It touches the world.
    public let isSimulated = false
    /// It works a dashboard.
    public let worksDashboard = true

    let settings: NovaActSettings
    let target: DashboardTarget
    let base: String
    let origin: WebOrigin
    let gate: EgressGate
    let pictures: String?
    let world: any World
    /// Whether no other driver could take over.
    let isAlone: Bool

    /// Makes a driver of a dashboard; nil where its address is none of http or https.
    /// - Parameters:
    ///   - api: the dashboard's address, and its API by a connection that the browser has no part in.
    ///   - gate: takes the secrets out of every prompt and lists what leaves; what it cannot list is not sent.
    ///   - pictures: a folder below which each run's screenshots are kept; nil keeps none.
    ///   - instanceSeconds: how long one instance may take to be replaced.
    ///   - isAlone: whether no other driver could take over, so that a failure that would come again is final.
    public init?(
        _ settings: NovaActSettings, api: DashboardClient, gate: EgressGate, pictures: String?, isAlone: Bool,
        instanceSeconds: Double = DashboardActuator.usualInstanceSeconds, world: any World
    ) {
        guard let origin = WebOrigin(api.baseURL) else { return nil }
        (base, self.origin, self.settings, self.world) = (api.baseURL, origin, settings, world)
        (self.pictures, self.isAlone, self.gate) = (pictures, isAlone, gate)
        target = DashboardTarget(api, driver: name, instanceSeconds: instanceSeconds, now: { world.now() })
    }

    /// Seconds that an action may take: start, job, goodbye, and the API's answer afterwards.
    public static func actionSeconds(job: Double) -> Double { job + NovaActJob.longestStartSeconds + 15 }

    /// Whether the service's state shows the intent's effect, by the API. Needs neither browser nor model.
    public func status(of intent: Intent) async throws -> ActuationStatus { try await target.status(of: intent) }

    /// Carries the intent out with one job.
    public func perform(
        _ intent: Intent, with clearance: Clearance, sending: @escaping Sending
    ) async throws -> Receipt {
        let look = try await target.look(before: intent, with: clearance)
        let trace = ActionTrace(
            root: pictures, intent: intent, driver: name, textGuard: gate, now: { [world] in world.now() })
        switch look {
        case .shown(let receipt): return receipt
        case .clear(let service): return try await act(intent, on: service, run: clearance.run, trace, sending)
        }
    }
}
