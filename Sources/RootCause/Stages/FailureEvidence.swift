/// Lines that report a failure: how many more a component writes since the onset, and of what they speak.
enum FailureEvidence {
    /// Width of the pieces of time over which it is seen how lines bunch, seconds.
    static let piece = 10.0

    /// Failing lines in the windows, and seconds of each of which there are logs at all.
    struct Count {
        var before = 0
        var after = 0
        var late = 0

        mutating func add(_ time: Double, _ windows: Windows) {
            if windows.before.contains(time) { before += 1 }
            if windows.after.contains(time) { after += 1 }
            if windows.late.contains(time) { late += 1 }
        }

        mutating func add(_ other: Count) {
            before += other.before
            after += other.after
            late += other.late
        }
    }

    /// Seconds of each window of which there are logs: collection has holes.
    struct Covered {
        let before: Double
        let after: Double
        let late: Double

        init(_ logs: LogTable, _ windows: Windows) {
            before = FailureEvidence.covered(logs, windows.before)
            after = FailureEvidence.covered(logs, windows.after)
            late = FailureEvidence.covered(logs, windows.late)
        }

        /// Nats of a count that lasts.
        func surprise(_ count: Count) -> Double {
            let lasting = Windows.lasting(
                before: Double(count.before) / max(piece, before), after: Double(count.after) / max(piece, after),
                late: late > 0 ? Double(count.late) / late : nil)
            return lasting * Rate.surprise((count.before, count.after), before: before, after: after)
        }
    }

    static func clues(_ logs: LogTable, _ entities: Entities, _ windows: Windows, _ covered: Covered) -> [Clue] {
        var counts: [Int: Count] = [:]
        var totals = [Count](repeating: Count(), count: logs.components.count)
        var calm = [[Double]](repeating: [], count: logs.components.count)
        let width = max(1, logs.templates.count)
        for row in 0..<logs.count where logs.templates[Int(logs.template[row])].isFailure {
            let component = Int(logs.component[row])
            counts[component * width + Int(logs.template[row]), default: Count()].add(logs.time[row], windows)
            totals[component].add(logs.time[row], windows)
            if windows.before.contains(logs.time[row]) { calm[component].append(logs.time[row]) }
        }
        let topics = FailureTopics(logs, counts, covered)
        return totals.indices.compactMap { index in
            guard let number = entities.number(logs.components[index]), let topic = topics[index] else { return nil }
            let whole = covered.surprise(totals[index]) / bunching(calm[index], over: covered.before)
            // One kind of line may begin where many others go on as ever.
            let single = Fusion.beyond(topic.nats, of: counts.count)
            let name = logs.components[index]
            guard max(whole, single) > 0 else { return nil }
            let failing = counts.keys.filter { $0 / width == index && (counts[$0]?.after ?? 0) > 0 }
                .sorted { (counts[$1]?.after ?? 0, $0) < (counts[$0]?.after ?? 0, $1) }.map { $0 % width }
            return Clue(
                component: number, source: .failures, kind: topic.kind ?? .error,
                speech: topic.kind == nil ? .symptom : .named, nats: max(whole, single)
            ) {
                let first = logs.templates[topic.template].example
                if whole >= single {
                    return LineClaims.claim(logs, component: name, templates: failing, windows) { before, after in
                        "\(name) reports \(after) failures since the onset and \(before) before; first among them: "
                            + first
                    }
                }
                return LineClaims.claim(logs, component: name, templates: [topic.template], windows) { before, after in
                    "\(name) writes \(after) lines since the onset and \(before) before like: " + first
                }
            }
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
    static func bunching(_ times: [Double], over covered: Double) -> Double {
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
}
