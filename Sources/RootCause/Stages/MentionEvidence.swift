/// What others' failing lines say of a component that they name: it may be dead and write nothing itself.
enum MentionEvidence {
    static func clues(
        _ mentions: Mentions, _ logs: LogTable, _ entities: Entities, _ windows: Windows,
        _ covered: FailureEvidence.Covered
    ) -> [Clue] {
        var counts: [Int: [Int: FailureEvidence.Count]] = [:]
        for mention in mentions.all where mention.blames {
            counts[mention.named, default: [:]][mention.writer, default: .init()].add(logs.time[mention.row], windows)
        }
        return counts.sorted { $0.key < $1.key }.compactMap { named, writers in
            let whole = writers.values.reduce(into: FailureEvidence.Count()) { $0.add($1) }
            let nats = Fusion.beyond(covered.surprise(whole), of: counts.count)
            let loudest = writers.max { ($0.value.after, $1.key) < ($1.value.after, $0.key) }
            guard nats > 0, let loudest else { return nil }
            // Told as it can be counted again: whether a line blames is a judgement.
            let said = mentions.all.reduce(into: FailureEvidence.Count()) { count, mention in
                guard mention.named == named, mention.writer == loudest.key else { return }
                count.add(logs.time[mention.row], windows)
            }
            return Clue(
                component: named, source: .mentions, kind: .error, speech: .symptom, nats: nats,
                claim: claim(entities.names[named], entities.names[loudest.key], said, windows))
        }
    }

    /// Of each component's failing lines since the onset, the share that names another one.
    static func shares(
        _ mentions: Mentions, _ logs: LogTable, _ entities: Entities, _ windows: Windows
    ) -> [Int: [Int: Double]] {
        var named: [Int: [Int: Double]] = [:]
        for mention in mentions.all where mention.blames && windows.after.contains(logs.time[mention.row]) {
            named[mention.writer, default: [:]][mention.named, default: 0] += 1
        }
        guard !named.isEmpty else { return [:] }
        let writers = logs.components.map { entities.number($0) }
        var all: [Int: Double] = [:]
        for row in 0..<logs.count
        where logs.templates[Int(logs.template[row])].isFailure && windows.after.contains(logs.time[row]) {
            if let writer = writers[Int(logs.component[row])] { all[writer, default: 0] += 1 }
        }
        for (writer, counts) in named { named[writer] = counts.mapValues { $0 / max(1, all[writer] ?? 1) } }
        return named
    }

    private static func claim(_ named: String, _ writer: String, _ count: FailureEvidence.Count, _ windows: Windows)
        -> Claim
    {
        Claim(
            statement: "\(writer) names \(named) in \(count.after) lines that report a failure since the onset, in "
                + "\(count.before) before",
            predicate: .mentions(
                component: named, by: writer, before: windows.before, after: windows.after, atMost: count.before,
                atLeast: count.after), evidence: ["logs.csv#\(writer)"])
    }
}
