import AutoSRECore

/// What a version is to the alias: the status that the deployment history shows of it, as text that can be read back.
enum VersionStanding: Sendable, Hashable {
    /// It takes the alias's requests, or what others leave of them.
    case current
    /// It does since a rollback of ours for this very alarm; `from` is the routing before.
    case rolledBackTo(from: String)
    /// It takes that share (0…1) of the requests.
    case share(Double)
    /// The alias pointed to it before, as our own journal knows.
    case before
    /// Our journal knows a rollback away from it.
    case rolledBackFrom
    /// It is published; nothing more is known.
    case published

    private static let backTo = "current, rolled back from "
    private static let forThisAlarm = " for this alarm"
    private static let shareOf = Deployment.shareStatus

    var text: String {
        switch self {
        case .current: "current"
        case .rolledBackTo(let from): Self.backTo + from + Self.forThisAlarm
        case .share(let share): Self.shareOf + "\(share)"
        case .before: "ran before, as our journal knows"
        case .rolledBackFrom: "rolled_back"
        case .published: "published"
        }
    }

    /// Reads back what `text` wrote.
    init?(_ text: String) {
        for plain in [Self.current, .before, .rolledBackFrom, .published] where plain.text == text {
            self = plain
            return
        }
        if text.hasPrefix(Self.shareOf), let share = Double(text.dropFirst(Self.shareOf.count)) {
            self = .share(share)
        } else if text.hasPrefix(Self.backTo), text.hasSuffix(Self.forThisAlarm) {
            self = .rolledBackTo(from: String(text.dropFirst(Self.backTo.count).dropLast(Self.forThisAlarm.count)))
        } else {
            return nil
        }
    }
}
