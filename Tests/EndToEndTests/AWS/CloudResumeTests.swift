import AutoSRECore
import Foundation
import Testing

extension EndToEnd.Clouds {
    /// Runs on AWS that were stopped, and finished by another process.
    @Suite(.timeLimit(.minutes(2))) struct CloudResumeTests {
        /// Killed at the worst moments: before the alias moves, and when it has moved and nobody has heard of it.
        @Test(arguments: ["ListVersionsByFunction", "UpdateAlias"]) func killedAndResumed(at moment: String)
            async throws
        {
            let shop = try await MotoShop()
            let victim = Victim()
            let gateway = try CloudGateway(shop) { operation in
                if operation == moment { victim.kill() }
            }
            let agent = try Agent(shop.settings(gateway.url)).journaling()
            let child = try agent.start()
            victim.child = child
            let ending = try await child.ended(within: 30)
            #expect(ending == .killed(SIGKILL), "\(child.output) \(child.errors)")
            victim.child = nil
            let run = try await agent.run("resume", "--output", "json")
            let journal = try run.json()
            #expect(run.code == 0 && journal.outcome == "recovered", "\(run.words)")
            #expect(try await shop.version() == "2" && gateway.moves == 1)
        }

        /// With the dashboard's settings the run would be verified at somebody else's health address.
        @Test func otherSettingsLeaveItAlone() async throws {
            let shop = try await MotoShop()
            let victim = Victim()
            let gateway = try CloudGateway(shop) { operation in
                if operation == "UpdateAlias" { victim.kill() }
            }
            var agent = try Agent(shop.settings(gateway.url)).journaling()
            let child = try agent.start()
            victim.child = child
            try await child.ended(within: 30)
            victim.child = nil
            let dashboard = try FakeDashboard(.obeys, heals: true)
            agent.settings["USE_AWS_INTEGRATION"] = "false"
            agent.settings["OPERATIONS_DASHBOARD_URL"] = dashboard.url
            let other = try await agent.run("resume")
            #expect(other.code == 1 && other.errors.contains("set USE_AWS_INTEGRATION=true"), "\(other.words)")
            #expect(dashboard.healthReads == 0)
            agent.settings["USE_AWS_INTEGRATION"] = "true"
            let right = try await agent.run("resume", "--output", "json")
            #expect(try right.code == 0 && right.json().outcome == "recovered", "\(right.words)")
            dashboard.stop()
        }

        @Test func aSignalEndsTheSearchForAnAlarm() async throws {
            let shop = try await MotoShop()
            let gateway = try CloudGateway(shop, .init(operation: "DescribeAlarms", fault: .hang))
            let child = try Agent(shop.settings(gateway.url)).start()
            try await waiting(until: "the alarms are asked for") { !gateway.calls.isEmpty }
            let asked = Date()
            child.signal(SIGINT)
            let ending = try await child.ended(within: 20)
            #expect(ending == .exited(130), "\(child.errors)")
            #expect(Date().timeIntervalSince(asked) < 3)
        }
    }
}

/// A process that is killed from another thread as soon as it is known; once, however often it is asked for.
private final class Victim: @unchecked Sendable {
    private let door = NSCondition()
    private var one: Child?
    private var isDead = false

    var child: Child? {
        get { door.withLock { one } }
        set {
            door.withLock { one = newValue }
            door.broadcast()
        }
    }

    func kill() {
        door.lock()
        defer { door.unlock() }
        let end = Date(timeIntervalSinceNow: 10)
        while one == nil, !isDead, door.wait(until: end) {}
        isDead = true
        one?.signal(SIGKILL)
    }
}
