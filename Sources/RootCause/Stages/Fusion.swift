/// Puts the clues of all sources together, for every component.
///
/// A clue's nats are the negative logarithm of the chance to see it when nothing is wrong, so those of different
/// sources add up; of one source only the strongest counts, since its series and lines move together. What a component
/// may merely suffer counts as far as no component that it calls, directly or through others, explains it.
enum Fusion {
    /// Surprise beyond e^-20 counts only by its logarithm: no model is that good.
    static let cap = 20.0
    /// Share of a caller's suffering that an equally surprising callee explains: the rest keeps a caller in the
    /// ranking.
    static let explained = 0.8

    struct Suspicion: Sendable {
        var clues: [Clue] = []
        /// Nats of what the component makes itself, and of what it may suffer.
        var own = 0.0
        var suffered = 0.0
        /// Nats of the strongest source of those that it may suffer.
        var mostSuffered = 0.0
        /// The callee that explains most of what it suffers, and how many nats.
        var explanation: (callee: Int, nats: Double)?
        var total = 0.0

        /// Its log says that a remote end fails; or, in nats, what is wrong with itself.
        var blamesRemote: Bool { clues.first { $0.source == .failures }?.kind == .dependency }
        var confessed: Double {
            guard let said = clues.first(where: { $0.source == .failures }), said.speech == .named, !blamesRemote else {
                return 0
            }
            return Fusion.capped(said.nats)
        }

        /// Nats of what the component suffers that a callee explains: the callee has to be as surprising as the
        /// strongest source, since all of them tell of the same.
        func explained(by callee: Double) -> Double {
            mostSuffered > 0 ? Fusion.explained * suffered * min(1, callee / mostSuffered) : 0
        }
    }

    static func capped(_ nats: Double) -> Double { nats <= cap ? nats : cap + Math.log(1 + nats - cap) }

    static func combine(
        _ clues: [Clue], components: Int, _ graph: CallGraph, _ links: [Int: ChangeEvidence.Link] = [:],
        named: [Int: [Int: Double]] = [:]
    ) -> [Suspicion] {
        var suspicions = [Suspicion](repeating: Suspicion(), count: components)
        for clue in clues where clue.nats > 0 { suspicions[clue.component].clues.append(clue) }
        for index in suspicions.indices {
            suspicions[index].clues.sort { ($0.nats, $1.source.rawValue) > ($1.nats, $0.source.rawValue) }
            for source in Clue.Source.allCases {
                guard let best = suspicions[index].clues.first(where: { $0.source == source }), !best.isOnlyKind else {
                    continue
                }
                if best.isSuffered {
                    suspicions[index].suffered += capped(best.nats)
                    suspicions[index].mostSuffered = max(suspicions[index].mostSuffered, capped(best.nats))
                } else {
                    suspicions[index].own += capped(best.nats)
                }
            }
        }
        let raw = suspicions.map { $0.own + $0.suffered }
        // A component that reports a remote end's failure names no one: whoever has a cause of its own is that end.
        let made = suspicions.map { $0.own + $0.confessed }
        let guilty = made.indices.sorted { (made[$1], $0) < (made[$0], $1) }.prefix(2)
        for index in suspicions.indices {
            var best: (callee: Int, nats: Double)?
            if suspicions[index].blamesRemote, let other = guilty.first(where: { $0 != index }), made[other] > 0 {
                best = (other, suspicions[index].explained(by: made[other]))
            }
            for (callee, _) in graph.reachable(from: index)
            where suspicions[index].explained(by: raw[callee]) > best?.nats ?? 0 {
                best = (callee, suspicions[index].explained(by: raw[callee]))
            }
            // Whom its own failing lines name is a callee of theirs.
            for (other, share) in (named[index] ?? [:]).sorted(by: { $0.key < $1.key })
            where share * suspicions[index].explained(by: raw[other]) > best?.nats ?? 0 {
                best = (other, share * suspicions[index].explained(by: raw[other]))
            }
            suspicions[index].explanation = best
            suspicions[index].total = raw[index] - (best?.nats ?? 0)
        }
        for index in suspicions.indices where suspicions[index].blamesRemote {
            blameChange(from: index, &suspicions, graph, links)
        }
        return suspicions
    }

    /// A remote end that says nothing of itself and was changed shortly before is taken for the one that fails.
    private static func blameChange(
        from index: Int, _ suspicions: inout [Suspicion], _ graph: CallGraph, _ links: [Int: ChangeEvidence.Link]
    ) {
        let callees = graph.reachable(from: index).map(\.component)
        let remote = callees.isEmpty ? links.keys.sorted() : callees.sorted()
        let near = remote.filter { $0 != index && links[$0]?.nats ?? 0 >= Kinds.near }
        let changed = near.max { links[$0]?.nats ?? 0 < links[$1]?.nats ?? 0 }
        guard let changed, links[index]?.nats ?? 0 < Kinds.near,
            let clue = suspicions[index].clues.first(where: { $0.source == .failures })
        else { return }
        let nats = explained * suspicions[index].suffered
        guard suspicions[changed].total < nats, suspicions[index].explanation?.nats ?? 0 < nats else { return }
        suspicions[index].total += (suspicions[index].explanation?.nats ?? 0) - nats
        suspicions[index].explanation = (changed, nats)
        suspicions[changed].total = suspicions[index].suffered
        suspicions[changed].clues.append(
            Clue(
                component: changed, source: .failures, kind: .error, speech: .symptom, nats: capped(clue.nats),
                claim: clue.claim))
    }

    /// Nats beyond what the strongest of `tests` always is (Bonferroni).
    static func beyond(_ nats: Double, of tests: Int) -> Double { max(0, nats - Math.log(Double(max(1, tests)))) }
}
