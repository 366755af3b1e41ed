import AutoSREIntegrations
import AutoSRECore
import AutoSREEngine
import AutoSREPlatform
import AutoSREStore
import Testing

/// A diagnoser that always says the same, as a model would.
private struct Oracle: Diagnoser {
    let says: Hypothesis
    func diagnose(_ request: DiagnosisRequest) async throws -> Diagnosis {
        let claim = request.evidence.lazy.compactMap(Self.claim).first
        let whole = Hypothesis(
            cause: says.cause, category: says.category, service: says.service, version: says.version,
            confidence: says.confidence, claims: [claim].compactMap(\.self), recommendation: says.recommendation,
            prevention: "")
        return Diagnosis(
            finding: .cause, summary: "s", reasoning: "r", confidence: 0.9, hypotheses: [whole], author: "oracle")
    }
}

extension Oracle {
    /// That an alarm was read in ALARM.
    private static func claim(_ evidence: Evidence) -> Claim? {
        guard let all = evidence.body.metrics else { return nil }
        let series = all.first { $0.name.hasPrefix(MetricSeries.alarmState) && $0.values.last == 1 }
        guard let series, let last = series.times.last else { return nil }
        let window = TimeWindow(from: last, until: last.advanced(bySeconds: 1))
        return Claim(
            "the alarm is not OK", .metricAtLeast(name: series.name, window: window, value: 1),
            evidence: [evidence.reference.id])
    }
}

/// The whole loop over a fake cloud, in a world whose time moves by sleeping.
private struct Machine {
    let cloud = FakeCloud()
    let store = MemoryStore()
    let world = StillWorld()

    func run(
        alarms: [String] = ["shop-fn-errors"], says: Hypothesis = hypothesis(), seconds: Double = 20,
        remembers: Bool = true
    ) async throws -> DriveResult? {
        let journal = remembers ? AliasJournal(store) : nil
        let parts = integration(try cloud.server(), alarms: alarms, journal: journal, world: world)
        guard let signal = try await parts.source.detect().first else { return nil }
        var limits = Limits()
        limits.verificationSeconds = seconds
        parts.adjust(&limits)
        var registry = Registry()
        registry.sources = parts.evidence
        registry.add(parts.actuator)
        let engine = Engine(
            world: Named(world), store: store, evidence: store, registry: registry, diagnoser: Oracle(says: says),
            planner: parts.planner, verifier: parts.verifier, policy: Policy(), limits: limits,
            redactor: Redactor(secrets: []))
        return try await engine.drive(try await engine.open(signal))
    }

    var updates: Int { cloud.see { $0.updates } }
    var alias: String? { cloud.see { $0.alias } }
}

/// Names runs apart although the world's chance is always the same.
private struct Named: World {
    let world: StillWorld
    init(_ world: StillWorld) { self.world = world }
    var owner: Owner { world.owner }
    func now() -> Instant { world.now() }
    func hex(_ digits: Int) -> String { SystemRandom.hex(digits) }
    func sleep(until instant: Instant) async throws { try await world.sleep(until: instant) }
    func isAlive(_ owner: Owner) -> Bool? { true }
}

@Suite(.timeLimit(.minutes(3))) struct AWSLoopTests {
    private func heal(_ machine: Machine) async throws -> DriveResult? {
        machine.cloud.set { state in state.heals = true }
        return try await machine.run()
    }

    @Test func rollsBackAndRecovers() async throws {
        let machine = Machine()
        let result = try #require(try await heal(machine))
        #expect(result.run.conclusion?.outcome == .recovered)
        #expect(machine.alias == "2" && machine.updates == 1)
        let readings = result.run.attempts.last?.readings ?? []
        #expect(readings.count == 4)
        #expect(readings[1].at.seconds(since: readings[0].at) == 1)
        let action = try #require(result.run.attempts.last?.plan?.actions.first)
        #expect(action.target.name == "shop-fn:live" && action.before == .version("3"))
        #expect(action.reason.contains("highest published version below 3"))
    }

    /// A timeout as short as the gap before the confirming reading leaves time for it all the same.
    @Test func aShortTimeoutConfirmsHalfWay() async throws {
        let machine = Machine()
        machine.cloud.set { $0.heals = true }
        let result = try #require(try await machine.run(seconds: 1))
        #expect(result.run.conclusion?.outcome == .recovered)
        let readings = result.run.attempts.last?.readings ?? []
        #expect(readings.count == 3 && readings[1].at.seconds(since: readings[0].at) == 0.5)
        #expect(readings[2].at.seconds(since: readings[1].at) == 0.25)
    }

    @Test func noAlarmNothingIsDone() async throws {
        let machine = Machine()
        machine.cloud.set { $0.alarms = [FakeCloud.alarm(state: "OK")] }
        #expect(try await machine.run() == nil)
        #expect(machine.updates == 0)
    }

    @Test func tooEarlyToTellStaysRolledBack() async throws {
        let machine = Machine()
        let result = try #require(try await machine.run(seconds: 20))
        #expect(result.run.conclusion?.outcome == .unverified)
        #expect(machine.alias == "2" && machine.updates == 1)
    }

    /// The rollback has helped one of two, also where a second process finishes the run: it stays, and was not enough.
    @Test func oneHealedAndAnotherStays() async throws {
        let machine = Machine()
        let both = ["shop-fn-errors", "shop-fn-duration"]
        machine.cloud.set { state in
            state.alarms = both.map { FakeCloud.alarm($0) }
            state.afterwards = { _ in [FakeCloud.alarm(both[0], state: "OK"), FakeCloud.alarm(both[1])] }
        }
        let result = try #require(try await machine.run(alarms: both, seconds: 600))
        #expect(result.run.conclusion?.outcome == .notRecovered)
        #expect(machine.alias == "2" && machine.updates == 1)
        let quiet = Machine()
        quiet.cloud.set { state in
            state.alarms = [FakeCloud.alarm(both[0]), FakeCloud.alarm(both[1], state: "INSUFFICIENT_DATA")]
            state.afterwards = { [FakeCloud.alarm(both[0], state: "OK"), $0[1]] }
        }
        let healed = try #require(try await quiet.run(alarms: both, seconds: 600))
        #expect(healed.run.conclusion?.outcome == .recovered && quiet.alias == "2")
    }

    /// Nobody has named the alarms that count: what rings about the function by the time the first is OK counts too.
    @Test func anotherRingsSince() async throws {
        let machine = Machine()
        machine.cloud.set { state in
            state.afterwards = { alarms in
                alarms.map { _ in FakeCloud.alarm(state: "OK", since: 1_795_521_700) }
                    + [FakeCloud.alarm("shop-fn-duration", metric: "Duration", since: 1_795_521_650)]
            }
        }
        let result = try #require(try await machine.run(alarms: [], seconds: 600))
        #expect(result.run.conclusion?.outcome == .notRecovered, "\(result.run.conclusion as Any)")
        #expect(result.run.conclusion?.reason.contains("shop-fn-duration") == true)
    }

    /// Without data, deleted, or not to be read any more: nobody can tell, so the rollback stays.
    @Test(arguments: ["INSUFFICIENT_DATA", "", "deleted"]) func whatSaysNothingUndoesNothing(_ state: String)
        async throws
    {
        let machine = Machine()
        machine.cloud.set {
            $0.afterwards = { _ in state == "deleted" ? [] : [FakeCloud.alarm(state: state, since: 1_795_521_700)] }
        }
        let result = try #require(try await machine.run(seconds: 600))
        #expect(result.run.conclusion?.outcome == .unverified)
        #expect(machine.alias == "2" && machine.updates == 1)
    }

    @Test func inVainIsTakenBack() async throws {
        let machine = Machine()
        machine.cloud.set { $0.description = "mine" }
        let result = try #require(try await machine.run(seconds: 600))
        #expect(result.run.conclusion?.outcome == .notRecovered)
        #expect(machine.alias == "3" && machine.updates == 2)
        #expect(machine.cloud.see { $0.description } == "mine")
        // The pace: from one second up to five.
        let readings = result.run.attempts.last?.readings ?? []
        let gaps = zip(readings, readings.dropFirst()).map { $1.at.seconds(since: $0.at) }
        #expect(gaps.first == 1 && gaps.dropLast().max() == 5)
    }

    /// An alarm that stays is no reason to move the alias there and back for as long as somebody lets the agent run.
    @Test func anAlarmThatStaysMovesTheAliasOnce() async throws {
        let machine = Machine()
        let first = try #require(try await machine.run(seconds: 600))
        #expect(first.run.conclusion?.outcome == .notRecovered && machine.updates == 2)
        for _ in 1...2 {
            let again = try #require(try await machine.run(seconds: 600))
            #expect(again.run.round.verdict?.rule == "repeat_seconds")
            #expect(again.run.conclusion?.outcome == .escalated)
            #expect(again.run.conclusion?.reason.contains(first.run.id.text) == true)
        }
        #expect(machine.alias == "3" && machine.updates == 2)
    }

    @Test(arguments: [true, false]) func aSecondRunDoesNotWalkBackOneMore(remembers: Bool) async throws {
        let machine = Machine()
        _ = try await machine.run(remembers: remembers)
        #expect(machine.alias == "2")
        if remembers { machine.cloud.set { $0.description = "" } }
        let second = try #require(try await machine.run(remembers: remembers))
        #expect(second.run.conclusion?.outcome == .escalated)
        #expect(second.run.conclusion?.reason.contains("already rolled back from 3 to 2 for this alarm") == true)
        #expect(machine.alias == "2" && machine.updates == 1)
        // Another alarm that went off later, or a new release, is another matter.
        machine.cloud.set { state in
            state.alarms = [FakeCloud.alarm("shop-fn-duration", metric: "Duration", since: 1_795_530_000)]
        }
        _ = try await machine.run(alarms: ["shop-fn-duration"], remembers: remembers)
        #expect(machine.alias == "1")
    }

    /// Errors and latency of one bad release: what rings beside the alarm that we rolled back for is no new reason.
    @Test(arguments: [(true, true), (true, false), (false, true)])
    func anAlarmBesideItDoesNotWalkBackOneMore(remembers: Bool, areBothConfigured: Bool) async throws {
        let machine = Machine()
        let both = ["shop-fn-errors", "shop-fn-duration"]
        machine.cloud.set { $0.alarms = both.map { FakeCloud.alarm($0) } }
        _ = try await machine.run(alarms: areBothConfigured ? both : ["shop-fn-errors"], remembers: remembers)
        #expect(machine.alias == "2")
        // With the journal that alone; without one the configured names have to say it, whenever the alarm went off.
        let since: Int64 = areBothConfigured ? 1_795_530_000 : 1_795_521_000
        machine.cloud.set { state in
            state.alarms = [FakeCloud.alarm(both[0], state: "OK"), FakeCloud.alarm(both[1], since: since)]
        }
        if remembers { machine.cloud.set { $0.description = "" } }
        let second = try #require(
            try await machine.run(alarms: areBothConfigured ? both : ["shop-fn-duration"], remembers: remembers))
        #expect(second.run.conclusion?.outcome == .escalated && machine.alias == "2" && machine.updates == 1)
    }

    @Test func theJournalKnowsWhatRanBefore() async throws {
        let machine = Machine()
        machine.cloud.set { $0.versions = [1, 2, 3, 4, 5, 6, 7, 8, 9] }
        // A run that touched nothing saw the alias at 2; since then a deployment has moved it to 9.
        machine.cloud.set { $0.alias = "2" }
        _ = try await machine.run(says: hypothesis(.restart))
        machine.cloud.set { $0.alias = "9" }
        let result = try #require(try await machine.run())
        #expect(machine.alias == "2")
        let reason = result.run.attempts.last?.plan?.actions.first?.reason
        #expect(reason?.contains("our own journal knows that live pointed to 2 before 9") == true)
    }

    @Test func whatTheJournalKnowsButIsDeletedIsSkipped() async throws {
        let machine = Machine()
        machine.cloud.set { $0.alias = "2" }
        _ = try await machine.run(says: hypothesis(.restart))
        machine.cloud.set { ($0.alias, $0.versions) = ("9", [1, 5, 9]) }
        _ = try await machine.run()
        #expect(machine.alias == "5")
    }

    @Test func aRollOutUnderWayIsTheSuspect() async throws {
        let machine = Machine()
        machine.cloud.set { ($0.alias, $0.weights) = ("2", ["3": 0.1]) }
        let result = try #require(try await heal(machine))
        #expect(machine.alias == "2" && machine.cloud.see { $0.weights.isEmpty })
        #expect(result.run.conclusion?.outcome == .recovered)
        #expect(result.run.attempts.last?.plan?.actions.first?.before == .version("2+3:0.1"))
    }

    @Test func missingLogsNeverRefuse() async throws {
        let machine = Machine()
        let result = try #require(try await heal(machine))
        #expect(result.run.round.gathering?.gaps.contains { $0.reason.contains("no log group") } == true)
        // What is changed is what another run would be asked about.
        let planner = LambdaPlanner(function: "", alias: "live")
        #expect(planner.targets(of: result.run.incident) == result.run.attempts.last?.plan?.targets)
        #expect(result.run.conclusion?.outcome == .recovered)
    }

    @Test(arguments: [Recommendation.restart, .scaleUp, .restartDatabasePool, .escalate])
    func whatLambdaDoesNotHaveIsEscalated(recommendation: Recommendation) async throws {
        let machine = Machine()
        let result = try #require(try await machine.run(says: hypothesis(recommendation)))
        #expect(result.run.conclusion?.outcome == .escalated)
        #expect(machine.updates == 0)
    }

    @Test func nothingOlderNoAliasNotServing() async throws {
        func reason(_ says: Hypothesis = hypothesis(), _ change: (inout FakeCloud.State) -> Void) async throws -> String
        {
            let machine = Machine()
            machine.cloud.set(change)
            let result = try #require(try await machine.run(says: says))
            #expect(result.run.conclusion?.outcome == .escalated && machine.updates == 0)
            return result.run.conclusion?.reason ?? ""
        }
        #expect(try await reason { $0.alias = "1" }.contains("no version older than 1 is published"))
        #expect(try await reason { $0.alias = nil }.contains("it has no alias live"))
        #expect(try await reason { $0.versions = [] }.contains("could not be read"))
        let other = hypothesis(version: "7")
        #expect(try await reason(other) { _ in }.contains("version 7, which the diagnosis blames, takes no requests"))
    }

    @Test func theSixPermissionsAreEnough() async throws {
        let machine = Machine()
        _ = try await heal(machine)
        let allowed = ["DescribeAlarms", "FilterLogEvents", "GetAlias", "ListVersionsByFunction", "UpdateAlias"]
        let words = Set(machine.cloud.heard.all.map { String($0.prefix { $0 != " " }) })
        #expect(words == Set(allowed))
    }

    @Test func selfRecoveredIsNotTouched() async throws {
        let machine = Machine()
        let parts = integration(try machine.cloud.server())
        _ = try await parts.source.detect().first
        machine.cloud.set { $0.healsAfterReads = 3 }
        let result = try #require(try await machine.run())
        #expect(result.run.conclusion?.outcome == .selfRecovered)
        #expect(machine.updates == 0)
    }
}
