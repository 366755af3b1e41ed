/// Which kind of fault a component's clues tell of.
///
/// Votes are nats. What a program says in words counts most, then what runs out or is asked too much; a slow or failing
/// request is seen with every kind and decides only where nothing else speaks. A change or a surge of requests explains
/// what is measured and suffered, so it has that as well as its own nearness or size.
enum Kinds {
    /// The most nats of a symptom: it is seen with most faults of other kinds too, so it can tell them apart by no more
    /// than a factor of e^2.
    static let symptomMost = 2.0
    /// Nats from which a change's nearness is no coincidence: one in five.
    static let near = 1.6

    /// What some component says of itself most strongly: the kind of those that only suffer from it.
    static func spoken(_ suspicions: [Fusion.Suspicion]) -> Clue? {
        suspicions.flatMap(\.clues).filter { isCause($0) && $0.nats >= Verdict.even }
            .reduce(nil) { best, clue in clue.nats > best?.nats ?? 0 ? clue : best }
    }

    /// Whether a clue names a cause inside the house.
    static func isCause(_ clue: Clue) -> Bool { clue.speech == .named && clue.kind != .dependency }

    static func kind(_ clues: [Clue], link: ChangeEvidence.Link?, prior: Double) -> CauseKind {
        var named: [CauseKind: Double] = [:]
        var measured = 0.0
        var demand = 0.0
        var symptoms: [CauseKind: Double] = [:]
        for source in Clue.Source.allCases {
            for kind in CauseKind.allCases {
                func strongest(_ speech: Clue.Speech) -> Double {
                    let found = clues.first { $0.source == source && $0.kind == kind && $0.speech == speech }
                    return found.map { Fusion.capped($0.nats) } ?? 0
                }
                let said = strongest(.named)
                if said > 0 { named[kind, default: 0] += said + EventEvidence.named }
                if source == .demand {
                    demand = max(demand, strongest(.measured))
                } else if kind == .resource {
                    measured = max(measured, strongest(.measured))
                }
                symptoms[kind, default: 0] += min(symptomMost, strongest(.symptom))
            }
        }
        // A remote end that fails is what whoever names a cause in the house suffers too.
        if named.contains(where: { $0.key != .dependency && $0.value >= 2 * EventEvidence.named }) {
            named[.dependency] = named[.dependency].map { min($0, symptomMost) }
        }
        let suffered = symptoms.values.max() ?? 0
        var votes = symptoms.merging(named) { $0 + $1 }
        votes[.resource, default: 0] += measured
        if demand > 0 { votes[.traffic, default: 0] += demand + max(measured, suffered) }
        if let link, link.nats >= near {
            let kind = ChangeEvidence.kind(link.change)
            let explained = max(measured, suffered, kind == .deployment ? named[.code] ?? 0 : 0)
            votes[kind, default: 0] += link.nats + prior + explained
        }
        return CauseKind.allCases.max { (votes[$0] ?? 0) < (votes[$1] ?? 0) } ?? .error
    }
}
