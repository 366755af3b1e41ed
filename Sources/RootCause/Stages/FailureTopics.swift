/// What each component's new failures speak of.
struct FailureTopics {
    struct Topic {
        /// nil where no line names a kind.
        var kind: CauseKind?
        /// The line that says it best.
        var template: Int
        /// Nats of the line that surged most.
        var nats: Double
    }

    private struct Sum {
        var nats = 0.0
        var best: (nats: Double, template: Int) = (0, 0)

        mutating func add(_ nats: Double, _ template: Int) {
            self.nats += Fusion.capped(nats)
            if nats > best.nats { best = (nats, template) }
        }
    }

    private var topics: [Int: Topic] = [:]

    subscript(_ component: Int) -> Topic? { topics[component] }

    /// Of each component the kind of which its lines that surged speak most, by the nats of their templates together;
    /// else the template that surged most.
    ///
    /// - Parameter counts: by component times the number of templates, and template.
    init(_ logs: LogTable, _ counts: [Int: FailureEvidence.Count], _ covered: FailureEvidence.Covered) {
        let width = max(1, logs.templates.count)
        var kinds: [Int: CauseKind?] = [:]
        var sums: [Int: [CauseKind: Sum]] = [:]
        for (key, count) in counts.sorted(by: { $0.key < $1.key }) {
            let (component, template) = (key / width, key % width)
            let nats = covered.surprise(count)
            guard nats > 0 else { continue }
            if nats > topics[component]?.nats ?? 0 {
                topics[component] = Topic(kind: nil, template: template, nats: nats)
            }
            let kind = kinds[template] ?? Topics.kind(logs.templates[template].example)
            kinds[template] = kind
            if let kind { sums[component, default: [:]][kind, default: Sum()].add(nats, template) }
        }
        for (component, kinds) in sums {
            let best = CauseKind.allCases.compactMap { kind in kinds[kind].map { (kind, $0) } }
                .max { $0.1.nats < $1.1.nats }
            if let (kind, sum) = best {
                let nats = max(sum.best.nats, topics[component]?.nats ?? 0)
                topics[component] = Topic(kind: kind, template: sum.best.template, nats: nats)
            }
        }
    }
}
