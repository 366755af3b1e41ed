public import AutoSRECore
public import AutoSREPlatform
import Synchronization

/// Works the operations dashboard in a real browser as a person would, and believes two channels: before the click the
/// page has to show what the plan expects, after it only the dashboard's API says that it is done.
public struct BrowserActuator: Actuator {
    /// The driver's name.
    public let name = "browser"
    /// What the map knows.
    public let abilities: [Ability]
    /// It touches the world.
    public let isSimulated = false

    let target: DashboardTarget
    let base: String
    let origin: WebOrigin
    let map: UIMap
    let browsers: BrowserSessions
    let pictures: String?
    let world: any World
    let clicked = ClickedIntents()

    /// Seconds that an action by browser may take: its start, a few pages, and the API's answer afterwards.
    public static let actionSeconds = 20.0
    /// Seconds from the first page to the click.
    static let walkSeconds = 12.0
    /// Seconds that the API has to show what was clicked.
    static let changeSeconds = 3.0
    /// Seconds that the request of a click may take to leave the browser.
    static let arrivalSeconds = 1.0
    /// Seconds of the API saying "absent" after which a click that may have been made was not.
    static let settleSeconds = 3.0

    /// Makes a driver of the dashboard at `dashboard`; nil where that is no http or https address.
    /// - Parameters:
    ///   - api: the dashboard's API, by a connection that the browser has no part in.
    ///   - client: for talking to WebDriver.
    ///   - pictures: a folder below which each run's screenshots are kept; nil keeps none.
    public init?(
        _ settings: BrowserSettings, dashboard: String, api: DashboardClient, map: UIMap, client: HTTPClient,
        pictures: String?, world: any World
    ) {
        guard let origin = WebOrigin(dashboard) else { return nil }
        var base = dashboard[...]
        while base.hasSuffix("/") { base.removeLast() }
        (self.base, self.origin, self.map, self.world) = (String(base), origin, map, world)
        (self.pictures, target) = (pictures, DashboardTarget(api, driver: name))
        abilities = map.kinds.map { Ability($0, .service) }
        browsers = BrowserSessions(settings, origin: origin, client: client, world: world)
    }

    /// Whether the service's state shows the intent's effect, by the API. Needs no browser.
    public func status(of intent: Intent) async throws -> ActuationStatus { try await target.status(of: intent) }

    /// Carries the intent out with at most one click that counts, unless the API has shown for `settleSeconds` that a
    /// click which may have been made was not.
    public func perform(_ intent: Intent, with clearance: Clearance) async throws -> Receipt {
        guard clearance.plan == intent.plan else { throw Refusal("the clearance is for another plan") }
        let before = try await target.read(intent)
        let wasClicked = clicked.contains(intent.key)
        if let confirmation = before.confirmation(of: intent.action.after) {
            return target.receipt(intent, wasClicked ? .applied : .found, confirmation)
        }
        if wasClicked { return try await settled(intent, because: "an earlier click", trail: trail(for: intent)) }
        if let objection = before.objection(to: intent.action) { throw Refusal(objection) }
        return try await act(intent, on: before)
    }

    /// Ends the browser and everything that it left, at the end of a run. The next action would start another.
    public func close() async { await browsers.discard() }

    func trail(for intent: Intent) -> BrowserTrail {
        BrowserTrail(root: pictures, intent: intent, now: { [world] in world.now() })
    }
}

/// The intents whose click may have been made in this process.
final class ClickedIntents: Sendable {
    private let keys = Mutex<Set<String>>([])

    func insert(_ key: String) { keys.withLock { _ = $0.insert(key) } }

    func remove(_ key: String) { keys.withLock { _ = $0.remove(key) } }

    func contains(_ key: String) -> Bool { keys.withLock { $0.contains(key) } }
}
