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
    /// - Parameters:
    ///   - others: the alarms that rules name, by name.
    ///   - routings: where the alias of each function sends requests, for those of which a version is measured.
    func standing(
        of alarm: CloudWatchAlarm, among others: [String: CloudWatchAlarm], routings: [String: AliasRouting]
    ) -> Standing {
        if let silent = Self.silence(of: alarm, among: others) {
            return .ignored("it rings by the silence of \(silent.joined(separator: " and "))")
        }
        let all = Self.ties(of: alarm, among: others)
        let home = function?.account ?? alarm.account
        let ties = all.filter { $0.isIn(home) }
        let foreign = all.first { !$0.isIn(home) && $0.function == function?.name }
        if let foreign, !ties.contains(where: { $0.function == foreign.function }) {
            return Self.elsewhere(foreign)
        }
        if names.contains(alarm.name) {
            let measured = ties.map(\.function).unrepeated
            return .counts(function: function?.name ?? (measured.count == 1 ? measured[0] : nil))
        }
        if alarm.isForScaling { return .ignored("its actions are scaling policies") }
        if let foreign = all.first, ties.isEmpty { return Self.elsewhere(foreign) }
        if ties.isEmpty, alarm.hasUnreadQuery {
            return .ignored("its query asks for more than equalities joined by AND")
        }
        let fitting = ties.filter { $0.isAbout(alias, routing: routings[$0.function]) }
        let measured = fitting.map(\.function).unrepeated
        guard let function else {
            if measured.count == 1 { return .counts(function: measured[0]) }
            let several = "it is about \(measured.joined(separator: " and ")): set LAMBDA_FUNCTION_NAME"
            if measured.isEmpty, !ties.isEmpty { return .ignored(beside(ties, routings)) }
            return .ignored(measured.isEmpty ? "it names no function" : several)
        }
        if measured.contains(function.name) { return .counts(function: function.name) }
        let own = ties.filter { $0.function == function.name }
        if !own.isEmpty { return .ignored(beside(own, routings)) }
        let other = measured.isEmpty ? "nothing that ties it to" : measured.joined(separator: " and ") + ", not"
        return .ignored("it is about \(other) \(function.name)")
    }

    private static func elsewhere(_ tie: FunctionTie) -> Standing {
        .ignored("it is about \(tie) of account \(tie.account ?? "")")
    }

    /// Why what it measures of the function is not what the alias does.
    private func beside(_ ties: [FunctionTie], _ routings: [String: AliasRouting]) -> String {
        let what = ties.map(\.description).unrepeated.joined(separator: " and ")
        guard ties.contains(where: { $0.version != nil }) else { return "it is about \(what), not \(alias)" }
        let routing = ties.compactMap { routings[$0.function] }.first
        return "it is about \(what), and \(alias) \(routing.map { "points to \($0)" } ?? "is not there")"
    }

    /// What an alarm is about. Only a child that is in ALARM itself, and does not serve scaling, counts.
    static func ties(
        of alarm: CloudWatchAlarm, among others: [String: CloudWatchAlarm], depth: Int = 0
    ) -> [FunctionTie] {
        guard let children = alarm.children, depth < maximumDepth else { return alarm.ties }
        var found: [FunctionTie] = []
        for child in children.compactMap({ others[$0] }) where child.isRinging && !child.isForScaling {
            found += ties(of: child, among: others, depth: depth + 1).filter { !found.contains($0) }
        }
        return found
    }

    /// The children whose silence alone can have brought a composite alarm into its state; nil where it is not so.
    /// Silence argues for nothing: neither where it rings and no child does, nor where it is OK and a child that is
    /// silent now was not so before.
    /// - Parameter wasQuiet: whether a child never had data as long as it is known.
    static func silence(
        of alarm: CloudWatchAlarm, among others: [String: CloudWatchAlarm], wasQuiet: (String) -> Bool = { _ in false }
    ) -> [String]? {
        guard alarm.children != nil else { return nil }
        let leaves = leaves(of: alarm, among: others)
        switch alarm.state {
        case "ALARM":
            guard !leaves.contains(where: { others[$0]?.isRinging == true }) else { return nil }
            let silent = leaves.filter { others[$0]?.isSilent == true }
            return silent.isEmpty ? nil : silent
        case "OK":
            let silent = leaves.filter { others[$0]?.isSilent ?? true && !wasQuiet($0) }
            return silent.isEmpty ? nil : silent
        default: return nil
        }
    }

    /// The names of all that is not composite below an alarm, in their order.
    static func leaves(of alarm: CloudWatchAlarm, among others: [String: CloudWatchAlarm]) -> [String] {
        var leaves: Set<String> = []
        var (next, seen): ([String], Set<String>) = (alarm.children ?? [], [alarm.name])
        while let name = next.popLast() {
            guard seen.insert(name).inserted else { continue }
            if let children = others[name]?.children { next += children } else { leaves.insert(name) }
        }
        return leaves.sorted()
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
