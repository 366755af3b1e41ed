public import AutoSRECore

/// Takes an alarm of Amazon CloudWatch that is in ALARM as the incident.
public struct CloudWatchAlarmDetector: Detector {
    /// The word for this source.
    public let name = "cloudwatch"
    private let calls: CloudWatchCalls
    private let world: any World
    private let watch: AlarmWatch
    private let triage: AlarmTriage
    private let region: String
    private let warn: @Sendable (String) -> Void

    private static let seconds = 20.0

    /// Makes a source.
    /// - Parameters:
    ///   - watch: knows which alarms count, and is told which one was taken.
    ///   - warn: is told of names that no alarm has, and of alarms that do not count.
    public init(
        _ client: AWSClient, watch: AlarmWatch, warn: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        (calls, world, self.watch) = (CloudWatchCalls(client), client.world, watch)
        triage = AlarmTriage(watch.scope, client)
        (region, self.warn) = (client.environment.region, warn)
    }

    private typealias Candidate = (alarm: CloudWatchAlarm, function: String?)

    /// The first alarm that is in ALARM and counts: in the order of the configured names, else the one that has been so
    /// the longest. The state is looked at here, whatever the service filtered.
    public func detect() async throws -> [Alert] {
        let names = watch.scope.names
        let all = try await calls.describeAlarms(
            names: names, state: names.isEmpty ? "ALARM" : nil, within: Self.seconds)
        let sorted = try await triage.sort(all, within: Self.seconds)
        watch.learn(all, asked: names, others: sorted.related)
        let missing = names.filter { sorted.related[$0] == nil }
        if !missing.isEmpty {
            warn("CLOUDWATCH_ALARM_NAMES: no alarm in \(region) is named \(missing.joined(separator: ", "))")
        }
        for alarm in all where !CloudWatchAlarm.states.contains(alarm.state) && names.contains(alarm.name) {
            warn("CLOUDWATCH_ALARM_NAMES: \(alarm.name) is in no state that is known (\(alarm.state.prefix(40)))")
        }
        let candidates = sorted.counted
        var ignored = sorted.ignored
        let chosen = candidates.min { rank($0.alarm) < rank($1.alarm) }
        if let chosen, names.isEmpty {
            for other in candidates where other.function != chosen.function {
                ignored.append("\(other.alarm.name) (it is about \(other.function ?? "nothing that is known"))")
            }
            watch.add(beside: candidates.filter { $0.function == chosen.function }.map(\.alarm.name))
        }
        tell(ignored)
        guard let chosen else { return [] }
        if let words = contradiction(chosen.alarm, among: sorted.related) { warn(words) }
        let incident = incident(chosen)
        watch.watch(incident)
        return [Alert(incident: incident, source: name, state: chosen.alarm.alertState)]
    }

    /// A person has named both the alarm and a function of another account: told, for nobody can know whether the one
    /// measures the other.
    private func contradiction(_ alarm: CloudWatchAlarm, among others: [String: CloudWatchAlarm]) -> String? {
        guard let own = watch.scope.function?.account, let account = alarm.account, account != own,
            !AlarmScope.ties(of: alarm, among: others).contains(where: { $0.account == own })
        else { return nil }
        return "LAMBDA_FUNCTION_NAME: the function is of account \(own), and the alarm \(alarm.name) of \(account)"
    }

    private func tell(_ ignored: [String]) {
        guard !ignored.isEmpty else { return }
        let more = ignored.count > 10 ? ", and \(ignored.count - 10) more" : ""
        warn("In ALARM, but not counted: \(ignored.prefix(10).joined(separator: ", "))\(more)")
    }

    private func rank(_ alarm: CloudWatchAlarm) -> (Int, Int64, String) {
        let place = watch.scope.names.firstIndex(of: alarm.name)
        return (place ?? 0, place == nil ? alarm.stateSince?.milliseconds ?? .max : 0, alarm.name)
    }

    private func incident(_ chosen: Candidate) -> Incident {
        let (now, alarm) = (world.now(), chosen.alarm)
        return Incident(
            id: alarm.incidentID(seenAt: now), service: PlainText.oneLine(chosen.function ?? alarm.name),
            type: AlarmType.of(alarm), detectedAt: now, payload: alarm.raw)
    }
}

/// What kind of trouble an alarm reports.
enum AlarmType {
    private static let words: [(IncidentType, [String])] = [
        (.memoryLeak, ["memory", "heap", "oom"]),
        (.deploymentFailure, ["deploy", "unready", "notready", "rollout"]),
        (.crashLoop, ["error", "fault", "crash", "restart", "5xx", "deadletter"]),
        (.latencySpike, ["duration", "latency", "responsetime", "iteratorage", "throttle", "concurrent"]),
    ]

    /// By what the alarm measures, for a composite alarm by its name; latency where neither says.
    static func of(_ alarm: CloudWatchAlarm) -> IncidentType {
        let measured = alarm.measured
        let name = (measured.isEmpty ? alarm.name : measured.joined(separator: " ")).lowercased()
        for (type, words) in words where words.contains(where: { name.contains($0) }) { return type }
        return .latencySpike
    }
}
