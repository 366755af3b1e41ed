import AutoSRECore
import AutoSREPlatform

/// The one browser of a run: started when it is first needed, given up when it misbehaves, always closed.
actor BrowserSessions {
    /// A browser that runs.
    struct Open: Sendable {
        let session: WebDriverSession
        let group: GuardedGroup?
        var isLoggedIn = false
    }

    private let settings: BrowserSettings
    private let client: HTTPClient
    private let origin: WebOrigin
    private let world: any World
    private var open: Open?

    init(_ settings: BrowserSettings, origin: WebOrigin, client: HTTPClient, world: any World) {
        (self.settings, self.origin, self.client, self.world) = (settings, origin, client, world)
    }

    /// The browser, started if there is none.
    func current() async throws -> Open {
        if let open { return open }
        let started = try await start()
        open = started
        return started
    }

    /// Notes that somebody is logged in now.
    func noteLogin() { open?.isLoggedIn = true }

    /// Gives the present browser up; the next one who asks gets a new one.
    func discard() async {
        guard let old = open else { return }
        open = nil
        await Self.close(old)
    }

    private static func close(_ open: Open) async {
        if let group = open.group { return await group.end() }
        // A session that cannot be ended is one that its driver has lost, or will end by its own timeout.
        do { try await open.session.delete(seconds: 5) } catch { return }
    }

    private func start() async throws -> Open {
        switch settings.driver {
        case .remote(let url):
            let isLocal = WebOrigin(url).map { ["localhost", "127.0.0.1", "[::1]"].contains($0.host) } ?? false
            let wishes = BrowserCapabilities(
                origin: origin, isSandboxed: !(isLocal && Host.isRoot), stepSeconds: settings.stepSeconds)
            let driver = webDriver(url)
            let session = try await driver.newSession(wishes.any, seconds: settings.startSeconds * 3)
            await session.watchDocuments()
            return Open(session: session, group: nil)
        case .own(let driver, let browser):
            let isRoot = Host.isRoot
            do {
                return try await startOwn(driver: driver, browser: browser, isSandboxed: !isRoot)
            } catch let error as WebDriverError where !isRoot && error.code != nil {
                // The driver hides what the browser says, so it is asked itself.
                guard let words = await sandboxTrouble(of: browser) else { throw error }
                return try await withoutSandbox(words, driver: driver, browser: browser)
            }
        }
    }

    /// Only where the sandbox is known not to work: the browser opens nothing but the dashboard's pages.
    private func withoutSandbox(_ words: String, driver: String, browser: String) async throws -> Open {
        do {
            return try await startOwn(driver: driver, browser: browser, isSandboxed: false)
        } catch {
            throw BrowserFailure(
                "Chromium's sandbox cannot work here (\(words)), and without it: \(error). Allow user namespaces, run in an "
                    + "image with a browser for any uid, or name another one: AUTOSRE_WEBDRIVER_URL")
        }
    }

    /// What the browser says of its sandbox when it is started alone; nil where that is not its trouble.
    private func sandboxTrouble(of browser: String) async -> String? {
        let environment = settings.environment
        let arguments = ["--headless=new", "--disable-gpu", "--dump-dom", "about:blank"]
        do {
            let output = try await Programs.output(
                of: browser, arguments, environment: { BrowserSettings.variables(environment, folder: $0) },
                within: settings.startSeconds, under: Self.temporaryFolder(environment))
            return Self.sandboxWords(in: output ?? "")
        } catch { return nil }
    }

    /// The line of Chromium's that says that its sandbox cannot be made (content/browser/zygote_host); nil without one.
    static func sandboxWords(in log: String) -> String? {
        let signs = ["No usable sandbox", "SUID sandbox helper", "Failed to move to new namespace"]
        let line = log.split(whereSeparator: \.isNewline).first { line in signs.contains { line.contains($0) } }
        return line.map { PlainText.heard(String($0)) }
    }

    /// Commands wait for a page that loads, so each may take as long as a page.
    private func webDriver(_ url: String) -> WebDriverClient {
        WebDriverClient(baseURL: url, client: client, commandSeconds: settings.stepSeconds + 3)
    }

    /// How often a driver is started whose port another process took in the moment between choosing and opening it.
    private static let starts = 3

    private func startOwn(driver: String, browser: String, isSandboxed: Bool) async throws -> Open {
        for _ in 1..<Self.starts {
            do { return try await startOnce(driver: driver, browser: browser, isSandboxed: isSandboxed) } catch {
                guard (error as? BrowserFailure)?.description.contains("port not available") == true else {
                    throw error
                }
            }
        }
        return try await startOnce(driver: driver, browser: browser, isSandboxed: isSandboxed)
    }

    private func startOnce(driver: String, browser: String, isSandboxed: Bool) async throws -> Open {
        let environment = settings.environment
        let group = try GuardedGroup(
            driver, arguments: { _ in ["--port=0"] },
            environment: { BrowserSettings.variables(environment, folder: $0) },
            under: Self.temporaryFolder(environment))
        do {
            let port = try await port(of: group)
            let wishes = BrowserCapabilities(
                origin: origin, isSandboxed: isSandboxed, stepSeconds: settings.stepSeconds)
            let driver = webDriver("http://127.0.0.1:\(port)")
            let capabilities = wishes.chromium(binary: browser, folder: group.folder)
            let session = try await driver.newSession(capabilities, seconds: settings.startSeconds)
            await session.watchDocuments()
            return Open(session: session, group: group)
        } catch {
            await group.end()
            throw error
        }
    }

    /// Where the private folder goes. Chromium makes a socket in it, whose path may have 107 bytes (103 on macOS), of
    /// which our folder's name and Chromium's own names take 71.
    static func temporaryFolder(_ environment: [String: String]) -> String {
        guard let folder = environment["TMPDIR"], folder.hasPrefix("/"), folder.utf8.count <= 32 else { return "/tmp" }
        return folder
    }

    /// chromedriver chooses a free port of the loopback interface and says so on a line of its own.
    private func port(of group: GuardedGroup) async throws -> UInt16 {
        let deadline = world.now().advanced(bySeconds: settings.startSeconds)
        while world.now() < deadline {
            let isRunning = group.isRunning
            let log = group.log
            if let port = Self.port(in: log) { return port }
            if !isRunning { throw BrowserFailure("the browser's driver ended at once: \(Self.lastLine(log))") }
            try await world.sleep(until: world.now().advanced(bySeconds: 0.01))
        }
        throw BrowserFailure("the browser's driver does not listen after \(Int(settings.startSeconds)) s")
    }

    private static func port(in log: String) -> UInt16? {
        let phrase = "started successfully on port "
        for line in log.split(separator: "\n") {
            guard let range = line.firstRange(of: phrase) else { continue }
            return UInt16(line[range.upperBound...].prefix { $0.isNumber })
        }
        return nil
    }

    private static func lastLine(_ log: String) -> String {
        let line = log.split(whereSeparator: \.isNewline).last.map(String.init) ?? "it said nothing"
        return PlainText.heard(line)
    }
}

/// What went wrong with the browser; it may go better next time.
struct BrowserFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
