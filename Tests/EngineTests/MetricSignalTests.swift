import AutoSRECore
import AutoSREEngine
import AutoSRETesting
import Testing

/// A metric of whichever system as a health signal.
@Suite(.timeLimit(.minutes(1))) struct MetricSignalTests {
    private let world = ClaimFixture(.release).process(1)

    /// Has a quarter of an hour of the metric, of value `level`, under the name `orders-eu`.
    private struct Source: EvidenceSource {
        var name = "source"
        var level = 0.3
        var metric = "error_rate"
        var isBroken = false
        let kinds: [EvidenceKind] = [.metrics, .logs]

        func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
            if isBroken { throw Refusal("no answer") }
            guard query.entity.name == "orders-eu", query.asks(for: .metrics) else { return [] }
            let times = (0..<60).reversed().map { query.now.advanced(bySeconds: -15 * Double($0)) }
            let series = MetricSeries(name: metric, unit: "ratio", times: times, values: times.map { _ in level })
            return [RawEvidence(.metrics([series]), about: query.entity, from: query.provenance(name))]
        }
    }

    /// Real time passes beside what is waited for.
    private struct RealTime: World {
        let world: any World
        var owner: Owner { world.owner }
        func now() -> Instant { world.now() }
        func hex(_ digits: Int) -> String { world.hex(digits) }
        func sleep(until instant: Instant) async throws { try await world.sleep(until: instant) }
        func isAlive(_ owner: Owner) -> Bool? { nil }
        func catchUp(to instant: Instant) {}
        func elapse(seconds: Double) async throws {
            try await Task.sleep(for: .milliseconds(20))  // slow on purpose
        }
    }

    private func signal(_ sources: [any EvidenceSource]) throws -> MetricSignal {
        let incident = Incident(
            id: "i", service: "checkout", type: .latencySpike, detectedAt: world.now(), payload: .null)
        let tied =
            sources.isEmpty
            ? []
            : sources.flatMap {
                TiedSource.all(.metrics, of: "orders-eu", in: "west", from: [$0])
            }
        let rule = MetricRule("error_rate", try #require(MetricBound(.below, "2%")), overSeconds: 60, delaySeconds: 30)
        return MetricSignal("errors", rule, of: incident, from: tied, in: RealTime(world: world))
    }

    @Test func theContractIsKept() async throws {
        let (well, ill) = (try signal([Source(level: 0.01)]), try signal([Source()]))
        let silent: [[any EvidenceSource]] = [
            [Source(isBroken: true)], [DeafSource()], [], [Source(metric: "other")],
            [Source(isBroken: true), Source(level: 0.01)],
        ]
        for silence in silent {
            try await VerifierContract.check(good: well, bad: ill, silent: signal(silence), of: .service("checkout"))
        }
    }

    @Test func itSaysWhatWasSeenAndHowLateItIs() async throws {
        let entity = Entity.service("checkout")
        let (well, gone) = (
            try signal([Source(metric: "other"), Source(level: 0.01)]), try signal([Source(isBroken: true)])
        )
        let reading = await well.read(entity, within: 1)
        #expect(reading.detail == "error_rate below 2%: 7 of 7 values in 90.0 s" && reading.status == .good)
        #expect(well.latencySeconds(of: entity) == 90 && well.name == "errors")
        #expect(await gone.read(entity, within: 1).detail == "error_rate could not be read: no answer")
        #expect(await (try signal([DeafSource()])).read(entity, within: 1).detail.contains("no answer within"))
    }
}
