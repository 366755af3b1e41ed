import AutoSRECore
import AutoSREEngine
import AutoSRETesting
import Testing

/// Loops that are wrong on purpose. The invariants have to notice each, or they are worth nothing.
@Suite(.timeLimit(.minutes(2))) struct MutantTests {
    struct Mutant: Sendable, CustomTestStringConvertible {
        let name: String
        let variation: SimulatedIncident.Variation
        var testDescription: String { name }

        init(_ name: String, _ change: (inout SimulatedIncident.Variation) -> Void) {
            var variation = SimulatedIncident.Variation()
            change(&variation)
            (self.name, self.variation) = (name, variation)
        }

        /// A loop that answers otherwise where `replace` has something to say.
        init(_ name: String, _ replace: @escaping @Sendable (Step, Run) -> Step?) {
            self.init(name) { variation in
                variation.decide = { run, limits, now in
                    let step = run.nextStep(within: limits, at: now)
                    return replace(step, run) ?? step
                }
            }
        }
    }

    static let mutants = [
        Mutant("acts without a look") { step, run in
            if case .precheck = step, run.phase == .cleared {
                run.round.plan.map { .intend($0.actions[0]) }
            } else {
                nil
            }
        },
        Mutant("acts on the first bad reading") { step, run in
            guard run.phase == .cleared, let plan = run.round.plan, !plan.isUndo else { return nil }
            guard run.round.prechecks.last?.status == .bad else { return nil }
            return switch step {
            case .precheck, .wait: .intend(plan.actions[0])
            default: nil
            }
        },
        Mutant("asks for what a dead process intended without a look") { step, run in
            guard case .precheck = step, run.phase == .intended, let intent = run.round.intents.last else { return nil }
            return run.round.clearance.map { .act(intent, $0) }
        },
        Mutant("takes back on the first bad reading") { step, run in
            guard run.round.plan?.isUndo == true else {
                let isBad = run.phase == .acted && run.round.readings.last?.status == .bad
                return isBad ? .settle(.notRecovered) : nil
            }
            guard run.phase == .cleared, let plan = run.round.plan else { return nil }
            return switch step {
            case .precheck, .wait: .intend(plan.actions[0])
            default: nil
            }
        },
        Mutant("never takes back what did not help") { step, _ in
            if case .undo = step { .conclude(.notRecovered, reason: "mutant") } else { nil }
        },
        Mutant("believes the first healthy reading") { step, run in
            if run.phase == .acted, run.round.readings.last?.status == .good { .settle(.recovered) } else { nil }
        },
        Mutant("claims recovery when time is over") { step, _ in
            if case .settle(.notRecovered) = step { .settle(.recovered) } else { nil }
        },
        Mutant("calls a failed action an escalation") { step, _ in
            if case .conclude(.failed, let reason) = step { .conclude(.escalated, reason: reason) } else { nil }
        },
        Mutant("tells nobody") { step, _ in if case .announce = step { .close } else { nil } },
        Mutant("hides that it tells again") { step, _ in
            if case .notify(let notifier, true) = step { .notify(notifier: notifier, isRepeat: false) } else { nil }
        },
        Mutant("says not_recovered where nothing was seen") { step, _ in
            if case .settle(.unverified) = step { .settle(.notRecovered) } else { nil }
        },
        Mutant("never stops verifying") { variation in
            variation.decide = { run, limits, now in
                let step = run.nextStep(within: limits, at: now)
                guard case .settle(.notRecovered) = step, let start = run.round.actedAt else { return step }
                return now.seconds(since: start) < 60 ? .wait(until: now.advanced(bySeconds: 1)) : step
            }
        },
        Mutant("claims that it recovered by itself") { step, _ in
            if case .conclude(.recovered, let reason) = step { .conclude(.selfRecovered, reason: reason) } else { nil }
        },
        Mutant("asks again for what may have happened") { step, run in
            if case .watch(let intent, _) = step { run.round.clearance.map { .act(intent, $0) } } else { nil }
        },
        Mutant("takes what nobody knows for undone") { step, _ in
            if case .presume(let pending) = step { .refuse(reason: pending.reason) } else { nil }
        },
        Mutant("takes silence for bad") { step, run in
            if case .settle(.unverified) = step { return .settle(.notRecovered) }
            guard run.phase == .cleared, let plan = run.round.plan, plan.isUndo else { return nil }
            return switch step {
            case .precheck, .conclude(.unverified, _): .intend(plan.actions[0])
            default: nil
            }
        },
        Mutant("takes back what is on its way to good") { step, run in
            let before = run.round.plan?.isUndo == true ? run.rounds.dropLast().last : run.round
            guard before?.readings.last?.isOnTheMend == true, let plan = run.round.plan else { return nil }
            return switch step {
            case .settle(.unverified): .settle(.notRecovered)
            case .precheck, .wait, .conclude(.unverified, _):
                run.phase == .cleared && plan.isUndo ? .intend(plan.actions[0]) : nil
            default: nil
            }
        },
        Mutant("does not wait for a late signal") {
            $0.hardship = .lateSignal
            $0.limits { $0.verifierLatencySeconds = 0 }
        },
        Mutant("believes readings from before a pause") {
            $0.hardship = .pause
            $0.limits { ($0.freshSeconds, $0.maximumReadingGapSeconds) = (1e6, 1e6) }
        },
        Mutant("does what was allowed before") { step, run in
            guard case .judge(let plan) = step, let clearance = run.round.clearance else { return nil }
            if run.phase == .cleared { return .intend(plan.actions[0]) }
            if run.phase == .acted { return .intend(plan.actions[run.round.receipts.count]) }
            return run.phase == .intended ? run.round.intents.last.map { .act($0, clearance) } : nil
        },
        Mutant("takes what another run has") { $0.defects = [.ignoresClaims] },
        Mutant("takes strangers for dead") { $0.defects = [.believesStrangersDead] },
        Mutant("keeps a clock that was set back") { $0.defects = [.keepsTheClock] },
        Mutant("leaves no mark before it asks") { $0.leavesNoMark = true },
        Mutant("gives up without an end") { step, run in if case .gather = step, run.hasActed { .rest } else { nil }
        },
    ]

    @Test(arguments: mutants) func theInvariantsNotice(_ mutant: Mutant) async throws {
        for seed in UInt64(1)...1200 {
            do {
                let incident = try await SimulatedIncident.run(seed: seed, mutant.variation)
                if !Invariants.violations(of: incident).isEmpty { return }
            } catch {
                return  // The fold refused the wrong fact, which is as good.
            }
        }
        Issue.record("no seed of 1200 noticed: \(mutant.name)")
    }

    /// A worker that was paused, lost its lease, and wakes up: the fence keeps the journal straight, and absolute
    /// actions keep the world straight.
    @Test func aWorkerThatWakesUpTooLateIsFenced() async throws {
        let cloud = SimulatedCloud(seed: 4, faults: 0)
        let first = SimulatedProcess(cloud, number: 1)
        let lease = Lease(owner: first.owner, at: first.now(), token: 1)
        let run = RunID("run-fenced")
        let incident = Incident(id: "i", service: "s", type: .crashLoop, detectedAt: first.now(), payload: .null)
        let opening = try JournalEntry(
            run: run, seq: 1, at: first.now(), event: .opened(Alert(incident: incident, source: "test")),
            previousDigest: JournalEntry.genesis)
        try await first.open(opening, incident: incident, deduplicationKey: nil, lease: lease)
        let second = SimulatedProcess(cloud, number: 2)
        try await second.claim(run, replacing: lease, with: Lease(owner: second.owner, at: second.now(), token: 2))
        let late = try JournalEntry(
            run: run, seq: 2, at: first.now(), event: .interrupted(signal: "late"), previousDigest: opening.digest)
        await #expect(throws: StoreError.stale) { try await first.append([late], fencingToken: 1) }
        try await second.append([late], fencingToken: 2)
    }
}

extension SimulatedIncident.Variation {
    /// A loop that works within other limits than those in force.
    fileprivate mutating func limits(_ change: @escaping @Sendable (inout Limits) -> Void) {
        decide = { run, limits, now in
            var other = limits
            change(&other)
            return run.nextStep(within: other, at: now)
        }
    }
}
