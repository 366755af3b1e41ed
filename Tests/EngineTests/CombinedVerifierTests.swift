import AutoSRECore
import Testing

@testable import AutoSREEngine

/// Several health signals of one thing, read together.
@Suite(.timeLimit(.minutes(1))) struct CombinedVerifierTests {
    private static let noon = Instant(milliseconds: 1_000_000)
    private static let shop = Entity.service("checkout")

    private struct Signal: Verifier {
        let name: String
        let status: HealthReading.Status
        var parts: [HealthReading.Part]?
        var latency = 0.0
        var isSettling: Bool?
        func latencySeconds(of entity: Entity) -> Double { latency }
        func read(_ entity: Entity, within seconds: Double) async -> HealthReading {
            HealthReading(status, at: noon, detail: "of \(entity.name)", parts: parts, isSettling: isSettling)
        }
    }

    private func reading(_ signals: [any Verifier]) async -> HealthReading {
        await CombinedVerifier(signals, now: { Self.noon }).read(Self.shop, within: 1)
    }

    @Test func aSingleSignalIsReadAsItIs() async {
        let reading = await reading([Signal(name: "health", status: .good)])
        #expect(reading.status == .good && reading.parts == nil && reading.detail == "of checkout")
    }

    @Test("What nobody has asked for is in no verdict, silent it is not there, and it tells what came back")
    func witnesses() async {
        func read(_ asked: HealthReading.Status, _ own: HealthReading.Status) async -> HealthReading {
            let (errors, system) = (Signal(name: "errors", status: asked), Signal(name: "own", status: own))
            return await CombinedVerifier([errors], witnesses: [system], now: { Self.noon }).read(Self.shop, within: 1)
        }
        for asked in [HealthReading.Status.good, .bad, .unknown] {
            for own in [HealthReading.Status.good, .bad, .unknown] { #expect(await read(asked, own).status == asked) }
        }
        #expect(await read(.bad, .unknown).detail == "errors bad: of checkout")
        #expect(await read(.bad, .good).shows(healingSince: read(.bad, .bad)))
        #expect(await !read(.bad, .good).shows(healingSince: read(.bad, .good)))
    }

    @Test("A signal that is settling is so among others")
    func settling() async {
        let errors = Signal(name: "errors", status: .bad, isSettling: true)
        #expect(await reading([errors, Signal(name: "edge", status: .good)]).isOnTheMend)
        #expect(await reading([errors, Signal(name: "edge", status: .bad)]).standsBad)
        #expect(Redactor(secrets: ["x"]).redact(await reading([errors])).isOnTheMend)
    }

    @Test func withoutASignalNothingIsKnown() async { #expect(await reading([]).status == .unknown) }

    @Test(arguments: [
        (HealthReading.Status.good, HealthReading.Status.good, HealthReading.Status.good),
        (.good, .bad, .bad), (.good, .unknown, .unknown), (.bad, .unknown, .bad), (.unknown, .unknown, .unknown),
    ])
    func allThatSpeakAreGood(_ one: HealthReading.Status, _ two: HealthReading.Status, _ all: HealthReading.Status)
        async
    {
        let reading = await reading([Signal(name: "edge", status: one), Signal(name: "inside", status: two)])
        #expect(reading.status == all)
        #expect(reading.detail == "edge \(one.rawValue): of checkout; inside \(two.rawValue): of checkout")
    }

    @Test("A signal that never speaks leaves a recovery unseen, though it was silent before too")
    func silenceIsNoProof() async {
        let signals = [Signal(name: "edge", status: .bad), Signal(name: "inside", status: .unknown)]
        let before = await reading(signals)
        let after = await reading([Signal(name: "edge", status: .good), signals[1]])
        #expect(after.status(since: before) == .unknown)
    }

    @Test("What a part must do to count survives the redactor and the journal")
    func partsStayWhole() async throws {
        let reading = await reading([
            Signal(name: "edge", status: .good, latency: 30), Signal(name: "inside", status: .unknown),
        ])
        #expect(Redactor(secrets: ["x"]).redact(reading).parts == reading.parts)
        #expect(try JSON.decode(HealthReading.self, from: JSON.encode(reading)) == reading)
        #expect(reading.parts?.map(\.isRequired) == [true, true] && reading.parts?.first?.latencySeconds == 30)
    }

    @Test("An alarm that had no data before blocks nothing, so long as its signal speaks")
    func anAlarmMayBeSilent() async {
        let alarms = [HealthReading.Part("errors", .bad), HealthReading.Part("lag", .unknown)]
        let healed = [HealthReading.Part("errors", .good), HealthReading.Part("lag", .unknown)]
        let edge = Signal(name: "edge", status: .good)
        let before = await reading([edge, Signal(name: "alarms", status: .bad, parts: alarms)])
        let after = await reading([edge, Signal(name: "alarms", status: .unknown, parts: healed)])
        #expect(after.status(since: before) == .good)
    }

    @Test("A bad signal argues against an action once it is late enough to show a change")
    func eachSignalHasItsLatency() async {
        let slow = Signal(name: "alarms", status: .bad, latency: 60)
        let quick = Signal(name: "edge", status: .bad, latency: 0)
        let good = Signal(name: "inside", status: .good)
        #expect(await !reading([slow, good]).isLateEnough(30, latency: 0))
        #expect(await reading([slow, good]).isLateEnough(60, latency: 0))
        #expect(await reading([slow, quick]).isLateEnough(1, latency: 100))
        #expect(CombinedVerifier([slow, quick], now: { Self.noon }).latencySeconds(of: Self.shop) == 60)
    }
}
