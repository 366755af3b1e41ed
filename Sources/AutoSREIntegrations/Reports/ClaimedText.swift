import AutoSRECore

/// A text in pieces, those that say what a claim says with the claim's number: a reader of the one finds the other.
struct ClaimedText {
    /// A part of the text.
    struct Piece: Hashable {
        let text: String
        /// The place of the claim that it states, the first is 1; nil where it states none.
        let claim: Int?
    }

    /// The pieces, which together are the text.
    let pieces: [Piece]

    /// - Parameter claims: in the order of their numbers. Where two could be meant at one place, the longer one is.
    init(_ text: String, _ claims: [Claim]) {
        let known = claims.enumerated().filter { !$0.element.statement.isEmpty }
        var pieces: [Piece] = []
        var rest = text[...]
        while !rest.isEmpty {
            let found = known.compactMap { number, claim in
                rest.firstRange(of: claim.statement).map { (range: $0, number: number + 1) }
            }.min { ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound) }
            guard let found else { break }
            if found.range.lowerBound > rest.startIndex {
                pieces.append(Piece(text: String(rest[..<found.range.lowerBound]), claim: nil))
            }
            pieces.append(Piece(text: String(rest[found.range]), claim: found.number))
            rest = rest[found.range.upperBound...]
        }
        if !rest.isEmpty { pieces.append(Piece(text: String(rest), claim: nil)) }
        self.pieces = pieces
    }
}

extension Hypothesis {
    /// All claims about it, in the order in which a report numbers them: for it, cited by a model, against it.
    var numberedClaims: [Claim] { claims + (cited ?? []) + counterEvidence }
}
