import AutoSRECore
import AutoSREPlatform
import Foundation

@testable import AutoSREIntegrations

/// A browser of a test's own, worked through our own WebDriver client as a person would work it.
final class Tab: Sendable {
    let session: WebDriverSession
    private let driver: RemoteDriver

    /// Starts it.
    init() async throws {
        driver = try await RemoteDriver()
        var arguments: [JSONValue] = [
            "--headless=new", "--hide-scrollbars", "--force-color-profile=srgb", "--window-size=1280,900",
            "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        ]
        if Host.isRoot { arguments.append("--no-sandbox") }
        let wishes: JSONValue = [
            "goog:chromeOptions": ["args": .array(arguments)], "goog:loggingPrefs": ["browser": "ALL"],
            "timeouts": ["pageLoad": 20_000],
        ]
        let client = WebDriverClient(baseURL: driver.url, client: HTTPClient())
        session = try await client.newSession(["alwaysMatch": wishes], seconds: 30)
    }

    /// Ends it.
    func close() async { await driver.stop() }

    /// Opens an address and waits until it is loaded.
    func open(_ url: String) async throws { try await session.navigate(to: url, seconds: 20) }

    /// A window of this width, and the colours that its owner likes.
    func look(width: Int, dark: Bool) async throws {
        let height = width > 600 ? 860 : 740
        _ = try await session.devTools(
            "Emulation.setDeviceMetricsOverride",
            [
                "width": .integer(Int64(width)), "height": .integer(Int64(height)), "deviceScaleFactor": 1,
                "mobile": .bool(width < 600),
            ])
        let scheme: JSONValue = ["name": "prefers-color-scheme", "value": dark ? "dark" : "light"]
        _ = try await session.devTools("Emulation.setEmulatedMedia", ["features": [scheme]])
    }

    /// Whether pages may run scripts.
    func allowScripts(_ isAllowed: Bool) async throws {
        _ = try await session.devTools("Emulation.setScriptExecutionDisabled", ["value": .bool(!isAllowed)])
    }

    /// Pixels by which the page is wider than the window.
    func overflow() async throws -> Int {
        let metrics = try await session.devTools("Page.getLayoutMetrics")
        let whole = metrics["cssContentSize"]?["width"]?.number ?? .infinity
        return Int(whole - (metrics["cssLayoutViewport"]?["clientWidth"]?.number ?? 0))
    }

    /// What the page has written to the console since the last call.
    func console() async throws -> [String] {
        let log = try await call("POST", "/se/log", ["type": "browser"])
        return (log.array ?? []).filter { $0["level"]?.string != "DEBUG" }.compactMap { $0["message"]?.string }
    }

    /// What a function's body in the page gives.
    func value(_ script: String) async throws -> JSONValue { try await session.execute(script) }

    /// What is seen, as PNG; the whole page where it is asked for.
    func picture(whole: Bool = false) async throws -> [UInt8] {
        guard whole else { return try await session.screenshot() }
        let size = try await session.devTools("Page.getLayoutMetrics")["cssContentSize"]
        let clip: JSONValue = [
            "x": 0, "y": 0, "width": size?["width"] ?? 0, "height": size?["height"] ?? 0, "scale": 1,
        ]
        let answer = try await session.devTools(
            "Page.captureScreenshot", ["format": "png", "captureBeyondViewport": true, "clip": clip])
        return Array(Data(base64Encoded: answer["data"]?.string ?? "") ?? Data())
    }

    /// The page as it would come from a printer, as PDF.
    func print() async throws -> [UInt8] {
        Array(Data(base64Encoded: try await call("POST", "/print", [:]).string ?? "") ?? Data())
    }

    private func call(_ method: String, _ path: String, _ body: JSONValue) async throws -> JSONValue {
        try await session.client.call(method, "/session/\(session.id)\(path)", body, seconds: 20)
    }
}

// By role and accessible name, as a person with a screen reader finds it: `button "Demo login"`.
extension Tab {
    /// The page's elements of a role and name; none while the next page is taking the place of this one.
    func find(_ text: String) async throws -> [AccessibleNode] {
        guard let locator = Locator(text) else { throw Unexpected("no locator: \(text)") }
        do throws(WebDriverError) {
            return try await AccessiblePage(devTools: session).matches(locator)
        } catch {
            if error.code == .staleElementReference || error.code == .noSuchElement { return [] }
            throw error
        }
    }

    /// Waits until there is exactly one.
    @discardableResult
    func see(_ text: String) async throws -> AccessibleNode {
        try await awaiting("one \(text)", within: 12) {
            let found = try await find(text)
            return found.count == 1 ? found[0] : nil
        }
    }

    /// Clicks it with the mouse, once it is an element that stays: the next page may take the place of this one before.
    func click(_ text: String) async throws {
        try await waiting(until: "a click on \(text)", within: 12) {
            guard let element = try await see(text).element else { return false }
            do throws(WebDriverError) { try await session.click(element, seconds: 10) } catch {
                guard error.code == .staleElementReference else { throw error }
                return false
            }
            return true
        }
    }

    /// Presses a key and lets it go: a character, or one of https://www.w3.org/TR/webdriver2/#keyboard-actions.
    func press(_ key: String) async throws {
        let keys: [JSONValue] = ["keyDown", "keyUp"].map { ["type": .string($0), "value": .string(key)] }
        let source: JSONValue = ["type": "key", "id": "keyboard", "actions": .array(keys)]
        _ = try await call("POST", "/actions", ["actions": [source]])
    }

    /// Presses the tab key until this has the focus, which has to be seen.
    func tab(to text: String) async throws {
        try await see(text)
        guard let locator = Locator(text) else { return }
        for _ in 1...60 {
            try await press("\u{E004}")
            guard let node = try await focused(), locator.fits(node) else { continue }
            // A card shows its link's focus all around it.
            let outlines = try await value(
                "return ['', '::after'].map(p => getComputedStyle(document.activeElement, p).outlineStyle)")
            guard outlines.array?.contains(where: { $0 != "none" }) == true else {
                throw Unexpected("the focus on \(text) is not seen: \(outlines)")
            }
            return
        }
        throw Unexpected("\(text) never gets the focus")
    }

    /// What has the focus.
    func focused() async throws -> AccessibleNode? {
        let tree = try await session.devTools("Accessibility.getFullAXTree")
        for item in tree["nodes"]?.array ?? [] {
            let properties = item["properties"]?.array ?? []
            guard properties.contains(where: { $0["name"] == "focused" && $0["value"]?["value"]?.bool == true })
            else { continue }
            let role = item["role"]?["value"]?.string ?? ""
            guard role != "RootWebArea" else { continue }
            return AccessibleNode(role: role, name: item["name"]?["value"]?.string ?? "")
        }
        return nil
    }
}

extension JSONValue {
    /// An element of a list; null where there is none.
    subscript(index: Int) -> JSONValue {
        guard let array, array.indices.contains(index) else { return .null }
        return array[index]
    }
}
