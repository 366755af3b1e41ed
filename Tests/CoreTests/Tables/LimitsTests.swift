import AutoSRECore
import AutoSRETesting
import Testing

/// The bounds of a run.
@Suite(.timeLimit(.minutes(1))) struct LimitsTests {
    @Test(arguments: [(-1, 0.1), (0, 0.1), (1, 0.1), (2, 0.4), (3, 1.6), (4, 6.4), (5, 25.6), (6, 30), (1_000_000, 30)])
    func waitsGrowAndEnd(attempt: Int, seconds: Double) {
        #expect(abs(Limits().backoffSeconds(attempt: attempt) - seconds) < 1e-9)
    }

    @Test func aRunMayHaveItsTargetFromIntentToVerdict() {
        var limits = Limits()
        (limits.actionSeconds, limits.verificationSeconds) = (7, 100)
        #expect(limits.holdingSeconds == 107)
    }

    /// Every step has a bound of its own, and none is endless.
    @Test func everyStepIsBounded() throws {
        var limits = Limits()
        (limits.gatheringSeconds, limits.reasoningSeconds, limits.actionSeconds) = (2, 40, 6)
        limits.watchSeconds = 9
        let story = try Story(NextStepTests.intended)
        let intent = try #require(story.run.round.intents.last)
        let clearance = try #require(story.run.round.clearance)
        let pending = Pending(intent: intent.key, driver: "http", reason: "", until: story.now)
        let rows: [(Step, Double)] = [
            (.gather, 12), (.diagnose, 40), (.fallBack(reason: ""), 40), (.act(intent, clearance), 18),
            (.watch(intent, pending), 14), (.precheck(within: 1), 7), (.check(within: 2), 7),
            (.notify(notifier: "slack", isRepeat: false), 60), (.close, 30), (.presume(pending), 30),
        ]
        for (step, seconds) in rows { #expect(step.boundSeconds(within: limits) == seconds, "\(step.word)") }
    }

    /// What a run was judged by is in its journal, every bound of it.
    @Test func everyLimitIsKept() throws {
        let before = try #require(try JSON.decode(JSONValue.self, from: JSON.encode(Limits())).object)
        for name in before.keys {
            var members = before
            members[name] = .integer(7)
            let read = try JSON.decode(Limits.self, from: JSON.encode(JSONValue.object(members)))
            let again = try JSON.decode(Limits.self, from: JSON.encode(read))
            #expect(read != Limits() && read == again, "\(name)")
            members[name] = nil
            #expect(throws: DecodingError.self, "\(name)") {
                try JSON.decode(Limits.self, from: JSON.encode(JSONValue.object(members)))
            }
        }
        #expect(before.count == 23)
    }
}
