import AutoSRECore
import AutoSREPlatform
import Testing

@testable import AutoSREIntegrations

extension EndToEnd.Browsers {
    /// The quick click on what only leads on, in a real browser.
    @Suite(.timeLimit(.minutes(1))) struct BrowserPressTests {
        private static let page = """
            <!doctype html><title>Buttons</title>
            <script>
              const hits = [];
              addEventListener('click', e => hits.push(`${e.target.closest('[id]').id} ${e.isTrusted}`));
            </script>
            <button id=plain>Plain</button>
            <button id=holding><span>Holding</span></button>
            <p style="position:relative"><button id=covered>Covered</button>
              <b id=cover style="position:absolute;inset:0">Wait</b></p>
            <button id=faint style="opacity:0">Faint</button>
            <button id=hidden hidden>Hidden</button>
            <button id=huge style="width:5000px">Huge</button>
            <p style="height:4000px"></p><button id=far>Far</button>
            <style>#row > b { display: none; position: absolute; inset: 0 } #row:hover > b { display: block }</style>
            <p id=row style="position:relative;width:200px;height:40px"><button id=led>Lead on</button>
              <b id=tools>Restart</b></p>
            """

        /// What is covered, not drawn or not wholly in view is left to the driver's own click. What is pressed gets a
        /// real click, as by a person's mouse.
        @Test func onlyWhatIsInTheOpenIsPressed() async throws {
            let server = try HTTPServer(host: "127.0.0.1", port: 0, syncHandler: { _ in .page(Self.page) })
            let tab = try await Tab()
            try await tab.open("http://127.0.0.1:\(server.port)/")
            let buttons = try await tab.session.elements(css: "button")
            var pressed: [Bool] = []
            for button in buttons { pressed.append(try await tab.session.press(button, seconds: 5)) }
            #expect(pressed == [true, true, false, false, false, false, true, false], "tools that come with the mouse")
            let hits = try await tab.session.execute("return hits")
            #expect(hits == ["plain true", "holding true", "far true"])
            try await tab.session.hover(buttons[7])
            let covered = await #expect(throws: WebDriverError.self, "the click that counts looks there too") {
                try await tab.session.click(buttons[7], seconds: 5)
            }
            #expect(covered?.code == .elementClickIntercepted)

            try await tab.open("http://127.0.0.1:\(server.port)/again")
            let error = await #expect(throws: WebDriverError.self, "an element of the page before") {
                try await tab.session.press(buttons[0], seconds: 5)
            }
            #expect(error?.isClickUnmade == true)
            #expect(try await tab.session.execute("return hits") == [])
            await tab.close()
            server.stop()
        }
    }
}
