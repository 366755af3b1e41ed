/// Which alarms are about what a run may change: those that a person has named, else those that are tied to the
/// function, by what they measure or by a child of theirs.
struct AlarmScope: Sendable {
    /// The alarms that a person has named, the most important first.
    let names: [String]
    /// The configured function; nil for the one that an alarm measures.
    let function: LambdaFunction?
    /// The alias that may be moved.
    let alias: String

    /// Whether an alarm counts.
    enum Standing: Sendable, Hashable {
        /// It does, and is about this function; nil for a named one that names none, or several.
        case counts(function: String?)
        /// It does not, for this reason.
        case ignored(String)
    }

    /// Rules of composite alarms may name composite alarms.
    static let maximumDepth = 10

    /// Judges one alarm.
    /// - Parameter others: the alarms that rules name, by name.
    func standing(of alarm: CloudWatchAlarm, among others: [String: CloudWatchAlarm]) -> Standing {
        if names.contains(alarm.name) {
            let measured = Self.functions(of: alarm, among: others, alias: nil, depth: 0)
            return .counts(function: function?.name ?? (measured.count == 1 ? measured[0] : nil))
        }
        if alarm.isForScaling { return .ignored("its actions are scaling policies") }
        let measured = Self.functions(of: alarm, among: others, alias: alias, depth: 0)
        guard let function else {
            if measured.count == 1 { return .counts(function: measured[0]) }
            let several = "it is about \(measured.joined(separator: " and ")): set LAMBDA_FUNCTION_NAME"
            return .ignored(measured.isEmpty ? "it names no function" : several)
        }
        if measured.contains(function.name) { return .counts(function: function.name) }
        let other = measured.isEmpty ? "nothing that ties it to" : measured.joined(separator: " and ") + ", not"
        return .ignored("it is about \(other) \(function.name)")
    }

    /// The functions that an alarm is about. A child that is OK, or that serves scaling, has not made its parent ring.
    private static func functions(
        of alarm: CloudWatchAlarm, among others: [String: CloudWatchAlarm], alias: String?, depth: Int
    ) -> [String] {
        guard let children = alarm.children, depth < maximumDepth else { return alarm.functions(alias: alias) }
        var found: [String] = []
        for child in children.compactMap({ others[$0] }) where child.state != "OK" && !child.isForScaling {
            let names = functions(of: child, among: others, alias: alias, depth: depth + 1)
            found += names.filter { !found.contains($0) }
        }
        return found
    }

    /// Seconds before an alarm can show a change; of a composite one, its slowest child.
    static func latencySeconds(
        of alarm: CloudWatchAlarm, among others: [String: CloudWatchAlarm], depth: Int = 0
    ) -> Double {
        let children = (alarm.children ?? []).compactMap { others[$0] }
        guard !children.isEmpty, depth < maximumDepth else { return alarm.latencySeconds }
        return children.map { latencySeconds(of: $0, among: others, depth: depth + 1) }.max() ?? alarm.latencySeconds
    }
}
