public import AutoSRECore

/// One entry of a journal, and what comes out when its decision is made again.
public struct ReplayedDecision: Sendable {
    /// What a decision that was made again came to.
    public enum Result: Sendable, Hashable {
        /// The same, byte for byte.
        case same
        /// Something else; in words.
        case parts(String)
        /// It cannot be made again; why.
        case unknown(String)
        /// Nothing was decided: somebody said or read it.
        case fact
    }

    /// The entry.
    public let entry: JournalEntry
    /// What came of it.
    public let result: Result
    /// The verdict that comes out, where the policy decided and it could be asked again.
    public let verdict: Verdict?

    init(_ entry: JournalEntry, _ result: Result, verdict: Verdict? = nil) {
        (self.entry, self.result, self.verdict) = (entry, result, verdict)
    }
}

extension Verdict {
    /// The verdict in words: `allow`, `ask (risk_ceiling): …`, `deny (mode): …`.
    public var words: String {
        switch self {
        case .allow: "allow"
        case .ask(let rule, let question): "ask (\(rule)): \(question)"
        case .deny(let rule, let reason): "deny (\(rule)): \(reason)"
        }
    }

    /// Whether a run goes on from both in the same way: until when a clearance is good, and who gave it, decides
    /// nothing here.
    func leadsOn(as other: Verdict) -> Bool {
        if case .allow(let one) = self, case .allow(let two) = other {
            return one.plan == two.plan && one.isRehearsal == two.isRehearsal
        }
        return self == other
    }
}
