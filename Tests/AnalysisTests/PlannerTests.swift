import AutoSRECore
import AutoSREAnalysis
import Testing

@Suite(.timeLimit(.minutes(1)))
struct PlannerTests {
    private func hypothesis(
        _ recommendation: Recommendation, version: String? = nil, replicas: Int? = nil
    ) -> Hypothesis {
        let window = TimeWindow(from: Notes.ago(60), until: Notes.now)
        let claim = Claim("it was seen", .nothingDeployed(window: window), evidence: [])
        return Hypothesis(
            cause: "something", category: "k", service: "ledger", version: version, confidence: 0.9, claims: [claim],
            recommendation: recommendation, replicas: replicas, prevention: "p")
    }

    private func plan(_ hypothesis: Hypothesis, _ notes: Notes) throws -> Action {
        let plan = try CataloguePlanner(targetKind: TargetKind(rawValue: "function")).plan(
            for: hypothesis, incident: notes.incident, evidence: notes.evidence(), at: Notes.now)
        #expect(plan.hypothesis == hypothesis.key)
        #expect(!plan.expectation.isEmpty)
        #expect(plan.actions.count == 1)
        let action = try #require(plan.actions.first)
        #expect(action.target == Target(kind: TargetKind(rawValue: "function"), name: "ledger"))
        return action
    }

    private func notes(_ history: [(String, Double, String)], desired: Int? = nil, maximum: Int? = nil) -> Notes {
        var notes = Notes()
        notes.bodies.append(
            .changes(history.map { Change(rollout: $0.0, of: .service("ledger"), at: Notes.ago($0.1), status: $0.2) })
        )
        notes.bodies.append(
            .state(
                ServiceState(
                    version: history.first?.0, replicasDesired: desired, replicasMaximum: maximum, instances: [],
                    pool: nil)))
        return notes
    }

    @Test func rollsBackToTheNewestOlderVersion() throws {
        let notes = notes([("c", 10, "running"), ("b", 900, "superseded"), ("a", 5000, "superseded")])
        let action = try plan(hypothesis(.rollback, version: "c"), notes)
        #expect(action.before == .version("c"))
        #expect(action.after == .version("b"))
        #expect(action.reason.contains("notes"))
        #expect(action.reason.contains("it was seen"))
        #expect(try plan(hypothesis(.rollback), notes).after == .version("b"))
        #expect(try plan(hypothesis(.rollback, version: "b"), notes).after == .version("a"))
    }

    /// A clock that is ahead shows in our future what was done before we ask.
    @Test func whatWasDoneBeforeIsNotDoneByThePlan() throws {
        let ahead = Notes.now.advanced(bySeconds: 70)
        var notes = Notes()
        let instances = ["a", "b"].map {
            ServiceState.Instance(id: $0, version: "c", startedAt: ahead, status: "running")
        }
        notes.bodies.append(
            .state(
                ServiceState(
                    version: "c", replicasDesired: 2, replicasMaximum: nil, instances: instances,
                    pool: ServiceState.Pool(size: 5, inUse: 5, waiting: 3, restartedAt: ahead))))
        let later = Instant(milliseconds: ahead.milliseconds + 1)
        #expect(try plan(hypothesis(.restart), notes).after == .instancesSince(later))
        #expect(try plan(hypothesis(.restartDatabasePool), notes).after == .poolSince(later))
        #expect(try plan(hypothesis(.restart), Notes()).after == .instancesSince(Notes.now))
    }

    @Test func nothingIsRolledBackWhileSomebodyRollsOut() throws {
        for status in ["in_progress", "InProgress", "deploying", "UPDATE_IN_PROGRESS", "rolling out"] {
            let notes = notes([("d", 0.5, status), ("c", 10, "running"), ("b", 900, "superseded")])
            let refusal = #expect(throws: Refusal.self) { try plan(hypothesis(.rollback, version: "c"), notes) }
            #expect(
                refusal?.reason.contains("d is being rolled out since") == true, "\(status): \(refusal?.reason ?? "")")
        }
        for (status, ago) in [("in_progress", 60.0), ("rolled_back", 1), ("failed", 1), ("rolling back", 1)] {
            let notes = notes([("d", ago, status), ("c", 70, "running"), ("b", 900, "superseded")])
            #expect(try plan(hypothesis(.rollback, version: "c"), notes).after == .version("b"), "\(status)")
        }
        let own = notes([("c", 10, "in_progress"), ("b", 900, "superseded")])
        #expect(try plan(hypothesis(.rollback, version: "c"), own).after == .version("b"))
    }

    @Test func ofTheSameMomentNobodyKnowsWhichCameFirst() throws {
        let notes = notes([("c", 10, "running"), ("b", 10, "superseded"), ("a", 900, "superseded")])
        #expect(try plan(hypothesis(.rollback, version: "c"), notes).after == .version("a"))
    }

    @Test func historyInAnyOrderIsRead() throws {
        let notes = notes([("a", 5000, "ran"), ("c", 10, "ran"), ("b", 900, "ran")])
        #expect(try plan(hypothesis(.rollback, version: "c"), notes).after == .version("b"))
    }

    @Test func doesNotGoBackToWhatWasTakenBackOrToItself() throws {
        let history = [
            ("c", 10.0, "running"), ("b", 20, "rolled_back"), ("c", 25, "superseded"), ("a", 5000, "superseded"),
        ]
        #expect(try plan(hypothesis(.rollback, version: "c"), notes(history)).after == .version("a"))
        let only = notes([("c", 10, "running"), ("b", 900, "rolled_back")])
        let refusal = #expect(throws: Refusal.self) { try plan(hypothesis(.rollback, version: "c"), only) }
        #expect(refusal?.reason.contains("b is rolled_back") == true)
    }

    /// What was deployed once more had run for long: to take it back would bring a version that nobody missed.
    @Test(arguments: [
        [("c", 10.0, "running"), ("c", 14_000, "superseded"), ("a", 30_000, "superseded")],
        [("c", 10.0, "running"), ("b", 900, "rolled_back"), ("c", 1000, "superseded"), ("a", 5000, "superseded")],
    ]) func doesNotTakeBackWhatWasDeployedAgain(history: [(String, Double, String)]) throws {
        let refusal = #expect(throws: Refusal.self) { try plan(hypothesis(.rollback, version: "c"), notes(history)) }
        #expect(refusal?.reason.contains("c was deployed again") == true)
        let back = [("c", 10.0, "running"), ("b", 900, "superseded"), ("c", 1000, "superseded")]
        #expect(try plan(hypothesis(.rollback, version: "c"), notes(back)).after == .version("b"))
    }

    @Test(arguments: [
        ("b", "failed"), ("b", "ROLLED-BACK"), ("b", "aborted"), ("b", "in_progress"), ("", "superseded"),
        (" \t", "superseded"), ("v1.[redacted]", "superseded"), ("v1.2.3-very-long…", "superseded"),
    ])
    func neverGoesBackToWhatIsCutEmptyOrFailed(version: String, status: String) throws {
        let two = notes([("c", 10, "running"), (version, 900, status), ("a", 5000, "superseded")])
        let action = try plan(hypothesis(.rollback, version: "c"), two)
        #expect(action.after == .version("a") && action.reason.contains("passing over"))
        let one = notes([("c", 10, "running"), (version, 900, status)])
        #expect(throws: Refusal.self) { try plan(hypothesis(.rollback, version: "c"), one) }
    }

    @Test(arguments: ["superseded", "running", "success", "inactive", "rolled back to", "deployed", ""])
    func goesBackToWhatRan(status: String) throws {
        let two = notes([("c", 10, "running"), ("b", 900, status), ("a", 5000, "superseded")])
        #expect(try plan(hypothesis(.rollback, version: "c"), two).after == .version("b"))
    }

    @Test func withoutADeclaredMaximumAtMostTwice() throws {
        for replicas in [nil, 8, 9, 725, .max] as [Int?] {
            let action = try plan(hypothesis(.scaleUp, replicas: replicas), notes([], desired: 4))
            #expect(action.after == .replicas(8), "\(replicas ?? 0)")
            #expect(action.reason.contains("no maximum is declared"))
        }
        #expect(try plan(hypothesis(.scaleUp, replicas: 6), notes([], desired: 4)).after == .replicas(6))
        #expect(throws: Refusal.self) { try plan(hypothesis(.scaleUp), notes([], desired: .max)) }
    }

    /// What no state could show again is never asked for.
    @Test func neverMoreThanCanBeReadBack() throws {
        for maximum in [nil, 100_000, 150_000, .max] as [Int?] {
            for replicas in [nil, 190_298, .max] as [Int?] {
                let action = try plan(
                    hypothesis(.scaleUp, replicas: replicas), notes([], desired: 60_000, maximum: maximum))
                #expect(action.after == .replicas(100_000), "\(maximum ?? 0) \(replicas ?? 0)")
            }
        }
        for desired in [100_000, 100_001] {
            #expect(throws: Refusal.self) {
                try plan(hypothesis(.scaleUp, replicas: 190_298), notes([], desired: desired))
            }
        }
    }

    @Test(arguments: [
        ("nothing older", [("c", 10.0, "running"), ("c", 900, "superseded")], "c"), ("no history", [], "c"),
        ("unknown", [("c", 10.0, "running"), ("b", 900, "superseded")], "z"),
    ])
    func refusesARollbackWithoutAGoodTarget(name: String, history: [(String, Double, String)], candidate: String) throws
    {
        #expect(throws: Refusal.self, "\(name)") { try plan(hypothesis(.rollback, version: candidate), notes(history)) }
    }

    @Test func scalesToWhatIsEnoughAndPossible() throws {
        let some = notes([], desired: 4, maximum: 12)
        let action = try plan(hypothesis(.scaleUp, replicas: 9), some)
        #expect(action.before == .replicas(4))
        #expect(action.after == .replicas(9))
        #expect(try plan(hypothesis(.scaleUp), some).after == .replicas(8))
        #expect(try plan(hypothesis(.scaleUp, replicas: 40), some).after == .replicas(12))
        #expect(throws: Refusal.self) { try plan(hypothesis(.scaleUp), notes([], desired: 12, maximum: 12)) }
        #expect(throws: Refusal.self) { try plan(hypothesis(.scaleUp), notes([])) }
    }

    @Test func restartsAimAtAgesAndEscalationAtNothing() throws {
        let some = notes([])
        #expect(try plan(hypothesis(.restart), some).after == .instancesSince(Notes.now))
        #expect(try plan(hypothesis(.restart), some).before == nil)
        #expect(try plan(hypothesis(.restartDatabasePool), some).after == .poolSince(Notes.now))
        #expect(throws: Refusal.self) { try plan(hypothesis(.escalate), some) }
    }
}
