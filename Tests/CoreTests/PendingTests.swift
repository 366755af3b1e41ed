import AutoSRECore
import AutoSRETesting
import Testing

/// What was asked for and does not show: watched, never asked for again, never told as "not done".
@Suite(.timeLimit(.minutes(1))) struct PendingTests {
    private let limits = Limits()

    /// A run up to its intent, and then `events`; the intent's key is `k-1`.
    private func folded(_ events: [Event]) throws -> Case {
        var journal = [try Sample.opening("run-1")]
        var file = try Case(opening: journal[0])
        for event in try Sample.acting() + events {
            journal.append(try Sample.entry(event, after: journal))
            try file.apply(journal[journal.count - 1])
        }
        return file
    }

    private let pending = Pending(
        intent: "k-1", driver: "http", reason: "HTTP 504", until: Sample.time(600))

    @Test func itIsWatchedAndNeverAskedForAgain() throws {
        let stumbles = (0..<20).map { Event.stumbled(reason: "waiting \($0)", retryAt: Sample.time(0)) }
        for more in [[], stumbles, stumbles + [.resumed(Sample.lease(2).owner)]] {
            let file = try folded([.pending(pending)] + more)
            guard case .watch(_, pending) = file.nextStep(within: limits, at: Sample.time(599)) else {
                Issue.record("\(file.nextStep(within: limits, at: Sample.time(599)))")
                continue
            }
            #expect(file.nextStep(within: limits, at: Sample.time(600)) == .presume(pending))
        }
    }

    /// It is verified by the health signal, is not taken back, and no other cause is tried meanwhile.
    @Test func whatNeverShowsEndsUnverified() throws {
        let intent = try #require(try folded([]).round.intents.last)
        let receipt = pending.receipt(for: intent)
        #expect(receipt.effect == .unconfirmed && receipt.inverse == nil)
        let file = try folded([.pending(pending), .acted(receipt), .verified(.notRecovered)])
        guard case .conclude(.unverified, let reason) = file.nextStep(within: limits, at: Sample.time(601)) else {
            Issue.record("\(file.nextStep(within: limits, at: Sample.time(601)))")
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

    @Test func aFailureOfWhoTookOverIsNoProof() throws {
        let stumbles = (0...limits.actionRetries).map {
            Event.stumbled(reason: "no answer \($0)", retryAt: Sample.time(0))
        }
        guard case .refuse = try folded(stumbles).nextStep(within: limits, at: Sample.time(9)) else {
            Issue.record("nothing was sent")
            return
        }
        let file = try folded([.resumed(Sample.lease(2).owner)] + stumbles)
        guard case .presume = file.nextStep(within: limits, at: Sample.time(60)) else {
            Issue.record("the process that died may have sent it")
            return
        }
    }
}
