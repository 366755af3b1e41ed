/// Turns suspicions into ranked causes with a confidence.
struct Verdict: Sendable {
    let causes: [Diagnosis.Cause]
    let isInconclusive: Bool

    /// Nats by which the strongest suspicion has to exceed the logarithm of the number of components for an even
    /// chance that something is wrong at all.
    static let even = 8.0
    /// Nats over which that chance goes from one in four to three in four, about.
    static let width = 2.0
    /// Claims published for a cause: a page shows as many.
    static let mostClaims = 6

    init(_ reading: Reading, _ judged: [Double], _ evidence: CaseEvidence, _ ground: Ground) {
        let entities = ground.entities
        let isFeltMeasured = ground.metrics.series.contains { $0.kind == .latency || $0.kind == .error }
        var totals = judged
        // Changes are made every day: they say which component, not whether anything is wrong.
        let excess = (totals.max() ?? 0) - Math.log(Double(max(1, totals.count))) - Self.even
        let prior = ChangeEvidence.prior(changed: reading.links.count, of: totals.count)
        for (number, link) in reading.links where totals[number] > 0 {
            totals[number] += min(link.nats + prior, totals[number])
        }
        let top = totals.max() ?? 0
        let first = totals.indices.max { totals[$0] < totals[$1] }
        let trust = Trust.share(
            reading, first: first, told: evidence.incidentTime, step: evidence.metrics.step,
            isFeltMeasured: isFeltMeasured, isStillBad: evidence.isStillBad)
        let real = trust / (1 + Math.exp(-excess / Self.width))
        let weights = totals.map { Math.exp($0 - top) }
        let sum = weights.reduce(0, +)
        let order = totals.indices.sorted { (totals[$1], entities.names[$0]) < (totals[$0], entities.names[$1]) }
        let spoken = Kinds.spoken(reading.suspicions)
        causes = order.map { number in
            Self.cause(
                number, reading, entities, spoken, prior: prior, score: sum > 0 ? real * weights[number] / sum : 0)
        }
        isInconclusive = real < 0.5
    }

    private static func cause(
        _ number: Int, _ reading: Reading, _ entities: Entities, _ spoken: Clue?, prior: Double, score: Double
    ) -> Diagnosis.Cause {
        let suspicion = reading.suspicions[number]
        var change = suspicion.clues.first { $0.change != nil }?.change
        var claims = suspicion.clues.prefix(mostClaims).compactMap { $0.claim() }
        if let link = reading.links[number] {
            if change == nil { change = link.change.id }
            claims.append(ChangeEvidence.claim(link, reading.windows))
        }
        var telling = suspicion.clues
        let isNear = reading.links[number]?.nats ?? 0 >= Kinds.near
        if let spoken, score > 0, !isNear, !telling.contains(where: Kinds.isCause) {
            // What it only suffers another component, at the same time, says the reason of.
            telling = telling.filter { $0.speech != .named } + [spoken]
            if let claim = spoken.claim() { claims.append(claim) }
        }
        let kind = Kinds.kind(telling, link: reading.links[number], prior: prior)
        var against: [String] = []
        if let explanation = suspicion.explanation, explanation.nats > 0 {
            let callee = entities.names[explanation.callee]
            against.append("calls \(callee), which explains \(Figures.short(explanation.nats)) nats of what it suffers")
        }
        return Diagnosis.Cause(
            component: entities.names[number], score: score, metric: suspicion.clues.first { $0.metric != nil }?.metric,
            kind: kind, change: change, isChangeNear: change != nil && isNear, claims: claims, counterEvidence: against)
    }
}
