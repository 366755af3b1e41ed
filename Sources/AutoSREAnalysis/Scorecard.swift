import AutoSRECore

/// Argues one cause: collects claims, each checked before it counts, and weighs them.
///
/// Claims of one ground are not independent, so only the strongest of each ground counts. The confidence is what
/// remains of doubt: 1 - Π(1 - weight) over the grounds, times the factor of each piece of counter-evidence.
struct Scorecard {
    private let index: EvidenceIndex
    private(set) var claims: [Claim] = []
    private(set) var counterEvidence: [Claim] = []
    private var grounds: [Ground: Double] = [:]
    private var doubt = 1.0
    private static let certain = 0.97

    /// What a claim rests on.
    enum Ground: Hashable {
        case change, namedVersion, log, symptom, resource, secondResource, instances, load, calm
    }

    init(_ index: EvidenceIndex) { self.index = index }

    /// Adds a claim that speaks for the cause, if it holds; without an own `ground` it only illustrates.
    /// - Parameter weight: 0…1, how far this alone would convince.
    @discardableResult
    mutating func add(_ claim: Claim?, _ ground: Ground, _ weight: Double) -> Bool {
        guard let claim, index.holds(claim.predicate, over: claim.evidence), !claims.contains(claim) else {
            return false
        }
        claims.append(claim)
        grounds[ground] = max(grounds[ground] ?? 0, weight)
        return true
    }

    /// Whether anything speaks for the cause but this one ground.
    func restsOnMore(than ground: Ground) -> Bool { grounds.keys.contains { $0 != ground } }

    /// Adds a claim that speaks against it, if it holds.
    /// - Parameter factor: 0…1, what it leaves of the confidence.
    mutating func counter(_ claim: Claim?, _ factor: Double) {
        guard let claim, index.holds(claim.predicate, over: claim.evidence) else { return }
        counterEvidence.append(claim)
        doubt *= factor
    }

    /// 0…1, rounded to hundredths, because more would pretend.
    var confidence: Double {
        var rest = 1.0
        for weight in grounds.values.sorted() { rest *= 1 - weight }
        return (min(1 - rest, Self.certain) * doubt * 100).rounded() / 100
    }
}
