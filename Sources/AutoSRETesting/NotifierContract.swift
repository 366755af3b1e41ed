public import AutoSRECore
import Synchronization

/// What everybody who tells people must keep: it never fails the run, says what came of it, and lets nothing leave the
/// machine that was not listed before.
public struct NotifierContract: Sendable {
    /// Checks a notifier that can deliver, one whose receiver fails, and one that has nowhere to deliver to, where
    /// there may be such.
    /// - Parameter delivered: how many bodies have arrived at the first one's receiver.
    /// - Throws: `ContractViolation` at the first rule that is broken.
    public static func check(
        works: any Notifier, broken: (any Notifier)?, unset: (any Notifier)?, of postMortem: PostMortem,
        delivered: @escaping @Sendable () -> Int
    ) async throws {
        let listed = Mutex<[(bytes: Int, before: Int)]>([])
        let told = await works.notify(postMortem, isRepeat: true) { bytes in
            listed.withLock { $0.append((bytes, delivered())) }
        }
        try rule(!works.name.isEmpty && told.notifier == works.name, "a notification says whose it is")
        try rule(told.status == .delivered, "it delivers: \(told.status.rawValue) \(told.detail)")
        try rule(told.isRepeat && !told.detail.isEmpty, "says that it is a repeat, and where it went")
        try rule(delivered() == 1, "once")
        let departures = listed.withLock { $0 }
        if works.destination == nil {
            try rule(departures.isEmpty, "what stays on the machine is not listed as leaving")
        } else {
            try rule(departures.map(\.before) == [0] && departures[0].bytes > 0, "it is listed before it leaves")
            try await sendsNothingUnlisted(works, postMortem, delivered)
        }
        for (notifier, status) in [(broken, Notification.Status.failed), (unset, .skipped)] {
            guard let notifier else { continue }
            let notification = await notifier.notify(postMortem, isRepeat: false, leaving: { _ in })
            try rule(notification.status == status, "\(notification.status.rawValue) where \(status.rawValue) is due")
            try rule(!notification.detail.isEmpty && notification.notifier == notifier.name, "it says why")
        }
    }

    private static func sendsNothingUnlisted(
        _ notifier: any Notifier, _ postMortem: PostMortem, _ delivered: @Sendable () -> Int
    ) async throws {
        struct Unwritable: Error {}
        let before = delivered()
        let told = await notifier.notify(postMortem, isRepeat: false, leaving: { _ in throw Unwritable() })
        try rule(told.status == .failed && delivered() == before, "what cannot be listed is not sent")
    }

    private static func rule(_ holds: Bool, _ words: String) throws {
        try ContractViolation.unless(holds, words)
    }
}
