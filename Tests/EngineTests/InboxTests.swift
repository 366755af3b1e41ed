import AutoSRECore
import AutoSREEngine
import AutoSRETesting
import Testing

/// What is said to a run becomes a fact once, by whoever holds it, and does what it may and no more.
@Suite(.timeLimit(.minutes(2))) struct InboxTests {
    /// Processes die before and after every write, and each message is a fact all the same, once.
    @Test func aMessageAtEveryStepIsAFactOnce() async throws {
        var (facts, unknown) = (0, 0)
        for seed in UInt64(1)...250 {
            var variation = SimulatedIncident.Variation()
            variation.writes = (true, nil)
            let incident = try await SimulatedIncident.run(seed: seed, variation)
            for violation in Invariants.violations(of: incident) { Issue.record("seed \(seed): \(violation)") }
            let joined = incident.run?.joined.map(\.incident.id) ?? []
            #expect(Set(joined).count == joined.count, "seed \(seed): an alert joined twice")
            let kept = incident.journal.count { $0.event.kind == "message_unknown" }
            facts += joined.count + kept
            unknown += kept
            // Of a run that a later program has spoken of nothing is taken any more.
            if incident.run?.laterSchema != nil { continue }
            let written = incident.cloud.written(to: incident.id)
            // What was said to it in its last moment may come too late.
            #expect(joined.count + kept >= written - 1, "seed \(seed): \(joined.count + kept) of \(written)")
        }
        #expect(facts > 2000 && unknown > 1000, "\(facts) facts, \(unknown) unknown")
    }

    /// Whenever it is cancelled, nothing is begun afterwards, what did not help is taken back, and it ends.
    @Test func aCancelledRunBeginsNothing() async throws {
        var (escalated, acted) = (0, 0)
        for seed in UInt64(1)...400 {
            var variation = SimulatedIncident.Variation()
            variation.writes = (true, 1 + Int(seed % 25))
            let incident = try await SimulatedIncident.run(seed: seed, variation)
            for violation in Invariants.violations(of: incident) { Issue.record("seed \(seed): \(violation)") }
            guard let at = incident.journal.firstIndex(where: { $0.event.kind == "cancelled" }) else { continue }
            var isUndo = false
            for entry in incident.journal[at...] {
                if case .planned(let plan) = entry.event { isUndo = plan.isUndo }
                if case .intended = entry.event, !isUndo {
                    // An undo that was planned before goes on.
                    let plans = incident.journal.prefix { $0.seq < entry.seq }
                    let last = plans.last { $0.event.kind == "planned" }
                    if case .planned(let plan)? = last?.event, plan.isUndo { continue }
                    Issue.record("seed \(seed): something was begun after the cancel")
                }
            }
            if incident.run?.conclusion?.outcome == .escalated { escalated += 1 }
            if incident.run?.hasActed == true { acted += 1 }
        }
        #expect(escalated > 20 && acted > 20, "\(escalated) escalated, \(acted) had acted")
    }
}
