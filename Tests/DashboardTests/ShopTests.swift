import AutoSRECore
import OperationsDashboard
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ShopTests {
    private let start = Instant(seconds: 1_790_000_000)

    private func shop(_ fault: Fault = .leakyRelease, seed: UInt64 = 1) -> Shop {
        Shop(fault: fault, seed: seed, start: start)
    }

    @Test(arguments: Fault.allCases)
    func checkoutRunsTheGuiltyVersionAndKnowsTheOneBefore(_ fault: Fault) throws {
        let detail = try #require(shop(fault).detail(of: "checkout", at: start))
        #expect(detail.version == "v1.4.2")
        #expect(detail.deployments.prefix(2).map(\.version) == ["v1.4.2", "v1.4.1"])
        #expect(detail.deployments.map(\.status) == [.running, .superseded, .superseded, .superseded])
        let times = detail.deployments.map(\.timestamp)
        #expect(times == times.sorted(by: >))
        let recent: Set<Fault> = [.leakyRelease, .badConfig, .badRollout, .decoy]
        let age = start.seconds(since: times[0])
        #expect(recent.contains(fault) ? age == 720 : age > 5 * 86_400)
    }

    @Test func theDecoyWasReleasedThreeMinutesAgo() throws {
        let payments = try #require(shop(.decoy).detail(of: "payments", at: start))
        #expect(start.seconds(since: payments.deployments[0].timestamp) == 180)
        #expect(Set(payments.instances.map(\.version)) == ["v2.3.1"])
        #expect(payments.status == "healthy")
    }

    @Test func halfOfAStalledRolloutIsOld() throws {
        let detail = try #require(shop(.badRollout).detail(of: "checkout", at: start))
        #expect(detail.instances.map(\.version).sorted() == ["v1.4.1", "v1.4.1", "v1.4.2", "v1.4.2"])
        #expect(detail.replicas.ready == 2)
        #expect(detail.instances.filter { $0.status == "not_ready" }.map(\.version) == ["v1.4.2", "v1.4.2"])
    }

    @Test func aRollbackIsANewDeploymentOfNewInstances() throws {
        var shop = shop()
        let before = try #require(shop.detail(of: "checkout", at: start))
        let now = start.advanced(bySeconds: 30)
        try shop.apply(.rollback(to: "v1.4.1"), to: "checkout", at: now)
        let after = try #require(shop.detail(of: "checkout", at: now))
        #expect(after.version == "v1.4.1")
        #expect(after.deployments.count == before.deployments.count + 1)
        #expect(after.deployments.prefix(2).map(\.status) == [.running, .rolledBack])
        #expect(after.deployments[0].timestamp == now)
        #expect(after.instances.allSatisfy { $0.version == "v1.4.1" && $0.startedAt == now })
        #expect(Set(after.instances.map(\.id)).isDisjoint(with: before.instances.map(\.id)))
    }

    @Test func aRestartKeepsVersionsAndRenewsStarts() throws {
        var shop = shop(.badRollout)
        let before = try #require(shop.detail(of: "checkout", at: start))
        try shop.apply(.restart, to: "checkout", at: start)
        let after = try #require(shop.detail(of: "checkout", at: start))
        #expect(after.instances.map(\.id) == before.instances.map(\.id))
        #expect(after.instances.map(\.version) == before.instances.map(\.version))
        #expect(after.instances.allSatisfy { $0.startedAt == start && $0.restarts == 1 })
    }

    @Test func scalingKeepsTheOldestInstances() throws {
        var shop = shop(.trafficSurge)
        let before = try #require(shop.detail(of: "checkout", at: start))
        try shop.apply(.scale(replicas: 8), to: "checkout", at: start)
        try shop.apply(.scale(replicas: 4), to: "checkout", at: start.advanced(bySeconds: 1))
        let after = try #require(shop.detail(of: "checkout", at: start.advanced(bySeconds: 1)))
        #expect(after.instances.map(\.id) == before.instances.map(\.id))
        #expect(after.replicas.desired == 4)
    }

    @Test func nonsenseIsRefusedAndNotCounted() {
        var shop = shop()
        func refusal(_ change: ShopChange, _ id: String) -> ChangeRefusal? {
            do throws(ChangeRefusal) { try shop.apply(change, to: id, at: start) } catch { return error }
            return nil
        }
        #expect(refusal(.rollback(to: "v9.9.9"), "checkout") == .unknownVersion("v9.9.9"))
        #expect(refusal(.rollback(to: "v1.4.1 "), "checkout") == .unknownVersion("v1.4.1 "))
        #expect(refusal(.rollback(to: "v2.3.0"), "checkout") == .unknownVersion("v2.3.0"))
        #expect(refusal(.rollback(to: "v1.4.2"), "checkout") == .alreadyRunning("v1.4.2"))
        #expect(refusal(.rollback(to: "v1.4.1"), "Checkout") == .unknownService)
        #expect(refusal(.scale(replicas: 0), "checkout") == .replicasOutOfRange(maximum: 12))
        #expect(refusal(.scale(replicas: 13), "checkout") == .replicasOutOfRange(maximum: 12))
        #expect(shop.operations.total == 0)
        #expect(!shop.isHealthy(at: start))
    }

    @Test func doublesAreCounted() throws {
        var shop = shop()
        for second in 0..<3 {
            try shop.apply(.restart, to: "checkout", at: start.advanced(bySeconds: Double(second)))
        }
        try shop.apply(.restart, to: "payments", at: start)
        #expect(shop.operations.entries.map(\.count) == [3, 1])
        #expect(shop.operations.entries[0].at.count == 3)
        #expect(shop.operations.total == 4)
    }

    @Test func aStormOfChangesStaysBounded() throws {
        var shop = shop()
        for round in 0..<3000 {
            let now = start.advanced(bySeconds: Double(round) / 10)
            try shop.apply(.rollback(to: round % 2 == 0 ? "v1.4.1" : "v1.4.2"), to: "checkout", at: now)
        }
        let detail = try #require(shop.detail(of: "checkout", at: start.advanced(bySeconds: 300)))
        #expect(detail.deployments.count == 50)
        #expect(shop.operations.total == 3000)
        #expect(shop.operations.entries.allSatisfy { $0.at.count <= 100 })
        // Versions that the list has forgotten can still be rolled back to.
        try shop.apply(.rollback(to: "v1.3.9"), to: "checkout", at: start.advanced(bySeconds: 301))
    }
}
