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
}
