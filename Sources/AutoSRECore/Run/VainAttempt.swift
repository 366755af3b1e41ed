/// An action that was really carried out and, as far as anybody saw, did not help.
public struct VainAttempt: Sendable, Hashable {
    /// The run that tried.
    public let run: RunID
    /// What it did.
    public let action: Action
    /// When it was decided.
    public let at: Instant

    /// Notes one.
    public init(run: RunID, action: Action, at: Instant) { (self.run, self.action, self.at) = (run, action, at) }
}

extension Run {
    /// What this run did in vain. A run that has not ended says nothing yet: it may still help, and until then it has
    /// its target for itself.
    public var vainAttempts: [VainAttempt] {
        guard conclusion != nil else { return [] }
        return attempts.filter { $0.verification != .recovered }.flatMap { round in
            zip(round.intents, round.receipts).compactMap { intent, receipt in
                let isDone = [.applied, .unconfirmed].contains(receipt.effect) || receipt.inverse != nil
                guard isDone else { return nil }
                return VainAttempt(run: id, action: intent.action, at: intent.at)
            }
        }
    }
}
