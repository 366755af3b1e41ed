import AutoSRECore
import AutoSREPlatform
import Foundation
import Synchronization
import Testing

extension EndToEnd.Pages {
    /// The dashboard's pages in a real browser, as the people who use them meet them: any width, light or dark, with a
    /// keyboard only, with scripts off.
    @Suite(.timeLimit(.minutes(4))) struct PageTests {
        /// One page.
        struct Page: Sendable {
            let name: String
            let path: String
            /// What the browser says of it: a page that refuses has a status that a console notes.
            var status = 200
        }

        static let pages = [
            Page(name: "login", path: "/"), Page(name: "services", path: "/services"),
            Page(name: "overview", path: "/services/checkout"),
            Page(name: "deployments", path: "/services/checkout/deployments"),
            Page(name: "instances", path: "/services/checkout/instances"),
            Page(name: "scaling", path: "/services/checkout/scaling"),
            Page(name: "pool", path: "/services/checkout/pool"), Page(name: "logs", path: "/services/checkout/logs"),
            Page(name: "rollback", path: "/services/checkout/rollback?to_version=v1.4.1"),
            Page(name: "scale", path: "/services/checkout/scale?replicas=8"),
            Page(name: "restart", path: "/services/checkout/restart"),
            Page(name: "pool-restart", path: "/services/checkout/pool/restart"),
            Page(name: "refused", path: "/services/checkout/scale?replicas=99", status: 422),
        ]

        /// At any width nothing has to be scrolled sideways, nothing is written to the console, and nothing comes from
        /// anywhere else.
        @Test func atAnyWidthLightAndDark() async throws {
            let shop = try await ShopProcess()
            let tab = try await Tab()
            for page in Self.pages {
                for (width, dark) in [
                    (360, false), (360, true), (768, false), (1280, false), (1280, true), (1920, false),
                ] {
                    try await check(page, width, dark, tab, shop)
                }
            }
            await tab.close()
            try await shop.stop()
        }

        private func check(_ page: Page, _ width: Int, _ dark: Bool, _ tab: Tab, _ shop: ShopProcess) async throws {
            let what = Comment("\(page.name) at \(width) px, \(dark ? "dark" : "light")")
            try await tab.look(width: width, dark: dark)
            try await tab.open(shop.url + page.path)
            let overflow = try await tab.overflow()
            #expect(overflow <= 0, what)
            let messages = try await tab.console()
            #expect(messages.allSatisfy { page.status != 200 && $0.contains("\(page.status)") }, "\(what) \(messages)")
            let script = """
                return [getComputedStyle(document.body).backgroundColor, document.documentElement.lang,
                    performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith(origin))];
                """
            let seen = try await tab.value(script).array ?? []
            let numbers = (seen.first?.string ?? "").split { !$0.isNumber }.prefix(3).compactMap { Int($0) }
            #expect(numbers.count == 3 && (numbers.reduce(0, +) < 3 * 128) == dark, "\(what): background \(numbers)")
            #expect(seen.count == 3 && seen[1] == "en" && seen[2] == [], "\(what): \(seen)")
            try await Pictures.keep(page.name, width, dark, tab)
        }

        /// Each page is small, and rendered at once: with a query of its own, so that no page of before is given again.
        @Test func smallAndFast() async throws {
            let shop = try await ShopProcess()
            let client = HTTPClient()
            for page in Self.pages {
                var (best, bytes) = (Double.infinity, 0)
                for number in 1...8 {
                    let query = "\(page.path.contains("?") ? "&" : "?")again=\(number)"
                    let began = SystemClock.monotonicSeconds()
                    let answer = try await client.send(
                        HTTPRequest(url: shop.url + page.path + query, maximumBodyBytes: 1 << 20))
                    best = min(best, SystemClock.monotonicSeconds() - began)
                    #expect(answer.status == page.status)
                    bytes = max(bytes, answer.body.count)
                }
                #expect(bytes < 50_000 && bytes > 500, "\(page.name): \(bytes) bytes")
                #expect(best < 0.05, "\(page.name): \(best) s")
            }
            try await shop.stop()
        }

        private static let walk = [
            "button \"Demo login\"", "link \"Checkout\"", "link \"Deployments\"", "button \"Rollback to v1.4.1\"",
        ]
        private static let answer = "button \"Confirm rollback to v1.4.1\""

        /// With the keyboard alone, the focus seen at each stop.
        @Test func byKeyboardAlone() async throws {
            let shop = try await ShopProcess()
            let tab = try await Tab()
            try await tab.open(shop.url)
            for step in Self.walk {
                try await tab.tab(to: step)
                try await tab.press("\u{E007}")
            }
            try await tab.see("heading \"Roll back Checkout to v1.4.1?\"")
            let before = try await shop.operations()
            #expect(before.isEmpty, "a question is not an answer")
            try await tab.tab(to: Self.answer)
            try await tab.press("\u{E007}")
            try await tab.see("text \"v1.4.1\" in definition \"Running version\"")
            try await tab.see("status \"*\"")
            let made = try await shop.operations()
            #expect(made == ["rollback checkout v1.4.1"])
            let messages = try await tab.console()
            #expect(messages.isEmpty)
            await tab.close()
            try await shop.stop()
        }

        /// With scripts off every page works, the question included.
        @Test func withoutScripts() async throws {
            let shop = try await ShopProcess()
            let tab = try await Tab()
            try await tab.allowScripts(false)
            try await tab.open(shop.url)
            for step in Self.walk { try await tab.click(step) }
            try await tab.see("heading \"Roll back Checkout to v1.4.1?\"")
            try await tab.see("text \"v1.4.2\" in definition \"Running version\"")
            let before = try await shop.operations()
            #expect(before.isEmpty)
            try await tab.click(Self.answer)
            try await tab.see("text \"v1.4.1\" in definition \"Running version\"")
            let made = try await shop.operations()
            #expect(made == ["rollback checkout v1.4.1"])
            for step in ["link \"Scaling\"", "button \"Scale\"", "link \"Cancel\""] { try await tab.click(step) }
            try await tab.see("heading \"Checkout\"")
            await tab.close()
            try await shop.stop()
        }

        /// A page that somebody works in follows the shop, and leaves focus, scrolling and what was typed alone.
        @Test func aLivePageKeepsItsReader() async throws {
            let shop = try await ShopProcess()
            let tab = try await Tab()
            try await tab.look(width: 360, dark: false)
            try await tab.open(shop.url + "/services/checkout/scaling")
            try await tab.tab(to: "spinbutton \"Replicas\"")
            try await tab.press("7")
            _ = try await tab.value("scrollTo(0, 120)")
            try await shop.post("/api/services/checkout/rollback", ["to_version": "v1.4.1"])
            try await tab.see("text \"v1.4.1\" in definition \"Running version\"")
            let state =
                try await tab.value(
                    "return [scrollY, document.activeElement.id, document.getElementById('replicas').value]"
                ).array ?? []
            #expect(state.count == 3 && state[0].number == 120, "\(state)")
            #expect(state.count == 3 && state[1] == "replicas" && state[2].string?.contains("7") == true, "\(state)")
            let messages = try await tab.console()
            #expect(messages.isEmpty)
            await tab.close()
            try await shop.stop()
        }

        /// Log lines that somebody has marked stay until they are copied, while the rest of the page goes on.
        @Test func markedLinesWait() async throws {
            let shop = try await ShopProcess()
            let tab = try await Tab()
            try await tab.open(shop.url + "/services/checkout/logs")
            let marked = try await tab.value(
                """
                getSelection().selectAllChildren(document.querySelector('ol.log li:nth-child(3)'));
                return getSelection().toString()
                """)
            #expect(marked.string?.isEmpty == false)
            try await shop.post("/api/services/checkout/rollback", ["to_version": "v1.4.1"])
            try await tab.see("text \"v1.4.1\" in definition \"Running version\"")
            let kept = try await tab.value("return getSelection().toString()")
            #expect(kept == marked)
            let first = "document.querySelector('ol.log li').textContent"
            let before = try await tab.value("const line = \(first); getSelection().removeAllRanges(); return line")
            try await waiting(until: "there are new lines", every: 0.1) {
                _ = try await tab.value("document.dispatchEvent(new Event('visibilitychange'))")
                return try await tab.value("return \(first)") != before
            }
            await tab.close()
            try await shop.stop()
        }

        private final class Flag: Sendable { let isGone = Mutex(true) }

        /// A page whose dashboard is gone says so in words, and takes that back.
        @Test func aPageSaysThatItsFiguresAreOld() async throws {
            let shop = try await ShopProcess()
            let flag = Flag()
            let proxy = try Between(
                shop.url,
                after: { request, answer in
                    let isLook = request.path == "/services/checkout" && request.header("Sec-Fetch-Dest") == "empty"
                    return isLook && flag.isGone.withLock { $0 } ? ServerResponse(status: 502) : answer
                })
            let tab = try await Tab()
            try await tab.open(proxy.url + "/services/checkout")
            func says(_ end: String) async throws {
                try await waiting(until: end, every: 0.1) {
                    _ = try await tab.value("document.dispatchEvent(new Event('visibilitychange'))")
                    let words = try await tab.value("return document.querySelector('.as-of').textContent")
                    return words.string?.hasSuffix(end) == true
                }
            }
            try await says(" UTC · no answer since")
            flag.isGone.withLock { $0 = false }
            try await says(" UTC")
            await tab.close()
            proxy.stop()
            try await shop.stop()
        }
    }
}
