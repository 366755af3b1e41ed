import AutoSRECore
import AutoSREPlatform
import Synchronization
import Testing

extension EndToEnd.Browsers {
    /// What can happen to a browser and its driver: each ends in bounded time, with a clear reason and one change.
    @Suite(.timeLimit(.minutes(3))) struct BrowserFaultTests {
        /// What happens at the click that counts, the one of the confirmation.
        enum Mishap: String, CaseIterable, Sendable {
            case driverDiesBefore, driverDiesAfterTheClickUnanswered, driverDiesAfterTheAnswer
            case browserCrashesBefore, sessionIsLost, staleOnce, staleAlways, answersNonsense
        }

        @Test func theClickThatCounts() async throws {
            try await inParallel(Mishap.allCases) { try await meet($0) }
        }

        private func meet(_ mishap: Mishap) async throws {
            let shop = try await ShopProcess()
            let driver = try await RemoteDriver()
            let counting = Atomic<Int>(0)
            let relay = try Between(
                driver.url,
                before: { request in
                    guard await driver.isClick(request, on: "Confirm") else { return nil }
                    let number = counting.add(1, ordering: .relaxed).newValue
                    return await before(mishap, request, driver, isFirst: number == 1)
                },
                after: { request, answer in
                    guard request.path.hasSuffix("/click"), counting.load(ordering: .relaxed) == 1 else {
                        return answer
                    }
                    let isDeath = [.driverDiesAfterTheClickUnanswered, .driverDiesAfterTheAnswer].contains(mishap)
                    guard isDeath || mishap == .answersNonsense else { return answer }
                    // A driver answers before the browser has sent what the click asks for.
                    try? await waiting(until: "the click's effect", within: 5) { try await !shop.operations().isEmpty }
                    if isDeath { await driver.stop() }
                    switch mishap {
                    case .driverDiesAfterTheClickUnanswered: return ServerResponse(status: 502)
                    case .answersNonsense: return .page("what?")
                    default: return answer
                    }
                })
            let settings = [
                "AUTOSRE_WEBDRIVER_URL": relay.url, "AUTOSRE_INSTANCE_SECONDS": "1",
                "AUTOSRE_UI_STEP_SECONDS": "2",
            ]
            let agent = try Agent.browsing(shop.url, driver: "auto", settings).agent
            let run = try await agent.run("run", "--output", "json")
            try await check(mishap, run, shop)
            relay.stop()
            await driver.stop()
            try await shop.stop()
        }

        private func before(
            _ mishap: Mishap, _ request: ServerRequest, _ driver: RemoteDriver, isFirst: Bool
        ) async -> ServerResponse? {
            switch mishap {
            case .driverDiesBefore:
                await driver.stop()
                return ServerResponse(status: 502)
            case .browserCrashesBefore:
                await driver.crash(session: String(request.path.split(separator: "/")[1]))
                return nil
            case .sessionIsLost: return .no(404, "invalid session id")
            case .staleOnce: return isFirst ? .no(404, "stale element reference") : nil
            case .staleAlways: return .no(404, "stale element reference")
            default: return nil
            }
        }

        private func check(_ mishap: Mishap, _ run: Finished, _ shop: ShopProcess) async throws {
            let what = Comment("\(mishap): \(run.words)")
            let journal = try run.json()
            let made = try await shop.operations()
            #expect(run.seconds < Pace.stretched(35), what)
            guard mishap != .driverDiesBefore else {
                // A click that was lost with its answer may have been made, and nobody makes it again.
                #expect(journal.outcome == "unverified" && made.isEmpty, what)
                #expect(journal.events("pending").count == 1, what)
                #expect(journal.reasons.contains { $0.contains("nobody knows") }, what)
                return
            }
            guard mishap != .staleAlways else {
                #expect(journal.outcome == "failed" && made.isEmpty, what)
                #expect(journal.reasons.contains { $0.contains("stale element reference") }, what)
                return
            }
            #expect(journal.outcome == "recovered" && made == ["rollback checkout v1.4.1"], what)
            let driver = journal.events("acted").last?["payload"]?["driver"]?.string
            let isLost = [.sessionIsLost, .browserCrashesBefore].contains(mishap)
            #expect(driver == (isLost ? "http" : "browser"), what)
            #expect(journal.events("transient_failure").count == (isLost ? 1 : 0), what)
        }

        /// A driver that answers nonsense before the browser has sent what the click asks for: the browser is let live
        /// until the API has been asked, and what it sends then is not done again by another driver.
        @Test func theClickIsSentAfterItsAnswer() async throws {
            let shop = try await ShopProcess()
            let driver = try await RemoteDriver()
            let held = Mutex<ServerRequest?>(nil)
            let relay = try Between(
                driver.url,
                before: { request in
                    guard await driver.isClick(request, on: "Confirm") else { return nil }
                    held.withLock { $0 = request }
                    return .page("what?")
                })
            let proxy = try Between(
                shop.url,
                before: { request in
                    guard request.path == "/api/services/checkout", let click = held.withLock({ $0.take() }) else {
                        return nil
                    }
                    _ = await Between.handOn(click, to: driver.url, HTTPClient())
                    try? await waiting(until: "the click's effect", within: 5) { try await !shop.operations().isEmpty }
                    return nil
                })
            let agent = try Agent.browsing(proxy.url, driver: "auto", ["AUTOSRE_WEBDRIVER_URL": relay.url]).agent
            let run = try await agent.run("run", "--output", "json")
            try await check(.answersNonsense, run, shop)
            relay.stop()
            proxy.stop()
            await driver.stop()
            try await shop.stop()
        }

        /// Before anything is clicked the next driver takes over at once.
        @Test func theDriverDoesNotServe() async throws {
            let version = "This version of ChromeDriver only supports Chrome version 99"
            let wrong = try Between(nil) { _ in .no(500, "session not created", version) }
            let gone = "http://127.0.0.1:1"
            for (url, says) in [(wrong.url, "only supports Chrome version 99"), (gone, "no answer")] {
                let shop = try await ShopProcess()
                let settings = ["AUTOSRE_WEBDRIVER_URL": url]
                let alone = try await Agent.browsing(shop.url, settings).agent.run("run", "--output", "json")
                #expect(alone.code == 1, "\(alone.words)")
                #expect(try alone.json().reasons.contains { $0.contains(says) }, "\(alone.words)")
                let before = try await shop.operations()
                #expect(before.isEmpty)
                let run = try await Agent.browsing(shop.url, driver: "auto", settings).agent.run(
                    "run", "--output", "json")
                #expect(run.code == 0, "\(run.words)")
                #expect(max(alone.seconds, run.seconds) < 10)
                let after = try await shop.operations()
                #expect(after == ["rollback checkout v1.4.1"])
                try await shop.stop()
            }
            wrong.stop()
        }

        /// `auto` says that there is no browser and goes on; that `browser` exits with 2 is among the errors of
        /// settings.
        @Test func noBrowserIsInstalled() async throws {
            let shop = try await ShopProcess()
            let run = try await Agent.browsing(shop.url, driver: "auto", ["PATH": "/nonexistent"]).agent.run("run")
            #expect(run.code == 0 && run.words.contains("apt-get install"), "\(run.words)")
            let made = try await shop.operations()
            #expect(made == ["rollback checkout v1.4.1"])
            try await shop.stop()
        }

        /// Page mishaps that may pass: the page hangs, or the dashboard goes away between the look and the click.
        @Test func theDashboardDoesNotAnswer() async throws {
            let shop = try await ShopProcess()
            let proxy = try Between(
                shop.url,
                before: { request in
                    guard request.path == "/services/checkout/deployments" else { return nil }
                    do { try await SystemClock.sleep(seconds: 60) } catch {}
                    return ServerResponse(status: 503)
                })
            let (agent, household) = try Agent.browsing(
                proxy.url, driver: "auto", ["AUTOSRE_UI_STEP_SECONDS": "3"])
            let run = try await agent.run("run", "--output", "json")
            #expect(run.code == 0 && run.seconds < Pace.stretched(20), "\(run.words)")
            let made = try await shop.operations()
            #expect(made == ["rollback checkout v1.4.1"], "\(run.words)")
            try await household.areGone(within: 1)
            proxy.stop()
            try await shop.stop()
        }

        @Test func theDashboardGoesAway() async throws {
            let shop = try await ShopProcess()
            let proxy = try Between(
                shop.url,
                after: { request, answer in
                    if request.path == "/services/checkout/rollback" { shop.child.signal(9) }
                    return answer
                })
            let (agent, household) = try Agent.browsing(
                proxy.url, driver: "auto",
                [
                    "RECOVERY_VERIFY_TIMEOUT_SECONDS": "3", "AUTOSRE_INSTANCE_SECONDS": "1",
                    "AUTOSRE_UI_STEP_SECONDS": "2",
                ])
            let run = try await agent.run("run", "--output", "json")
            #expect(run.code == 1 && run.seconds < Pace.stretched(30), "\(run.words)")
            #expect(try ["failed", "unverified"].contains(run.json().outcome), "\(run.words)")
            try await household.areGone(within: 1)
            proxy.stop()
            try await shop.stop()
        }
    }
}
