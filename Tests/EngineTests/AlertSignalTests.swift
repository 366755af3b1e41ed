import AutoSRECore
import AutoSREEngine
import AutoSRETesting
import Testing

/// The alerts of a system as a health signal, which can only speak against.
@Suite(.timeLimit(.minutes(1))) struct AlertSignalTests {
    private let world = ClaimFixture(.release).process(1)
    private static let checkout = Entity.service("checkout")

    private struct Pager: Detector {
        var services: [String] = []
        var state = Alert.State.firing
        var isBroken = false
        let name = "pager"
        func detect() async throws -> [Alert] {
            if isBroken { throw Refusal("the pager is off") }
            return services.map {
                let at = Instant(seconds: 1_800_000_000)
                let incident = Incident(id: "i", service: $0, type: .crashLoop, detectedAt: at, payload: .null)
                return Alert(incident: incident, source: name, state: state)
            }
        }
    }

    private func signal(_ pagers: [Pager]) -> AlertSignal {
        AlertSignal("pages", of: "orders-eu", from: pagers, delaySeconds: 30, in: world)
    }

    private func read(_ pagers: [Pager]) async -> HealthReading {
        await signal(pagers).read(Self.checkout, within: 1)
    }

    @Test func theContractIsKept() async throws {
        let (quiet, ringing) = (
            signal([Pager(services: ["other"])]), signal([Pager(), Pager(services: ["Orders-EU"])])
        )
        for silence in [[Pager(isBroken: true)], [Pager(), Pager(isBroken: true)], []] {
            try await VerifierContract.check(quiet: quiet, bad: ringing, silent: signal(silence), of: Self.checkout)
        }
    }

    @Test func itSaysWhatIsOpenAndHowLateItIs() async {
        let open = await read([Pager(services: ["orders-eu", "orders-eu", "other"])])
        #expect(open.detail == "crash_loop of orders-eu is open in pager, and 1 more" && open.status == .bad)
        #expect(await read([Pager(isBroken: true)]).detail == "alerts could not be asked for: the pager is off")
        #expect(await read([]).detail.contains("nothing says there which alerts are open"))
        #expect(signal([]).latencySeconds(of: Self.checkout) == 30)
    }

    @Test("What is told to be over is not open; a word that nobody knows does not say so")
    func resolvedAlerts() async throws {
        let over = Pager(services: ["orders-eu"], state: .resolved)
        #expect(await read([over]).status == .unknown)
        #expect(await read([Pager(services: ["orders-eu"], state: Alert.State(rawValue: "muted"))]).status == .bad)
        #expect(await read([over, Pager(services: ["orders-eu"])]).status == .bad)
    }

    private struct Edge: Verifier {
        let name = "edge"
        let status: HealthReading.Status
        func latencySeconds(of entity: Entity) -> Double { 0 }
        func read(_ entity: Entity, within seconds: Double) async -> HealthReading {
            HealthReading(status, at: Instant(seconds: 1_800_000_000), detail: "seen")
        }
    }

    private func together(_ pagers: [Pager], _ edge: HealthReading.Status?) async -> HealthReading {
        let signals: [any Verifier] = [signal(pagers)] + (edge.map { [Edge(status: $0)] } ?? [])
        return await CombinedVerifier(signals, now: { world.now() }).read(Self.checkout, within: 1)
    }

    @Test(
        "No open alert is no recovery, whether one was open before or not; beside a signal that is good it blocks none")
    func anAbsenceIsNoProof() async {
        let (ringing, quiet) = ([Pager(services: ["orders-eu"])], [Pager()])
        for before in [ringing, quiet] {
            let baseline = await together(before, nil)
            #expect(await together(quiet, nil).status(since: baseline) == .unknown)
            let bad = await together(before, .bad)
            #expect(await together(quiet, .good).status(since: bad) == .good)
            #expect(await together(quiet, .unknown).status(since: bad) == .unknown)
            #expect(await together(ringing, .good).status(since: bad) == .bad)
            #expect(await together([Pager(isBroken: true)], .good).status(since: bad) == .unknown)
        }
    }

    @Test func itKeepsItsLatencyAmongOthers() async {
        let reading = await together([Pager(services: ["orders-eu"])], .good)
        #expect(!reading.isLateEnough(29, latency: 0) && reading.isLateEnough(30, latency: 0))
        #expect(await together([Pager()], .good).parts?.first?.latencySeconds == 30)
    }
}
