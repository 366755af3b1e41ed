import AutoSRECore
import AutoSRETesting
import Testing

/// A person's answer counts for exactly the plan and the evidence that they were shown, while they are asked.
@Suite(.timeLimit(.minutes(1)))
struct AnswerTests {
    /// A run that asks, for a minute.
    private func asked() throws -> Story {
        var limits = Limits()
        limits.approvalSeconds = 60
        var story = try Story()
        try story.add(.conditions(Conditions(program: "autosre test", limits: limits, policy: Policy())))
        for fact in NextStepTests.planned + [.asked] { try story.tell(fact) }
        return story
    }

    private func yes(_ story: Story, after seconds: Double = 1) throws -> Message {
        let plan = try #require(story.run.round.plan?.digest)
        let evidence = try #require(story.run.round.gathering?.digest)
        return message(story, .approve(plan: plan, evidence: evidence), after: seconds)
    }

    private func message(_ story: Story, _ content: Message.Content, after seconds: Double = 1) -> Message {
        Message(id: "m", run: story.run.id, at: story.now.advanced(bySeconds: seconds), from: "ann", content)
    }

    private func void(_ event: Event) -> String? {
        if case .answerVoid("ann", let reason) = event { reason } else { nil }
    }

    @Test func yesToWhatIsAskedIsAClearance() throws {
        var story = try asked()
        let message = try yes(story)
        let fact = story.run.fact(of: message, at: message.at, isRehearsal: false)
        guard case .approved(let clearance) = fact else { return #expect(Bool(false), "\(fact)") }
        #expect(
            clearance.plan == story.run.round.plan?.digest && clearance.evidence == story.run.round.gathering?.digest)
        #expect(clearance.grantedBy == "ann" && !clearance.isRehearsal && clearance.run == story.run.id)
        #expect(clearance.expires == message.at.advanced(bySeconds: Policy().clearanceSeconds))
        try story.add(fact)
        #expect(story.run.phase == .cleared)
        // Once is enough.
        #expect(void(story.run.fact(of: message, at: message.at, isRehearsal: false)) != nil)
    }

    @Test func whatIsToBeLoggedIsAllowedToBeLogged() throws {
        let story = try asked()
        let message = try yes(story)
        guard case .approved(let clearance) = story.run.fact(of: message, at: message.at, isRehearsal: true) else {
            return #expect(Bool(false))
        }
        #expect(clearance.isRehearsal)
    }

    @Test func anotherPlanOrOtherEvidenceIsNotMeant() throws {
        let story = try asked()
        let plan = try #require(story.run.round.plan?.digest)
        let evidence = try #require(story.run.round.gathering?.digest)
        for content: Message.Content in [
            .approve(plan: Digest(of: "other"), evidence: evidence),
            .approve(plan: plan, evidence: Digest(of: "other")),
            .reject(plan: Digest(of: "other"), reason: "no"),
        ] {
            let message = message(story, content)
            #expect(void(story.run.fact(of: message, at: message.at, isRehearsal: false)) != nil, "\(content)")
        }
    }

    @Test func whatComesLateOrLiesLongIsNoYes() throws {
        let story = try asked()
        let late = try yes(story, after: 60)
        #expect(void(story.run.fact(of: late, at: late.at, isRehearsal: false))?.contains("after the time") == true)
        let early = try yes(story)
        let later = early.at.advanced(bySeconds: Policy().clearanceSeconds)
        #expect(void(story.run.fact(of: early, at: later, isRehearsal: false))?.contains("too long ago") == true)
    }

    @Test func noIsNo() throws {
        var story = try asked()
        let plan = try #require(story.run.round.plan?.digest)
        let message = message(story, .reject(plan: plan, reason: "a drill"))
        let fact = story.run.fact(of: message, at: message.at, isRehearsal: false)
        #expect(fact == .rejected(by: "ann", reason: "a drill"))
        try story.add(fact)
        #expect(story.run.phase == .refused)
    }

    @Test func nobodyIsAskedBefore() throws {
        var story = try Story()
        for fact in NextStepTests.planned { try story.tell(fact) }
        let message = try yes(story)
        #expect(story.run.answerableUntil == nil)
        #expect(void(story.run.fact(of: message, at: message.at, isRehearsal: false)) != nil)
    }

    @Test func answersAreStored() throws {
        let contents: [Message.Content] = [
            .approve(plan: Digest(of: "p"), evidence: Digest(of: "e")), .reject(plan: Digest(of: "p"), reason: "no"),
        ]
        for content in contents {
            #expect(try Message.Content(kind: content.kind, payload: content.payload()) == content)
        }
        let odd = try Message.Content(kind: "approve", payload: Array(#"{"plan":"x"}"#.utf8))
        guard case .unknown = odd else { return #expect(Bool(false), "\(odd)") }
    }
}
