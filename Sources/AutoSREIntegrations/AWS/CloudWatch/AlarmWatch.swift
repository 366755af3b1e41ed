public import AutoSRECore
import Synchronization

/// Which alarms decide whether a run's service is healthy, and what they were: the configured ones, else the incident's
/// own and those beside it. Shared by whoever detects, reads, acts and verifies in one process.
public final class AlarmWatch: Sendable {
    private struct State {
        var incident: Incident?
        var incidentAlarm: String?
        var latencies: [String: Double] = [:]
        /// Those that are tied to the same function; nil as long as nobody has looked for them.
        var beside: [String]?
        /// Seen in ALARM at some time.
        var rang: Set<String> = []
        /// Had no data, or were not there, when they were first looked at.
        var quiet: Set<String> = []
        var seen: Set<String> = []

        /// Which of those that are looked at for the first time have no data.
        mutating func look(at names: [String], speaking: Set<String>, alarm: (String) -> CloudWatchAlarm?) {
            for name in names where seen.insert(name).inserted && !speaking.contains(name) {
                // In a run that is taken up again nobody knows what was there when it began.
                let detected = incident?.detectedAt
                let since = alarm(name)?.stateSince
                if detected == nil || since.map({ $0 < detected ?? $0 }) == true { quiet.insert(name) }
            }
        }
    }

    /// Which alarms count.
    let scope: AlarmScope
    private let state = Mutex(State())

    init(_ scope: AlarmScope) { self.scope = scope }

    /// The incident that a run is about, its payload being the alarm. To be called for a run that is taken up again.
    /// Of one that is known already nothing new is learned: what a journal keeps of it has passed the redactor, and no
    /// alarm answers to a name that was changed.
    public func watch(_ incident: Incident) {
        guard let alarm = CloudWatchAlarm(incident.payload) else { return }
        state.withLock { state in
            guard state.incident?.id != incident.id else { return }
            (state.incident, state.incidentAlarm) = (incident, alarm.name)
            state.rang.insert(alarm.name)
            if state.latencies[alarm.name] == nil { state.latencies[alarm.name] = alarm.latencySeconds }
        }
    }

    /// The names to read; empty where nothing is known yet.
    var names: [String] {
        guard scope.names.isEmpty else { return scope.names }
        return state.withLock { state in
            let own = [state.incidentAlarm].compactMap(\.self)
            return own + (state.beside ?? []).filter { !own.contains($0) }
        }
    }

    /// The incident's own alarm.
    var incidentAlarm: String? { state.withLock { $0.incidentAlarm } }

    /// The function of the incident, where no person has named the alarms that count; nil where nobody knows it.
    var function: LambdaFunction? {
        guard scope.names.isEmpty else { return nil }
        let incident = state.withLock { $0.incident }
        return incident.flatMap { LambdaFunction(configured: scope.function?.address ?? "", incident: $0) }
    }

    /// The function of the incident and when that was detected, where alarms beside its own have to be looked for
    /// first: in a run that is taken up again and has no configured names.
    var siblingsToLookFor: (function: String, detected: Instant)? {
        guard scope.names.isEmpty else { return nil }
        return state.withLock { state in
            guard state.beside == nil, let incident = state.incident else { return nil }
            let function = LambdaFunction(configured: scope.function?.address ?? "", incident: incident)
            return function.map { ($0.name, incident.detectedAt) }
        }
    }

    /// Finds the incident's own alarm by its identity: the journal of a run that is taken up again may hold its name
    /// redacted.
    func recognise(among alarms: [CloudWatchAlarm]) {
        state.withLock { state in
            guard let incident = state.incident, let known = state.incidentAlarm else { return }
            let own = alarms.first { $0.incidentID(seenAt: incident.detectedAt) == incident.id }
            guard let own, own.name != known else { return }
            state.incidentAlarm = own.name
            state.rang.insert(own.name)
        }
    }

    /// Takes in those beside the incident's own.
    func add(beside names: [String]) { state.withLock { $0.beside = names } }

    /// Remembers what alarms were, and how slow they are.
    /// - Parameters:
    ///   - asked: the names that were asked for: those without an answer are not there.
    ///   - others: the alarms that composite ones name.
    func learn(_ alarms: [CloudWatchAlarm], asked: [String], others: [String: CloudWatchAlarm] = [:]) {
        state.withLock { state in
            for alarm in alarms {
                let known = state.latencies[alarm.name] ?? 0
                let latency = AlarmScope.latencySeconds(of: alarm, among: others)
                state.latencies[alarm.name] = alarm.children == nil ? latency : max(latency, known)
            }
            let heard = alarms.filter { AlarmScope.silence(of: $0, among: others) == nil || $0.state == "OK" }
            let speaking = heard.filter { ["ALARM", "OK"].contains($0.state) && !$0.isForWantOfData }
            state.rang.formUnion(speaking.filter { $0.state == "ALARM" }.map(\.name))
            let known = Dictionary(alarms.map { ($0.name, $0) }) { $1 }
            state.look(at: asked, speaking: Set(speaking.map(\.name))) { known[$0] }
            let leaves = alarms.flatMap { AlarmScope.leaves(of: $0, among: others) }
            let ringing = leaves.filter { others[$0]?.isRinging == true }
            state.rang.formUnion(ringing)
            state.look(at: leaves, speaking: Set(leaves.filter { others[$0]?.isSilent == false })) { others[$0] }
        }
    }

    /// Whether an alarm had no data from the start, so that it says nothing by having none.
    func wasQuiet(_ name: String) -> Bool { state.withLock { $0.quiet.contains(name) && !$0.rang.contains(name) } }

    /// Seconds before the slowest of them can show a change. In a run that is taken up again the others than the
    /// incident's own are not known when that is asked, and taken for slow ones.
    var latencySeconds: Double {
        let names = names
        return state.withLock { state in
            let known = names.compactMap { state.latencies[$0] }
            let isFirstLook = state.seen.isEmpty && known.count < names.count
            return max(known.max() ?? 0, isFirstLook && state.incident != nil ? Self.slowSeconds : 0)
        }
    }

    private static let slowSeconds = 900.0
}
