import AutoSRECore
import AutoSREPlatform
import Foundation
import Testing

extension EndToEnd.Pages {
    /// Pages as others make them: slow ones, ones that ask by `confirm()`, ones that want a password.
    @Suite(.timeLimit(.minutes(3))) struct BrowserPagesTests {
        /// The server takes its time, or the page draws itself late.
        @Test func aSlowPageIsWaitedFor() async throws {
            let shop = try await ShopProcess()
            let proxy = try Between(
                shop.url,
                before: { request in
                    if request.path == "/services/checkout" { try? await SystemClock.sleep(seconds: 3) }
                    return nil
                },
                after: { request, answer in
                    guard request.path == "/services/checkout/deployments", request.method == "GET" else {
                        return answer
                    }
                    let late =
                        "<script>const m = document.querySelector('main'), h = m.innerHTML; m.innerHTML = '';"
                        + "setTimeout(() => { m.innerHTML = h }, 3000)</script></body>"
                    return .page(answer.text.replacing("</body>", with: late), status: answer.status)
                })
            let (agent, household) = try Agent.browsing(proxy.url)
            let run = try await agent.run("run", "--output", "json")
            #expect(run.code == 0, "\(run.words)")
            #expect(try run.json().events("transient_failure").isEmpty, "\(run.words)")
            let made = try await shop.operations()
            #expect(made == ["rollback checkout v1.4.1"])
            try await household.areGone(within: 1)
            proxy.stop()
            try await shop.stop()
        }

        /// One that never stops loading is no refusal: the next driver may do it, for nothing was clicked.
        @Test func aPageThatStillLoadsIsNoRefusal() async throws {
            let shop = try await ShopProcess()
            let proxy = try Between(
                shop.url,
                before: { request in
                    guard request.path == "/services/checkout/deployments" else { return nil }
                    do { try await SystemClock.sleep(seconds: 30) } catch {}
                    return ServerResponse(status: 503)
                })
            let (agent, _) = try Agent.browsing(proxy.url, driver: "auto", ["AUTOSRE_UI_STEP_SECONDS": "2"])
            let run = try await agent.run("run", "--output", "json")
            let journal = try run.json()
            #expect(run.code == 0 && journal.events("refused").isEmpty, "\(run.words)")
            #expect(journal.events("acted").first?["payload"]?["driver"] == "http", "\(run.words)")
            proxy.stop()
            try await shop.stop()
        }

        @Test func aConfirmOfTheBrowserIsNamed() async throws {
            for isFinal in [false, true] {
                let shop = try await ShopProcess()
                // Before the question of the page, and as the only question after it.
                let path = isFinal ? "/services/checkout/rollback" : "/services/checkout/deployments"
                let proxy = try Between(
                    shop.url,
                    after: { request, answer in
                        guard request.path == path, request.method == "GET" else { return answer }
                        let script =
                            "<script>for (const f of document.querySelectorAll('form'))"
                            + "f.onsubmit = () => confirm('Really, Checkout?')</script></body>"
                        return .page(answer.text.replacing("</body>", with: script), status: answer.status)
                    })
                let (plain, household) = try Agent.browsing(
                    proxy.url,
                    [
                        "AUTOSRE_UI_STEP_SECONDS": "3", "AUTOSRE_INSTANCE_SECONDS": "1",
                        "RECOVERY_VERIFY_TIMEOUT_SECONDS": "3",
                    ])
                let run = try await plain.journaling().run("run", "--output", "json")
                let journal = try run.json()
                #expect(run.code == 1 && journal.outcome == (isFinal ? "unverified" : "failed"), "\(run.words)")
                let words = "confirm('Really, Checkout?')"
                #expect(run.output.contains(words) && run.output.contains("UI_DRIVER=http"), "\(run.words)")
                // After the click that counts a question may be about what follows it.
                #expect(journal.events("pending").count == (isFinal ? 1 : 0), "\(run.words)")
                #expect(journal.events("refused").count == (isFinal ? 0 : 1), "\(run.words)")
                let made = try await shop.operations()
                #expect(made.isEmpty)
                try await household.areGone(within: 1)
                proxy.stop()
                try await shop.stop()
            }
        }

        private static let map = """
            login:
              - open: /auth
              - fill: textbox "User name"
                with: robot
              - fill: textbox "Secret"
                with: "${DASH_PASSWORD}"
              - click: button "Enter"
              - expect: heading "Fleet"
            actions:
              rollback:
                - open: /fleet
                - act: button "Activate"
            """

        /// A login that shows again what was typed, in fields that do not hide it.
        private static func door() throws -> Between {
            try Between(nil) { request in
                guard !request.path.hasPrefix("/api/") else { return nil }
                let body = String(decoding: request.body, as: UTF8.self)
                let typed = body.split(separator: "=").last.map(String.init) ?? ""
                return .page(
                    """
                    <h1>Please authenticate</h1><form method=post action=/auth><label>User name<input name=u></label>
                    <label>Secret<input name=p value="\(typed)"></label><button>Enter</button></form>
                    """)
            }
        }

        /// Two passwords of one length leave the same pictures, so what is seen says nothing of them.
        @Test func aPasswordIsInNoRecordAndNoPicture() async throws {
            var pictures: [Data] = []
            for password in ["Wxmq81zzKpLw", "Abcd42rrQtUv"] {
                let shop = try await ShopProcess()
                let door = try Self.door()
                let front = try Between(
                    shop.url,
                    before: { request in
                        guard !request.path.hasPrefix("/api/") else { return nil }
                        return await Between.handOn(request, to: door.url, HTTPClient())
                    })
                var agent = try Agent.browsing(front.url, ["AUTOSRE_UI_STEP_SECONDS": "4"]).agent.journaling()
                try agent.scratch.write("ui-map.yaml", Self.map)
                try agent.scratch.write("password", password + "\n")
                agent.settings["AUTOSRE_UI_MAP"] = "ui-map.yaml"
                let unset = try await agent.run("run", "--output", "json")
                #expect(unset.code == 2 && unset.errors.contains("${DASH_PASSWORD} is not set"), "\(unset.words)")
                agent.settings["DASH_PASSWORD_FILE"] = "password"
                let run = try await agent.run("run", "--output", "json")
                let journal = try run.json()
                #expect(run.code == 1 && !run.words.contains(password), "\(run.words)")
                let artifacts = journal.events("refused").first?["payload"]?["artifacts"]?.array ?? []
                let paths = artifacts.compactMap { $0["path"]?.string }
                let picture = try #require(paths.first { $0.hasSuffix("refusal.png") }, "\(run.words)")
                pictures.append(try Data(contentsOf: URL(filePath: picture)))
                let files = FileManager.default.enumerator(atPath: agent.scratch.path("data"))
                while let name = files?.nextObject() as? String {
                    let content = FileManager.default.contents(atPath: agent.scratch.path("data/\(name)")) ?? Data()
                    #expect(content.range(of: Data(password.utf8)) == nil, "\(name)")
                }
                front.stop()
                door.stop()
                try await shop.stop()
            }
            #expect(pictures.count == 2 && pictures[0] == pictures[1])
        }
    }
}
