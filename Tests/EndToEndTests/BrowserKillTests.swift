import AutoSRECore
import AutoSREPlatform
import Foundation
import Synchronization
import Testing

extension EndToEnd.Browsers {
    /// SIGKILL of the agent, the driver or the browser at each page: nothing is done twice, nothing is left behind.
    @Suite(.timeLimit(.minutes(4))) struct BrowserKillTests {
        /// The moment: when the dashboard is asked for this, before or after it has done it.
        struct Moment: Sendable, CustomStringConvertible {
            let request: String
            var isAfter = false

            var description: String { "\(isAfter ? "after" : "before") \(request)" }
        }

        static let moments: [Moment] = [
            Moment(request: "GET /"), Moment(request: "POST /api/login"), Moment(request: "GET /services"),
            Moment(request: "GET /services/checkout"), Moment(request: "GET /services/checkout/deployments"),
            Moment(request: "GET /services/checkout/rollback"), Moment(request: "POST /services/checkout/rollback"),
            Moment(request: "POST /services/checkout/rollback", isAfter: true),
        ]

        /// At one moment, once: pulls the trigger that the test has set.
        final class Trigger: Sendable {
            private let action = Mutex<(@Sendable () async -> Void)?>(nil)
            func set(_ action: @escaping @Sendable () async -> Void) { self.action.withLock { $0 = action } }
            func pull() async {
                let taken = action.withLock { action in
                    defer { action = nil }
                    return action
                }
                await taken?()
            }
        }

        private func proxy(_ moment: Moment, _ shop: ShopProcess, _ trigger: Trigger) throws -> Between {
            let isMoment: @Sendable (ServerRequest) -> Bool = { "\($0.method) \($0.path)" == moment.request }
            return try Between(
                shop.url,
                before: { request in
                    if !moment.isAfter, isMoment(request) { await trigger.pull() }
                    return nil
                },
                after: { request, answer in
                    if moment.isAfter, isMoment(request) { await trigger.pull() }
                    return answer
                })
        }

        /// After its death nothing is left of the browser, and `resume` ends with exactly one rollback.
        private func isFinishedOnce(
            _ child: Child, _ agent: Agent, _ household: Household, _ shop: ShopProcess, _ moment: String
        ) async throws {
            let ending = try await child.ended(within: 40)
            #expect(ending == .killed(SIGKILL), "\(moment): \(child.output) \(child.errors)")
            try await household.areGone(within: 2)
            let resumed = try await agent.run("resume")
            #expect(resumed.code == 0, "\(moment): \(resumed.words)")
            let made = try await shop.operations()
            #expect(made == ["rollback checkout v1.4.1"], "\(moment): \(resumed.words)")
            try await household.areGone(within: 1)
        }

        @Test func theAgentIsKilled() async throws {
            try await inParallel(Self.moments) { moment in
                let (shop, trigger) = (try await ShopProcess(), Trigger())
                let proxy = try proxy(moment, shop, trigger)
                let (plain, household) = try Agent.browsing(proxy.url)
                let agent = plain.journaling()
                let child = try agent.start()
                let pid = child.pid
                // The process alone, not its group: the browser has to be ended by the watchdog.
                trigger.set { _ = kill(pid, SIGKILL) }
                try await isFinishedOnce(child, agent, household, shop, "\(moment)")
                proxy.stop()
                try await shop.stop()
            }
        }

        /// The watchdog first, then the agent: another has taken its place by then, so that nothing is left either.
        @Test func theWatchdogIsKilledAndThenTheAgent() async throws {
            try await inParallel([Self.moments[0], Self.moments[4], Self.moments[7]]) { moment in
                let (shop, trigger) = (try await ShopProcess(), Trigger())
                let proxy = try proxy(moment, shop, trigger)
                let (plain, household) = try Agent.browsing(proxy.url)
                let agent = plain.journaling()
                let child = try agent.start()
                let pid = child.pid
                trigger.set {
                    guard let old = household.watchdog, kill(old.pid, SIGKILL) == 0 else { return }
                    try? await waiting(until: "another watchdog", within: 5) {
                        household.watchdog.map { $0.pid != old.pid } ?? false
                    }
                    _ = kill(pid, SIGKILL)
                }
                try await isFinishedOnce(child, agent, household, shop, "\(moment)")
                proxy.stop()
                try await shop.stop()
            }
        }

        @Test(arguments: ["driver", "browser"])
        func itsHelpersAreKilled(_ victim: String) async throws {
            let moments = [Self.moments[0], Self.moments[4], Self.moments[6], Self.moments[7]]
            try await inParallel(moments) { moment in
                let (shop, trigger) = (try await ShopProcess(), Trigger())
                let proxy = try proxy(moment, shop, trigger)
                let (agent, household) = try Agent.browsing(proxy.url, driver: "auto")
                let hits = Atomic<Int>(0)
                trigger.set {
                    let found = victim == "driver" ? household.driver : household.browser
                    guard let found, kill(found.pid, SIGKILL) == 0 else { return }
                    hits.add(1, ordering: .relaxed)
                }
                let run = try await agent.run("run", "--output", "json")
                #expect(hits.load(ordering: .relaxed) == 1, "\(moment)")
                #expect(run.code == 0 && run.seconds < Pace.stretched(25), "\(moment): \(run.words)")
                let made = try await shop.operations()
                #expect(made == ["rollback checkout v1.4.1"], "\(moment): \(run.words)")
                try await household.areGone(within: 2)
                proxy.stop()
                try await shop.stop()
            }
        }

        /// Ctrl-C in the middle of the pages: in order, and within a second.
        @Test func anInterruptedRunLeavesNothing() async throws {
            let (shop, trigger) = (try await ShopProcess(), Trigger())
            let proxy = try proxy(Self.moments[4], shop, trigger)
            let (agent, household) = try Agent.browsing(proxy.url)
            let child = try agent.journaling().start()
            trigger.set { child.signal(SIGINT) }
            let ending = try await child.ended(within: 40)
            #expect(ending == .exited(130), "\(child.output) \(child.errors)")
            try await household.areGone(within: 1)
            let resumed = try await agent.journaling().run("resume")
            #expect(resumed.code == 0, "\(resumed.words)")
            let made = try await shop.operations()
            #expect(made == ["rollback checkout v1.4.1"])
            proxy.stop()
            try await shop.stop()
        }
    }
}
