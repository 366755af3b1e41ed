import AutoSRECore
import AutoSREPlatform
import Testing

extension EndToEnd.Consoles {
    /// A dashboard whose pages have nothing in common with ours is worked with a file and no code.
    @Suite(.timeLimit(.minutes(2))) struct AnotherDashboardTests {
        private static let map = """
            login:
              - open: /auth
              - fill: textbox "User name"
                with: robot
              - fill: textbox "Secret"
                with: s3cret
              - click: button "Enter"
              - expect: heading "Fleet"
            actions:
              rollback:
                - open: /fleet
                - click: button "Manage" in row "{service}"
                - expect: heading "App {service}"
                - expect: 'text "Active version: {version_before}"'
                - fill: textbox "Version to activate"
                  with: "{version}"
                - act: button "Activate"
                  confirm:
                    expect:
                      - text "Sure?"
                    click: button "Yes, activate"
            """

        /// How it asks before it does it.
        enum Question: String, CaseIterable {
            /// On a page of its own.
            case page
            /// In a dialog of the page, which a script opens.
            case dialog
        }

        /// Tables, fields and sessions, on the shop's own API.
        private static func dashboard(_ question: Question, of shop: ShopProcess) throws -> Between {
            try Between(
                shop.url,
                before: { request in
                    guard !request.path.hasPrefix("/api/") else { return nil }
                    if request.path == "/auth" { return request.method == "POST" ? entered : login }
                    guard request.header("Cookie")?.contains("sid=ok") == true else { return moved("/auth") }
                    switch (request.method, request.path) {
                    case (_, "/fleet"): return fleet
                    case ("GET", "/app/checkout"): return question == .page ? app : asking
                    case ("POST", "/app/checkout/ask"): return ask
                    case ("POST", "/app/checkout/activate"):
                        _ = try? await shop.post("/api/services/checkout/rollback", ["to_version": "v1.4.1"])
                        return moved("/fleet")
                    default: return ServerResponse(status: 404)
                    }
                })
        }

        private static func moved(_ path: String) -> ServerResponse {
            ServerResponse(status: 303, headers: [("Location", path)])
        }

        private static let entered = ServerResponse(
            status: 303, headers: [("Location", "/fleet"), ("Set-Cookie", "sid=ok; HttpOnly")])
        private static let login = ServerResponse.page(
            """
            <h1>Please authenticate</h1><form method=post action=/auth><label>User name<input name=u></label>
            <label>Secret<input name=p></label><button>Enter</button></form>
            """)
        private static let fleet = ServerResponse.page(
            """
            <h1>Fleet</h1><table><tr><th>App<th>Version<th></tr>
            <tr><th scope=row>Payments<td>v2.3.1<td><form action=/app/payments><button>Manage</button></form></tr>
            <tr><th scope=row>Checkout<td>v1.4.2<td><form action=/app/checkout><button>Manage</button></form></tr></table>
            """)
        private static let app = ServerResponse.page(
            """
            <h1>App Checkout</h1><p>Active version: v1.4.2</p><form method=post action=/app/checkout/ask>
            <label>Version to activate<input name=v></label><button>Activate</button></form>
            """)
        private static let asking = ServerResponse.page(
            """
            <h1>App Checkout</h1><p>Active version: v1.4.2</p><label>Version to activate<input name=v></label>
            <button onclick="document.querySelector('dialog').showModal()">Activate</button>
            <dialog aria-label="Activate?"><form method=post action=/app/checkout/activate>
            <p>Sure?</p><button>Yes, activate</button></form></dialog>
            """)
        private static let ask = ServerResponse.page(
            """
            <h1>App Checkout</h1><p>Sure?</p><form method=post action=/app/checkout/activate>
            <button>Yes, activate</button></form>
            """)

        @Test(arguments: Question.allCases) func aFileIsEnough(_ question: Question) async throws {
            let shop = try await ShopProcess()
            let other = try Self.dashboard(question, of: shop)
            var (agent, household) = try Agent.browsing(other.url)
            try agent.scratch.write("ui-map.yaml", Self.map)
            agent.settings["AUTOSRE_UI_MAP"] = "ui-map.yaml"
            let run = try await agent.run("run", "--output", "json")
            #expect(run.code == 0, "\(run.words)")
            let receipt = try run.json().events("acted").first?["payload"]
            #expect(receipt?["driver"] == "browser", "\(run.words)")
            #expect(receipt?["confirmation"]?.string?.contains("Manage › Activate › Yes, activate") == true)
            let made = try await shop.operations()
            #expect(made == ["rollback checkout v1.4.1"])
            try await household.areGone(within: 1)
            other.stop()
            try await shop.stop()
        }
    }
}
