import AutoSRECore
import Testing

@testable import autosre

/// The list of what left is no part of the journal's chain, so the journal is asked whether lines of it are lost.
@Suite struct EgressListTests {
    private let run = RunID("run-1")
    private let at = Instant(seconds: 1_700_000_000)

    private func entries(_ notifier: String, _ status: Notification.Status) throws -> [JournalEntry] {
        let notification = Notification(notifier: notifier, status: status, detail: "channel C1", isRepeat: false)
        return [
            try JournalEntry(
                run: run, seq: 2, at: at, event: .notified(notification), previousDigest: JournalEntry.genesis)
        ]
    }

    private var departure: Egress {
        Egress(run: run, at: at, purpose: .notification, destination: "slack.com", bytes: 9)
    }

    @Test func whatWasDeliveredAndIsNotListedIsSaid() throws {
        let told = try entries("slack", .delivered)
        #expect(EgressCommand.unlisted(told, []) == ["notification (1 by the journal, 0 listed)"])
        #expect(EgressCommand.unlisted(told + told, [departure]) == ["notification (2 by the journal, 1 listed)"])
    }

    @Test func aWholeListAndWhatNeverLeftAreNot() throws {
        #expect(EgressCommand.unlisted(try entries("slack", .delivered), [departure, departure]).isEmpty)
        #expect(EgressCommand.unlisted(try entries("slack", .failed), []).isEmpty)
        #expect(EgressCommand.unlisted(try entries("folder", .delivered), []).isEmpty)
    }
}
