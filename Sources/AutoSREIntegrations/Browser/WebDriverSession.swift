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

    /// As an argument.
    var value: JSONValue { [Self.key: .string(id)] }

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

    private func call(
        _ method: String, _ path: String, _ body: JSONValue? = nil, seconds: Double? = nil
    ) async throws(WebDriverError) -> JSONValue {
        try await client.call(method, "/session/\(id)\(path)", body, seconds: seconds ?? client.commandSeconds)
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

    /// Clicks what only leads on with the mouse, as `click` would, in a third of the driver's steps: a script sees that
    /// nothing hides the element, then the driver, which knows a stale one, moves there and presses.
    /// - Returns: false, with nothing pressed, where the script is not sure: the driver's `click` says what is wrong.
    ///   Nor is anything pressed that came under the mouse as it came there.
    func press(_ element: ElementReference, seconds: Double) async throws(WebDriverError) -> Bool {
        // Other drivers do not wait for the page that follows.
        guard hasDevTools, try await execute(Self.isInTheOpen, element).bool == true else { return false }
        try await mouse([Self.move(to: element)], seconds: seconds)
        _ = try await execute(Self.afterAFrame)
        guard try await execute(Self.isInTheOpen, element).bool == true else { return false }
        try await mouse([["type": "pointerDown", "button": 0], ["type": "pointerUp", "button": 0]], seconds: seconds)
        return true
    }

    /// Has a link or a form that would open another window open in this one.
    func keepInThisWindow(_ element: ElementReference) async throws(WebDriverError) {
        let script = """
            const link = arguments[0].closest('a[href],area[href]'), form = arguments[0].closest('button,input')?.form;
            const usual = document.querySelector('base[target]')?.target ?? '';
            for (const e of [link, form])
              if (e && (e.target || usual).toLowerCase() === '_blank') e.target = '_self';
            """
        _ = try await execute(script, element)
    }

    /// How many windows the browser shows.
    func windowCount() async throws(WebDriverError) -> Int {
        try await call("GET", "/window/handles").array?.count ?? 1
    }

    /// Moves the mouse over an element, so that what comes there with the mouse is there before a click: the driver's
    /// `click` looks what it would hit before it moves. Where the driver cannot, `click` says why.
    func hover(_ element: ElementReference) async throws(WebDriverError) {
        _ = try await execute(Self.isInTheOpen, element)
        do throws(WebDriverError) { try await mouse([Self.move(to: element)], seconds: client.commandSeconds) } catch {
            guard error.code == .moveTargetOutOfBounds || error.code == .elementNotInteractable else { throw error }
        }
        _ = try await execute(Self.afterAFrame)
    }

    private static func move(to element: ElementReference) -> JSONValue {
        ["type": "pointerMove", "duration": 0, "x": 0, "y": 0, "origin": element.value]
    }

    private func mouse(_ steps: [JSONValue], seconds: Double) async throws(WebDriverError) {
        let mouse: JSONValue = [
            "type": "pointer", "id": "mouse", "parameters": ["pointerType": "mouse"], "actions": .array(steps),
        ]
        _ = try await call("POST", "/actions", ["actions": [mouse]], seconds: seconds)
    }

    /// Waits until what the mouse brings about is drawn; a page that is not shown draws nothing.
    private static let afterAFrame = """
        const frames = done => requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
        return document.hidden || new Promise(frames);
        """

    /// Whether an element is drawn, wholly in view (after scrolling), and what a mouse in its middle would hit.
    private static let isInTheOpen = """
        const [element] = arguments;
        const box = () => element.getClientRects()[0] ?? new DOMRect();
        const isInView = b => b.width > 0 && b.height > 0
          && b.left >= 0 && b.top >= 0 && b.right <= innerWidth && b.bottom <= innerHeight;
        if (!isInView(box())) element.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
        const b = box();
        return isInView(b) && element.checkVisibility?.({opacityProperty: true, visibilityProperty: true})
          && element.contains(document.elementFromPoint(b.left + b.width / 2, b.top + b.height / 2));
        """

    /// Cancels an `alert()`, `confirm()` or `prompt()` of the page's. Throws `no such alert` where none is open.
    func dismissAlert() async throws(WebDriverError) { _ = try await call("POST", "/alert/dismiss", [:]) }

    /// What an open `alert()`, `confirm()` or `prompt()` says. Throws `no such alert` where none is open.
    func alertText() async throws(WebDriverError) -> String { try await call("GET", "/alert/text").string ?? "" }

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

    /// Runs a function's body in the page, with elements as its arguments.
    func execute(_ script: String, _ elements: ElementReference...) async throws(WebDriverError) -> JSONValue {
        try await execute(script, arguments: elements.map(\.value))
    }

    /// Runs a function's body in the page.
    func execute(_ script: String, arguments: [JSONValue]) async throws(WebDriverError) -> JSONValue {
        try await call("POST", "/execute/sync", ["script": .string(script), "args": .array(arguments)])
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
        _ command: String, _ parameters: JSONValue = [:], as type: Value.Type
    ) async throws(WebDriverError) -> Value {
        try await client.call(
            "POST", "/session/\(id)/goog/cdp/execute", ["cmd": .string(command), "params": parameters],
            seconds: client.commandSeconds, as: type)
    }

    /// Has commands mean a frame of the document that they mean now; nil for the page as a whole.
    func enter(_ frame: ElementReference?) async throws(WebDriverError) {
        _ = try await call("POST", "/frame", ["id": frame?.value ?? .null])
    }

    /// Ends the browser.
    func delete(seconds: Double) async throws(WebDriverError) {
        _ = try await call("DELETE", "", seconds: seconds)
    }
}
