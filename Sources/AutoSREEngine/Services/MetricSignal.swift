public import AutoSRECore

/// A metric as a health signal: good while its newest values keep a bound, bad while none does. What is between, has a
/// hole, is too old or is not there says neither; what is bad and moves towards the bound is settling.
public struct MetricSignal: Verifier {
    /// The signal's name.
    public let name: String
    private let rule: MetricRule
    private let incident: Incident
    private let sources: [any EvidenceSource]
    private let world: any World

    /// Makes a signal.
    /// - Parameters:
    ///   - incident: what is verified.
    ///   - sources: what the metrics of the incident's entity are read from; the first that has the metric is believed.
    public init(
        _ name: String, _ rule: MetricRule, of incident: Incident, from sources: [any EvidenceSource],
        in world: any World
    ) {
        (self.name, self.rule, self.incident, self.sources, self.world) = (name, rule, incident, sources, world)
    }

    /// Seconds until all values that count are of after a change.
    public func latencySeconds(of entity: Entity) -> Double { rule.latencySeconds }

    /// One reading. A source that cannot be read might have said something else than those behind it.
    public func read(_ entity: Entity, within seconds: Double) async -> HealthReading {
        do {
            guard let verdict = try await bounded(seconds, in: world, { try await judged(within: seconds) }) else {
                return reading(.unknown, "nobody has a metric \(rule.metric)")
            }
            return reading(verdict.status, verdict.words, isSettling: verdict.isSettling ? true : nil)
        } catch {
            let isLate = error is OutOfTime || error is CancellationError
            let reason = isLate ? "no answer within \(PostMortem.seconds(seconds))" : String(describing: error)
            return reading(.unknown, "\(rule.metric) could not be read: \(reason)")
        }
    }

    private func reading(
        _ status: HealthReading.Status, _ words: String, isSettling: Bool? = nil
    ) -> HealthReading {
        HealthReading(status, at: world.now(), detail: PlainText.heard(words), isSettling: isSettling)
    }

    private func judged(within seconds: Double) async throws -> MetricRule.Verdict? {
        let now = world.now()
        let window = rule.window(at: now)
        let query = EvidenceQuery(
            incident: incident, kinds: [.metrics], since: window.from, until: window.until, now: now, seconds: seconds)
        for source in sources {
            if let verdict = rule.judge(try await source.collect(query), at: now) { return verdict }
        }
        return nil
    }
}
