public import AutoSREConfiguration
public import AutoSRECore
public import AutoSREPlatform

/// Walks a map on a dashboard's pages for whoever writes it: logs in, reads, and goes up to the click that counts,
/// which it never makes.
public struct MapRehearsal: Sendable {
    /// What is rehearsed.
    public struct Part: Sendable {
        /// The service, by its id.
        public let service: String
        /// The kind of action; nil for the reading alone.
        public let action: ActionKind?
        /// What the action is to leave, a version or a number of instances; nil where it has no such thing.
        public let wanted: String?
        /// Whether also the click is made that leads to the dashboard's question, where the map says that it always
        /// asks. The answer is never given.
        public let asks: Bool

        /// Names a part.
        public init(service: String, action: ActionKind? = nil, wanted: String? = nil, asks: Bool = false) {
            (self.service, self.action, self.wanted, self.asks) = (service, action, wanted, asks)
        }
    }

    /// What came of it.
    public struct Result: Sendable {
        /// Whether all of it could be walked and read.
        public let isComplete: Bool
        /// Why not, in a sentence; else what was not done.
        public let reason: String
        /// What was read, by its words in a map; of tables the rows in a line each.
        public let read: [(name: String, text: String)]
        /// The pictures and the record of the steps.
        public let artifacts: [Artifact]
    }

    let map: UIMap
    let base: String
    let origin: WebOrigin
    let secrets: [String: String]
    let browser: BrowserSettings
    let client: HTTPClient
    let pictures: String
    let textGuard: any TextGuard
    let world: any World
    let tell: @Sendable (Instant, String) -> Void

    /// Prepares a rehearsal on the dashboard of the settings, whatever `UI_STUB` says: nothing is changed.
    /// - Parameters:
    ///   - path: the map's.
    ///   - pictures: the folder for pictures of each page.
    ///   - textGuard: makes safe what pages say before it is written down.
    ///   - tell: told of each step when it has been taken.
    /// - Throws: `ConfigurationError` where the map cannot be read, a `${NAME}` of it is not set, or there is no
    ///   browser.
    public init(
        _ path: String, _ configuration: Configuration, client: HTTPClient, pictures: String,
        textGuard: any TextGuard, world: any World, tell: @escaping @Sendable (Instant, String) -> Void
    ) throws(ConfigurationError) {
        var configuration = configuration
        configuration.browser.mapPath = path
        (configuration.ui.isStub, configuration.ui.driver) = (false, .browser)
        guard let pages = try BrowserPages(configuration) else {
            throw ConfigurationError(
                "no browser is installed: \(BrowserSettings.advice), or set AUTOSRE_WEBDRIVER_URL")
        }
        base = configuration.dashboard.url
        guard let origin = WebOrigin(base) else { throw Integration.noWebAddress }
        (self.origin, map, secrets, browser) = (origin, pages.map, pages.secrets, pages.browser)
        (self.client, self.pictures, self.textGuard, self.world) = (client, pictures, textGuard, world)
        self.tell = tell
    }

    /// What a map types in secret, which no output may show.
    /// - Throws: `ConfigurationError` where the map cannot be read, or a `${NAME}` of it is not set.
    public static func secrets(of path: String) throws(ConfigurationError) -> [String] {
        let map: UIMap
        do { map = try UIMap(path: path) } catch { throw ConfigurationError("\(error)") }
        return try Configuration.values(of: map.secretNames, for: path, environment: Environment.all()).values.sorted()
    }

    /// Why the map cannot be rehearsed so, before anything is opened; nil where it can.
    public func objection(to part: Part) -> String? {
        guard let kind = part.action else {
            return map.read == nil ? "the map does not read: name an --action, or write a section read" : nil
        }
        guard map.actions[kind] != nil else { return "the map has no \(kind.rawValue)" }
        return Self.state(of: kind, part.wanted, at: world.now()) == nil
            ? "\(kind.rawValue) needs --to, \(kind == .rollback ? "a version" : "a number of instances")" : nil
    }

    /// What an action of a kind leaves.
    static func state(of kind: ActionKind, _ wanted: String?, at now: Instant) -> ResourceState? {
        switch kind {
        case .rollback: wanted.map { .version($0) }
        case .scaleUp: wanted.flatMap { Int($0) }.map { .replicas($0) }
        case .restart: .instancesSince(now)
        case .restartDatabasePool: .poolSince(now)
        default: nil
        }
    }
}
