/// Permission to carry out exactly one plan of one run, in the light of exactly the evidence that was seen.
///
/// Only the policy, or a recorded approval, can make one, and no actuator can be called without one: acting ungated
/// does not compile. It is not `Codable`; the journal's codec in this module is the only way to read one back.
public struct Clearance: Sendable, Hashable {
    /// The run it is for.
    public let run: RunID
    /// The plan it is for.
    public let plan: Digest
    /// What was known when it was given.
    public let evidence: Digest
    /// The rule or the person that gave it.
    public let grantedBy: String
    /// After this it is worth nothing.
    public let expires: Instant
    /// Whether it is for a rehearsal, in which everything is only logged. It is worth nothing for the real thing, and
    /// one for the real thing is worth nothing in a rehearsal.
    public let isRehearsal: Bool

    init(run: RunID, plan: Digest, evidence: Digest, grantedBy: String, expires: Instant, isRehearsal: Bool) {
        (self.run, self.plan, self.evidence) = (run, plan, evidence)
        (self.grantedBy, self.expires, self.isRehearsal) = (grantedBy, expires, isRehearsal)
    }

    /// Whether it permits `intent` of `run` at `now`.
    public func covers(_ intent: Intent, of run: RunID, at now: Instant) -> Bool {
        self.run == run && plan == intent.plan && now < expires
    }
}

/// What the policy says of a plan.
public enum Verdict: Sendable, Hashable {
    /// It may be carried out.
    case allow(Clearance)
    /// A person has to say yes first; the text is the question, `rule` the rule that asks.
    case ask(rule: String, question: String)
    /// It may not be carried out; the text says why, `rule` the rule that denies.
    case deny(rule: String, reason: String)

    /// The rule that decided.
    public var rule: String {
        switch self {
        case .allow(let clearance): clearance.grantedBy
        case .ask(let rule, _), .deny(let rule, _): rule
        }
    }
}
