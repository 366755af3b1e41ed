import AutoSRECore

extension Invariants {
    /// What is taken back was seen to be bad: by a reading of now, and late enough to show what was done.
    static func grounds(_ incident: SimulatedIncident) -> [String] {
        var found: [String] = []
        var (reading, actedAt): (HealthReading?, Instant?) = (nil, nil)
        var (isUndo, isFirst) = (false, false)
        for entry in incident.journal {
            switch entry.event {
            case .prechecked(let new), .checked(let new): reading = new
            // Whatever was read before is no reading of now.
            case .resumed: reading = nil
            case .planned(let plan): (isUndo, isFirst) = (plan.isUndo, true)
            case .acted where !isUndo: actedAt = entry.at
            // Half a plan is taken back for what it lacks, whatever its first half may yet show.
            case .refused: actedAt = nil
            case .intended where isUndo && isFirst:
                isFirst = false
                found += objections(to: reading, actedAt: actedAt, at: entry.at, incident.cloud.latencySeconds)
            default: break
            }
        }
        return found
    }

    /// Seconds from a reading to what is decided by it, at the most: what is read within `Limits.freshSeconds`, and the
    /// time that reading and judging take.
    private static let longest = 8.0

    private static func objections(
        to reading: HealthReading?, actedAt: Instant?, at now: Instant, _ latency: Double
    ) -> [String] {
        guard let reading, reading.status == .bad else { return ["taken back without a bad reading"] }
        var found: [String] = []
        let age = now.seconds(since: reading.at)
        if age > longest { found.append("taken back on a reading of \(age) s before") }
        if let actedAt, reading.at.seconds(since: actedAt) < latency {
            found.append("taken back before the signal could show what was done")
        }
        return found
    }
}
