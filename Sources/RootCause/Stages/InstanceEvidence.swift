/// What a roll-out in flight says: instances that it started against the others of the same component, at the same
/// time. Callers of a guilty component suffer in old and new instances alike, so the comparison singles out the change
/// itself.
enum InstanceEvidence {
    static func clues(_ evidence: CaseEvidence, _ entities: Entities) -> [Clue] {
        let groups = groups(evidence, entities)
        var calm: [SeriesKind: [Double]] = [:]
        var contrasts: [Contrast] = []
        for group in groups {
            calm[group.kind, default: []] += group.oldAgainstOld
            if let contrast = group.contrast { contrasts.append(contrast) }
        }
        var best: [Int: (nats: Double, contrast: Contrast)] = [:]
        var tests: [Int: Int] = [:]
        for contrast in contrasts {
            tests[contrast.component, default: 0] += 1
            guard contrast.isBad else { continue }
            // A new instance differs from old ones anyway, by its caches and its age: those of the other roll-outs
            // show how much.
            let others = contrasts.filter { $0.component != contrast.component && $0.kind == contrast.kind }
            let tail = Surprise((calm[contrast.kind] ?? []) + others.map(\.sigmas))
            let nats = tail.nats(contrast.sigmas, freedom: contrast.count - 1)
            if nats > best[contrast.component]?.nats ?? 0 { best[contrast.component] = (nats, contrast) }
        }
        return best.sorted { $0.key < $1.key }.map { component, found in
            clue(
                component, found.contrast, Fusion.beyond(found.nats, of: tests[component] ?? 1), entities,
                end: evidence.windowEnd, settling: evidence.metrics.step)
        }
    }

    private static func clue(
        _ component: Int, _ contrast: Contrast, _ nats: Double, _ entities: Entities, end: Double,
        settling: Double
    ) -> Clue {
        let name = entities.names[component]
        return Clue(
            component: component, source: .instances, kind: .deployment, speech: .named, nats: nats,
            metric: contrast.metric,
            change: contrast.change,
            claim: {
                Claim(
                    statement: "\(contrast.metric) of \(name)'s new instances (\(contrast.change)) stands at "
                        + "\(Figures.short(contrast.new)), the other instances' at \(Figures.short(contrast.old)): "
                        + "\(Figures.short(abs(contrast.sigmas))) robust sigmas",
                    predicate: .instances(
                        change: contrast.change, component: name, metric: contrast.metric,
                        window: .init(from: contrast.begin, to: end + 1), settling: settling,
                        sigmas: Figures.atLeast(contrast.sigmas)),
                    evidence: ["metrics.csv#\(name)|\(contrast.metric)", "deployments.json#\(contrast.change)"])
            })
    }

    /// New instances against old ones, in one metric.
    struct Contrast {
        let component: Int
        let metric: String
        let kind: SeriesKind
        /// The first change that started one of the new instances.
        let change: String
        /// From when on both are compared, unix seconds; 0 for all that is known of the old ones.
        let begin: Double
        let new: Double
        let old: Double
        let sigmas: Double
        let count: Int

        var isBad: Bool {
            kind != .traffic && (sigmas > 0) != SeriesKind.isBetterHigh(metric)
        }
    }

    /// One metric of all instances of a component.
    fileprivate struct Group {
        let component: Int
        let metric: String
        let kind: SeriesKind
        let change: String
        let begin: Double
        var new: [[Sample]] = []
        var old: [[Sample]] = []

        struct Sample {
            let time: Double
            let value: Double
        }

        var contrast: Contrast? {
            // Where the others are gone before they can be compared with, their time before stands in.
            let same = old.joined().filter { $0.time >= begin }
            let isSame = same.count >= MetricShifts.fewest
            let others = (isSame ? same : Array(old.joined())).map(\.value)
            let values = new.joined().map(\.value)
            guard others.count >= MetricShifts.fewest, let level = Level(others), let reached = Robust.median(values)
            else { return nil }
            return Contrast(
                component: component, metric: metric, kind: kind, change: change, begin: isSame ? begin : 0,
                new: reached, old: level.median, sigmas: level.sigmas(reached), count: others.count)
        }

        /// What the comparison yields among instances that nothing was done to.
        var oldAgainstOld: [Double] {
            guard old.count > 1 else { return [] }
            return old.indices.compactMap { index in
                var rest: [Double] = []
                for other in old.indices where other != index { rest += old[other].map(\.value) }
                guard rest.count >= MetricShifts.fewest, let level = Level(rest),
                    let median = Robust.median(old[index].map(\.value))
                else { return nil }
                return level.sigmas(median)
            }
        }
    }

    private static func groups(_ evidence: CaseEvidence, _ entities: Entities) -> [Group] {
        struct Key: Hashable {
            let component: Int
            let metric: String
        }
        var started: [String: Change] = [:]
        var first: [Int: Change] = [:]
        for change in evidence.changes.sorted(by: { ($0.time, $0.id) < ($1.time, $1.id) }) {
            guard let number = entities.number(change.component) else { continue }
            for instance in change.started where started[instance] == nil { started[instance] = change }
            if !change.started.isEmpty, first[number] == nil { first[number] = change }
        }
        var groups: [Key: Group] = [:]
        var order: [Key] = []
        for series in evidence.metrics.series {
            guard let number = entities.number(series.entity), let change = first[number],
                series.entity != change.component
            else { continue }
            let key = Key(component: number, metric: series.metric)
            if groups[key] == nil {
                order.append(key)
                groups[key] = Group(
                    component: number, metric: series.metric, kind: SeriesKind.hint(series.metric), change: change.id,
                    begin: change.time)
            }
            // An instance's first sample is its start, not its work.
            let from = started[series.entity].map { $0.time + evidence.metrics.step } ?? 0
            var values: [Group.Sample] = []
            for (time, value) in zip(evidence.metrics.times, series.values) where !value.isNaN && time >= from {
                values.append(.init(time: time, value: value))
            }
            if started[series.entity] != nil {
                if !values.isEmpty { groups[key]?.new.append(values) }
            } else if !values.isEmpty {
                groups[key]?.old.append(values)
            }
        }
        return order.compactMap { groups[$0] }
    }
}
