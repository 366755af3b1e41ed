import AutoSRECore
import Testing

/// What comes next, for every phase and whatever may have happened in it. A row is what happened, and the one step that
/// follows.
@Suite(.timeLimit(.minutes(1))) struct NextStepTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let facts: [Fact]
        let step: String
        let limits: Limits
        var testDescription: String { name }

        init(_ name: String, _ facts: [Fact], _ step: String, _ change: (inout Limits) -> Void = { _ in }) {
            self.init(name, [], facts, step, change)
        }

        /// - Parameters:
        ///   - known: how the phase came about.
        ///   - facts: what happened then.
        init(
            _ name: String, _ known: [Fact], _ facts: [Fact], _ step: String,
            _ change: (inout Limits) -> Void = { _ in }
        ) {
            var limits = Limits()
            change(&limits)
            (self.name, self.facts, self.step, self.limits) = (name, known + facts, step, limits)
        }
    }

    /// The ways to each phase.
    static let known: [Fact] = [.gathered()]
    static let found: [Fact] = known + [.found(.rollback, .restart)]
    static let planned: [Fact] = found + [.planned()]
    static let cleared: [Fact] = planned + [.allowed()]
    static let intended: [Fact] = cleared + standsBad + [.intended]
    static let acted: [Fact] = intended + [.acted()]
    static let inVain: [Fact] = acted + staysBad + [.verified(.notRecovered)]
    static let undoing: [Fact] = inVain + [.undo, .allowed()]
    static let undone: [Fact] = undoing + [.intended, .acted(), .read(.bad), .verified(.undone)]
    static let two: [Fact] = found + [.planned(2), .allowed()] + standsBad + [.intended]
    static let oneOfTwo: [Fact] = two + [.acted()]
    static let halfRefused: [Fact] = oneOfTwo + [.intended, .refused]
    static let waiting: [Fact] = planned + [.asked]
    static let again: [Fact] = undone + known
    /// Bad for the three seconds that it has to stand for, before and after acting.
    static let standsBad = stands { .looked(.bad) }
    static let staysBad = stands { .read(.bad) }
    static func stands(_ reading: () -> Fact) -> [Fact] { [reading(), .pause(1.4), reading(), .pause(1.4), reading()] }
    static let restarted: [Fact] =
        known + [
            .found(.restart), .planned(), .allowed(), .looked(.bad), .intended, .acted(), .read(.bad),
        ]

    private func check(_ row: Row) throws {
        let story = try Story(row.facts)
        #expect(story.step(row.limits) == row.step, "\(row.name), in phase \(story.run.phase.rawValue)")
        #expect(try Run(replaying: story.journal) == story.run)
    }

    @Test(arguments: thinking) func whileThinking(_ row: Row) throws { try check(row) }
    @Test(arguments: judging) func whileJudging(_ row: Row) throws { try check(row) }
    @Test(arguments: looking) func beforeActing(_ row: Row) throws { try check(row) }
    @Test(arguments: acting) func whileActing(_ row: Row) throws { try check(row) }
    @Test(arguments: verifying) func afterActing(_ row: Row) throws { try check(row) }
    @Test(arguments: takingBack) func whileTakingBack(_ row: Row) throws { try check(row) }
    @Test(arguments: ending) func atTheEnd(_ row: Row) throws { try check(row) }

    static let thinking: [Row] = [
        Row("opened", [], "gather"),
        Row("an alert joined", [.joined], "gather"),
        Row("a later program said something", [.unknown], "gather"),
        Row("its conditions are known", [.conditions], "gather"),
        Row("stopped", [.interrupted], "gather"),
        Row("taken over", [.interrupted, .resumed], "gather"),
        Row("reading failed", [.failed(again: 1)], "wait"),
        Row("reading failed, a while ago", [.failed(again: 1), .pause(1)], "gather"),
        Row("reading failed often", [.failed(), .failed(), .failed()], "gather"),
        Row("reading failed too often", [.failed(), .failed(), .failed(), .failed()], "conclude failed"),
        Row("cancelled at once", [.cancelled], "conclude escalated"),
        Row("cancelled while it waits", [.failed(again: 9), .cancelled], "conclude escalated"),
        Row("evidence was read", known, "diagnose"),
        Row("thinking failed", known, [.failed(), .failed()], "diagnose"),
        Row("thinking failed too often", known, [.failed(), .failed(), .failed()], "fall back"),
        Row("thinking may not be tried again", known, [.failed()], "fall back") { $0.reasoningRetries = 0 },
        Row("thinking was refused", known, [.refused], "fall back"),
        Row("cancelled while thinking", known, [.cancelled], "conclude escalated"),
        Row("a cause", found, "plan rollback"),
        Row("a cause that is sure enough", known, [.found(.restart, sure: 0.5)], "plan restart"),
        Row("a cause that is not", known, [.found(.restart, sure: 0.49)], "stand down"),
        Row("a cause for a stricter floor", found, "stand down") { $0.confidenceFloor = 0.95 },
        Row("a cause for a person", known, [.found(.escalate)], "stand down"),
        Row("no cause", known, [.found()], "stand down"),
        Row("not enough is known", known, [.nothing(.insufficient)], "stand down"),
        Row("nothing is abnormal", known, [.nothing(.nothingAbnormal)], "precheck"),
        Row(
            "nothing is abnormal, and the signal stands good",
            known, [.nothing(.nothingAbnormal), .looked(.good), .looked(.good), .looked(.good)],
            "conclude self_recovered"),
        Row(
            "nothing is abnormal, and two good readings are not enough",
            known, [.nothing(.nothingAbnormal), .looked(.good), .looked(.good)], "precheck"),
        Row(
            "nothing is abnormal, and the signal is bad", known, [.nothing(.nothingAbnormal)] + standsBad, "stand down"
        ),
        Row("nothing is abnormal, and bad once", known, [.nothing(.nothingAbnormal), .looked(.bad)], "wait"),
        Row(
            "nothing is abnormal, and the signal says nothing",
            known, [.nothing(.nothingAbnormal), .looked(.unknown), .looked(.unknown), .looked(.unknown)], "stand down"),
        Row("another run is at work", known, [.found(.escalate), .busy], "wait"),
        Row("another run was at work", known, [.found(.escalate), .busy, .pause(0.2)], "precheck"),
        Row(
            "another run was at work, and it is bad", known, [.found(.escalate), .busy, .pause(0.2)] + standsBad,
            "stand down"),
        Row(
            "another run healed it",
            known, [.found(.escalate), .changed, .looked(.good), .looked(.good), .looked(.good)],
            "conclude self_recovered"),
        Row(
            "another run has it for ever",
            known, [.found(.escalate), .busy, .pause(126), .busy, .pause(0.2)] + standsBad, "conclude escalated"),
        Row("planning failed too often", found, [.failed(), .failed(), .failed(), .failed()], "conclude failed"),
        Row("planning was refused", found, [.refused], "stand down"),
        Row("cancelled before a plan", found, [.cancelled], "conclude escalated"),
    ]

    /// Two answers by turns, for so many times two seconds.
    private static func turns(_ one: HealthReading.Status, _ other: HealthReading.Status, _ count: Int) -> [Fact] {
        (0..<count).flatMap { _ in [Fact.looked(one), .pause(0.9), .looked(other), .pause(0.9)] }
    }

    static let judging: [Row] = [
        Row("a plan", planned, "judge"),
        Row("a plan, cancelled", planned, [.cancelled], "conclude escalated"),
        Row("judging failed too often", planned, [.failed(), .failed(), .failed(), .failed()], "conclude failed"),
        Row("denied", planned, [.denied], "conclude escalated"),
        Row("asked, and nobody can answer", planned, [.asked], "refuse"),
        Row("asked, and somebody may", planned, [.asked], "await approval") { $0.approvalSeconds = 60 },
        Row("asked, and nobody did", planned, [.asked, .pause(60)], "refuse") { $0.approvalSeconds = 60 },
        Row("approved", planned, [.asked, .approved], "precheck"),
        Row("rejected", planned, [.asked, .rejected], "conclude escalated"),
        Row("asked, and cancelled", planned, [.asked, .cancelled], "conclude escalated") { $0.approvalSeconds = 60 },
    ]

    static let looking: [Row] = [
        Row("allowed", cleared, "precheck"),
        Row("allowed, and cancelled", cleared, [.cancelled], "conclude escalated"),
        Row("allowed a while ago", cleared, [.pause(5)], "judge"),
        Row("allowed before a take-over", cleared, [.resumed], "judge"),
        Row("allowed again", cleared, [.pause(9), .allowed()], "precheck"),
        Row("allowed, and forbidden since", cleared, [.pause(9), .denied], "conclude escalated"),
        Row("allowed for a moment", planned, [.allowed(for: 1), .pause(1)], "refuse"),
        Row("bad once", cleared, [.looked(.bad)], "wait"),
        Row("bad once, a while ago", cleared, [.looked(.bad), .pause(1)], "precheck"),
        Row("bad three times in a moment", cleared, [.looked(.bad), .looked(.bad), .looked(.bad)], "wait"),
        Row("stands bad", cleared, standsBad, "intend rollback"),
        Row(
            "bad when evidence was read, and since",
            [
                .gathered(.bad), .found(.rollback), .planned(), .allowed(), .looked(.bad), .pause(2.5), .looked(.bad),
            ], "intend rollback"),
        Row(
            "bad when evidence was read, by whoever died since",
            [
                .gathered(.bad), .found(.rollback), .planned(), .resumed, .allowed(), .looked(.bad), .pause(2.5),
                .looked(.bad),
            ], "wait"),
        Row("good once", cleared, [.looked(.good)], "precheck"),
        Row("good, and then bad", cleared, [.looked(.good), .looked(.good)] + standsBad, "intend rollback"),
        Row("good, and then bad once", cleared, [.looked(.good), .looked(.good), .looked(.bad)], "wait"),
        Row("bad and silent by turns", cleared, turns(.bad, .unknown, 4), "intend rollback") { $0.freshSeconds = 60 },
        Row("bad and good by turns", cleared, turns(.bad, .good, 8), "conclude escalated") { $0.freshSeconds = 60 },
        Row(
            "silent, bad, and good at the end", cleared,
            [
                .looked(.unknown), .pause(3), .looked(.unknown), .pause(3), .looked(.bad), .pause(1), .looked(.good),
            ], "wait"
        ) { $0.freshSeconds = 60 },
        Row("bad and good by turns, and there is time", cleared, turns(.bad, .good, 2), "precheck"),
        Row(
            "good when evidence was read, and then silent",
            [
                .gathered(.good), .found(.rollback), .planned(), .allowed(), .looked(.unknown), .looked(.unknown),
                .looked(.unknown),
            ], "conclude escalated"),
        Row("bad, and the evidence is old", cleared, [.pause(900), .allowed()] + standsBad, "conclude escalated"),
        Row("bad, and the evidence is not old yet", cleared, [.pause(890), .allowed()] + standsBad, "intend rollback"),
        Row(
            "silent, and the evidence is old", cleared,
            [.pause(900), .allowed(), .looked(.unknown), .looked(.unknown), .looked(.unknown)], "conclude escalated"),
        Row(
            "good, and the evidence is old", cleared,
            [.pause(900), .allowed(), .looked(.good), .looked(.good), .looked(.good)], "conclude self_recovered"),
        Row(
            "stands good", cleared, [.looked(.good), .looked(.good), .looked(.good)], "conclude self_recovered"),
        Row(
            "good for a moment, with bad before",
            [
                .gathered(.bad), .found(.rollback), .planned(), .allowed(), .looked(.good), .looked(.good),
                .looked(.good),
            ],
            "wait"),
        Row("silent once", cleared, [.looked(.unknown)], "precheck"),
        Row(
            "silent", cleared, [.looked(.unknown), .looked(.unknown), .looked(.unknown)], "intend rollback"),
        Row("looking fails too often", cleared, [.failed(), .failed(), .failed(), .failed()], "conclude failed"),
        Row("taken", cleared, [.looked(.bad), .busy], "wait"),
        Row("taken for a while", cleared, [.looked(.bad), .busy, .pause(0.2)], "precheck"),
        Row(
            "taken for a while, and bad", cleared, [.looked(.bad), .busy, .pause(0.2)] + standsBad,
            "intend rollback"),
        Row(
            "taken for as long as a run may take",
            cleared, [.busy, .pause(126), .busy, .pause(0.2), .allowed()] + standsBad, "conclude escalated"),
        Row("changed by another", cleared, [.changed] + standsBad, "conclude escalated"),
        Row(
            "healed by another", cleared, [.changed, .looked(.good), .looked(.good), .looked(.good)],
            "conclude self_recovered"),
    ]
}
