public import AutoSRECore

/// What our own journal knows of an alias: where it pointed in earlier runs, and what we did to it.
public struct AliasJournal: Sendable {
    private let store: any RunStore & EvidenceStore
    private static let runs = 200

    /// Makes a reader of the runs in `store`.
    public init(_ store: any RunStore & EvidenceStore) { self.store = store }

    /// A change of the alias that one of our runs made.
    struct Move: Sendable, Hashable {
        let at: Instant
        let from: AliasRouting
        let to: AliasRouting
        let isUndo: Bool
        /// The name of the run's alarm.
        let alarm: String?
    }

    /// All that is known, oldest first.
    struct Memory: Sendable {
        var seen: [(at: Instant, version: String)] = []
        var moves: [Move] = []

        /// The rollback that put the alias where it stands, if that was for one of these alarms, or while what rings
        /// now rang already.
        func standingRollback(_ routing: AliasRouting, alarms: [String], since: Instant?) -> Move? {
            guard let last = moves.last, !last.isUndo, last.to == routing else { return nil }
            let isSame = last.alarm.map(alarms.contains) ?? alarms.isEmpty
            let rangAlready = since.map { $0 < last.at } ?? false
            return isSame || rangAlready ? last : nil
        }

        /// The versions that we rolled back from, for good.
        var abandoned: Set<String> {
            var versions: Set<String> = []
            for move in moves {
                let suspect = move.from.rollingOut ?? move.from.version
                if move.isUndo {
                    versions.remove(move.to.rollingOut ?? move.to.version)
                } else {
                    versions.insert(suspect)
                }
            }
            return versions
        }

        /// The version that the alias was seen at last before the present one: older than that, still published and
        /// not abandoned.
        func before(_ routing: AliasRouting, among published: [LambdaVersion]) -> String? {
            let published = Set(published.map { "\($0.number)" })
            let order = AliasRouting.order(routing.version)
            let abandoned = abandoned
            return seen.last { one in
                AliasRouting.order(one.version) < order && !abandoned.contains(one.version)
                    && published.contains(one.version)
            }?.version
        }
    }

    /// Reads what earlier runs of the same service saw and did. A store that cannot be read knows nothing: the mark on
    /// the alias is there for that.
    func memory(of target: Target, source: String, service: String) async -> Memory {
        var memory = Memory()
        do {
            for summary in try await store.runs(RunQuery(.service(service), limit: Self.runs)) {
                try await add(summary, target, source, to: &memory)
            }
        } catch {
            return Memory()
        }
        memory.seen.sort { $0.at < $1.at }
        memory.moves.sort { $0.at < $1.at }
        return memory
    }

    private func add(
        _ summary: RunSummary, _ target: Target, _ source: String, to memory: inout Memory
    ) async throws {
        var actions: [String: (action: Action, isUndo: Bool)] = [:]
        var isUndo = false
        for entry in try await store.journal(of: summary.run) {
            switch entry.event {
            case .gathered(let gathering):
                for reference in gathering.evidence where reference.kind == .state && reference.source == source {
                    guard let state = try await store.body(of: reference).state else { continue }
                    if let version = state.version { memory.seen.append((entry.at, version)) }
                }
            case .planned(let plan): isUndo = plan.isUndo
            case .intended(let intent): actions[intent.key] = (intent.action, isUndo)
            case .acted(let receipt) where receipt.effect == .applied:
                guard let done = actions[receipt.intent], done.action.target.isNamesake(of: target) else { continue }
                guard let from = Self.routing(done.action.before), let to = Self.routing(done.action.after) else {
                    continue
                }
                let alarm = summary.incident.payload["AlarmName"]?.string
                memory.moves.append(Move(at: entry.at, from: from, to: to, isUndo: done.isUndo, alarm: alarm))
                memory.seen.append((entry.at, to.version))
            default: continue
            }
        }
    }

    private static func routing(_ state: ResourceState?) -> AliasRouting? {
        if case .version(let text)? = state { AliasRouting(text) } else { nil }
    }
}
