import AutoSRECore

extension Invariants {
    /// What is begun and what is taken back was seen to be bad: by readings that stand, and of now; what is taken back
    /// late enough to show what was done.
    static func grounds(_ incident: SimulatedIncident) -> [String] {
        var (found, seen): ([String], Seen) = ([], Seen())
        for entry in incident.journal {
            switch entry.event {
            case .intended where seen.isFirst && seen.isUndo:
                let reading = seen.looks.last
                found += objections(to: reading, actedAt: seen.actedAt, at: entry.at, incident.cloud.latencySeconds)
                if seen.standing.count < 3 { found.append("taken back on \(seen.standing.count) bad readings") }
            case .intended where seen.isFirst: found += seen.objections(at: entry.at)
            // Whoever takes over what is only intended looks again.
            case .sending where seen.isTakenOver && !seen.isUndo:
                found +=
                    seen.looks.isEmpty ? ["asked for on the word of a dead process"] : seen.objections(at: entry.at)
            default: break
            }
            seen.add(entry)
        }
        return found
    }

    /// What had been seen when something was begun.
    private struct Seen {
        /// Read with the evidence, or after acting.
        var early: [HealthReading] = []
        /// Read right before acting.
        var late: [HealthReading] = []
        var gatheredAt: Instant?
        var actedAt: Instant?
        var isUndo = false
        /// Whether the plan's first action comes next.
        var isFirst = false
        /// Whether it is intended, and nothing came of it yet.
        var isOpen = false
        var isTakenOver = false

        var looks: [HealthReading] { early + late }
        var bad: [HealthReading] { sinceGood.filter { $0.status == .bad } }
        /// What is bad and was not on its way to good.
        var standing: [HealthReading] {
            let all = sinceGood
            return all[(all.lastIndex(where: \.isOnTheMend).map { $0 + 1 } ?? 0)...].filter { $0.status == .bad }
        }
        private var sinceGood: [HealthReading] {
            let all = looks
            return Array(all[(all.lastIndex { $0.status == .good }.map { $0 + 1 } ?? 0)...])
        }

        /// Bad alone has to be seen three times; what is silent now and then need not.
        func objections(at now: Instant) -> [String] {
            var found: [String] = []
            if looks.last?.status == .good { found.append("begun though it was good") }
            let isPlain = looks.last?.status == .bad && !sinceGood.contains { $0.status == .unknown }
            if isPlain, bad.count < 3 { found.append("begun on \(bad.count) bad readings") }
            if let gatheredAt, now.seconds(since: gatheredAt) > 900 { found.append("begun on old evidence") }
            return found
        }

        mutating func add(_ entry: JournalEntry) {
            switch entry.event {
            case .gathered(let evidence):
                (early, late, gatheredAt) = (evidence.health.map { [$0] } ?? [], [], entry.at)
            case .prechecked(let reading): late.append(reading)
            case .checked(let reading): early.append(reading)
            // Whatever was read before is no reading of now.
            case .resumed: (early, late, isTakenOver) = ([], [], isOpen)
            case .targetBusy, .targetChanged: late = []
            case .planned(let plan): (isUndo, isFirst, isOpen, isTakenOver) = (plan.isUndo, true, false, false)
            case .intended: (isOpen, isFirst) = (isFirst, false)
            case .acted:
                (isOpen, isTakenOver) = (false, false)
                if !isUndo { (early, late, actedAt) = ([], [], entry.at) }
            // Half a plan is taken back for what it lacks, whatever its first half may yet show.
            case .refused: actedAt = nil
            default: break
            }
        }
    }

    /// Seconds from a reading to what is decided by it, at the most: what is read within `Limits.freshSeconds`, and the
    /// time that reading and judging take.
    private static let longest = 8.0

    private static func objections(
        to reading: HealthReading?, actedAt: Instant?, at now: Instant, _ latency: Double
    ) -> [String] {
        guard let reading, reading.status == .bad else { return ["taken back without a bad reading"] }
        var found: [String] = []
        if reading.isOnTheMend { found.append("taken back on its way to good") }
        let age = now.seconds(since: reading.at)
        if age > longest { found.append("taken back on a reading of \(age) s before") }
        if let actedAt, reading.at.seconds(since: actedAt) < latency {
            found.append("taken back before the signal could show what was done")
        }
        return found
    }
}
