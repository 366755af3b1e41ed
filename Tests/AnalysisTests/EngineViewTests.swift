import AutoSRECore
import AutoSREAnalysis
import OperationsDashboard
import RootCause
import Testing

/// The evidence engine over the shop's faults, as the loop would read it: the one that is to reason for runs.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct EngineViewTests {
    private static let seeds = 1...50 as ClosedRange<UInt64>

    @Test(arguments: Fault.allCases.filter { $0 != .none }) func findsTheShopsFaults(fault: Fault) throws {
        let truth = try #require(Verdict(fault))
        var wrong: [String] = []
        for seed in Self.seeds {
            let view = EngineView(try ShopEvidence(fault, seed: seed).request())
            let isRight =
                view.accuses && view.component == "checkout" && view.recommendation == truth.recommendation
                && view.version == truth.version
            if !isRight { wrong.append("\(seed): \(view)") }
        }
        #expect(wrong.isEmpty, "\(wrong)")
    }

    /// Neither over the shop's calm hours, nor where a signal is bad and nothing else is.
    @Test func accusesNobodyWhereNothingIsWrong() throws {
        for seed in Self.seeds {
            var shop = ShopEvidence(.none, seed: seed)
            #expect(!EngineView(try shop.request()).accuses, "\(seed)")
            shop.healthOf = ShopEvidence(.trafficSurge, seed: seed).shop
            #expect(!EngineView(try shop.request()).accuses, "\(seed), with a bad signal")
        }
    }

    /// A part of the evidence is enough for most, and never leads to another action than the right one or none.
    @Test(arguments: Fault.allCases.filter { $0 != .none }) func apartTheyAreNotWrong(fault: Fault) throws {
        let truth = try #require(Verdict(fault))
        for seed in 51...60 as ClosedRange<UInt64> {
            for kinds in [[EvidenceKind.logs, .changes, .health], [.metrics, .changes, .health]] {
                var shop = ShopEvidence(fault, seed: seed)
                shop.kinds = Set(kinds)
                let view = EngineView(try shop.request())
                #expect([truth.recommendation, .escalate].contains(view.recommendation), "\(seed) \(kinds) \(view)")
                #expect(view.version == nil || view.version == truth.version, "\(seed) \(kinds) \(view)")
            }
        }
    }
}
