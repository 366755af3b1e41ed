import AutoSRECore
import FoundationEssentials

/// A driver's name for one element of the page that is there now; after a navigation it is stale.
struct ElementReference: Sendable, Hashable {
    /// As the driver wrote it.
    let id: String

    /// The key that marks an element reference (W3C WebDriver, section 12.1).
    static let key = "element-6066-11e4-a52e-4f735466cecf"

    init(id: String) { self.id = id }

    init?(_ value: JSONValue) {
        guard let id = value[Self.key]?.string else { return nil }
        self.id = id
    }

    var path: String { "/element/\(DashboardClient.segment(id))" }
}

/// One browser in the hands of a driver.
struct WebDriverSession: Sendable {
    /// The session's id, as part of a path.
    let id: String
    /// The driver.
    let client: WebDriverClient
    /// The browser's name.
    let browser: String
    /// Whether it takes commands of the Chrome DevTools Protocol.
    let hasDevTools: Bool

    /// Seconds for a command that should take milliseconds.
    static let commandSeconds = 5.0

    private func call(
        _ method: String, _ path: String, _ body: JSONValue? = nil, seconds: Double = commandSeconds
    ) async throws(WebDriverError) -> JSONValue {
        try await client.call(method, "/session/\(id)\(path)", body, seconds: seconds)
    }

    /// Opens an address and waits until it is loaded, within the session's page-load timeout.
    func navigate(to url: String, seconds: Double) async throws(WebDriverError) {
        _ = try await call("POST", "/url", ["url": .string(url)], seconds: seconds)
    }

    /// The address of the page.
    func url() async throws(WebDriverError) -> String {
        guard let url = try await call("GET", "/url").string else { throw .nonsense("an address that is no text") }
        return url
    }

    /// The elements that a CSS selector matches, in document order.
    func elements(css: String) async throws(WebDriverError) -> [ElementReference] {
        let value = try await call("POST", "/elements", ["using": "css selector", "value": .string(css)])
        guard let found = value.array else { throw .nonsense("elements that are no list") }
        return found.compactMap(ElementReference.init)
    }

    /// Clicks in the middle of an element, as a person's mouse would, and waits where that navigates.
    func click(_ element: ElementReference, seconds: Double) async throws(WebDriverError) {
        _ = try await call("POST", element.path + "/click", [:], seconds: seconds)
    }

    /// Empties a field.
    func clear(_ element: ElementReference) async throws(WebDriverError) {
        _ = try await call("POST", element.path + "/clear", [:])
    }

    /// Types into a field.
    func type(_ text: String, into element: ElementReference) async throws(WebDriverError) {
        _ = try await call("POST", element.path + "/value", ["text": .string(text)])
    }

    /// The element's role as the accessibility tree has it.
    func role(of element: ElementReference) async throws(WebDriverError) -> String {
        try await call("GET", element.path + "/computedrole").string ?? ""
    }

    /// The element's accessible name.
    func label(of element: ElementReference) async throws(WebDriverError) -> String {
        try await call("GET", element.path + "/computedlabel").string ?? ""
    }

    /// Runs a function's body in the page.
    func execute(_ script: String) async throws(WebDriverError) -> JSONValue {
        try await call("POST", "/execute/sync", ["script": .string(script), "args": []])
    }

    /// What is seen now, as PNG.
    func screenshot() async throws(WebDriverError) -> [UInt8] {
        let text = try await call("GET", "/screenshot").string ?? ""
        guard let data = Data(base64Encoded: text), !data.isEmpty else { throw .nonsense("a screenshot without data") }
        return Array(data)
    }

    /// Sends a command of the Chrome DevTools Protocol.
    func devTools(_ command: String, _ parameters: JSONValue = [:]) async throws(WebDriverError) -> JSONValue {
        try await call("POST", "/goog/cdp/execute", ["cmd": .string(command), "params": parameters])
    }

    /// Sends a command of the Chrome DevTools Protocol whose answer is big.
    func devTools<Value: Decodable>(
        _ command: String, as type: Value.Type
    ) async throws(WebDriverError) -> Value {
        try await client.call(
            "POST", "/session/\(id)/goog/cdp/execute", ["cmd": .string(command), "params": [:]],
            seconds: Self.commandSeconds, as: type)
    }

    /// Ends the browser.
    func delete(seconds: Double) async throws(WebDriverError) {
        _ = try await call("DELETE", "", seconds: seconds)
    }
}
