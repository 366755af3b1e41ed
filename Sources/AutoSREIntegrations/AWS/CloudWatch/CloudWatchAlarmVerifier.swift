public import AutoSRECore

/// Reads the alarms. Good: those that were in ALARM are OK, and nothing else speaks against it. Bad: one is in ALARM.
/// What is missing, without data, in its state for want of it (a composite one by a child's silence), or cannot be read
/// says neither; of an alarm that had no data from the start nothing is expected.
public struct CloudWatchAlarmVerifier: Verifier {
    /// Its name.
    public let name = "alarms"
    private let calls: CloudWatchCalls
    private let world: any World
    private let watch: AlarmWatch
    private let client: AWSClient

    /// Makes a verifier of the alarms that `watch` knows.
    public init(_ client: AWSClient, watch: AlarmWatch) {
        (calls, world, self.watch, self.client) = (CloudWatchCalls(client), client.world, watch, client)
    }

    /// Seconds before the slowest alarm can show a change: its periods. Known once an alarm was read.
    public func latencySeconds(of entity: Entity) -> Double { watch.latencySeconds }

    /// One reading of all alarms together.
    public func read(_ entity: Entity, within seconds: Double) async -> HealthReading {
        let deadline = world.now().advanced(bySeconds: seconds)
        do throws(AWSError) {
            try await lookBeside(until: deadline)
            let names = watch.names
            guard !names.isEmpty else { return reading(.unknown, ["no alarm is watched"]) }
            let alarms = try await calls.describeAlarms(names: names, within: left(until: deadline))
            let others = try await children(of: alarms, until: deadline)
            watch.learn(alarms, asked: names, others: others)
            let silent = Set(
                alarms.filter { AlarmScope.silence(of: $0, among: others, wasQuiet: watch.wasQuiet) != nil }.map(\.name)
            )
            let verdict = judge(names, Dictionary(alarms.map { ($0.name, $0) }) { $1 }, silent: silent)
            guard verdict.status == .good else { return verdict }
            let late = try await ringing(besides: names, until: deadline)
            guard !late.isEmpty else { return verdict }
            let parts = (verdict.parts ?? []) + late.map { HealthReading.Part($0, .bad) }
            return reading(.bad, ["\(Self.list(late)) in ALARM by now", verdict.detail], parts)
        } catch {
            return reading(.unknown, [error.description])
        }
    }

    /// Alarms about the function that went off since, none of them watched: nothing is well while one rings. Asked only
    /// where all that is watched is good.
    private func ringing(besides names: [String], until deadline: Instant) async throws(AWSError) -> [String] {
        guard let function = watch.function else { return [] }
        let all = try await calls.describeAlarms(state: "ALARM", within: left(until: deadline))
        let others = all.filter { $0.isRinging && !names.contains($0.name) }
        guard !others.isEmpty else { return [] }
        let scope = AlarmScope(names: [], function: function, alias: watch.scope.alias)
        let sorted = try await AlarmTriage(scope, client).sort(others, within: left(until: deadline))
        return sorted.counted.map(\.alarm.name)
    }

    private func left(until deadline: Instant) -> Double { deadline.seconds(since: world.now()) }

    /// In a run that is taken up again: the alarms that rang beside the incident's own, and still do.
    private func lookBeside(until deadline: Instant) async throws(AWSError) {
        guard let (function, detected) = watch.siblingsToLookFor else { return }
        let ringing = try await calls.describeAlarms(state: "ALARM", within: left(until: deadline))
        watch.recognise(among: ringing)
        let scope = AlarmScope(
            names: [], function: watch.scope.function ?? LambdaFunction(function), alias: watch.scope.alias)
        let sorted = try await AlarmTriage(scope, client).sort(ringing, within: left(until: deadline))
        let beside = sorted.counted.map(\.alarm).filter { alarm in
            alarm.stateSince.map { $0 <= detected } ?? true
        }
        watch.learn(beside, asked: [], others: sorted.related)
        watch.add(beside: beside.map(\.name))
    }

    /// What the composite alarms name: it tells which of them are in their state by silence.
    private func children(
        of alarms: [CloudWatchAlarm], until deadline: Instant
    ) async throws(AWSError) -> [String: CloudWatchAlarm] {
        let composite = alarms.filter { $0.children != nil }
        return composite.isEmpty ? [:] : try await calls.related(to: composite, within: left(until: deadline))
    }

    /// All together, and each as a part: what an alarm was before the action decides what it says afterwards.
    private func judge(
        _ names: [String], _ alarms: [String: CloudWatchAlarm], silent: Set<String>
    ) -> HealthReading {
        var (good, bad, open, still): ([String], [String], [String], [String]) = ([], [], [], [])
        var parts: [HealthReading.Part] = []
        for name in names {
            let status = silent.contains(name) ? .unknown : Self.status(of: alarms[name])
            parts.append(HealthReading.Part(name, status))
            switch status {
            case .good: good.append(name)
            case .bad: bad.append(name)
            case .unknown:
                let words = Self.words(alarms[name], bySilence: silent.contains(name))
                if watch.wasQuiet(name) {
                    still.append("\(name) \(words) as before")
                } else {
                    open.append("\(name) \(words)")
                }
            }
        }
        let fine = good.isEmpty ? [] : [good.count <= 3 ? "\(Self.list(good)) OK" : "\(good.count) alarms are OK"]
        guard bad.isEmpty else { return reading(.bad, ["\(Self.list(bad)) in ALARM"] + fine + open + still, parts) }
        guard open.isEmpty, !good.isEmpty else { return reading(.unknown, open + fine + still, parts) }
        return reading(.good, fine + still, parts)
    }

    private static func status(of alarm: CloudWatchAlarm?) -> HealthReading.Status {
        switch alarm?.state {
        case _ where alarm?.isForWantOfData == true: .unknown
        case "OK"?: .good
        case "ALARM"?: .bad
        default: .unknown
        }
    }

    private static func words(_ alarm: CloudWatchAlarm?, bySilence: Bool) -> String {
        guard let alarm else { return "is missing" }
        let state = alarm.state == "ALARM" ? "in ALARM" : alarm.state
        if bySilence { return "is \(state) by the silence of its children alone" }
        guard alarm.isForWantOfData else { return "is \(alarm.state.isEmpty ? "in no state" : alarm.state)" }
        let reason = alarm.raw["StateReason"]?.string.map { " (\($0.prefix(160)))" } ?? ""
        return "is \(state) for want of data\(reason)"
    }

    private static func list(_ names: [String]) -> String {
        let more = names.count > 3 ? ", and \(names.count - 3) more" : ""
        return names.prefix(3).joined(separator: ", ") + more + (names.count == 1 ? " is" : " are")
    }

    private func reading(
        _ status: HealthReading.Status, _ words: [String], _ parts: [HealthReading.Part]? = nil
    ) -> HealthReading {
        let detail = PlainText.heard(words.joined(separator: "; "))
        return HealthReading(status, at: world.now(), detail: detail, parts: parts)
    }
}
