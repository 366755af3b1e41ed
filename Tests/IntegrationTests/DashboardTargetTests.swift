import AutoSRECore
import AutoSREPlatform
import Synchronization
import Testing

@testable import AutoSREIntegrations

/// What all drivers of the dashboard believe after an act whose effect is not known.
@Suite(.timeLimit(.minutes(1))) struct DashboardTargetTests {
    private let world = StillWorld()

    /// A dashboard that gives each of `answers` in turn, the last one for ever.
    private func target(_ answers: [ServerResponse]) throws -> (DashboardTarget, FakeServer) {
        let left = Mutex(answers)
        let server = try FakeServer { _ in left.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] } }
        let world = world
        return (
            DashboardTarget(
                DashboardClient(baseURL: server.url, client: client), driver: "test", instanceSeconds: 1,
                now: { world.now() }), server
        )
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
        let (intent, _) = try permitted(rollback())
        #expect(await target.shown(intent, within: 3, world)?.contains("v1.4.1") == true)
        #expect(server.requests.count == 3)
    }

    @Test func whatDoesNotComeIsAskedForUntilTheTimeIsOver() async throws {
        let (target, server) = try target([running("v1.4.2"), silent, running("v1.4.2")])
        let (intent, _) = try permitted(rollback())
        #expect(await target.shown(intent, within: 3, world) == nil)
        #expect(world.now().seconds(since: noon) >= 3 && server.requests.count > 10)
    }

    /// The time that a change may take grows with what it replaces.
    @Test func theTimeOfAChange() async throws {
        let (target, _) = try target([running("v1.4.2")])
        let target4 = try JSON.decode(DashboardService.self, from: JSON.encode(Answers.service))
        func seconds(_ after: ResourceState) throws -> Double {
            let kind: ActionKind =
                switch after {
                case .version: .rollback
                case .replicas: .scaleUp
                case .poolSince: .restartDatabasePool
                case .instancesSince, .other: .restart
                }
            let before: ResourceState? = if case .replicas = after { .replicas(4) } else { nil }
            let action = Action(
                kind: kind, target: Target(kind: .service, name: "checkout"), before: before, after: after, reason: "")
            let pending = target.pending(try permitted(action).0, target4, because: "")
            return pending.until.seconds(since: world.now())
        }
        #expect(try seconds(.instancesSince(noon)) == 5)
        #expect(try seconds(.version("v1.4.1")) == 5)
        #expect(try seconds(.replicas(9)) == 6)
        #expect(try seconds(.replicas(ServiceState.mostReplicas)) == 1800)
        #expect(try seconds(.poolSince(noon)) == 2)
    }

    /// A dashboard without versions that says healthy may have become so by itself: that proves what it took, and
    /// nothing else.
    @Test func healthProvesOnlyWhatWasTaken() async throws {
        let server = try FakeServer { json($0.path == "/api/health" ? ["status": "healthy"] : Answers.minimal) }
        let api = DashboardClient(baseURL: server.url, client: client)
        let target = DashboardTarget(
            api, driver: "test", instanceSeconds: 1, now: { noon })
        let (intent, _) = try permitted(rollback())
        #expect(await target.taken(intent, try await target.read(intent), asking: api)?.effect == .applied)
        #expect(await target.shown(intent, within: 0.2, world) == nil)
    }
}
