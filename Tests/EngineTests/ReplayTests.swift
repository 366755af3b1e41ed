import AutoSRECore
import AutoSREEngine
import AutoSRETesting
import Testing

/// Journals of simulated incidents, whose decisions are made again.
@Suite(.timeLimit(.minutes(2))) struct ReplayTests {
    private func replay(
        _ incident: SimulatedIncident, program: String = "autosre", evidence: (any EvidenceStore)? = nil,
        policy: Policy? = nil
    ) -> Replay {
        let reader = SimulatedProcess(incident.cloud, number: 999)
        return Replay(
            evidence: evidence ?? reader, kinds: .standard, actions: .standard, store: reader, diagnosers: [:],
            planner: { _ in SimulatedPlanner() }, redactor: Redactor(secrets: []), program: program, policy: policy)
    }

    /// Whatever happened to a run: every decision comes out again, but for those whose author is not asked.
    @Test func everyDecisionIsTheSame() async throws {
        var kinds: [String: Int] = [:]
        for seed in UInt64(1)...300 {
            var variation = SimulatedIncident.Variation()
            if seed % 10 == 0 { variation.policy.mode = .suggest }
            let incident = try await SimulatedIncident.run(seed: seed, variation)
            guard incident.run?.laterSchema == nil else { continue }
            for decision in try await replay(incident).decisions(of: incident.journal) {
                switch decision.result {
                case .same: kinds[decision.entry.event.kind, default: 0] += 1
                case .fact: continue
                case .unknown(let reason):
                    let isAsked = decision.entry.event.kind == "diagnosed"
                    #expect(isAsked && reason.hasPrefix("simulation concluded it"), "seed \(seed): \(reason)")
                case .parts(let words):
                    Issue.record("seed \(seed): \(decision.entry.seq) \(decision.entry.event.kind) \(words)")
                }
            }
        }
        let expected = [
            "gathered", "planned", "judged", "prechecked", "intended", "acted", "refused", "checked", "verified",
            "concluded", "notifying", "notified", "closed",
        ]
        for kind in expected { #expect(kinds[kind, default: 0] > 10, "\(kind): \(kinds[kind, default: 0])") }
    }

    /// A run that was decided otherwise than this program decides.
    @Test func whatWasDecidedOtherwiseParts() async throws {
        var variation = SimulatedIncident.Variation()
        variation.decide = { run, limits, now in
            let step = run.nextStep(within: limits, at: now)
            if case .settle(.notRecovered) = step { return .settle(.recovered) }
            return step
        }
        var parted = 0
        for seed in UInt64(1)...60 {
            let incident = try await SimulatedIncident.run(seed: seed, variation)
            for decision in try await replay(incident).decisions(of: incident.journal) {
                guard case .parts(let words) = decision.result else { continue }
                #expect(decision.entry.event == .verified(.recovered) && words.contains("not_recovered"), "\(words)")
                parted += 1
            }
        }
        #expect(parted > 3)
    }

    /// Another policy: its verdict beside the run's own, and nothing is known of what comes after the first parting.
    @Test func anotherPolicyParts() async throws {
        let incident = try await recovered()
        var policy = Policy()
        policy.mode = .off
        let decisions = try await replay(incident, policy: policy).decisions(of: incident.journal)
        let verdicts = decisions.filter { $0.entry.event.kind == "judged" }
        #expect(verdicts.first?.result == .parts("deny (mode): the policy's mode is off: nothing is carried out"))
        let later = decisions.drop { $0.entry.seq <= verdicts[0].entry.seq }
        #expect(
            later.allSatisfy {
                if case .unknown(let reason) = $0.result { return reason.contains("another way") }
                return $0.result == .fact
            })
        // One that only gives clearances for longer leads the same way.
        policy = Policy()
        policy.clearanceSeconds = 7_200
        let same = try await replay(incident, policy: policy).decisions(of: incident.journal)
        #expect(!same.contains { if case .parts = $0.result { true } else { false } })
        // A higher floor: the plan would not have been made at all.
        policy.confidenceFloor = 0.99
        let floor = try await replay(incident, policy: policy).decisions(of: incident.journal)
        let first = floor.first { if case .parts = $0.result { true } else { false } }
        #expect(first?.entry.event.kind == "planned")
    }

    /// What cannot be made again is never the same.
    @Test func whatCannotBeMadeAgainIsNamed() async throws {
        let incident = try await recovered()
        for decision in try await replay(incident, program: "autosre 9").decisions(of: incident.journal) {
            #expect(
                decision.result == .fact || decision.result == .unknown("autosre decided it, and this is autosre 9"))
        }
        let bare = try await replay(incident, evidence: NoEvidence()).decisions(of: incident.journal)
        for kind in ["planned", "judged"] {
            let one = bare.first { $0.entry.event.kind == kind }
            #expect(one?.result == .unknown("the evidence that it rests on is not there any more"), "\(kind)")
        }
    }

    private struct NoEvidence: EvidenceStore {
        func put(_ evidence: [MintedEvidence]) async throws {}
        func bytes(of reference: EvidenceReference) async throws -> [UInt8] { throw StoreError.unknownRun }
    }

    /// The first seed without faults that acts and recovers.
    private func recovered() async throws -> SimulatedIncident {
        for seed in UInt64(1)...200 {
            let incident = try await SimulatedIncident.run(seed: seed, faults: 0)
            if incident.run?.conclusion?.outcome == .recovered, incident.run?.rounds.count == 1 { return incident }
        }
        throw StoreError.unknownRun
    }
}
