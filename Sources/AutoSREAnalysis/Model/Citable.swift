import AutoSRECore

/// What a model may cite, each under a short label: claims that code has evaluated, so that a citation can be checked
/// again without the model.
struct Citable {
    private(set) var claims: [(label: String, claim: Claim)] = []

    /// The label of `claim`, a new one where it has none; nil where it does not hold.
    mutating func label(_ claim: Claim?, _ letter: Character, in index: EvidenceIndex) -> String? {
        guard let claim else { return nil }
        if let known = claims.first(where: { $0.claim == claim }) { return known.label }
        guard index.holds(claim.predicate, over: claim.evidence) else { return nil }
        let label = "\(letter)\(claims.count { $0.label.first == letter } + 1)"
        claims.append((label, claim))
        return label
    }

    /// The claim behind a label as a model wrote it: `[t1]` is `T1`.
    func claim(_ label: String) -> Claim? {
        let name = label.filter { $0.isLetter || $0.isNumber }.uppercased()
        return claims.first { $0.label == name }?.claim
    }
}
