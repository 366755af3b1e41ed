/// Evaluates claims again, from the files alone and with code of its own: what it shares with the analysis is the
/// meaning of a predicate, not how it was found.
public struct Verifier {
    /// Whether a claim holds.
    public struct Outcome: Sendable {
        /// The claim's sentence.
        public let statement: String
        /// Whether the evidence bears it out.
        public let holds: Bool
        /// What the evidence gives instead, for a person.
        public let found: String
    }

    let metrics: PlainTable
    let logs: PlainTable
    let events: PlainTable
    let changes: [JSON]
    let spans: PlainSpans

    /// Reads a case's files.
    public init(_ files: CaseFiles) {
        metrics = PlainTable(files.metrics ?? [])
        logs = PlainTable(files.logs ?? [])
        events = PlainTable(files.events ?? [])
        spans = PlainSpans(PlainTable(files.traces ?? []))
        let document = files.deployments.flatMap { bytes in
            try? JSONReader.read(bytes, file: "deployments.json")
        }
        changes = (document?["deployments"] ?? document)?.elements ?? []
    }

    /// Every claim of an answer, in order; a claim whose predicate is unknown does not hold.
    public func check(answer bytes: [UInt8], file: String) throws(EvidenceError) -> [Outcome] {
        let answer = try JSONReader.read(bytes, file: file)
        var outcomes: [Outcome] = []
        for cause in answer["root_causes"]?.elements ?? [] {
            for claim in cause["claims"]?.elements ?? [] {
                let statement = claim["statement"]?.string ?? ""
                guard let predicate = claim["predicate"].flatMap(Predicate.init) else {
                    outcomes.append(Outcome(statement: statement, holds: false, found: "an unknown predicate"))
                    continue
                }
                let (holds, found) = check(predicate)
                outcomes.append(Outcome(statement: statement, holds: holds, found: found))
            }
        }
        return outcomes
    }

    func check(_ predicate: Predicate) -> (holds: Bool, found: String) {
        switch predicate {
        case .shift(let entity, let metric, let before, let after, let sigmas):
            shift(entity, metric, before, after, sigmas)
        case .work(let component, let operation, let before, let after, let milliseconds):
            growth(
                work(.init(component: component, name: operation), before),
                work(.init(component: component, name: operation), after), milliseconds)
        case .call(let caller, let callee, let operation, let before, let after, let milliseconds):
            growth(
                call(.init(component: caller, name: operation), callee, before),
                call(.init(component: caller, name: operation), callee, after), milliseconds)
        case .logStep(let component, let context, let from, let to, let before, let after, let onset):
            counts(logSteps(component, context, from, to, onset), before, after)
        case .visit(let context, let from, let to, let before, let after, let onset):
            counts(visits(context, from, to, onset), before, after)
        case .spanStep(let place, let from, let to, let before, let after, let onset):
            counts(spanSteps(place, from, to, onset), before, after)
        case .lines(let component, let templates, let naming, let before, let after, let atMost, let atLeast):
            lines(component, templates, naming, before, after, atMost, atLeast)
        case .events(let component, let reason, let before, let after, let atMost, let atLeast):
            eventCounts(component, reason, before, after, atMost, atLeast)
        case .change(let id, let component, let onset, let seconds, let late):
            change(id, component, onset, seconds, late)
        case .instances(_, let component, let metric, let window, let settling, let sigmas):
            instances(component, metric, window, settling, sigmas)
        }
    }

    private func growth(_ before: [Double], _ after: [Double], _ least: Double) -> (Bool, String) {
        guard let late = middle(after) else { return (false, "no such span after the onset") }
        let early = before.count >= 3 ? middle(before) ?? 0 : 0
        let milliseconds = (late - early) / 1_000
        return (milliseconds >= least, "\(milliseconds) ms")
    }

    private func counts(
        _ found: (before: Predicate.Count, after: Predicate.Count), _ before: Predicate.Count, _ after: Predicate.Count
    ) -> (Bool, String) {
        (
            found.before == before && found.after == after,
            "\(found.before.with)/\(found.before.all) before, \(found.after.with)/\(found.after.all) after"
        )
    }

    func middle(_ values: [Double]) -> Double? { part(values, 0.5) }

    /// The value at a share of the sorted ones, between neighbours in proportion.
    func part(_ values: [Double], _ share: Double) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let place = share * Double(sorted.count - 1)
        let low = Int(place)
        let high = min(low + 1, sorted.count - 1)
        return sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low))
    }

    /// Median and scale of values while nothing was wrong.
    func level(_ values: [Double]) -> (median: Double, sigma: Double)? {
        guard let median = middle(values), let low = part(values, 0.05), let high = part(values, 0.95),
            let first = part(values, 0.25), let third = part(values, 0.75)
        else { return nil }
        let scale = [(high - low) / 3.29, (third - first) / 1.349, 0.02 * abs(median)].max() ?? 0
        return (median, scale * (1 + 1 / Double(values.count).squareRoot()))
    }

    func distance(_ value: Double, _ level: (median: Double, sigma: Double)) -> Double {
        if value == level.median { return 0 }
        guard level.sigma > 0 else { return value > level.median ? 8 : -8 }
        return max(-1e6, min(1e6, (value - level.median) / level.sigma))
    }

    /// Whether a distance reaches a claimed one, in its direction.
    func reaches(_ distance: Double, _ claimed: Double) -> Bool {
        claimed >= 0 ? distance >= claimed : distance <= claimed
    }
}
