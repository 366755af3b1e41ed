/// Finds when the incident began: a detector fires late, by seconds to minutes.
///
/// Moving sums (MOSUM, Eichinger and Kirch 2018): at every sample the mean of the next few is compared with the mean of
/// the last few, in units of what that difference usually is in the same series, so that a jumpy series needs a larger
/// jump. The onset is where the strongest few series jump together, more than the strongest few always do; each minute
/// before the told time has to be earned.
enum Onset {
    /// Series that vote at a sample: a fault moves a handful of series at once, noise seldom the same five.
    static let voters = 5
    /// What a minute (or a sample, where they are rarer) of a detector's delay costs, in robust sigmas of the strength:
    /// most detectors fire within two or three evaluations.
    static let delayCost = 1.0
    static let patience = 60.0
    /// Longest delay looked back over, seconds; or six samples of slow series.
    static let longestDelay = 600.0
    /// Strength, in robust sigmas, below which nothing is taken for an onset.
    static let least = 3.0

    /// Moments looked at more closely.
    static let mostCandidates = 4
    /// Seconds by which detectors usually lag, at most; or one sample of slow series.
    static let usualDelay = 120.0

    struct Candidate {
        /// Unix seconds.
        let time: Double
        /// How far the agreement of the series stands out, in robust sigmas, less what the delay costs.
        let score: Double
    }

    /// What it costs to believe that the detector was `told - time` late, in nats.
    ///
    /// - Parameter isStillBad: who looks at what is bad now may come at any time. Beyond a detector's usual delay ages
    ///   of all magnitudes are as likely then, and a cause ten times as old costs ln 10.
    static func cost(_ time: Double, told: Double, step: Double, isStillBad: Bool) -> Double {
        let delay = max(0, told - time)
        guard isStillBad, delay > usualDelay else { return delayCost * delay / max(patience, step) }
        return delayCost * usualDelay / max(patience, step) + Math.log(delay / usualDelay)
    }

    /// Moments at which series jump together, best first, told that a detector fired at `told`; the told time is one.
    static func candidates(_ axes: [MetricTable], told: Double, isStillBad: Bool) -> [Double] {
        var found: [Candidate] = []
        for table in axes {
            let strengths = strengths(table, told: told)
            guard let centre = Robust.centre(sorted: strengths.dropFirst().sorted()), table.times.count >= 4 else {
                continue
            }
            let sigma = max(centre.sigma, 0.1 * centre.median, 1e-9)
            for (index, time) in table.times.enumerated().dropFirst() {
                let previous = table.times[index - 1]
                guard previous <= told,
                    isStillBad || told - time <= max(longestDelay, 6 * table.step)
                else { continue }
                // The jump's neighbours see half of it.
                let isPeak =
                    strengths[index] >= strengths[index - 1]
                    && (index + 1 == strengths.count || strengths[index] >= strengths[index + 1])
                let strength = (strengths[index] - centre.median) / sigma
                guard isPeak, strength >= least else { continue }
                // The change lies between two samples: when the told time does too it is taken, else the earlier one,
                // since a time before that holds some of the fault misleads more than the reverse.
                let at = told <= time ? told : max(previous, time - table.step)
                found.append(
                    Candidate(
                        time: at, score: strength - cost(at, told: told, step: table.step, isStillBad: isStillBad)))
            }
        }
        found.sort { ($0.score, $0.time) > ($1.score, $1.time) }
        var times: [Double] = []
        for candidate in found where !times.contains(candidate.time) && times.count < mostCandidates {
            times.append(candidate.time)
        }
        // A fault that no series shows clearly is looked for at the usual delays.
        let unit = max(patience, axes.first?.step ?? 0)
        for delay in 0...max(1, Int(usualDelay / unit)) where !times.contains(told - Double(delay) * unit) {
            times.append(told - Double(delay) * unit)
        }
        return times
    }

    /// For every sample, how strongly the strongest few series jump there.
    private static func strengths(_ table: MetricTable, told: Double) -> [Double] {
        let behind = table.times.count { $0 > told }
        let width = max(2, min(10, table.times.count / 20, behind))
        var votes = [[Double]](repeating: [], count: table.times.count)
        for series in table.series { cast(series.values, width: width, into: &votes) }
        return votes.map { $0.sorted(by: >).prefix(voters).reduce(0, +) }
    }

    /// Adds a series' vote at each sample where it jumps.
    private static func cast(_ values: [Double], width: Int, into votes: inout [[Double]]) {
        let kept = values.indices.filter { !values[$0].isNaN }
        guard kept.count >= 2 * width else { return }
        var sums = [0.0]
        for index in kept { sums.append(sums[sums.count - 1] + values[index]) }
        var jumps: [(row: Int, size: Double)] = []
        for place in 1..<kept.count {
            let back = min(width, place)
            let ahead = min(width, kept.count - place)
            let after = (sums[place + ahead] - sums[place]) / Double(ahead)
            let before = (sums[place] - sums[place - back]) / Double(back)
            jumps.append((kept[place], abs(after - before)))
        }
        let sizes = jumps.map(\.size).sorted()
        // A jump touches `width` samples on either side of it: the rest is what is usual.
        let share = max(0.5, 1 - 3 * Double(width) / Double(sizes.count))
        guard let usual = Robust.quantile(sizes, share), let largest = sizes.last, largest > 0 else { return }
        let scale = max(usual, largest * 1e-3)
        for jump in jumps where jump.size > scale { votes[jump.row].append(Math.log(jump.size / scale)) }
    }
}
