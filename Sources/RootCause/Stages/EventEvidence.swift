/// What an orchestrator's events say: typed facts about an entity.
enum EventEvidence {
    /// Nats of a reason that names a fault, beyond its rate: it says what is wrong in the orchestrator's own words,
    /// and a healthy entity gets one in some hundred windows (e^-6).
    static let named = 6.0
    /// A restart or a failed probe follows from most faults and tells them apart from nothing: it weighs half.
    static let consequence = 0.5

    private struct Key: Hashable {
        let component: Int
        let reason: String
    }

    /// How often, and how much that weighs: an orchestrator counts on for hours in one event, so that a count grows
    /// without anything new.
    private struct Count {
        var before = 0.0
        var after = 0.0
        var weight = (before: 0.0, after: 0.0)

        mutating func add(_ event: Event, isBefore: Bool) {
            let weight = 1 + Math.log(event.count)
            if isBefore {
                before += event.count
                self.weight.before += weight
            } else {
                after += event.count
                self.weight.after += weight
            }
        }
    }

    static func clues(_ events: [Event], _ entities: Entities, _ windows: Windows) -> [Clue] {
        var counts: [Key: Count] = [:]
        var examples: [Key: Event] = [:]
        for event in events where !EventReasons.isRoutine(event.reason) {
            guard let number = entities.number(event.component.isEmpty ? event.instance : event.component) else {
                continue
            }
            let isBefore = windows.before.contains(event.time)
            guard isBefore || windows.after.contains(event.time) else { continue }
            let key = Key(component: number, reason: event.reason)
            counts[key, default: Count()].add(event, isBefore: isBefore)
            if !isBefore, examples[key] == nil { examples[key] = event }
        }
        let keys = counts.keys.sorted { ($0.component, $0.reason) < ($1.component, $1.reason) }
        return keys.compactMap { key in
            guard let count = counts[key], let example = examples[key] else { return nil }
            return clue(key, count, example, entities.names[key.component], windows)
        }
    }

    private static func clue(_ key: Key, _ count: Count, _ example: Event, _ name: String, _ windows: Windows) -> Clue?
    {
        let (before, after) = windows.lengths
        let rate = Rate.surprise(count.weight, before: before, after: after)
        // What went on before at the same rate did not begin now.
        guard rate > 0, let meaning = EventReasons.meaning(key.reason, example.message) else { return nil }
        let usual = count.weight.before / max(1, before) * after / count.weight.after
        var nats = rate
        if meaning.kind != nil { nats += named * max(0, 1 - usual) }
        if meaning.isConsequence { nats *= consequence }
        return Clue(
            component: key.component, source: .events, kind: meaning.kind ?? .error,
            speech: meaning.kind == nil || meaning.isConsequence ? .symptom : .named, nats: nats,
            claim: {
                Claim(
                    statement: "\(key.reason) of \(name): \(Figures.short(count.after)) times since the onset, "
                        + "\(Figures.short(count.before)) before: \(example.message.prefix(200))",
                    predicate: .events(
                        component: name, reason: key.reason, before: windows.before, after: windows.after,
                        atMost: count.before, atLeast: count.after), evidence: ["events.csv#\(name)"])
            })
    }
}
