extension Run {
    /// The fact that a message becomes, as the run stands: an answer counts for exactly the plan and the evidence that
    /// the person was shown, while they are asked for it.
    ///
    /// Not public: the fact can hold a clearance.
    /// - Parameter isRehearsal: whether the plan would only be logged.
    package func fact(of message: Message, at now: Instant, isRehearsal: Bool) -> Event {
        switch message.content {
        case .alertJoined(let alert): return .alertJoined(alert)
        case .cancel(let reason): return .cancelled(by: message.sender, reason: reason)
        case .approve(let plan, let evidence):
            if let words = voidness(of: message, plan, evidence, now) {
                return .answerVoid(by: message.sender, reason: words)
            }
            return .approved(
                Clearance(
                    run: id, plan: plan, evidence: evidence, grantedBy: message.sender,
                    expires: message.at.advanced(bySeconds: answerSeconds), isRehearsal: isRehearsal))
        case .reject(let plan, let reason):
            if let words = voidness(of: message, plan, nil, now) {
                return .answerVoid(by: message.sender, reason: words)
            }
            return .rejected(by: message.sender, reason: reason)
        // A fact of its own, and none of its own words: what it says is nobody's business to do.
        case .unknown(let kind, let payload): return .messageUnknown(kind: kind, payload: payload)
        }
    }

    /// How long a person's yes is good for, in seconds: as long as the policy's own.
    private var answerSeconds: Double { (conditions?.policy ?? Policy()).clearanceSeconds }

    /// Until when an answer is waited for; nil where nobody is asked for one.
    public var answerableUntil: Instant? {
        guard phase == .asked, let askedAt else { return nil }
        return askedAt.advanced(bySeconds: (conditions?.limits ?? Limits()).approvalSeconds)
    }

    /// Why an answer counts for nothing; nil where it counts. A no holds however old it is.
    private func voidness(of message: Message, _ plan: Digest, _ evidence: Digest?, _ now: Instant) -> String? {
        guard let until = answerableUntil, let asked = round.plan else {
            return "nobody is asked for an answer any more"
        }
        if evidence != nil {
            guard message.at < until else { return "it came after the time in which it was waited for" }
            guard now.seconds(since: message.at) < answerSeconds else { return "it was given too long ago" }
        }
        guard asked.digest == plan else { return "it was about another plan than the one that is asked for now" }
        guard evidence == nil || evidence == round.gathering?.digest else {
            return "it was given in the light of other evidence than there is now"
        }
        return nil
    }
}
