import AutoSRECore
import AutoSREPlatform

/// Reads what a dashboard's pages say of a service, as the map tells: each time in a browser that knows nothing of the
/// one before, nor of the one that acts.
struct PageReader: ServiceReader {
    private let settings: BrowserSettings
    private let base: String
    private let origin: WebOrigin
    private let map: UIMap
    private let steps: [UIMap.Step]
    private let secrets: [String: String]
    private let client: HTTPClient
    private let world: any World

    let isPages = true

    /// Nil where the map does not read, or the address is none of http or https.
    init?(
        _ settings: BrowserSettings, base: String, map: UIMap, secrets: [String: String], client: HTTPClient,
        world: any World
    ) {
        guard let steps = map.read, let origin = WebOrigin(base) else { return nil }
        (self.settings, self.base, self.origin, self.map) = (settings, base, origin, map)
        (self.steps, self.secrets, self.client, self.world) = (steps, secrets, client, world)
    }

    /// Seconds that one reading may take: the browser's start, and its pages.
    var seconds: Double { settings.startSeconds + walkSeconds }
    private var walkSeconds: Double { settings.stepSeconds * Double(map.readingWalk) }

    /// What is read, in words for a provenance: the first address.
    var question: String? {
        steps.lazy.compactMap { if case .open(let path) = $0 { path } else { nil } }.first
    }

    func standing(of service: String) async throws -> DashboardService {
        let name = map.name(of: service)
        return DashboardService(try await record(of: service, name: name), id: service, name: name)
    }

    /// Logs in, walks and reads.
    private func record(of service: String, name: String?) async throws -> PageRecord {
        let browsers = BrowserSessions(settings, origin: origin, client: client, world: world)
        do {
            let open = try await browsers.current()
            let now: @Sendable () -> Instant = { [world] in world.now() }
            let driver = PageDriver(
                session: open.session, base: base, origin: origin,
                variables: MapVariables(id: service, serviceName: name, secrets: secrets),
                trace: ActionTrace(secrets: Array(secrets.values), now: now), world: world,
                deadline: world.now().advanced(bySeconds: walkSeconds), patienceSeconds: settings.stepSeconds)
            let record = try await driver.record(login: map.login, steps)
            await browsers.discard()
            return record
        } catch {
            await browsers.discard()
            throw error
        }
    }
}

extension PageDriver {
    /// Logs in, and takes what the steps read.
    func record(login: [UIMap.Step], _ steps: [UIMap.Step]) async throws -> PageRecord {
        do {
            try await see(try await walk(login))
            var record = PageRecord()
            try await see(try await walk(steps, noting: &record))
            return record
        } catch let refusal as Refusal {
            throw Refusal(trace.masked(refusal.reason), artifacts: refusal.artifacts)
        }
    }
}
