import AutoSRECore
import AutoSREPlatform
import Synchronization
import Testing

@testable import AutoSREIntegrations

/// The client against a scripted driver: what it sends, and that no answer but WebDriver's is believed.
@Suite(.timeLimit(.minutes(1))) struct BrowserWebDriverTests {
    private func client(_ answer: @escaping @Sendable (ServerRequest) -> ServerResponse) throws -> (
        server: HTTPServer, client: WebDriverClient
    ) {
        let server = try HTTPServer(host: "127.0.0.1", port: 0, syncHandler: answer)
        return (server, WebDriverClient(baseURL: "http://127.0.0.1:\(server.port)", client: HTTPClient()))
    }

    private func value(_ text: String, status: Int = 200) -> ServerResponse {
        ServerResponse(status: status, headers: [("Content-Type", "application/json")], body: Array(text.utf8))
    }

    @Test func aSessionIsMade() async throws {
        let (server, client) = try client { request in
            let isRight = request.method == "POST" && request.path == "/session"
            return value(
                isRight
                    ? #"{"value":{"sessionId":"a/b","capabilities":{"browserName":"chrome","goog:chromeOptions":{}}}}"#
                    : "{}")
        }
        let session = try await client.newSession(["alwaysMatch": [:]], seconds: 2)
        #expect(session.id == "a%2Fb" && session.browser == "chrome" && session.hasDevTools)
        server.stop()
    }

    @Test(arguments: [
        (404, "stale element reference", WebDriverError.Code.staleElementReference, true),
        (404, "no such element", .noSuchElement, true), (404, "invalid session id", .invalidSessionID, false),
        (400, "element click intercepted", .elementClickIntercepted, true),
        (500, "move target out of bounds", .moveTargetOutOfBounds, true),
        (500, "timeout", .timeout, false), (500, "unknown error", .unknownError, false),
        (500, "unexpected alert open", .unexpectedAlertOpen, true), (500, "brand new", .other("brand new"), false),
    ])
    func errorsAreTyped(_ status: Int, _ text: String, _ code: WebDriverError.Code, _ isUnmade: Bool) async throws {
        let (server, client) = try client { _ in
            value(#"{"value":{"error":"\#(text)","message":"one\ntwo","stacktrace":"x"}}"#, status: status)
        }
        let session = WebDriverSession(id: "1", client: client, browser: "x", hasDevTools: true)
        let error = await #expect(throws: WebDriverError.self) {
            try await session.click(ElementReference(id: "e"), seconds: 2)
        }
        #expect(error?.code == code && error?.isClickUnmade == isUnmade)
        #expect(error?.description == "\(text): one", "the driver's stack is left out")
        server.stop()
    }

    /// An answer that cannot be understood is no answer: the click may have been made.
    @Test(arguments: ["", "<html>", "[]", "{}", #"{"value":null}"#])
    func nonsenseIsNoAnswer(_ body: String) async throws {
        let (server, client) = try client { _ in value(body, status: body.contains("null") ? 500 : 200) }
        let session = WebDriverSession(id: "1", client: client, browser: "x", hasDevTools: true)
        let error = await #expect(throws: WebDriverError.self) {
            try await session.click(ElementReference(id: "e"), seconds: 2)
        }
        #expect(error?.isClickUnmade == false && error?.code == nil)
        server.stop()
    }

    /// The mouse is used only on an element that a script has seen to be in the open, by its own name, and only with a
    /// driver that waits for the page that follows.
    @Test(arguments: [(true, "true"), (true, "false"), (true, "null"), (false, "true")])
    func theMouseNeedsAnOpenElement(_ hasDevTools: Bool, _ isOpen: String) async throws {
        let actions = Mutex<[JSONValue]>([])
        let (server, client) = try client { request in
            guard request.path == "/session/1/actions" else { return value(#"{"value":\#(isOpen)}"#) }
            actions.withLock { sent in sent.append((try? JSON.decode(JSONValue.self, from: request.body)) ?? .null) }
            return value(#"{"value":null}"#)
        }
        let session = WebDriverSession(id: "1", client: client, browser: "x", hasDevTools: hasDevTools)
        let isPressed = try await session.press(ElementReference(id: "e"), seconds: 2)
        #expect(isPressed == (hasDevTools && isOpen == "true"))
        let sent = actions.withLock { $0 }
        #expect(sent.count == (isPressed ? 2 : 0), "it looks again between the move and the press")
        let steps = sent.flatMap { $0["actions"]?.array?.first?["actions"]?.array ?? [] }
        #expect(steps.first?["origin"] == (isPressed ? ElementReference(id: "e").value : nil))
        let kinds = steps.compactMap { $0["type"]?.string }
        #expect(kinds == (isPressed ? ["pointerMove", "pointerDown", "pointerUp"] : []))
        server.stop()
    }

    /// Chrome's tree: what is ignored is passed over, its children belong to what holds it.
    @Test func theTreeIsRead() async throws {
        let (server, client) = try client { request in
            switch request.path {
            case "/session/1/elements":
                return value(#"{"value":[{"element-6066-11e4-a52e-4f735466cecf":"f.A.d.B.e.1"}]}"#)
            case "/session/1/goog/cdp/execute": return value(#"{"value":{"nodes":\#(Self.tree)}}"#)
            default: return value(#"{"value":null}"#)
            }
        }
        let session = WebDriverSession(id: "1", client: client, browser: "x", hasDevTools: true)
        let page = try await AccessiblePage(devTools: session)
        #expect(page.url == "http://127.0.0.1:3000/services")
        let button = try #require(page.nodes.first { $0.role == "button" })
        #expect(button.name == "Roll back" && button.isDisabled && button.element?.id == "f.A.d.B.e.7")
        #expect(button.parent.map { page.nodes[$0].role } == "main")
        #expect(page.busy == "main" && !page.nodes.contains { $0.role == "InlineTextBox" })
        server.stop()
    }

    private static let tree = """
        [{"nodeId":"1","childIds":["2"],"ignored":false,"role":{"value":"RootWebArea"},"name":{"value":"T"},"backendDOMNodeId":1,
          "properties":[{"name":"url","value":{"type":"string","value":"http://127.0.0.1:3000/services"}}]},
         {"nodeId":"2","childIds":["3"],"ignored":false,"role":{"value":"main"},"name":{"value":""},"backendDOMNodeId":2,
          "properties":[{"name":"busy","value":{"type":"boolean","value":true}}]},
         {"nodeId":"3","childIds":["7"],"ignored":true,"role":{"value":"none"}},
         {"nodeId":"7","childIds":["-8"],"ignored":false,"role":{"value":"button"},"name":{"value":"Roll \\n back"},
          "backendDOMNodeId":7,"properties":[{"name":"disabled","value":{"type":"boolean","value":true}}]},
         {"nodeId":"-8","ignored":false,"role":{"value":"InlineTextBox"},"name":{"value":"x"}}]
        """

    /// Nothing of ours reaches the browser.
    @Test func theBrowserGetsNoSecrets() {
        let ours = [
            "PATH": "/bin", "SLACK_BOT_TOKEN": "xoxb", "AWS_SECRET_ACCESS_KEY": "s", "HOME": "/root", "LANG": "C",
            "HTTPS_PROXY": "http://proxy",
        ]
        let theirs = BrowserSettings.variables(ours, folder: "/tmp/f")
        #expect(theirs["SLACK_BOT_TOKEN"] == nil && theirs["AWS_SECRET_ACCESS_KEY"] == nil)
        #expect(theirs["HOME"] == "/tmp/f" && theirs["XDG_CONFIG_HOME"] == "/tmp/f" && theirs["TMPDIR"] == "/tmp/f")
        #expect(theirs["PATH"] == "/bin" && theirs["HTTPS_PROXY"] == "http://proxy")
    }

    @Test(arguments: [true, false])
    func theSandboxIsKeptWhereItWorks(_ isRoot: Bool) throws {
        let origin = try #require(WebOrigin("http://127.0.0.1:3000"))
        let wishes = BrowserCapabilities(origin: origin, isSandboxed: !isRoot).chromium(binary: "/c", folder: "/f")
        let options = wishes["alwaysMatch"]?["goog:chromeOptions"]
        let arguments = options?["args"]?.array?.compactMap(\.string) ?? []
        #expect(arguments.contains("--no-sandbox") == isRoot)
        #expect(arguments.contains("--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"))
        #expect(arguments.contains("--user-data-dir=/f/profile"))
    }
}
