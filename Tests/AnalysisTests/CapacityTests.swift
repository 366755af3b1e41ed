import AutoSRECore
import AutoSREAnalysis
import OperationsDashboard
import Testing

/// What the CPU's figures are worth where more instances are asked for.
@Suite(.timeLimit(.minutes(1)))
struct CapacityTests {
    private func diagnosis(factor: Double, unit: String) async throws -> Diagnosis {
        var evidence = ShopEvidence(.trafficSurge, seed: 7)
        evidence.told["cpu_utilization"] = (factor, unit)
        return try await LocalDiagnoser().diagnose(evidence.request())
    }

    private func claims(_ diagnosis: Diagnosis) -> [String] {
        diagnosis.hypotheses.flatMap(\.claims).map(\.statement).filter { $0.contains("cpu_utilization") }
    }

    @Test func whatASurgeDoesIsClaimedAndReckonedWith() async throws {
        let found = try await diagnosis(factor: 100, unit: "%")
        #expect(!claims(found).isEmpty)
        let first = try #require(found.hypotheses.first)
        #expect(first.category == "capacity" && first.replicas != nil && first.confidence >= 0.5)
        #expect(claims(found).allSatisfy { $0.contains(" UTC") }, "\(claims(found))")
    }

    /// 98,900 % are another unit than was told: no ground, and nothing that is cited.
    @Test func aFigureThatCannotBeIsNotCited() async throws {
        let found = try await diagnosis(factor: 100_000, unit: "%")
        #expect(claims(found).isEmpty, "\(claims(found))")
        #expect(found.hypotheses.first { $0.category == "capacity" }?.replicas == nil)
    }

    /// At one per cent there is room: that speaks against more instances, and nothing is reckoned from it.
    @Test func aCPUThatIsIdleSpeaksAgainstMoreInstances() async throws {
        let found = try await diagnosis(factor: 1, unit: "%")
        #expect(claims(found).isEmpty, "\(claims(found))")
        let capacity = found.hypotheses.first { $0.category == "capacity" }
        #expect(capacity?.replicas == nil)
        #expect((capacity?.confidence ?? 0) < 0.5)
        let against = capacity?.counterEvidence.map(\.statement) ?? []
        #expect(capacity == nil || against.contains { $0.hasPrefix("cpu_utilization stays at 0.9") }, "\(against)")
    }

    /// Four instances that are slow since ten minutes, with a CPU figure beside it.
    private func four(_ name: String, _ before: Double, _ after: Double) throws -> Hypothesis? {
        var notes = Notes()
        notes.curves([(name, "ratio", { $0 > 10 ? before : after }), ("latency_p99", "ms", { $0 > 10 ? 80 : 500 })])
        let state = ServiceState(
            version: "2.0", replicasDesired: 4, replicasMaximum: 100, instances: [], pool: nil)
        notes.bodies.append(.state(state))
        notes.deployed([("2.0", 9000), ("1.9", 90_000)])
        return conclude(try notes.request()).hypotheses.first { $0.recommendation == .scaleUp }
    }

    /// Above 100 % nobody knows what the whole is.
    @Test func aShareOfSeveralCoresAsksForTwiceAsManyAtMost() throws {
        for after in [1.1, 2.5, 3.9] {
            let found = try #require(try four("cpu_usage", 1, after))
            #expect((5...8).contains(found.replicas ?? 0), "\(found.replicas ?? 0) at \(after)")
        }
    }

    @Test(arguments: [
        "cpu_steal", "cpu_iowait", "cpu_throttled", "db_cpu_utilization", "redis_cpu_percent", "log_agent_cpu",
    ]) func aProcessorThatWaitsOrIsAnothersIsNoGround(name: String) throws {
        #expect(try four("cpu_utilization", 0.4, 0.96) != nil)
        #expect(try four(name, 0.04, 0.96) == nil)
    }
}
