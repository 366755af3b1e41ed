/// What metrics say about each component: the strongest shift that it makes itself, and the strongest that it may
/// suffer.
enum MetricEvidence {
    /// A fall of a resource, a change of traffic, a latency that improves: it comes mostly from elsewhere and weighs
    /// half.
    static let indirect = 0.5
    /// The least that is left of a shift that is too small for what the incident's symptom shows: e^-6.
    static let smallest = -6.0

    static func clues(
        _ evidence: CaseEvidence, _ ground: Ground, _ windows: Windows
    ) -> [Clue] {
        let (entities, graph) = (ground.entities, ground.graph)
        let shifts = MetricShifts.find(ground.metrics, windows)
        let isCalled = graph.isCalled
        let impacts = Impacts(evidence, shifts, entities)
        // Beside a known graph, what is no part of it takes no part in requests.
        let takesPart = graph.isEmpty ? [Bool](repeating: true, count: entities.names.count) : graph.isConnected
        var own = [Strongest](repeating: Strongest(), count: entities.names.count)
        var suffered = own
        var asked = own
        for shift in shifts {
            let number = shift.component
            var nats = shift.surprise - Math.log(Double(max(1, shift.sharers)))
            if !isBad(shift) { nats *= indirect }
            if !takesPart[number] { nats *= indirect }
            switch shift.kind {
            case .traffic:
                // What is asked of a component is its callers' doing.
                own[number].add(shift, isCalled[number] ? 0 : nats * indirect)
                if isSurge(shift) { asked[number].add(shift, shift.surprise) }
            case .latency, .error:
                nats = min(max(0, nats), impacts.most(shift, number))
                suffered[number].add(shift, nats + impacts.penalty(shift, number))
            case .resource, .other:
                own[number].add(shift, max(0, nats) + impacts.penalty(shift))
            }
        }
        return own.indices.flatMap { number in
            [
                own[number].clue(number, .metric, windows), suffered[number].clue(number, .symptom, windows),
                asked[number].clue(number, .demand, windows),
            ].compactMap { $0 }
        }
    }

    /// Whether requests rose by more than half: less is what systems are built to bear.
    private static func isSurge(_ shift: MetricShift) -> Bool {
        SeriesKind.countsRequests(shift.metric) && shift.after > 1.5 * shift.before.median && shift.before.median > 0
    }

    /// Whether a shift goes the way of an incident.
    static func isBad(_ shift: MetricShift) -> Bool {
        (shift.sigmas > 0) != SeriesKind.isBetterHigh(shift.metric)
    }
}

/// The strongest of several shifts.
private struct Strongest {
    private var shift: MetricShift?
    private var strength = 0.0
    private var count = 0

    mutating func add(_ shift: MetricShift, _ nats: Double) {
        count += 1
        if nats > strength {
            strength = nats
            self.shift = shift
        }
    }

    /// A resource that is used up, or much that is asked, is a measured cause; a fall of either is none, and what a
    /// name does not tell is not known.
    private func speech(_ shift: MetricShift) -> Clue.Speech {
        (shift.kind == .resource || shift.kind == .traffic) && MetricEvidence.isBad(shift) ? .measured : .symptom
    }

    func clue(_ component: Int, _ source: Clue.Source, _ windows: Windows) -> Clue? {
        guard let shift else { return nil }
        let kind: CauseKind =
            switch shift.kind {
            case .latency: .latency
            case .error: .error
            case .traffic: .traffic
            case .resource, .other: .resource
            }
        let sigmas = Figures.atLeast(shift.sigmas)
        let way = shift.sigmas > 0 ? "rose" : "fell"
        let claim = Claim(
            statement: "\(shift.metric) of \(shift.entity) \(way) from \(Figures.short(shift.before.median)) to "
                + "\(Figures.short(shift.after)), \(Figures.short(abs(shift.sigmas))) robust sigmas",
            predicate: .shift(
                entity: shift.entity, metric: shift.metric, before: windows.before, after: windows.after,
                sigmas: sigmas),
            evidence: ["metrics.csv#\(shift.entity)|\(shift.metric)"])
        return Clue(
            component: component, source: source, kind: kind, speech: speech(shift),
            nats: Fusion.beyond(strength, of: count),
            metric: shift.metric, claim: { claim })
    }
}

/// How much of an incident a component's shift can account for: growth times calls.
private struct Impacts {
    /// Requests per sample; 1 where nothing counts them.
    private var calls: [Double]
    private var isCounted: [Bool]
    private var reference: [String: Double] = [:]
    private var usual: [String: Double] = [:]

    init(_ evidence: CaseEvidence, _ shifts: [MetricShift], _ entities: Entities) {
        calls = [Double](repeating: 1, count: entities.names.count)
        isCounted = [Bool](repeating: false, count: entities.names.count)
        for shift in shifts where shift.kind == .traffic {
            if shift.after > 0, SeriesKind.countsRequests(shift.metric) {
                calls[shift.component] = shift.after
                isCounted[shift.component] = true
            }
        }
        let symptom = evidence.symptom.flatMap { entities.number($0.component) }
        var largest: [String: Double] = [:]
        for shift in shifts where shift.kind == .latency || shift.kind == .error {
            guard MetricEvidence.isBad(shift) else { continue }
            let impact = impact(shift, shift.component)
            largest[shift.metric] = max(largest[shift.metric] ?? 0, impact)
            if shift.component == symptom { reference[shift.metric] = impact }
        }
        reference.merge(largest) { own, _ in own }
        var levels: [String: [Double]] = [:]
        for shift in shifts where shift.kind == .resource || shift.kind == .other {
            levels[shift.metric, default: []].append(abs(shift.before.median))
        }
        usual = levels.compactMapValues { Robust.median($0) }
    }

    private func impact(_ shift: MetricShift, _ number: Int) -> Double {
        abs(shift.after - shift.before.median) * calls[number]
    }

    /// Nats of one failed request: no more is known of how often one fails anyway than that one in twenty does not.
    private static let perFailure = 3.0

    /// The most nats that a share of failures can give, by the number of requests that failed; where requests are
    /// counted.
    func most(_ shift: MetricShift, _ number: Int) -> Double {
        guard shift.kind == .error, isCounted[number] else { return .infinity }
        // A share in percent, or of one.
        let whole = max(abs(shift.before.median), abs(shift.after)) > 1.5 ? 100.0 : 1
        let failed = abs(shift.after - shift.before.median) / whole * calls[number] * Double(shift.counts.after)
        return Self.perFailure * failed
    }

    /// Nats taken from a shift that is too small for the symptom: the logarithm of the share it can account for.
    func penalty(_ shift: MetricShift, _ number: Int) -> Double {
        lost(impact(shift, number), of: reference[shift.metric])
    }

    /// Nats taken from a resource's shift that is small beside what components here usually use of it.
    func penalty(_ shift: MetricShift) -> Double {
        lost(abs(shift.after - shift.before.median), of: usual[shift.metric])
    }

    private func lost(_ part: Double, of whole: Double?) -> Double {
        guard let whole, whole > 0, part < whole else { return 0 }
        return max(MetricEvidence.smallest, Math.log(max(part / whole, 1e-9)))
    }
}
