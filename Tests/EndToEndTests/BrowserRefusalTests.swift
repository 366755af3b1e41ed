import AutoSRECore
import AutoSREPlatform
import Testing

extension EndToEnd.Browsers {
    /// A page that differs from what the plan expects is refused: no click, no change, a picture, and no other driver.
    @Suite(.timeLimit(.minutes(3))) struct BrowserRefusalTests {
        /// What is done to a page between the plan and the click.
        struct Difference: Sendable, CustomTestStringConvertible {
            let testDescription: String
            /// The page's path.
            let path: String
            /// What the reason has to say.
            let says: String
            let alter: @Sendable (ServerResponse) -> ServerResponse

            init(
                _ name: String, _ path: String = deployments, says: String,
                _ alter: @escaping @Sendable (ServerResponse) -> ServerResponse
            ) {
                (testDescription, self.path, self.says, self.alter) = (name, path, says, alter)
            }

            init(_ name: String, _ path: String = deployments, says: String, replace old: String, by new: String) {
                self.init(name, path, says: says) { .page($0.text.replacing(old, with: new), status: $0.status) }
            }
        }

        static let deployments = "/services/checkout/deployments"
        static let confirmation = "/services/checkout/rollback"
        private static let button = "<button>Rollback to v1.4.1</button>"

        static let differences: [Difference] = [
            Difference(
                "another version runs", says: "Running version", replace: ">v1.4.2</dd>", by: ">v1.4.3</dd>"),
            Difference(
                "the button has another name", says: "'Rollback to v1.4.1'", replace: button,
                by: "<button>Revert to v1.4.1</button>"),
            Difference("the button is missing", says: "'Rollback to v1.4.1'", replace: button, by: ""),
            Difference("the button is there twice", says: "2 times", replace: button, by: button + button),
            Difference(
                "the button cannot be used", says: "cannot be used", replace: button,
                by: "<button disabled>Rollback to v1.4.1</button>"),
            Difference(
                "the button is hidden", says: "'Rollback to v1.4.1'", replace: button,
                by: "<button hidden>Rollback to v1.4.1</button>"),
            Difference(
                "the button is covered", says: "intercepted", replace: "</body>",
                by: "<div style='position:fixed;inset:0;background:white'>Wait</div></body>"),
            Difference(
                "a dialog is open", says: "Maintenance", replace: "</main>",
                by: "<dialog open aria-label='Maintenance'>Do not touch</dialog></main>"),
            Difference(
                "the button is in a dialog", says: "Maintenance", replace: button,
                by: "<dialog open aria-label='Maintenance'>\(button)</dialog>"),
            Difference(
                "a dialog of the browser is open", says: "dialog", replace: "</main>",
                by: "</main><script>alert('Do not touch')</script>"),
            Difference("the login has expired", says: "Sign in") { _ in
                .page("<h1>Sign in</h1><form><button>Demo login</button></form>")
            },
            Difference("an error page", says: "Internal error") { _ in
                .page("<h1>Internal error</h1><p role=alert>Try again later</p>", status: 500)
            },
            Difference(
                "the page is still loading", says: "still loading", replace: "<main", by: "<main aria-busy=true"),
            Difference("another service's page", says: "'Checkout'", replace: ">Checkout</h1>", by: ">Payments</h1>"),
            Difference("led elsewhere", says: "led away") { _ in
                ServerResponse(status: 302, headers: [("Location", "http://localhost:9/")])
            },
            Difference(
                "the question is about another version", confirmation, says: "Roll back Checkout to v1.4.1?",
                replace: "to v1.4.1", by: "to v1.4.0"),
            Difference(
                "another version has come to run meanwhile", confirmation, says: "Running version",
                replace: ">v1.4.2</dd>", by: ">v1.4.3</dd>"),
            Difference(
                "the answer is there twice", confirmation, says: "2 times", replace: "</form>",
                by: "<button>Confirm rollback to v1.4.1</button></form>"),
        ]

        @Test func nothingIsTouched() async throws {
            try await inParallel(Self.differences) { difference in
                let shop = try await ShopProcess()
                let proxy = try Between(
                    shop.url,
                    after: { request, answer in
                        guard request.path == difference.path, request.method == "GET" else { return answer }
                        return difference.alter(answer)
                    })
                let (agent, household) = try Agent.browsing(
                    proxy.url, driver: "auto", ["AUTOSRE_UI_STEP_SECONDS": "2"])
                let run = try await agent.journaling().run("run", "--output", "json")
                try await check(difference, run, shop, proxy)
                try await household.areGone(within: 1)
                proxy.stop()
                try await shop.stop()
            }
        }

        private func check(
            _ difference: Difference, _ run: Finished, _ shop: ShopProcess, _ proxy: Between
        ) async throws {
            let what = Comment("\(difference.testDescription): \(run.words)")
            let journal = try run.json()
            #expect(run.code == 1 && journal.outcome == "failed", what)
            let refusal = journal.events("refused").first?["payload"]
            let reason = refusal?["reason"]?.string ?? ""
            #expect(reason.contains(difference.says), what)
            let pictures = (refusal?["artifacts"]?.array ?? []).filter { $0["media_type"]?.string == "image/png" }
            #expect(pictures.last?["name"]?.string == "refusal", what)
            #expect(pictures.allSatisfy { $0["path"]?.string.map(Files.exists) == true }, what)
            #expect(journal.events("transient_failure").isEmpty, what)
            #expect(proxy.changes.isEmpty && !proxy.requests.contains { $0.hasPrefix("POST /api/services") }, what)
            let made = try await shop.operations()
            #expect(made.isEmpty, what)
            #expect(run.seconds < Pace.stretched(20), what)
        }
    }
}
