import AutoSRECore
import AutoSREPlatform
import Synchronization
import Testing

@testable import AutoSREIntegrations

/// A frame that goes away while it is looked at, against a scripted driver.
@Suite(.timeLimit(.minutes(1))) struct BrowserFrameTests {
    /// A page with a button, whose frame has the same button and is gone at first look.
    private final class Console: Sendable {
        struct State {
            var isInFrame = false
            /// Looks for the frame until it is there again; nil for never.
            var returnsAfter: Int?
            var looks = 0
            var isGone = false
            var commands: [String] = []
        }

        let state: Mutex<State>

        init(returnsAfter: Int?) { state = Mutex(State(returnsAfter: returnsAfter)) }

        func answer(_ request: ServerRequest) -> ServerResponse {
            let body = String(decoding: request.body, as: UTF8.self)
            let (status, value) = state.withLock { state -> (Int, String) in
                state.commands.append(request.path)
                switch request.path {
                case "/session/1/frame":
                    state.isInFrame = !body.contains("null")
                    return (200, "null")
                case "/session/1/element/b/computedrole": return (200, #""button""#)
                case "/session/1/element/b/computedlabel": return (200, #""Roll back""#)
                case "/session/1/execute/sync" where body.contains("iframe"): return (200, frames(&state))
                case "/session/1/execute/sync" where body.contains("readyState"): return (200, #""complete""#)
                case "/session/1/execute/sync":
                    if state.isInFrame, !state.isGone {
                        // It is drawn anew right now.
                        state.isGone = true
                        return (404, #"{"error":"no such window","message":"","stacktrace":""}"#)
                    }
                    let element = #"{"element-6066-11e4-a52e-4f735466cecf":"b"}"#
                    return (200, #"{"url":"\#(address)/x","list":[{"element":\#(element),"parent":null}]}"#)
                default: return (200, "null")
                }
            }
            return ServerResponse(
                status: status, headers: [("Content-Type", "application/json")],
                body: Array(#"{"value":\#(value)}"#.utf8))
        }

        private let address = "http://127.0.0.1:1"

        private func frames(_ state: inout State) -> String {
            if state.isGone {
                state.looks += 1
                guard let after = state.returnsAfter, state.looks >= after else { return "[]" }
            }
            return #"[{"element":{"element-6066-11e4-a52e-4f735466cecf":"f"},"name":"Content"}]"#
        }
    }

    private func look(_ console: Console) async throws -> AccessiblePage {
        let server = try HTTPServer(host: "127.0.0.1", port: 0, syncHandler: { console.answer($0) })
        defer { server.stop() }
        let (world, driverURL) = (StillWorld(), "http://127.0.0.1:\(server.port)")
        let base = "http://127.0.0.1:1"
        let driver = PageDriver(
            session: WebDriverSession(
                id: "1", client: WebDriverClient(baseURL: driverURL, client: HTTPClient()), browser: "x",
                hasDevTools: false),
            base: base, origin: try #require(WebOrigin(base)),
            variables: MapVariables(id: "checkout", serviceName: nil), trace: ActionTrace(now: { world.now() }),
            world: world, deadline: world.now().advanced(bySeconds: 30), patienceSeconds: 1)
        try await driver.enter([NamePattern("Content")], seeing: [])
        return try await driver.look(for: .init(single: try Locator(parsing: #"button "Roll back""#)))
    }

    @Test("Where it stays away that is said, and the same button beside it is not taken for the one in it")
    func aLostFrameIsRefused() async throws {
        let console = Console(returnsAfter: nil)
        await #expect {
            try await look(console)
        } throws: { "\($0)" == "the frame 'Content' is no longer on the page" }
        let commands = console.state.withLock(\.commands)
        #expect(!commands.contains { $0.contains("click") || $0.contains("computed") || $0.contains("actions") })
    }

    @Test func oneThatComesBackIsGoneBackInto() async throws {
        for looks in [1, 4] {
            let console = Console(returnsAfter: looks)
            #expect(try await look(console).nodes.map(\.name) == ["Roll back"])
            #expect(console.state.withLock { $0.isInFrame && $0.looks == looks })
        }
    }
}
