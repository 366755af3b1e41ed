/// Lines that report a failure: how many more a component writes since the onset, and of what they speak.
enum FailureEvidence {
    /// Width of the pieces of time over which it is seen how lines bunch, seconds.
    static let piece = 10.0

    static func clues(_ logs: LogTable, _ entities: Entities, _ windows: Windows) -> [Clue] {
        let before = covered(logs, windows.before)
        let after = covered(logs, windows.after)
        let late = covered(logs, windows.late)
        var counts: [Int: (before: Int, after: Int)] = [:]
        var times = [[Double]](repeating: [], count: logs.components.count)
        let width = max(1, logs.templates.count)
        for row in 0..<logs.count where logs.templates[Int(logs.template[row])].isFailure {
            let component = Int(logs.component[row])
            let key = component * width + Int(logs.template[row])
            times[component].append(logs.time[row])
            if windows.before.contains(logs.time[row]) {
                counts[key, default: (0, 0)].before += 1
            } else if windows.after.contains(logs.time[row]) {
                counts[key, default: (0, 0)].after += 1
            }
        }
        // Of each component the template that surged most names the topic.
        var topics: [Int: (nats: Double, template: Int)] = [:]
        for (key, count) in counts.sorted(by: { $0.key < $1.key }) {
            let nats = Rate.surprise(count, before: before, after: after)
            if nats > topics[key / width]?.nats ?? 0 { topics[key / width] = (nats, key % width) }
        }
        return times.enumerated().compactMap { index, times in
            guard let number = entities.number(logs.components[index]), let topic = topics[index] else { return nil }
            let total = (
                before: times.count { windows.before.contains($0) }, after: times.count { windows.after.contains($0) }
            )
            let calm = times.filter { windows.before.contains($0) }
            let lasting = Windows.lasting(
                before: Double(total.before) / max(piece, before), after: Double(total.after) / max(piece, after),
                late: late > 0 ? Double(times.count { windows.late.contains($0) }) / late : nil)
            let nats = lasting * Rate.surprise(total, before: before, after: after) / bunching(calm, over: before)
            guard nats > 0 else { return nil }
            return Clue(
                component: number, source: .failures,
                kind: Topics.kind(logs.templates[topic.template].example) ?? .error, nats: nats,
                claim: claim(logs.components[index], total, logs.templates[topic.template].example, windows))
        }
    }

    /// Seconds of a window of which there are logs at all: collection has holes.
    private static func covered(_ logs: LogTable, _ window: Predicate.Window) -> Double {
        var pieces: Set<Int> = []
        for time in logs.time where window.contains(time) {
            pieces.insert(Int(max(-1e12, min(1e12, (time - window.from) / piece)).rounded(.down)))
        }
        return Double(pieces.count) * piece
    }

    /// How much lines bunch while nothing is wrong: the variance of their number per piece of time by its mean, 1 for
    /// independent ones, and where there are too few to tell.
    private static func bunching(_ times: [Double], over covered: Double) -> Double {
        let pieces = covered / piece
        guard times.count >= fewest, pieces >= 2 else { return 1 }
        var counts: [Int: Double] = [:]
        for time in times { counts[Int(max(-1e12, min(1e12, time / piece)).rounded(.down)), default: 0] += 1 }
        let mean = Double(times.count) / pieces
        let squares = counts.values.reduce(0) { $0 + $1 * $1 } / pieces
        return max(1, (squares - mean * mean) / mean)
    }

    /// Lines from which their bunching is known.
    private static let fewest = 5

    private static func claim(
        _ component: String, _ total: (before: Int, after: Int), _ example: String, _ windows: Windows
    ) -> Claim {
        Claim(
            statement: "\(component) reports \(total.after) failures since the onset and \(total.before) before; "
                + "first among them: \(example)",
            predicate: .failures(
                component: component, before: windows.before, after: windows.after, atMost: total.before,
                atLeast: total.after), evidence: ["logs.csv#\(component)"])
    }
}

/// How often something happens before and after.
enum Rate {
    /// Nats: log-likelihood ratio of two Poisson rates against one, for counts in windows of different length; 0 where
    /// the rate falls. Without a time before there is no rate to compare with: the count's logarithm stands in.
    ///
    /// - Parameters:
    ///   - before: length of the time before, seconds.
    ///   - after: length of the time after, seconds.
    static func surprise(_ count: (before: Int, after: Int), before: Double, after: Double) -> Double {
        guard count.after > 0, after > 0 else { return 0 }
        guard before > 0.05 * after else { return Math.log(1 + Double(count.after)) }
        let all = Double(count.before + count.after)
        let share = after / (before + after)
        let observed = Double(count.after) / all
        guard observed > share else { return 0 }
        let rest = Double(count.before)
        let first = Double(count.after) * Math.log(observed / share)
        return first + (rest > 0 ? rest * Math.log((1 - observed) / (1 - share)) : 0)
    }
}
