import AutoSRECore
import AutoSREAnalysis
import OperationsDashboard
import Testing

/// The engine on the demo shop's own telemetry: right on every fault for any seed.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct ShopTests {
    @Test(arguments: Fault.allCases)
    func findsTheCauseForTwentySeeds(fault: Fault) throws {
        for seed in 1...20 as ClosedRange<UInt64> {
            try expectTruth(ShopEvidence(fault, seed: seed), "\(fault.rawValue) \(seed)")
        }
    }

    /// When the release is seven minutes old and the onset five, and when the trouble is older than all evidence.
    @Test(arguments: Fault.allCases)
    func findsItSoonAndLateInTheTrouble(fault: Fault) throws {
        for age in [-300.0, 1800, 4500, 90_000] {
            guard fault != .decoy || age > -180, fault != .slowLeak || age >= 0 else { continue }
            try expectTruth(ShopEvidence(fault, seed: 7, age: age), margin: 0.1, "\(fault.rawValue) at age \(age)")
        }
    }

    /// The plan made from the diagnosis really heals the model, and stays healed for as long as the table says.
    @Test(arguments: Fault.allCases.filter { Verdict($0)?.recommendation.actionKind != nil })
    func thePlanHeals(fault: Fault) throws {
        for seed in 1...4 as ClosedRange<UInt64> {
            let evidence = ShopEvidence(fault, seed: seed)
            let diagnosis = conclude(try evidence.request())
            let hypothesis = try #require(diagnosis.hypotheses.first)
            let plan = try CataloguePlanner().plan(
                for: hypothesis, incident: evidence.incident, evidence: evidence.evidence(), at: evidence.now)
            var shop = evidence.shop
            let action = try #require(plan.actions.first)
            #expect(action.target == Target(kind: .service, name: "checkout"))
            try shop.apply(change(action), to: action.target.name, at: evidence.now)
            #expect(shop.isHealthy(at: evidence.now.advanced(bySeconds: 5)))
            #expect(shop.isHealthy(at: evidence.now.advanced(bySeconds: 600)), "\(fault.rawValue) \(seed)")
        }
    }

    /// The charts beside them do, and a reader compares.
    @Test func claimsAboutSharesCountInPerCent() throws {
        let diagnosis = conclude(try ShopEvidence(.leakyRelease, seed: 1).request())
        let words = try #require(diagnosis.hypotheses.first).claims.map(\.statement)
        let errors = try #require(words.first { $0.hasPrefix("error_rate rose from ") }, "\(words)")
        #expect(errors.contains(/from 0\.\d+ % to \d+(\.\d)? % \(/), "\(errors)")
    }

    private func change(_ action: Action) throws -> ShopChange {
        switch action.after {
        case .version(let version): .rollback(to: version)
        case .replicas(let count): .scale(replicas: count)
        case .instancesSince: .restart
        case .poolSince: .restartPool
        case .other: throw Refusal("the shop has no such state")
        }
    }

    @Test func afterARollbackTheTroubleHasPassed() throws {
        var shop = Shop(fault: .leakyRelease, seed: 3, start: ShopEvidence.now)
        try shop.apply(.rollback(to: "v1.4.1"), to: "checkout", at: ShopEvidence.now)
        for minutes in [4.0, 10, 20] {
            let evidence = ShopEvidence(shop: shop, now: ShopEvidence.now.advanced(bySeconds: minutes * 60))
            let diagnosis = conclude(try evidence.request())
            #expect(diagnosis.finding == .nothingAbnormal, "after \(minutes) minutes: \(diagnosis.reasoning)")
        }
    }
}
