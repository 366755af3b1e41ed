import AutoSRECore
import AutoSREPlatform
import Synchronization
import Testing

@testable import AutoSREAdapters

/// What all drivers of the dashboard believe after an act whose effect is not known.
@Suite(.timeLimit(.minutes(1))) struct DashboardTargetTests {
    private let world = StillWorld()

    /// A dashboard that gives each of `answers` in turn, the last one for ever.
    private func target(_ answers: [ServerResponse]) throws -> (DashboardTarget, FakeServer) {
        let left = Mutex(answers)
        let server = try FakeServer { _ in left.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] } }
        return (DashboardTarget(DashboardClient(baseURL: server.url, client: client), driver: "test"), server)
    }

    private func running(_ version: String) -> ServerResponse {
        var service = Answers.service.object ?? [:]
        service["version"] = .string(version)
        service["deployments"] = [
            ["version": .string(version), "timestamp": "2026-11-24T11:48:00Z", "status": "running"]
        ]
        return json(.object(service))
    }

    private let silent = json(["detail": "boom"], status: 500)

    @Test func whatComesLateIsSeen() async throws {
        let (target, server) = try target([running("v1.4.2"), silent, running("v1.4.1")])
        let (intent, clearance) = try permitted(rollback())
        target.begun.insert(intent.key)
        let confirmation = try await target.settled(intent, world)
        #expect(confirmation?.contains("v1.4.1") == true && server.requests.count == 3)
        guard case .shown(let receipt) = try await target.look(before: intent, with: clearance) else {
            Issue.record("it is not seen before the next act")
            return
        }
        #expect(receipt.effect == .applied, "it was begun here")
    }

    /// Only then it may be tried again.
    @Test func whatDoesNotComeWasNotDone() async throws {
        let (target, server) = try target([running("v1.4.2"), silent, running("v1.4.2")])
        let (intent, clearance) = try permitted(rollback())
        target.begun.insert(intent.key)
        guard case .begun = try await target.look(before: intent, with: clearance) else {
            Issue.record("it may be done twice")
            return
        }
        #expect(try await target.settled(intent, world) == nil)
        #expect(world.now().seconds(since: noon) >= DashboardTarget.settleSeconds)
        guard case .clear = try await target.look(before: intent, with: clearance) else {
            Issue.record("it cannot be tried again")
            return
        }
        #expect(server.requests.count > 10, "it is asked again and again")
    }

    /// A dashboard that says nothing does not say "absent": what was begun stays so.
    @Test func silenceIsNoProof() async throws {
        let (target, server) = try target([running("v1.4.2"), silent])
        let (intent, _) = try permitted(rollback())
        target.begun.insert(intent.key)
        await #expect(throws: DashboardClient.Failure.self) { try await target.settled(intent, world) }
        await #expect(throws: DashboardClient.Failure.self) { try await target.changed(intent, world) }
        #expect(target.begun.contains(intent.key) && server.requests.count > 10)
    }

    /// A dashboard without versions that says healthy may have become so by itself: that proves what it took, and
    /// nothing of what it may not have.
    @Test func healthProvesOnlyWhatWasTaken() async throws {
        let server = try FakeServer { json($0.path == "/api/health" ? ["status": "healthy"] : Answers.minimal) }
        let target = DashboardTarget(DashboardClient(baseURL: server.url, client: client), driver: "test")
        let (intent, _) = try permitted(rollback())
        #expect(try await target.changed(intent, world) != nil)
        #expect(try await target.settled(intent, world) == nil)
    }
}
