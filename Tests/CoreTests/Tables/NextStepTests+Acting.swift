import AutoSRECore

// The rows from the intent on.
extension NextStepTests {
    private static let failures: [Fact] = [.failed(), .failed(), .failed()]

    static let acting: [Row] = [
        Row("intended", intended, "act"),
        Row("intended long ago", intended, [.pause(60)], "precheck"),
        Row("intended long ago, and bad", intended, [.pause(60)] + standsBad, "act"),
        Row("intended, and cancelled: what was begun is done", intended, [.cancelled], "act"),
        Row("intended, and taken over", intended, [.resumed], "precheck"),
        Row("intended, taken over, and bad once", intended, [.resumed, .looked(.bad)], "wait"),
        Row("intended, taken over, and bad", intended, [.resumed] + standsBad, "act"),
        Row(
            "intended, taken over, and good",
            intended, [.resumed] + stands { .looked(.good) }, "conclude self_recovered"),
        Row(
            "intended, taken over, and silent",
            intended, [.resumed, .looked(.unknown), .looked(.unknown), .looked(.unknown)], "act"),
        Row("intended, and taken over a day later", intended, [.pause(86_400), .resumed], "precheck"),
        Row(
            "intended, taken over a day later, and bad",
            intended, [.pause(86_400), .resumed] + standsBad, "conclude escalated"),
        Row(
            "intended, taken over a day later, and silent",
            intended, [.pause(86_400), .resumed, .looked(.unknown), .looked(.unknown), .looked(.unknown)],
            "conclude escalated"),
        Row("it failed", intended, [.failed(), .failed()], "act"),
        Row("it failed and is to wait", intended, [.failed(again: 1)], "wait"),
        Row("it failed too often", intended, failures, "refuse"),
        Row("it failed, and its time is over", intended, [.failed(), .failed(), .pause(5)], "refuse"),
        Row("its only try took all its time", intended, [.pause(8), .failed()], "precheck"),
        Row("its only try took all its time, and it is bad", intended, [.pause(8), .failed()] + standsBad, "act"),
        Row(
            "a look is no new try", intended, [.failed(), .failed(), .looked(.bad), .failed(), .failed()], "refuse"),
        Row("it failed, and was taken over since", intended, [.failed(), .pause(5), .resumed], "precheck"),
        Row("intended, and another changed it", intended, [.changed], "refuse"),
        Row("intended, and another has it", intended, [.busy], "wait"),
        Row("intended, and forbidden", intended, [.denied], "conclude failed"),
        Row("it says no", intended, [.refused], "conclude failed"),
        Row("being sent", intended, [.sending], "act"),
        Row("being sent, and whoever sent it died", intended, [.sending, .resumed], "watch"),
        Row("being sent, and stopped", intended, [.sending, .interrupted], "watch"),
        Row("not sent after all", intended, [.sending, .failed(), .resumed], "precheck"),
        Row("not sent after all, and tried again", intended, [.sending, .failed()], "act"),
        Row("no answer", intended, [.pending], "watch"),
        Row(
            "no answer, and looking failed often", intended,
            [.pending, .failed(), .failed(), .failed(), .failed(), .failed(), .failed()], "watch"),
        Row("no answer, and cancelled", intended, [.pending, .cancelled], "watch"),
        Row("no answer for as long as it may take", intended, [.pending, .pause(10)], "presume"),
        Row("one of two is done", two, [.acted()], "intend restart_db_pool"),
        Row("one of two is done, and cancelled", two, [.acted(), .cancelled], "refuse"),
        Row("one of two is done, some time ago", two, [.acted(), .pause(5)], "judge"),
        Row("one of two is done, and another changed it", two, [.acted(), .changed], "refuse"),
        Row("one of two is not known to be", two, [.acted(.unconfirmed)], "check"),
        Row("one of two is done, the other refused", two, [.acted(), .intended, .refused], "undo"),
        Row(
            "one of two was there before, the other refused", two, [.acted(.found), .intended, .refused],
            "conclude failed"),
        Row("both are done", two, [.acted(), .intended, .acted()], "check"),
    ]

    /// Short spans, so that a few readings a tenth of a second apart are a verification.
    private static func short(_ limits: inout Limits) {
        (limits.stableSeconds, limits.verificationSeconds, limits.roundVerificationSeconds) = (0.2, 3, 1)
    }

    static let verifying: [Row] = [
        Row("done", acted, "check"),
        Row("found done", intended, [.acted(.found)], "check"),
        Row("only logged", intended, [.acted(.simulated)], "check"),
        Row("done, and cancelled", acted, [.cancelled], "check"),
        Row("read just now", acted, [.read(.good)], "wait") { $0.confirmationGapSeconds = 1 },
        Row("good twice", acted, [.read(.good), .read(.good)], "check", short),
        Row("stands good", acted, [.read(.good), .read(.good), .read(.good)], "settle recovered", short),
        Row(
            "good, but not in a row", acted, [.read(.good), .read(.bad), .read(.good), .read(.good)], "check", short),
        Row(
            "good readings of before a take-over", acted, [.read(.good), .read(.good), .resumed, .read(.good)],
            "check",
            short),
        Row(
            "bad at the end of its time", acted, [.read(.bad), .pause(0.5), .read(.bad), .pause(0.5), .read(.bad)],
            "settle not_recovered", short),
        Row(
            "bad at the end of its time, and good a moment before",
            acted, [.read(.bad), .pause(0.5), .read(.good), .pause(0.5), .read(.bad)], "settle unverified", short),
        Row(
            "bad and silent by turns to the end of its time",
            acted,
            [.read(.bad), .pause(0.3), .read(.bad), .pause(0.3), .read(.unknown), .pause(0.3), .read(.bad)],
            "settle not_recovered", short),
        Row("bad, and there is time", acted, [.read(.bad)], "check", short),
        Row(
            "bad before the signal can show it", acted,
            [.read(.bad), .pause(0.5), .read(.bad), .pause(0.5), .read(.bad)], "settle unverified"
        ) {
            short(&$0)
            $0.verifierLatencySeconds = 30
        },
        Row(
            "silent at the end of its time", acted, [.read(.bad), .pause(1.1), .read(.unknown)], "settle unverified",
            short),
        Row("no reading at all, however late", acted, [.pause(60)], "check"),
        Row("it helped", acted, [.read(.good), .verified(.recovered)], "conclude recovered"),
        Row(
            "it was done already", intended, [.acted(.found), .read(.good), .verified(.recovered)],
            "conclude self_recovered"),
        Row(
            "it was done already, after it was asked for",
            intended, [.sending, .acted(.found), .read(.good), .verified(.recovered)], "conclude recovered"),
        Row(
            "it was done already, after a try that failed",
            intended, [.failed(), .acted(.found), .read(.good), .verified(.recovered)], "conclude recovered"),
        Row(
            "it was done when another process looked",
            intended, [.resumed, .acted(.found), .read(.good), .verified(.recovered)], "conclude recovered"),
        Row("nobody knows", acted, [.read(.unknown), .verified(.unverified)], "conclude unverified"),
        Row("in vain", inVain, "undo"),
        Row("in vain, and cancelled: it is taken back all the same", inVain, [.cancelled], "undo"),
        Row(
            "in vain, and nobody knows whether it happened",
            intended, [.acted(.unconfirmed), .read(.bad), .verified(.notRecovered)], "conclude unverified"),
        Row(
            "in vain, and was there before", intended, [.acted(.found), .read(.bad), .verified(.notRecovered)],
            "gather"),
        Row(
            "in vain, and only logged", intended, [.acted(.simulated), .read(.bad), .verified(.notRecovered)],
            "conclude not_recovered"),
        Row(
            "in vain, cannot be taken back, nothing else", restarted, [.verified(.notRecovered)],
            "conclude not_recovered"),
        Row(
            "in part",
            cleared + [.looked(.bad, [.bad, .bad]), .intended, .acted()],
            [
                .read(.bad, [.good, .bad]), .verified(.notRecovered),
            ], "conclude not_recovered"),
    ]

    static let takingBack: [Row] = [
        Row("to be taken back", inVain, [.undo], "judge the undo"),
        Row("may be taken back, and bad was just read", undoing, "intend rollback"),
        Row("may be taken back, and bad was read before", inVain, [.pause(9), .undo, .allowed()], "precheck"),
        Row(
            "may be taken back, and bad again", inVain, [.pause(9), .undo, .allowed()] + standsBad,
            "intend rollback"),
        Row("may be taken back, and bad once", inVain, [.pause(9), .undo, .allowed(), .looked(.bad)], "wait"),
        Row(
            "may be taken back, and bad a moment ago",
            inVain, [.pause(9), .undo, .allowed()] + standsBad + [.pause(1.5)], "precheck"),
        Row(
            "may be taken back, and nothing is seen",
            inVain, [.pause(9), .undo, .allowed(), .looked(.unknown), .looked(.unknown), .looked(.unknown)],
            "conclude unverified"),
        Row(
            "may be taken back, and it came back by itself",
            inVain,
            [
                .pause(9), .undo, .allowed(), .looked(.good), .looked(.good), .looked(.good), .looked(.good),
            ], "conclude recovered"
        ) { $0.stableSeconds = 0.2 },
        Row("may not be taken back", inVain, [.undo, .denied], "conclude not_recovered"),
        Row("another changed it since", undoing, [.changed], "refuse"),
        Row("being taken back", undoing, [.intended], "act"),
        Row("being taken back, and cancelled", undoing, [.intended, .cancelled], "act"),
        Row("being taken back, and taken over", undoing, [.intended, .resumed], "precheck"),
        Row(
            "being taken back, taken over, and good",
            undoing, [.intended, .resumed] + stands { .looked(.good) }, "conclude recovered"),
        Row(
            "being taken back, taken over, and silent",
            undoing, [.intended, .resumed, .looked(.unknown), .looked(.unknown), .looked(.unknown)],
            "conclude unverified"),
        Row("being taken back a day later", undoing, [.intended, .pause(86_400), .resumed] + standsBad, "act"),
        Row("taken back", undoing, [.intended, .acted()], "check"),
        Row("taken back, and read", undoing, [.intended, .acted(), .read(.bad)], "settle undone"),
        Row(
            "nobody knows whether it was taken back", undoing, [.intended, .acted(.unconfirmed), .read(.bad)],
            "settle unverified"),
        Row("taken back, and there is another cause", undone, "gather"),
        Row("taken back, and cancelled", undone, [.cancelled], "conclude not_recovered"),
        Row("taken back, and there are no more rounds", undone, "conclude not_recovered") { $0.rounds = 1 },
        Row(
            "taken back because of a refusal",
            two + [.acted(), .intended, .refused, .undo, .allowed()] + standsBad,
            [
                .intended, .acted(), .read(.bad), .verified(.undone),
            ], "conclude failed"),
        Row(
            "what was refused cannot be taken back either",
            two, [.acted(), .intended, .refused, .undo, .denied], "conclude failed"),
        Row("again", again, "diagnose"),
        Row("the same cause again", undone + found, "plan restart"),
        Row("no other cause", again, [.found(.rollback)], "conclude not_recovered"),
        Row("cancelled in another round", again, [.cancelled], "conclude not_recovered"),
        Row(
            "good before another try",
            again,
            [
                .found(.restart), .planned(), .allowed(), .looked(.good), .looked(.good), .looked(.good),
                .looked(.good),
            ], "conclude recovered"
        ) { $0.stableSeconds = 0.2 },
    ]

    static let ending: [Row] = [
        Row("concluded", [.concluded()], "announce slack"),
        Row("concluded, with nobody to tell", [.concluded(telling: [])], "close"),
        Row("cancelled after its end", [.concluded(), .cancelled], "announce slack"),
        Row("about to tell", [.concluded(), .notifying()], "notify slack"),
        Row("may have told", [.concluded(), .notifying(), .resumed], "notify slack again"),
        Row("told", [.concluded(), .notifying(), .notified()], "close"),
        Row(
            "told one of two", [.concluded(telling: ["slack", "mail"]), .notifying(), .notified()], "announce mail"),
        Row("telling failed too often", [.concluded(), .failed(), .failed(), .failed(), .failed()], "close"),
        Row("closed", [.concluded(), .notifying(), .notified(), .closed], "rest"),
        Row("too long a journal", known, "conclude failed") { $0.entries = 2 },
        Row("a journal as long as may be", known, "diagnose") { $0.entries = 3 },
        Row("too long a journal after acting", acted, "conclude unverified") { $0.entries = 5 },
        Row("too long a journal at the end", [.concluded()], "announce slack") { $0.entries = 1 },
        Row("closed with too long a journal", [.concluded(telling: []), .closed], "rest") { $0.entries = 1 },
    ]
}
