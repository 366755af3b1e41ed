import AutoSRECore

/// What a version is to the alias: the status that the deployment history shows of it, which can be read back.
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

    var status: ChangeStatus {
        switch self {
        case .current: ChangeStatus(rawValue: "current")
        case .rolledBackTo(let from): ChangeStatus(rawValue: Self.backTo + from + Self.forThisAlarm)
        case .share(let share): .share(share)
        case .before: ChangeStatus(rawValue: "ran before, as our journal knows")
        case .rolledBackFrom: ChangeStatus(rawValue: "rolled_back")
        case .published: ChangeStatus(rawValue: "published")
        }
    }

    /// Reads back what `status` wrote.
    init?(_ status: ChangeStatus) {
        for plain in [Self.current, .before, .rolledBackFrom, .published] where plain.status == status {
            self = plain
            return
        }
        let text = status.rawValue
        if let share = status.share {
            self = .share(share)
        } else if text.hasPrefix(Self.backTo), text.hasSuffix(Self.forThisAlarm) {
            self = .rolledBackTo(from: String(text.dropFirst(Self.backTo.count).dropLast(Self.forThisAlarm.count)))
        } else {
            return nil
        }
    }
}
