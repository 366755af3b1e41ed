import AutoSRECore
import AutoSRETesting
import Testing

/// What was asked for and does not show: watched, never asked for again, never told as "not done".
@Suite(.timeLimit(.minutes(1))) struct PendingTests {
    private let limits = Limits()

    /// A run up to its intent, and then `events`; the intent's key is `Sample.key`.
    private func folded(_ events: [Event]) throws -> Run {
        var journal = [try Sample.opening("run-1")]
        var run = try Run(opening: journal[0])
        for event in try Sample.acting() + events {
            journal.append(try Sample.entry(event, after: journal))
            try run.apply(journal[journal.count - 1])
        }
        return run
    }

    private let pending = Pending(
        intent: Sample.key, driver: "http", reason: "HTTP 504", until: Sample.time(600))

    @Test func itIsWatchedAndNeverAskedForAgain() throws {
        let transientFailures = (0..<20).map {
            Event.transientFailure(reason: "waiting \($0)", retryAt: Sample.time(0))
        }
        for more in [[], transientFailures, transientFailures + [.resumed(Sample.lease(2).owner)]] {
            let run = try folded([.pending(pending)] + more)
            guard case .watch(_, pending) = run.nextStep(within: limits, at: Sample.time(599)) else {
                Issue.record("\(run.nextStep(within: limits, at: Sample.time(599)))")
                continue
            }
            #expect(run.nextStep(within: limits, at: Sample.time(600)) == .presume(pending))
        }
    }

    /// It is verified by the health signal, is not taken back, and no other cause is tried meanwhile.
    @Test func whatNeverShowsEndsUnverified() throws {
        let intent = try #require(try folded([]).round.intents.last)
        let receipt = pending.receipt(for: intent)
        #expect(receipt.effect == .unconfirmed && receipt.inverse == nil)
        let run = try folded([.pending(pending), .acted(receipt), .verified(.notRecovered)])
        guard case .conclude(.unverified, let reason) = run.nextStep(within: limits, at: Sample.time(601)) else {
            Issue.record("\(run.nextStep(within: limits, at: Sample.time(601)))")
            return
        }
        #expect(reason.contains("HTTP 504") && reason.contains("nobody knows"))
        guard
            case .conclude(.recovered, _) = try folded([.acted(receipt), .verified(.recovered)]).nextStep(
                within: limits, at: Sample.time(601))
        else {
            Issue.record("the health signal is what counts")
            return
        }
    }

    /// The mark is the whole difference: without it nothing can have left the process that died, so that whoever takes
    /// over looks again before anything is begun.
    @Test func whoTakesOverAsksOnlyForWhatWasNotMarked() throws {
        let resumed = Event.resumed(Sample.lease(2).owner)
        for ended in [[resumed], [.interrupted(signal: "SIGTERM"), resumed]] {
            guard case .precheck = try folded(ended).nextStep(within: limits, at: Sample.time(599)) else {
                Issue.record("nothing was sent")
                return
            }
            let run = try folded([.sending(pending)] + ended)
            #expect(run.round.pending == pending)
            guard case .watch(_, pending) = run.nextStep(within: limits, at: Sample.time(599)) else {
                Issue.record("it may have been sent")
                return
            }
            #expect(run.nextStep(within: limits, at: Sample.time(600)) == .presume(pending))
        }
    }

    /// A driver fails in passing only where nothing was sent: the next may try, and gives up after as many as ever.
    @Test func whatDidNotLeaveAfterAllMayBeTriedAgain() throws {
        let transientFailure = Event.transientFailure(reason: "refused", retryAt: Sample.time(0))
        let run = try folded([.sending(pending), transientFailure, .resumed(Sample.lease(2).owner)])
        #expect(run.transientFailures == ["refused"])
        guard case .precheck = run.nextStep(within: limits, at: Sample.time(9)) else {
            Issue.record("nothing was sent")
            return
        }
        let tries = (0...limits.actionRetries).flatMap { _ in [Event.sending(pending), transientFailure] }
        guard case .refuse = try folded(tries).nextStep(within: limits, at: Sample.time(9)) else {
            Issue.record("it was tried often enough")
            return
        }
    }

    @Test func onlyThePresentIntentCanBeMarked() throws {
        let other = Pending(intent: "k-2", driver: "http", reason: "-", until: Sample.time(600))
        #expect(throws: JournalError.self) { try folded([.sending(other)]) }
    }
}
