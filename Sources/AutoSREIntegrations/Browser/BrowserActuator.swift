public import AutoSRECore
public import AutoSREPlatform

/// Works a dashboard in a real browser as a person would, and believes two channels: before the click the page has to
/// show what the plan expects, after it only the dashboard's API says that it is done. Where the map reads the pages,
/// for there is no API, what another browser reads there says so.
public struct BrowserActuator: Actuator {
    /// The driver's name.
    public let name = "browser"
    /// What the map knows.
    public let capabilities: [Capability]
    /// It touches the world.
    public let isSimulated = false
    /// It works a dashboard.
    public let worksDashboard = true

    let target: DashboardTarget
    let base: String
    let origin: WebOrigin
    let map: UIMap
    let browsers: BrowserSessions
    let pictures: String?
    let world: any World

    /// Seconds that a page may take to show what is expected.
    let stepSeconds: Double
    /// Seconds that the browser may take to come up.
    let startSeconds: Double
    /// What the map's `${NAME}` stand for.
    let secrets: [String: String]
    let textGuard: (any TextGuard)?

    /// Seconds that reading the pages may take, where they are what is believed; else 0.
    let readSeconds: Double

    /// Seconds that an action by browser may take: its start, its pages, and what is read before and afterwards.
    public var actionSeconds: Double {
        2 * startSeconds + walkSeconds + 2 * stepSeconds + DashboardTarget.changeSeconds + 4 * readSeconds
    }
    /// Seconds from the first page to the click.
    var walkSeconds: Double { stepSeconds * Double(map.longestWalk + 1) }

    /// Makes a driver of a dashboard; nil where its address is none of http or https.
    /// - Parameters:
    ///   - api: the dashboard's address, and its API by a connection that the browser has no part in.
    ///   - secrets: what the map's `${NAME}` stand for.
    ///   - client: for talking to WebDriver.
    ///   - pictures: a folder below which each run's screenshots are kept; nil keeps none.
    ///   - instanceSeconds: how long one instance may take to be replaced.
    ///   - textGuard: makes safe what pages said before it is written down; nil writes it as it came.
    public init?(
        _ settings: BrowserSettings, api: DashboardClient, map: UIMap, secrets: [String: String] = [:],
        client: HTTPClient, pictures: String?, instanceSeconds: Double = DashboardActuator.usualInstanceSeconds,
        textGuard: (any TextGuard)? = nil, world: any World
    ) {
        guard let origin = WebOrigin(api.baseURL) else { return nil }
        (base, self.origin, self.map, self.world) = (api.baseURL, origin, map, world)
        (self.pictures, self.secrets, stepSeconds) = (pictures, secrets, settings.stepSeconds)
        startSeconds = settings.startSeconds
        self.textGuard = textGuard
        let pages = PageReader(settings, base: api.baseURL, map: map, secrets: secrets, client: client, world: world)
        readSeconds = pages?.seconds ?? 0
        let reader: any ServiceReader = pages ?? api
        target = DashboardTarget(reader, driver: name, instanceSeconds: instanceSeconds, now: { world.now() })
        capabilities = map.kinds.map { Capability($0, .service) }
        browsers = BrowserSessions(settings, origin: origin, client: client, world: world)
    }

    /// Whether the service's state shows the intent's effect, by the API. Needs no browser.
    public func status(of intent: Intent) async throws -> ActuationStatus { try await target.status(of: intent) }

    /// Carries the intent out with at most one click that counts.
    public func perform(
        _ intent: Intent, with clearance: Clearance, sending: @escaping Sending
    ) async throws -> Receipt {
        switch try await target.look(before: intent, with: clearance) {
        case .shown(let receipt): receipt
        case .clear(let service): try await act(intent, on: service, sending: sending)
        }
    }

    /// Ends the browser and everything that it left, at the end of a run. The next action would start another.
    public func close() async { await browsers.discard() }

    func trace(for intent: Intent) -> ActionTrace {
        ActionTrace(
            root: pictures, intent: intent, secrets: Array(secrets.values), textGuard: textGuard,
            now: { [world] in world.now() })
    }
}
