import AutoSRECore

/// Sorts alarms that ring into those that are about what a run may change, and the others, each with its reason.
struct AlarmTriage: Sendable {
    private let scope: AlarmScope
    private let alarms: CloudWatchCalls
    private let lambda: LambdaCalls
    private let now: @Sendable () -> Instant

    /// The outcome.
    struct Sorted: Sendable {
        /// Those that count, and the function that each is about.
        var counted: [(alarm: CloudWatchAlarm, function: String?)] = []
        /// The others, for people: `name (reason)`.
        var ignored: [String] = []
        /// All that were read, the children of composite ones among them, by name.
        var related: [String: CloudWatchAlarm] = [:]
    }

    init(_ scope: AlarmScope, _ client: AWSClient) {
        (self.scope, alarms, lambda) = (scope, CloudWatchCalls(client), LambdaCalls(client))
        now = { client.world.now() }
    }

    /// Sorts those of `all` that are in ALARM.
    func sort(_ all: [CloudWatchAlarm], within seconds: Double) async throws(AWSError) -> Sorted {
        let deadline = now().advanced(bySeconds: seconds)
        var sorted = Sorted()
        sorted.related = try await alarms.related(to: all, within: seconds)
        let ringing = all.filter { $0.state == "ALARM" }
        let routings = try await routings(for: ringing, among: sorted.related, until: deadline)
        for alarm in ringing {
            switch scope.standing(of: alarm, among: sorted.related, routings: routings) {
            case .counts(let function): sorted.counted.append((alarm, function))
            case .ignored(let reason): sorted.ignored.append("\(alarm.name) (\(reason))")
            }
        }
        return sorted
    }

    /// Where the aliases send requests: asked only for functions of which one version is measured, and could count.
    private func routings(
        for ringing: [CloudWatchAlarm], among others: [String: CloudWatchAlarm], until deadline: Instant
    ) async throws(AWSError) -> [String: AliasRouting] {
        var found: [String: AliasRouting] = [:]
        let unnamed = ringing.filter { !scope.names.contains($0.name) }
        let ties = unnamed.flatMap { AlarmScope.ties(of: $0, among: others) }.filter { $0.version != nil }
        for name in ties.map(\.function).unrepeated {
            guard let measured = LambdaFunction(name), scope.function.map({ $0.name == name }) ?? true else { continue }
            let left = deadline.seconds(since: now())
            found[name] = try await lambda.alias(
                scope.alias, of: measured.addressed(as: scope.function), within: left)?.routing
        }
        return found
    }
}
