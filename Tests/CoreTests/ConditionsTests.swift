import AutoSRECore
import AutoSRETesting
import Testing

/// What a run is judged by is a fact in its journal, and everything is bound by canonical bytes.
@Suite(.timeLimit(.minutes(1))) struct ConditionsTests {
    @Test func theyComeBackFromTheJournalAsTheyWere() throws {
        var (policy, limits) = (Policy(), Limits())
        policy.protectedServices = ["b", "a"]
        policy.allowedActions = [ActionRule(.restart, on: .service), ActionRule(nil, on: .lambdaAlias)]
        limits.verificationSeconds = 7.5
        let conditions = Conditions(program: "autosre 9", limits: limits, policy: policy)
        let event = Event.conditions(conditions)
        let json = String(decoding: try event.payload(), as: UTF8.self)
        #expect(!json.contains { $0.isUppercase }, "every member is written as JSON's others are: \(json)")
        #expect(try Event(kind: event.kind, payload: event.payload()) == event)
        var journal = [try Sample.opening("run-1")]
        journal.append(try Sample.entry(event, after: journal))
        let run = try Run(replaying: journal)
        #expect(run.conditions == conditions && run.phase == .opened)
    }

    /// Where a run works is known from its first fact on; an older one did not say.
    @Test func whereARunWorksComesBackFromTheJournal() throws {
        let incident = Incident(
            id: "i", service: "checkout", type: .crashLoop, detectedAt: Sample.time(0), payload: .null)
        for place in [nil, ["OPERATIONS_DASHBOARD_URL": "http://shop:3000"]] {
            let event = Event.opened(Alert(incident: incident, source: "simulated", place: place))
            let read = try Event(kind: event.kind, payload: event.payload())
            #expect(read == event)
            guard case .opened(let alert) = read else { continue }
            #expect(alert.place == place)
        }
    }

    @Test func equalPoliciesHaveEqualDigestsWhateverTheOrder() {
        var (one, other) = (Policy(), Policy())
        (one.protectedServices, other.protectedServices) = (["x", "y", "z"], ["z", "y", "x"])
        #expect(one.digest == other.digest)
        other.cooldownSeconds = 1
        #expect(one.digest != other.digest)
    }

    /// Words for people are not bound, everything that is done is.
    @Test func aPlanIsBoundByWhatItDoes() throws {
        func plan(_ target: String, _ after: String, reason: String = "r", cause: String = "h") throws -> Plan {
            let action = Action(
                kind: .rollback, target: Target(kind: .service, name: target), before: .version("v2"),
                after: .version(after), reason: reason)
            let idea = HypothesisKey(category: cause, service: "s", version: nil, recommendation: .rollback)
            return try #require(Plan(actions: [action], hypothesis: idea, expectation: "e"))
        }
        let digest = try plan("a", "v1").digest
        #expect(try plan("a", "v1", reason: "another").digest == digest)
        for other in [try plan("b", "v1"), try plan("a", "v0"), try plan("a", "v1", cause: "i")] {
            #expect(other.digest != digest)
        }
        // What a separator in a name could have made equal.
        #expect(try plan("a", "v1\tx").digest != plan("a\tv1", "x").digest)
        #expect(Digest(of: "plan/1", ["a"]) != Digest(of: "plan/2", ["a"]), "a shape has a name of its own")
    }
}
