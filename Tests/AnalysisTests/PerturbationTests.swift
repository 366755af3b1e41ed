import AutoSRECore
import AutoSREAnalysis
import OperationsDashboard
import ServiceSimulation
import Testing

/// The same faults seen differently: the engine must not lean on names, on any single metric or on any single source.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct PerturbationTests {
    @Test(arguments: Fault.allCases)
    func otherNamesAndVersions(fault: Fault) throws {
        var shop = ShopEvidence(fault, seed: 31)
        shop.renaming = [
            ("checkout", "basket-api"), ("v1.4.2", "2026.11.24-rc1"), ("v1.4.1", "2026.11.10"), ("v1.4.0", "2026.10.2"),
            ("api.fraudshield.example", "tax.example.net"), ("user", "client"), ("order", "basket"),
        ]
        try expectTruth(shop, "\(fault.rawValue)")
    }

    @Test(arguments: Fault.allCases)
    func withoutAnyOneMetric(fault: Fault) throws {
        for metric in Metric.allCases {
            var shop = ShopEvidence(fault, seed: 32)
            shop.withoutMetrics = [metric.rawValue]
            try expectTruth(shop, margin: 0.1, "\(fault.rawValue) without \(metric.rawValue)")
        }
    }

    @Test(arguments: Fault.allCases)
    func withoutMetricsAtAll(fault: Fault) throws {
        for seed in 33...39 as ClosedRange<UInt64> {
            var shop = ShopEvidence(fault, seed: seed)
            shop.kinds = [.logs, .changes, .health]
            try expectTruth(shop, margin: 0.05, "\(fault.rawValue) \(seed) by its log")
        }
    }

    @Test(arguments: Fault.allCases)
    func withoutLogs(fault: Fault) throws {
        var shop = ShopEvidence(fault, seed: 36)
        shop.kinds = [.metrics, .changes, .state, .health]
        try expectTruth(shop, margin: 0.05, "\(fault.rawValue) by its metrics")
    }

    @Test(arguments: Fault.allCases)
    func withoutStateAndLevels(fault: Fault) throws {
        var shop = ShopEvidence(fault, seed: 37)
        shop.kinds = [.metrics, .changes, .logs]
        shop.hasLevels = false
        try expectTruth(shop, margin: 0.05, "\(fault.rawValue) without state and levels")
    }

    @Test(arguments: Fault.allCases.filter { $0 != .none })
    func aDegradedSignalOverCalmEvidenceIsNoGround(fault: Fault) throws {
        var shop = ShopEvidence(.none, seed: 38)
        let degraded = ShopEvidence(fault, seed: 38)
        shop.healthOf = degraded.shop
        let diagnosis = conclude(try shop.request())
        #expect(diagnosis.finding == .insufficient)
        #expect(diagnosis.recommendation == .escalate)
        #expect(diagnosis.missing.contains { $0.contains("degraded") })
    }
}
