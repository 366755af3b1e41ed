/// What the ways through the code say: steps that vanish, failures that appear.
enum SequenceEvidence {
    /// The strongest bad step of every component, by its number in the case.
    static func clues(
        _ evidence: CaseEvidence, _ ground: Ground, _ windows: Windows
    ) -> [Clue] {
        let entities = ground.entities
        var found = [Strongest](repeating: Strongest(), count: entities.names.count)
        for shift in ground.logSteps.blames(evidence.logs, windows) {
            if let number = entities.number(evidence.logs.components[shift.step.component]) {
                found[number].add(shift, .line)
            }
        }
        for shift in ground.visits.blames(windows) {
            if let number = entities.number(evidence.logs.components[shift.step.to]) {
                found[number].add(shift, .visit)
            }
        }
        let spans = evidence.spans
        let called = ground.called
        // Callers' ways that break off after a call, by the component called and by the caller.
        var broken: [Int: [Int: SequenceShift]] = [:]
        for shift in ground.spanSteps.blames(windows) {
            let step = shift.step
            // A call that is made and does not arrive is the callee's.
            let component = step.from < 0 ? SpanSteps.component(of: step.to) : step.component
            if let number = entities.number(spans.components[component]) { found[number].add(shift, .span) }
            // A way that breaks off after a call may be the callee's too.
            if step.from >= 0, let callee = called[step.from], callee != step.component,
                shift.surprise > broken[callee]?[step.component]?.surprise ?? 0
            {
                broken[callee, default: [:]][step.component] = shift
            }
        }
        for (callee, ways) in broken.sorted(by: { $0.key < $1.key }) {
            // Of one caller alone it may be the caller's own doing: the second strongest caller counts.
            let callers = ways.sorted { ($0.value.surprise, $1.key) > ($1.value.surprise, $0.key) }
            guard callers.count > 1, let number = entities.number(spans.components[callee]) else { continue }
            found[number].add(callers[1].value, .span)
        }
        return found.enumerated().compactMap { number, strongest in
            guard let shift = strongest.shift else { return nil }
            let nats = Fusion.beyond(shift.surprise, of: strongest.count)
            guard nats > 0 else { return nil }
            return Clue(component: number, source: .steps, kind: .code, speech: .symptom, nats: nats) {
                switch strongest.kind {
                case .line: logClaim(shift, evidence.logs, ground.logSteps, windows)
                case .visit: visitClaim(shift, evidence.logs, windows)
                case .span: spanClaim(shift, spans, windows)
                }
            }
        }
    }

    /// What a step leads through.
    private enum Kind {
        case line, visit, span
    }

    private struct Strongest {
        private(set) var shift: SequenceShift?
        private(set) var kind = Kind.line
        private(set) var count = 0

        mutating func add(_ shift: SequenceShift, _ kind: Kind) {
            count += 1
            if shift.surprise > self.shift?.surprise ?? 0 {
                self.shift = shift
                self.kind = kind
            }
        }
    }

    private static func sentence(_ shift: SequenceShift) -> String {
        "\(shift.before.with) of \(shift.before.all) requests before, \(shift.after.with) of \(shift.after.all) after"
    }

    private static func counts(_ shift: SequenceShift) -> (before: Predicate.Count, after: Predicate.Count) {
        (.init(with: shift.before.with, all: shift.before.all), .init(with: shift.after.with, all: shift.after.all))
    }

    private static func visitClaim(_ shift: SequenceShift, _ logs: LogTable, _ windows: Windows) -> Claim {
        let (before, after) = counts(shift)
        let context = logs.components[shift.step.context]
        let from = shift.step.from >= 0 ? logs.components[shift.step.from] : context
        let to = logs.components[shift.step.to]
        return Claim(
            statement: "requests of \(context) come from \(from) to \(to) next in " + sentence(shift),
            predicate: .visit(
                context: context, from: from, to: to, before: before, after: after, onset: windows.onset),
            evidence: ["logs.csv#\(to)"])
    }

    private static func logClaim(
        _ shift: SequenceShift, _ logs: LogTable, _ steps: LogSteps, _ windows: Windows
    ) -> Claim? {
        let component = logs.components[shift.step.component]
        let (context, to) = (logs.templates[shift.step.context].text, logs.templates[shift.step.to].text)
        let from = shift.step.from >= 0 ? logs.templates[shift.step.from].text : nil
        let counted = steps.counted(
            logs, component: shift.step.component, context: context, from: from, to: to, onset: windows.onset)
        // Counted by the templates' texts it has to go the same way.
        guard (counted.after.value > counted.before.value) == (shift.after.value > shift.before.value) else {
            return nil
        }
        let found = SequenceShift(step: shift.step, before: counted.before, after: counted.after, surprise: 0)
        let (before, after) = counts(found)
        return Claim(
            statement: "\(component) writes \"\(to)\" after \"\(from ?? "its first line")\" in "
                + sentence(found),
            predicate: .logStep(
                component: component, context: context, from: from, to: to, before: before, after: after,
                onset: windows.onset),
            evidence: ["logs.csv#\(component)"])
    }

    private static func spanClaim(_ shift: SequenceShift, _ spans: SpanTable, _ windows: Windows) -> Claim {
        func operation(_ word: Int) -> Predicate.Operation? {
            guard word >= 0 else { return nil }
            return .init(
                component: spans.components[SpanSteps.component(of: word)],
                name: spans.operations[SpanSteps.operation(of: word)])
        }
        let component = spans.components[shift.step.component]
        let at = operation(shift.place?.operation ?? -1) ?? .init(component: component, name: "")
        let from = operation(shift.step.from)
        let to = operation(shift.step.to) ?? .init(component: component, name: "")
        let (before, after) = counts(shift)
        return Claim(
            statement: "\(at.name) of \(component) goes on to \(to.name) after \(from?.name ?? "its start") in "
                + sentence(shift),
            predicate: .spanStep(
                at: .init(
                    operation: at, under: operation(shift.place?.under ?? -1),
                    following: operation(shift.place?.following ?? -1)), from: from, to: to, before: before,
                after: after, onset: windows.onset), evidence: ["traces.csv#\(component)"])
    }
}
