public import AutoSRECore

/// Takes an alarm of Amazon CloudWatch that is in ALARM as the incident.
public struct CloudWatchAlarmSource: IncidentSource {
    /// The word for this source.
    public let name = "cloudwatch"
    private let calls: CloudWatchCalls
    private let world: any World
    private let names: [String]
    private let function: LambdaFunction?
    private let watch: AlarmWatch
    private let region: String
    private let warn: @Sendable (String) -> Void

    private static let seconds = 20.0

    /// Makes a source.
    /// - Parameters:
    ///   - names: the alarms that count, the most important first; every alarm where empty, but for those that are
    ///     about another function than `function`.
    ///   - function: the configured function; empty for the one that the alarm is about.
    ///   - watch: is told which alarm was taken.
    ///   - warn: is told of names that no alarm has, and of alarms that do not count.
    public init(
        _ client: AWSClient, names: [String], function: String, watch: AlarmWatch,
        warn: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        (calls, world, self.names, self.watch) = (CloudWatchCalls(client), client.world, names, watch)
        self.function = LambdaFunction(function)
        (region, self.warn) = (client.environment.region, warn)
    }

    /// The first alarm that is in ALARM: in the order of the configured names, else the function's own first and
    /// then the one that has been so the longest. The state is looked at here, whatever the service filtered.
    public func detect() async throws -> Signal? {
        let all = try await calls.describeAlarms(
            names: names, state: names.isEmpty ? "ALARM" : nil, within: Self.seconds)
        watch.learn(all)
        let missing = names.filter { name in !all.contains { $0.name == name } }
        if !missing.isEmpty {
            warn("CLOUDWATCH_ALARM_NAMES: no alarm in \(region) is named \(missing.joined(separator: ", "))")
        }
        let ringing = all.filter { $0.state == "ALARM" }
        guard let alarm = ringing.filter(counts).min(by: { rank($0) < rank($1) }) else {
            if !ringing.isEmpty {
                warn("In ALARM, but about other functions: \(ringing.map(\.name).joined(separator: ", "))")
            }
            return nil
        }
        let incident = incident(alarm)
        watch.watch(incident)
        return Signal(incident: incident, source: name)
    }

    private func counts(_ alarm: CloudWatchAlarm) -> Bool {
        guard names.isEmpty, let function, let other = alarm.dimension("FunctionName") else { return true }
        return other == function.name
    }

    private func rank(_ alarm: CloudWatchAlarm) -> (Int, Int64, String) {
        if let place = names.firstIndex(of: alarm.name) { return (place, 0, alarm.name) }
        let isOwn = alarm.dimension("FunctionName") != nil
        return (isOwn ? 0 : 1, alarm.stateSince?.milliseconds ?? .max, alarm.name)
    }

    private func incident(_ alarm: CloudWatchAlarm) -> Incident {
        let now = world.now()
        // The same alarm in the same episode is the same incident, whoever looks and how often.
        let identity = "\(alarm.raw["AlarmArn"]?.string ?? alarm.name)\n\((alarm.stateSince ?? now).milliseconds)"
        let service = function?.name ?? alarm.dimension("FunctionName") ?? alarm.name
        return Incident(
            id: "inc-cw-" + Digest(of: identity).short, service: PlainText.oneLine(service),
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
