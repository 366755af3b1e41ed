import AutoSRECore
import Testing

/// The shop is a model, not a flag: what does not fit its fault does not heal it for good. Beside the other tests,
/// because it mostly waits.
@Suite(.timeLimit(.minutes(2))) struct WrongHandsTests {
    /// A change by hand through the API.
    struct Change: Sendable {
        let path: String
        let body: JSONValue

        static let rollback = Change(path: "checkout/rollback", body: ["to_version": "v1.4.1"])
        static let restart = Change(path: "checkout/restart", body: [:])
        static let pool = Change(path: "checkout/pool/restart", body: [:])
        static func scale(_ count: Int64) -> Change {
            Change(path: "checkout/scale", body: ["replicas": .integer(count)])
        }

        /// Wrong whatever the fault.
        static let elsewhere = [
            Change(path: "payments/rollback", body: ["to_version": "v2.3.0"]),
            Change(path: "payments/restart", body: [:]), Change(path: "payments/pool/restart", body: [:]),
            scale(3),
        ]
    }

    /// A fault, and what is wrong for it on top of `Change.elsewhere`.
    struct Row: Sendable, CustomTestStringConvertible {
        let fault: String
        let wrong: [Change]
        /// What heals for seconds only.
        var passing: [Change] = []

        var testDescription: String { fault }
    }

    static let table: [Row] = [
        Row(fault: "leaky-release", wrong: [.scale(5), .pool], passing: [.restart]),
        Row(fault: "decoy", wrong: [.scale(5), .pool], passing: [.restart]),
        Row(fault: "bad-config", wrong: [.restart, .scale(6), .pool]),
        Row(fault: "bad-rollout", wrong: [.restart, .scale(6), .pool]),
        Row(fault: "slow-leak", wrong: [.rollback, .scale(6), .pool]),
        Row(fault: "traffic-surge", wrong: [.restart, .scale(5), .pool, .rollback]),
        Row(fault: "pool-exhausted", wrong: [.scale(6), .rollback], passing: [.restart]),
        Row(fault: "third-party-down", wrong: [.restart, .scale(6), .pool, .rollback]),
    ]

    @Test(arguments: table)
    func theWrongChangeDoesNotHealForGood(_ row: Row) async throws {
        let shop = try await ShopProcess(fault: row.fault)
        for (index, change) in (row.wrong + Change.elsewhere + row.passing).enumerated() {
            try await shop.reset(row.fault, seed: index + 1)
            let before = try await shop.health()
            #expect(before == "degraded")
            let answer = try await shop.post("/api/services/" + change.path, change.body)
            #expect(answer.status == 200, "\(change)")
            let made = try await shop.operations()
            #expect(made.count == 1, "\(change)")
            try await waiting(until: "\(row.fault) is back after \(change)", within: 60, every: 0.1) {
                try await shop.health() == "degraded"
            }
        }
        try await shop.stop()
    }

    /// The table's "healthy for seconds, then back" has to be seen, too.
    @Test(arguments: ["leaky-release", "decoy"])
    func aRestartHelpsALeakForSeconds(_ fault: String) async throws {
        let shop = try await ShopProcess(fault: fault)
        try await shop.post("/api/services/checkout/restart", [:])
        let health = try await shop.health()
        #expect(health == "healthy")
        try await waiting(until: "the leak is back", within: 60, every: 0.1) {
            try await shop.health() == "degraded"
        }
        try await shop.stop()
    }

    @Test(arguments: table)
    func nonsenseIsRefusedAndChangesNothing(_ row: Row) async throws {
        let shop = try await ShopProcess(fault: row.fault)
        let requests: [(String, JSONValue)] = [
            ("checkout/rollback", ["to_version": "v1.4.2"]), ("checkout/rollback", ["to_version": "v9.9.9"]),
            ("checkout/rollback", ["to_version": ""]), ("checkout/rollback", [:]),
            ("checkout/scale", ["replicas": 0]), ("checkout/scale", ["replicas": "six"]),
            ("nobody/rollback", ["to_version": "v1.4.1"]), ("Checkout/rollback", ["to_version": "v1.4.1"]),
        ]
        for (path, body) in requests {
            let answer = try await shop.post("/api/services/" + path, body)
            #expect((400..<500).contains(answer.status), "\(path) \(body)")
            #expect(answer.body["detail"] != nil, "\(path) \(body)")
        }
        let made = try await shop.operations()
        #expect(made.isEmpty)
        let health = try await shop.health()
        #expect(health == "degraded")
        try await shop.stop()
    }
}
