import AutoSRECore

/// A model's answer beside the local engine's diagnosis: what code can prove becomes claims, the rest stays words.
struct SecondOpinion {
    let reply: ModelReply
    let citable: Citable
    let local: Diagnosis
    let analysis: Analysis
    /// Keys of hypotheses that were acted on in vain.
    let tried: [HypothesisKey]

    /// The diagnosis: the model's idea first, the local engine's after it.
    /// - Parameter use: what asking has cost.
    func diagnosis(_ use: ModelUse) -> Diagnosis {
        let first = hypothesis(use.model)
        let rest = local.hypotheses.filter { $0.key != first.key && origin($0.recommendation, $0.service) == nil }
        return Diagnosis(
            finding: .cause, summary: reply.summary, reasoning: reasoning(use), confidence: reply.confidence,
            hypotheses: [first] + rest, missing: local.missing, author: use.model, model: use)
    }

    /// What the local engine would do: the first thing that it is confident enough of.
    /// - Parameter floor: the confidence below which nothing is done.
    static func action(of local: Diagnosis, floor: Double) -> Recommendation? {
        guard let first = local.hypotheses.first, first.recommendation != .escalate, first.confidence >= floor else {
            return nil
        }
        return first.recommendation
    }

    /// The local engine's own hypothesis with the same remedy, which knows the version or the number of instances.
    private var matching: Hypothesis? {
        guard reply.recommendation != .escalate else { return nil }
        return local.hypotheses.first {
            $0.recommendation == reply.recommendation && $0.service == analysis.index.incident.service
        }
    }

    private func hypothesis(_ author: String) -> Hypothesis {
        let (matching, service) = (matching, analysis.index.incident.service)
        let old = origin(reply.recommendation, service)
        let category = reply.recommendation == .escalate ? "unknown" : "model"
        return Hypothesis(
            cause: reply.summary, category: old?.category ?? matching?.category ?? category, service: service,
            version: old.map(\.version) ?? matching?.version, confidence: reply.confidence,
            claims: matching?.claims ?? [],
            counterEvidence: matching?.counterEvidence ?? [], recommendation: reply.recommendation,
            replicas: reply.recommendation == .scaleUp ? matching?.replicas ?? Capacity.replicas(analysis) : nil,
            isMitigation: matching?.isMitigation ?? false,
            prevention: matching?.prevention ?? Self.prevention(reply.recommendation), author: author,
            cited: cited(matching),
            uncited: words)
    }

    /// Under which key an action on a service was carried out in vain: the same deed for another reason is not tried
    /// again.
    private func origin(_ recommendation: Recommendation, _ service: String) -> (category: String, version: String?)? {
        guard recommendation != .escalate else { return nil }
        let key = tried.first { $0.recommendation == recommendation && $0.service == service }
        return key.map { ($0.category, $0.version) }
    }

    /// The claims behind the labels that the model cites, in the words of code.
    private func cited(_ matching: Hypothesis?) -> [Claim] {
        var claims: [Claim] = []
        for label in reply.claims.flatMap(\.labels) {
            guard let claim = citable.claim(label), !claims.contains(claim) else { continue }
            if matching?.claims.contains(claim) != true { claims.append(claim) }
        }
        return claims
    }

    /// What nobody can check: the model's own words, and citations of what it was not given.
    private var words: [String] {
        var words = [reply.summary]
        for claim in reply.claims {
            let known = claim.labels.contains { citable.claim($0) != nil }
            let foreign = claim.labels.filter { citable.claim($0) == nil }
            if !claim.text.isEmpty, !known { words.append(claim.text) }
            if !foreign.isEmpty { words.append("cites \(foreign.joined(separator: ", ")), which was not given to it") }
        }
        return words
    }

    private func reasoning(_ use: ModelUse) -> String {
        let words = reply.reasoning.last.map { ".!?…".contains($0) } == true ? reply.reasoning : reply.reasoning + "."
        var sentences = [reply.reasoning.isEmpty ? "The model gave no reasons." : "The model: \(words)"]
        if let disagreement = use.disagreement {
            sentences.append(disagreement)
            sentences.append("The local engine: \(local.reasoning)")
        } else {
            sentences.append("The local engine agrees: \(local.summary)")
        }
        return sentences.joined(separator: " ")
    }

    private static func prevention(_ recommendation: Recommendation) -> String {
        switch recommendation {
        case .rollback:
            "Roll out to a canary first, and let a rollout stop by itself when errors or latency rise."
        case .restart:
            "Find out what the instances held on to before the restart: a heap dump and a soak test of the release."
        case .scaleUp:
            "Scale automatically on CPU and load with headroom for such a peak, and find out where the load came from."
        case .restartDatabasePool:
            "Bound how long a connection may be kept, alert on a pool near its limit, and look for the code that leaks."
        default:
            "Add what the diagnosis lacked: metrics and logs that tell this cause from others."
        }
    }
}
