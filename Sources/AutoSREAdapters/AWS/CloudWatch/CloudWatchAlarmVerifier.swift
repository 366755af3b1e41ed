public import AutoSRECore

/// Reads the alarms: healthy is every watched one in OK. A missing alarm, or one without data, is not.
public struct CloudWatchAlarmVerifier: Verifier {
    private let calls: CloudWatchCalls
    private let world: any World
    private let watch: AlarmWatch

    /// Makes a verifier of the alarms that `watch` knows.
    public init(_ client: AWSClient, watch: AlarmWatch) {
        (calls, world, self.watch) = (CloudWatchCalls(client), client.world, watch)
    }

    /// Seconds before the slowest alarm can show a change: its periods. Known once an alarm was read.
    public var latencySeconds: Double { watch.latencySeconds }

    /// One reading of all alarms together. What AWS refuses or does not answer tells nothing.
    public func read(within seconds: Double) async -> HealthReading {
        let names = watch.names
        guard !names.isEmpty else { return reading(.unknown, "no alarm is watched") }
        do throws(AWSError) {
            let alarms = try await calls.describeAlarms(names: names, within: seconds)
            watch.learn(alarms)
            let states = Dictionary(alarms.map { ($0.name, $0.state) }) { $1 }
            let bad = names.filter { states[$0] != "OK" }
            guard let first = bad.first else {
                return reading(.good, names.count == 1 ? "\(names[0]) is OK" : "\(names.count) alarms are OK")
            }
            let word = states[first].map { "is \($0.isEmpty ? "in no state" : $0)" } ?? "is missing"
            let more = bad.count > 1 ? ", and \(bad.count - 1) more are not OK" : ""
            return reading(.bad, "\(first) \(word)\(more)")
        } catch {
            return reading(.unknown, error.description)
        }
    }

    private func reading(_ status: HealthReading.Status, _ detail: String) -> HealthReading {
        HealthReading(status, at: world.now(), detail: PlainText.cut(PlainText.oneLine(detail), to: 200))
    }
}
