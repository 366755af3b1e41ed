import AutoSRECore
import AutoSREEngine
import AutoSRETesting
import Testing

/// Many runs at once, one step of one of them at a time.
@Suite(.timeLimit(.minutes(2))) struct FleetTests {
    @Test func manyRunsEndWellInAnyOrder() async throws {
        var (interleavings, processes, paths) = (0, 0, Set<RarePath>())
        for seed in UInt64(1)...60 {
            let fleet = try await SimulatedFleet.run(seed: seed, count: 2 + Int(seed % 4))
            for violation in fleet.violations { Issue.record("seed \(seed): \(violation)") }
            interleavings += fleet.interleavings
            processes += fleet.processes
            paths.formUnion(fleet.cloud.paths)
        }
        #expect(interleavings > 1500 && processes > 120, "\(interleavings) interleavings, \(processes) processes")
        #expect(
            paths.isSuperset(of: [.resumed, .waitedForTarget, .changedByAnother, .undone]), "\(paths)")
    }

    @Test func theSameSeedGivesTheSameJournals() async throws {
        for seed in UInt64(1)...8 {
            let (one, two) = (
                try await SimulatedFleet.run(seed: seed, count: 3), try await SimulatedFleet.run(seed: seed, count: 3)
            )
            #expect(one.runs.map { one.cloud.stored($0) } == two.runs.map { two.cloud.stored($0) }, "seed \(seed)")
        }
    }

    /// A step sleeps for nobody: what is due later is told, and asked again before then nothing happens.
    @Test func whatIsDueLaterIsTold() async throws {
        var waits = 0
        for seed in UInt64(1)...20 {
            let cloud = SimulatedCloud(seed: seed, faults: 0)
            let process = SimulatedProcess(cloud, number: 1)
            let engine = SimulatedIncident.engine(process, SimulatedIncident.limits(cloud, seed: seed), .init())
            let run = try await engine.open(SimulatedIncident.signal(seed, at: process.now()))
            loop: while true {
                let before = cloud.stored(run).count
                switch try await engine.advance(run) {
                case .again: #expect(cloud.stored(run).count > before)
                case .due(let instant), .waitingForApproval(_, let instant):
                    waits += 1
                    #expect(cloud.stored(run).count == before)
                    cloud.advance(seconds: max(0, instant.seconds(since: cloud.now)))
                case .closed: break loop
                }
            }
            #expect(cloud.stored(run).last?.event == .closed)
            #expect(try await engine.advance(run) == .closed, "a closed run stays closed")
        }
        #expect(waits > 20)
    }

    @Test func whoeverHoldsNoLeaseCannotAdvance() async throws {
        let cloud = SimulatedCloud(seed: 4, faults: 0)
        let (first, second) = (SimulatedProcess(cloud, number: 1), SimulatedProcess(cloud, number: 2))
        let limits = SimulatedIncident.limits(cloud, seed: 4)
        let one = SimulatedIncident.engine(first, limits, .init())
        let two = SimulatedIncident.engine(second, limits, .init())
        let run = try await one.open(SimulatedIncident.signal(4, at: first.now()))
        await #expect(throws: StoreError.stale) { try await two.advance(run) }
        await #expect(throws: (any Error).self) { try await two.take(run) }
        first.kill()
        try await two.take(run)
        #expect(try await two.advance(run) == .again)
    }
}
