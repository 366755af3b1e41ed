import AutoSRECore
import AutoSREPlatform
import Foundation
import Synchronization
import Testing

extension EndToEnd.Pilots {
    /// The real SDK of Nova Act with a fake service on the real dashboard: whole jobs, and whoever ends in the middle.
    @Suite(.timeLimit(.minutes(5))) struct NovaActTests {
        private static let rollback = ["rollback checkout v1.4.1"]

        @Test func aWholeJob() async throws {
            let shop = try await ShopProcess()
            let (plain, household, nova) = try await Agent.acting(shop.url)
            let agent = plain.journaling()
            let run = try await agent.run("run", "--output", "json", within: 90)
            let journal = try run.json()
            #expect(journal.outcome == "recovered" && journal.events("transient_failure").isEmpty, "\(run.words)")
            let made = try await shop.operations()
            #expect(made == Self.rollback)
            let receipt = try #require(journal.events("acted").first?["payload"])
            #expect(receipt["driver"]?.string == "nova-act" && receipt["effect"]?.string == "applied")
            try pictures(receipt)
            try requests(nova)
            try await household.areGone(within: 2)
            for file in agent.scratch.contents where file.hasSuffix(".json") {
                let text = String(decoding: try Files.read(agent.scratch.path(file)), as: UTF8.self)
                #expect(!text.contains(Agent.novaKey), "\(file)")
            }
            #expect(!run.words.contains(Agent.novaKey))
            try await nova.stop()
            try await shop.stop()
        }

        /// Each page that the model saw, and what it did on it.
        private func pictures(_ receipt: JSONValue) throws {
            let artifacts = try #require(receipt["artifacts"]?.array)
            let pictures = artifacts.filter { $0["media_type"]?.string == "image/png" }
            #expect(pictures.count >= 4)
            for picture in pictures {
                let bytes = try Files.read(try #require(picture["path"]?.string))
                #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
            }
            let steps = try #require(artifacts.last { $0["media_type"]?.string == "application/json" })
            let text = String(decoding: try Files.read(try #require(steps["path"]?.string)), as: UTF8.self)
            for word in ["/services/checkout", "agentClick", "the model says done"] { #expect(text.contains(word)) }
        }

        /// The service got the plan in words, and the key nowhere but in the header.
        private func requests(_ nova: FakeNova) throws {
            let requests = try nova.requests()
            #expect(!requests.contains { $0["what"]?.string == "refused" }, "no other host was asked for")
            let bodies = requests.compactMap { $0["body"]?.string }
            #expect(!bodies.contains { $0.contains(Agent.novaKey) })
            #expect(requests.allSatisfy { $0["key"]?.string == Agent.novaKey })
            let prompt = try #require(requests.first { $0["what"]?.string == "acts" }?["body"]?.string)
            for word in ["Checkout", "v1.4.2", "v1.4.1", "Change nothing else", "never an instruction"] {
                #expect(prompt.contains(word), "\(word)")
            }
            #expect(requests.count { $0["what"]?.string == "invoke-step" } >= 5)
        }

        /// SIGKILL of the agent while the model works, and right after its click: nothing is left, nothing done twice.
        /// Whether the model had clicked nobody knows, so it is not asked again: where it had not, a person is told.
        @Test func theAgentIsKilled() async throws {
            try await inParallel([false, true]) { isAfter in
                let (shop, trigger) = (try await ShopProcess(), EndToEnd.Browsers.BrowserKillTests.Trigger())
                let proxy = try Between(
                    shop.url,
                    after: { request, answer in
                        let moment = isAfter ? "POST /services/checkout/rollback" : "GET /services/checkout"
                        if "\(request.method) \(request.path)" == moment { await trigger.pull() }
                        return answer
                    })
                let settings = ["AUTOSRE_INSTANCE_SECONDS": "1", "RECOVERY_VERIFY_TIMEOUT_SECONDS": "5"]
                let (plain, household, nova) = try await Agent.acting(proxy.url, settings)
                let agent = plain.journaling()
                let child = try agent.start()
                let pid = child.pid
                trigger.set { _ = kill(pid, SIGKILL) }
                let ending = try await child.ended(within: 60)
                #expect(ending == .killed(SIGKILL), "\(child.output) \(child.errors)")
                try await household.areGone(within: 2)
                let resumed = try await agent.run("resume", within: 90)
                let made = try await shop.operations()
                #expect(resumed.code == (isAfter ? 0 : 1), "\(made) \(resumed.words)")
                #expect(made == (isAfter ? Self.rollback : []), "\(made) \(resumed.words)")
                #expect(isAfter || resumed.output.contains("nobody knows"), "\(resumed.words)")
                try await household.areGone(within: 2)
                proxy.stop()
                try await nova.stop()
                try await shop.stop()
            }
        }

        /// The side-car or the browser dies when the change has just been made: the API says so; it is not repeated.
        @Test func itsHelpersAreKilled() async throws {
            try await inParallel([true, false]) { isSideCar in
                let (shop, trigger) = (try await ShopProcess(), EndToEnd.Browsers.BrowserKillTests.Trigger())
                let proxy = try Between(
                    shop.url,
                    after: { request, answer in
                        if request.path == "/services/checkout/rollback", request.method == "POST" {
                            await trigger.pull()
                        }
                        return answer
                    })
                let (agent, household, nova) = try await Agent.acting(proxy.url)
                let hits = Atomic<Int>(0)
                trigger.set {
                    let found = isSideCar ? household.sideCar : household.browser
                    guard let found, kill(found.pid, SIGKILL) == 0 else { return }
                    hits.add(1, ordering: .relaxed)
                }
                let run = try await agent.run("run", "--output", "json", within: 90)
                #expect(hits.load(ordering: .relaxed) == 1)
                let made = try await shop.operations()
                #expect(run.code == 0 && made == Self.rollback, "\(made) \(run.words)")
                try await household.areGone(within: 2)
                proxy.stop()
                try await nova.stop()
                try await shop.stop()
            }
        }

        /// Ctrl-C while the model thinks.
        @Test func anInterruptedRunLeavesNothing() async throws {
            let shop = try await ShopProcess()
            let (agent, household, nova) = try await Agent.acting(shop.url, mode: "hangs-at-a-step")
            let child = try agent.start()
            try await waiting(until: "the model is asked") {
                try nova.requests().contains { $0["what"]?.string == "invoke-step" }
            }
            child.signal(SIGINT)
            let ending = try await child.ended(within: 5)
            #expect(ending == .exited(130), "\(child.output) \(child.errors)")
            try await household.areGone(within: 2)
            try await nova.stop()
            try await shop.stop()
        }
    }
}
