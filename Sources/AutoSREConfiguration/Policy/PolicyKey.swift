import AutoSRECore

/// One key of the policy file: its name, its meaning, the values it takes and its place in `Policy`.
struct PolicyKey: Sendable {
    /// The key.
    let name: String
    /// What it is for.
    let summary: String
    /// What is allowed, in words.
    let allowed: String
    /// Writes a value into a policy; false where it is not allowed.
    let store: @Sendable (JSONValue, inout Policy) -> Bool
    /// The value in a policy as text.
    let show: @Sendable (Policy) -> String

    private init<Value>(
        _ name: String, _ path: any WritableKeyPath<Policy, Value> & Sendable, _ allowed: String, _ summary: String,
        read: @escaping @Sendable (JSONValue) -> Value?, show: @escaping @Sendable (Value) -> String
    ) {
        (self.name, self.summary, self.allowed) = (name, summary, allowed)
        self.show = { show($0[keyPath: path]) }
        store = { json, policy in
            guard let value = read(json) else { return false }
            policy[keyPath: path] = value
            return true
        }
    }
}

extension PolicyKey {
    /// Every key, in the order of the reference page.
    static let all: [PolicyKey] = [
        PolicyKey(
            "mode", \.mode, "off, suggest or auto",
            "`off` carries nothing out, `suggest` asks a person for every plan, `auto` does what the rules allow.",
            read: { $0.string.flatMap(Policy.Mode.init(rawValue:)) }, show: { $0.rawValue }),
        PolicyKey(
            "allowed_kinds", \.allowedKinds, "a list of " + ActionKind.allCases.map(\.rawValue).joined(separator: ", "),
            "The kinds of action that may be carried out.", read: kinds, show: kindNames),
        PolicyKey(
            "protected_services", \.protectedServices, ProtectedName.allowed,
            "Services that are never touched; a function's name protects its aliases.", read: services,
            show: { list($0.sorted()) }),
        number("confidence_floor", \.confidenceFloor, 0...1, "Below this confidence no plan is made."),
        PolicyKey(
            "risk_ceiling", \.riskCeiling, "low, medium or high", "Plans of a higher risk are put to a person.",
            read: { $0.string.flatMap(Risk.init(rawValue:)) }, show: { $0.rawValue }),
        number(
            "cooldown_seconds", \.cooldownSeconds, 0...2_592_000,
            "Seconds that must have passed since another run really changed the same target; needs "
                + "`LOG_STORAGE_DATA_DIR`."),
        PolicyKey(
            "attempts_per_incident", \.attemptsPerIncident, "a whole number from 0 to 10",
            "How many plans one run may carry out, undos not counted.",
            read: attempts, show: { String($0) }),
        flag("require_symptom", \.requiresObservedSymptom, "Whether trouble must be seen in the evidence itself."),
        flag(
            "require_target_in_history", \.requiresTargetInHistory,
            "Whether the version to roll back to must be in the deployment history."),
        number(
            "clearance_seconds", \.clearanceSeconds, 1...86_400,
            "How many seconds a permission is good for before the plan must be judged again."),
    ]

    private static func number(
        _ name: String, _ path: any WritableKeyPath<Policy, Double> & Sendable, _ range: ClosedRange<Double>,
        _ summary: String
    ) -> PolicyKey {
        PolicyKey(
            name, path, "a number from \(range.lowerBound.plain) to \(range.upperBound.plain)", summary,
            read: { json in json.number.flatMap { range.contains($0) ? $0 : nil } }, show: { $0.plain })
    }

    private static func flag(
        _ name: String, _ path: any WritableKeyPath<Policy, Bool> & Sendable, _ summary: String
    ) -> PolicyKey {
        PolicyKey(name, path, "true or false", summary, read: { $0.bool }, show: { $0 ? "true" : "false" })
    }

    @Sendable private static func kinds(_ json: JSONValue) -> Set<ActionKind>? {
        guard let words = json.array else { return nil }
        let kinds = words.compactMap { $0.string.flatMap(ActionKind.init(rawValue:)) }
        return kinds.count == words.count ? Set(kinds) : nil
    }

    @Sendable private static func services(_ json: JSONValue) -> Set<String>? {
        guard let words = json.array else { return nil }
        let names = words.compactMap { $0.string.flatMap(ProtectedName.read) }
        return names.count == words.count ? Set(names) : nil
    }

    @Sendable private static func attempts(_ json: JSONValue) -> Int? {
        json.integer.flatMap { (0...10).contains($0) ? Int($0) : nil }
    }

    @Sendable private static func kindNames(_ kinds: Set<ActionKind>) -> String {
        list(ActionKind.allCases.filter(kinds.contains).map(\.rawValue))
    }

    private static func list(_ words: [String]) -> String { "[" + words.joined(separator: ", ") + "]" }
}
