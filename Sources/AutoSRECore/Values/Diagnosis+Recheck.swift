extension Diagnosis {
    /// The same diagnosis with only what the evidence bears out, so that nobody's words are published unproven.
    ///
    /// A claim must hold over the evidence that it cites, every piece of which must be known. A hypothesis without a
    /// claim left is dropped, unless it is openly somebody's word (`uncited`), which no rule counts as proof. The first
    /// hypothesis' confidence becomes the diagnosis'; where none is left of some, the finding is `.insufficient`.
    public func rechecked(against evidence: [Evidence]) -> Diagnosis {
        let known = Dictionary(evidence.map { ($0.reference.id, $0) }) { first, _ in first }
        var kept: [Hypothesis] = []
        for hypothesis in hypotheses {
            let claims = hypothesis.claims.filter { $0.holds(over: known) }
            guard !claims.isEmpty || hypothesis.uncited?.isEmpty == false else { continue }
            let counter = hypothesis.counterEvidence.filter { $0.holds(over: known) }
            let cited = hypothesis.cited?.filter { $0.holds(over: known) }
            kept.append(hypothesis.with(claims: claims, counterEvidence: counter, cited: cited))
        }
        guard kept != hypotheses else { return self }
        if kept.isEmpty {
            let reason = "no claim of the diagnosis holds over the evidence it cites"
            return Diagnosis(
                finding: .insufficient, summary: "No diagnosis: \(reason).", reasoning: "A person has to decide.",
                confidence: 0, hypotheses: [], missing: missing + [reason], author: author, model: model)
        }
        return Diagnosis(
            finding: finding, summary: summary, reasoning: reasoning, confidence: kept[0].confidence,
            hypotheses: kept, missing: missing, author: author, model: model)
    }
}

extension Claim {
    /// Whether the claim's predicate holds over what it cites; false where a citation is unknown or there is none.
    public func holds(over known: [EvidenceID: Evidence]) -> Bool {
        let cited = evidence.compactMap { known[$0] }
        return !cited.isEmpty && cited.count == evidence.count && predicate.holds(over: cited)
    }
}

extension Hypothesis {
    fileprivate func with(claims: [Claim], counterEvidence: [Claim], cited: [Claim]?) -> Hypothesis {
        Hypothesis(
            cause: cause, category: category, service: service, version: version, confidence: confidence,
            claims: claims, counterEvidence: counterEvidence, recommendation: recommendation, replicas: replicas,
            isMitigation: isMitigation, prevention: prevention, author: author,
            cited: cited, uncited: uncited)
    }
}
