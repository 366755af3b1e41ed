public import AutoSRECore

/// Reads an alias and the function's versions: what runs, and the deployment history.
public struct LambdaHistory: EvidenceSource {
    /// A name for gaps and logs.
    public let name = "lambda"
    /// The history and what runs now.
    public let kinds: [EvidenceKind] = [.changes, .state]
    private let calls: LambdaCalls
    private let function: String
    private let alias: String
    private let alarms: [String]
    private let journal: AliasJournal?

    private static let older = 5
    private static let newer = 5

    /// Makes a source.
    /// - Parameters:
    ///   - function: the configured function; empty for the one that the alarm is about.
    ///   - alarms: the configured alarms. What rings beside an alarm that we rolled back for is no new reason.
    ///   - journal: our own runs, where they are kept.
    public init(
        _ client: AWSClient, function: String, alias: String, alarms: [String] = [], journal: AliasJournal?
    ) {
        (calls, self.function, self.alias) = (LambdaCalls(client), function, alias)
        (self.alarms, self.journal) = (alarms, journal)
    }

    /// What cannot be had, in words.
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    /// Reads the alias and all versions. Without the alias the history shows only what is published.
    public func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
        guard kinds.contains(where: query.asks) else { return [] }
        guard let function = LambdaFunction(configured: function, incident: query.incident) else {
            throw Missing(description: "the alarm is not about a function: set LAMBDA_FUNCTION_NAME")
        }
        async let reading = calls.alias(alias, of: function)
        async let listing = calls.versions(of: function)
        let (alias, versions) = (try await reading, try await listing)
        guard let versions else { throw Missing(description: "there is no function \(function.name)") }
        let history = await history(alias, versions, function, query)
        var found: [RawEvidence] = []
        if !history.isEmpty {
            let summary = "\(versions.count.counted("published version")), \(history.count) shown"
            found.append(piece(.changes(history), query, "\(name) \(function.name)", summary))
        }
        if let alias {
            let state = ServiceState(
                version: alias.routing.version, replicasDesired: nil, replicasMaximum: nil, instances: [], pool: nil)
            let summary = "\(self.alias) points to \(alias.routing)"
            found.append(piece(.state(state), query, Self.source(Target(function, alias: self.alias)), summary))
        }
        return found.filter { query.asks(for: $0.body.kind) }
    }

    private static func source(_ target: Target) -> String { "alias \(target.name)" }

    private func piece(
        _ body: EvidenceBody, _ query: EvidenceQuery, _ source: String, _ summary: String
    ) -> RawEvidence {
        RawEvidence(body, about: query.entity, from: Provenance(source, readAt: query.now), summary: summary)
    }

    /// The alias's version, the five below it, then newer ones; without an alias the newest.
    private func history(
        _ alias: LambdaAlias?, _ versions: [LambdaVersion], _ function: LambdaFunction, _ query: EvidenceQuery
    ) async -> [Change] {
        guard let alias else {
            return versions.suffix(Self.older + 1).reversed().map { Self.rollout($0, .published, query) }
        }
        let target = Target(function, alias: self.alias)
        let memory =
            await journal?.memory(
                of: target, source: Self.source(target), service: query.incident.service) ?? AliasJournal.Memory()
        let routing = alias.routing
        let order = AliasRouting.order(routing.version)
        let before = memory.before(routing, among: versions)
        let below = versions.filter { $0.number < order }
        var shown = versions.filter { $0.number == order } + below.suffix(Self.older).reversed()
        shown += below.dropLast(Self.older).filter { "\($0.number)" == before }
        let above = versions.filter { $0.number > order }
        shown += above.filter { routing.serving.contains("\($0.number)") || above.suffix(Self.newer).contains($0) }
            .reversed()
        let current = current(alias, memory, CloudWatchAlarm(query.incident.payload))
        return shown.map { version in
            let name = "\(version.number)"
            if name == routing.version { return Self.rollout(version, current, query) }
            if let share = routing.weights[name], share > 0 { return Self.rollout(version, .share(share), query) }
            if name == before { return Self.rollout(version, .before, query) }
            return Self.rollout(version, memory.abandoned.contains(name) ? .rolledBackFrom : .published, query)
        }
    }

    /// Known from the journal, and without one from the mark that we left on the alias.
    private func current(
        _ alias: LambdaAlias, _ memory: AliasJournal.Memory, _ alarm: CloudWatchAlarm?
    ) -> VersionStanding {
        let alarms = [alarm?.name].compactMap(\.self) + alarms
        if let move = memory.standingRollback(alias.routing, alarms: alarms, since: alarm?.stateSince) {
            return .rolledBackTo(from: move.from.description)
        }
        if let mark = AliasMark(in: alias.description), mark.forbids(alias.routing, alarms: alarms) {
            return .rolledBackTo(from: mark.from.description)
        }
        return .current
    }

    private static func rollout(
        _ version: LambdaVersion, _ standing: VersionStanding, _ query: EvidenceQuery
    ) -> Change {
        Change(
            .rollout, of: query.entity, to: "\(version.number)", at: version.at, status: standing.status)
    }
}
