import AutoSRECore
import AutoSREEngine
import AutoSRETesting
import Testing

/// Whole incidents in a simulated world, one per seed; a failure prints its seed.
@Suite(.timeLimit(.minutes(3))) struct SimulationTests {
    @Test func everyIncidentEndsWellUnderFaults() async throws {
        // A core each; more of them would only take turns.
        let halves = [UInt64(1)...1250, 1251...2500]
        let seen = try await withThrowingTaskGroup(of: Seen.self) { group in
            for seeds in halves { group.addTask { try await Seen(running: seeds) } }
            return try await group.reduce(into: Seen()) { $0.add($1) }
        }
        let (outcomes, paths, faults) = (seen.outcomes, seen.paths, seen.faults)
        // "Sometimes": a green run means nothing unless the rare paths were walked and the faults were real.
        // A run alone meets no other on its target; ClaimTests has those.
        let expected = Set(RarePath.allCases).subtracting([.fenced, .claimTakenOver])
        #expect(paths.isSuperset(of: expected), "not reached: \(expected.subtracting(paths))")
        let failures: Set = [
            "crash before append", "crash after append", "crash before effect", "crash after effect, before receipt",
            "answer lost after effect", "request lost", "not sent", "status timed out", "source timed out",
            "diagnoser failed",
            "crash before telling", "crash after telling",
        ]
        #expect(faults == failures.union(Hardship.allCases.filter { $0 != .none }.map(\.rawValue)))
        for outcome in Outcome.allCases where outcome != .nothingToDo && outcome != .interrupted {
            #expect(outcomes[outcome, default: 0] > 0, "no seed ended \(outcome.rawValue)")
        }
    }

    /// What some seeds came to.
    private struct Seen {
        var outcomes: [Outcome: Int] = [:]
        var paths: Set<RarePath> = []
        var faults: Set<String> = []

        init() {}

        init(running seeds: ClosedRange<UInt64>) async throws {
            for seed in seeds {
                var variation = SimulatedIncident.Variation()
                if seed % 10 == 0 { variation.policy.mode = .suggest }
                let incident = try await SimulatedIncident.run(seed: seed, variation)
                for violation in Invariants.violations(of: incident) { Issue.record("seed \(seed): \(violation)") }
                if let outcome = incident.run?.conclusion?.outcome { outcomes[outcome, default: 0] += 1 }
                paths.formUnion(incident.cloud.paths)
                faults.formUnion(incident.cloud.faultsHit)
            }
        }

        mutating func add(_ other: Seen) {
            outcomes.merge(other.outcomes) { $0 + $1 }
            paths.formUnion(other.paths)
            faults.formUnion(other.faults)
        }
    }

    @Test func theSameSeedGivesTheSameJournal() async throws {
        for seed in UInt64(1)...50 {
            let first = try await SimulatedIncident.run(seed: seed)
            let second = try await SimulatedIncident.run(seed: seed)
            #expect(first.journal == second.journal, "seed \(seed)")
        }
    }
}
