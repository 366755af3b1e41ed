import AutoSRECore

/// How the conclusion follows, in plain words made from the claims.
struct Reasoning {
    private let analysis: Analysis

    init(_ analysis: Analysis) { self.analysis = analysis }

    /// The first hypothesis in full, the next ones by name.
    func text(_ ranked: [Hypothesis]) -> String {
        guard let first = ranked.first else { return "" }
        var sentences: [String] = []
        if let onset = analysis.onset { sentences.append("The trouble began at about \(onset.timeOfDay) UTC.") }
        sentences.append("For \(first.cause): " + first.claims.map(\.statement).joined(separator: "; ") + ".")
        if !first.counterEvidence.isEmpty {
            sentences.append("Against it: " + first.counterEvidence.map(\.statement).joined(separator: "; ") + ".")
        }
        sentences += ruledOut
        if first.isMitigation { sentences.append("The action only mitigates: the trouble will come back.") }
        let others = ranked.dropFirst().filter { $0.category != "unknown" }.map { other in
            "\(other.cause) (\(Int(saturating: (other.confidence * 100).rounded())) %)"
        }
        if !others.isEmpty { sentences.append("Less likely: " + others.joined(separator: "; ") + ".") }
        return sentences.joined(separator: " ")
    }

    /// Changes that the onset acquits.
    private var ruledOut: [String] {
        guard let onset = analysis.onset else { return [] }
        var words: [String] = []
        for history in analysis.index.otherHistories {
            for change in history.deployments where change.at > onset {
                words.append(
                    "\(history.service) \(change.version) was deployed only at \(change.at.timeOfDay) UTC, after that.")
            }
        }
        return words
    }
}
