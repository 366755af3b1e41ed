import AutoSRECore
import OperationsDashboard
import ServiceSimulation
import Testing

/// One row of the issue's fault table: what heals, and what does not.
struct Row: Sendable, CustomTestStringConvertible {
    let fault: Fault
    let heals: [ShopChange]
    let isHealthyAtStart: Bool

    static let checkout: [ShopChange] = [
        .rollback(to: "v1.4.1"), .restart, .scale(replicas: 3), .scale(replicas: 6), .restartPool,
    ]
    static let payments: [ShopChange] = [
        .rollback(to: "v2.3.0"), .restart, .scale(replicas: 6), .restartPool,
    ]

    static let table: [Row] = [
        Row(fault: .leakyRelease, heals: [.rollback(to: "v1.4.1")], isHealthyAtStart: false),
        Row(fault: .badConfig, heals: [.rollback(to: "v1.4.1")], isHealthyAtStart: false),
        Row(fault: .badRollout, heals: [.rollback(to: "v1.4.1")], isHealthyAtStart: false),
        Row(fault: .slowLeak, heals: [.restart], isHealthyAtStart: false),
        Row(
            fault: .trafficSurge, heals: [.scale(replicas: 8), .scale(replicas: 9), .scale(replicas: 12)],
            isHealthyAtStart: false),
        Row(fault: .poolExhausted, heals: [.restartPool], isHealthyAtStart: false),
        Row(fault: .thirdPartyDown, heals: [], isHealthyAtStart: false),
        Row(fault: .decoy, heals: [.rollback(to: "v1.4.1")], isHealthyAtStart: false),
        Row(fault: .none, heals: checkout, isHealthyAtStart: true),
    ]

    var testDescription: String { fault.rawValue }
}

@Suite(.timeLimit(.minutes(1)))
struct FaultTableTests {
    private let start = Instant(seconds: 1_790_000_000)
    private static let seeds: ClosedRange<UInt64> = 1...10

    private func moments(after now: Instant) -> [Instant] {
        stride(from: 0, through: 1800, by: 5).map { now.advanced(bySeconds: Double($0)) }
    }

    @Test(arguments: Row.table)
    func everyRowHasATest(_ row: Row) {
        #expect(Set(Row.table.map(\.fault)) == Set(Fault.allCases))
        for seed in Self.seeds {
            #expect(Shop(fault: row.fault, seed: seed, start: start).isHealthy(at: start) == row.isHealthyAtStart)
        }
    }

    @Test(arguments: Row.table)
    func theRightChangeHealsAtOnceAndForGood(_ row: Row) throws {
        for seed in Self.seeds {
            for change in row.heals {
                var shop = Shop(fault: row.fault, seed: seed, start: start)
                let now = start.advanced(bySeconds: 7.3)
                try shop.apply(change, to: "checkout", at: now)
                let sick = moments(after: now).filter { !shop.isHealthy(at: $0) }
                #expect(sick.isEmpty, "\(change), seed \(seed): sick at \(sick.first?.description ?? "")")
            }
        }
    }

    @Test(arguments: Row.table.filter { !$0.isHealthyAtStart })
    func noOtherChangeHealsForGood(_ row: Row) throws {
        for seed in Self.seeds {
            let wrong = Row.checkout.filter { !row.heals.contains($0) }.map { ("checkout", $0) }
            for (id, change) in wrong + Row.payments.map({ ("payments", $0) }) {
                var shop = Shop(fault: row.fault, seed: seed, start: start)
                try shop.apply(change, to: id, at: start)
                let end = start.advanced(bySeconds: 1800)
                #expect(!shop.isHealthy(at: end), "\(id) \(change), seed \(seed)")
            }
        }
    }

    @Test func nothingTroublesTheHealthyShop() throws {
        for seed in Self.seeds {
            for (id, changes) in [("checkout", Row.checkout), ("payments", Row.payments)] {
                for change in changes + [.scale(replicas: 1)] {
                    var shop = Shop(fault: .none, seed: seed, start: start)
                    try shop.apply(change, to: id, at: start)
                    #expect(moments(after: start).allSatisfy { shop.isHealthy(at: $0) }, "\(id) \(change)")
                    #expect(shop.operations.total == 1)
                }
            }
        }
    }

    @Test func aRestartHelpsTheLeakyReleaseForSecondsOnly() throws {
        for seed in Self.seeds {
            var shop = Shop(fault: .leakyRelease, seed: seed, start: start)
            try shop.apply(.restart, to: "checkout", at: start)
            #expect(shop.isHealthy(at: start))
            #expect(shop.isHealthy(at: start.advanced(bySeconds: 10)))
            #expect(!shop.isHealthy(at: start.advanced(bySeconds: 60)))
        }
    }

    @Test func aSmallerScaleImprovesTheSurge() throws {
        var shop = Shop(fault: .trafficSurge, seed: 1, start: start)
        try shop.apply(.scale(replicas: 6), to: "checkout", at: start)
        let table = try #require(shop.metrics(of: "checkout", now: start.advanced(bySeconds: 300)))
        let p99 = table.values(.latencyP99)
        let before = table.timestamps.count - 21
        #expect(p99[before] > 2 * p99[before + 20])
        #expect(!shop.isHealthy(at: start.advanced(bySeconds: 300)))
    }

    @Test func theSlowLeakRecursWithinADay() throws {
        var shop = Shop(fault: .slowLeak, seed: 3, start: start)
        try shop.apply(.restart, to: "checkout", at: start)
        #expect(shop.isHealthy(at: start.advanced(bySeconds: 4 * 3600)))
        #expect(!shop.isHealthy(at: start.advanced(bySeconds: 24 * 3600)))
    }

    @Test func untouchedTroubleStays() {
        for row in Row.table {
            let shop = Shop(fault: row.fault, seed: 5, start: start)
            for hours: Double in [0.5, 2, 24, 720] {
                #expect(shop.isHealthy(at: start.advanced(bySeconds: hours * 3600)) == row.isHealthyAtStart)
            }
        }
    }
}
