/// What others' failing lines say of a component that they name: it may be dead and write nothing itself.
enum MentionEvidence {
    static func clues(
        _ mentions: Mentions, _ logs: LogTable, _ entities: Entities, _ windows: Windows,
        _ covered: FailureEvidence.Covered
    ) -> [Clue] {
        var counts: [Int: [Int: FailureEvidence.Count]] = [:]
        for mention in mentions.all {
            counts[mention.named, default: [:]][mention.writer, default: .init()].add(logs.time[mention.row], windows)
        }
        let said = templates(mentions, logs, windows)
        // Remote ends that fail now and then are named by many lines at once.
        let calm = mentions.all.map { logs.time[$0.row] }.filter(windows.before.contains)
        let bunching = FailureEvidence.bunching(calm, over: covered.before)
        return counts.sorted { $0.key < $1.key }.compactMap { named, writers in
            let whole = writers.values.reduce(into: FailureEvidence.Count()) { $0.add($1) }
            let nats = Fusion.beyond(covered.surprise(whole) / bunching, of: entities.names.count)
            let loudest = writers.max { ($0.value.after, $1.key) < ($1.value.after, $0.key) }
            guard nats > 0, let loudest else { return nil }
            let templates = said[named]?[loudest.key] ?? []
            let (name, writer) = (entities.names[named], entities.names[loudest.key])
            return Clue(component: named, source: .mentions, kind: .error, speech: .symptom, nats: nats) {
                LineClaims.claim(logs, component: writer, templates: templates, naming: name, windows) {
                    "\(writer) names \(name) in \($1) lines that report a failure since the onset, in \($0) before"
                }
            }
        }
    }

    /// Of each component's failing lines since the onset, the share that names another one.
    static func shares(
        _ mentions: Mentions, _ logs: LogTable, _ entities: Entities, _ windows: Windows
    ) -> [Int: [Int: Double]] {
        var named: [Int: [Int: Double]] = [:]
        for mention in mentions.all where windows.after.contains(logs.time[mention.row]) {
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

    /// By named component and writer, the templates of the lines since the onset, in order of first sight.
    private static func templates(
        _ mentions: Mentions, _ logs: LogTable, _ windows: Windows
    ) -> [Int: [Int: [Int]]] {
        var found: [Int: [Int: [Int]]] = [:]
        for mention in mentions.all where windows.after.contains(logs.time[mention.row]) {
            let template = Int(logs.template[mention.row])
            if found[mention.named]?[mention.writer]?.contains(template) != true {
                found[mention.named, default: [:]][mention.writer, default: []].append(template)
            }
        }
        return found
    }
}
