import AutoSRECore
import AutoSREIntegrations

extension EgressCommand {
    /// What left by the run's own journal and is not in the list, in words: the list is no part of the chain that
    /// proves the journal, so lines of it can be lost. Each such fact had at least one line before its bytes left.
    static func unlisted(_ entries: [JournalEntry], _ departures: [Egress]) -> [String] {
        var left: [Egress.Purpose: Int] = [:]
        for entry in entries {
            guard let purpose = purpose(of: entry.event) else { continue }
            left[purpose, default: 0] += 1
        }
        return left.keys.sorted { $0.rawValue < $1.rawValue }.compactMap { purpose in
            let (all, listed) = (left[purpose] ?? 0, departures.count { $0.purpose == purpose })
            return listed < all ? "\(purpose.rawValue) (\(all) by the journal, \(listed) listed)" : nil
        }
    }

    private static let senders = Integrations.all.senders

    /// Why something left for this to be a fact; nil where it says nothing of that. Reports in files stay here, and so
    /// does what other drivers do.
    private static func purpose(of event: Event) -> Egress.Purpose? {
        switch event {
        case .diagnosed(let diagnosis): diagnosis.model == nil ? nil : .reasoning
        case .acted(let receipt): receipt.effect == .applied ? senders[receipt.driver] : nil
        case .notified(let notification): notification.status == .delivered ? senders[notification.notifier] : nil
        default: nil
        }
    }
}
