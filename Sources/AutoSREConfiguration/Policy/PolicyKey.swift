import AutoSRECore

/// One key of the policy file: its name, its meaning, the values it takes and its place in `Policy`.
struct PolicyKey: Sendable {
    /// The key.
    let name: String
    /// What it is for.
    let summary: String
    /// What is allowed, in words.
    let allowed: String
    /// Writes a value into a policy; throws what is wrong with it.
    let store: @Sendable (JSONValue, PolicyVocabulary, inout Policy) throws(PolicyFault) -> Void
    /// The value in a policy as text.
    let show: @Sendable (Policy) -> String

    private init<Value>(
        _ name: String, _ path: any WritableKeyPath<Policy, Value> & Sendable, _ allowed: String, _ summary: String,
        read: @escaping @Sendable (JSONValue, PolicyVocabulary) throws(PolicyFault) -> Value?,
        show: @escaping @Sendable (Value) -> String
    ) {
        (self.name, self.summary, self.allowed) = (name, summary, allowed)
        self.show = { show($0[keyPath: path]) }
        store = { (json, vocabulary, policy) throws(PolicyFault) in
            guard let value = try read(json, vocabulary) else {
                throw PolicyFault("does not have an allowed value; it takes \(allowed)")
            }
            policy[keyPath: path] = value
        }
    }
}

extension PolicyKey {
    /// What may be done to what, and its short form.
    static let (allowedActions, allowedKinds) = ("allowed_actions", "allowed_kinds")

    /// Every key, in the order of the reference page.
    static let all: [PolicyKey] = [
        PolicyKey(
            "mode", \.mode, "off, suggest or auto",
            "`off` carries nothing out, `suggest` asks a person for every plan, `auto` does what the rules allow.",
            read: { json, _ in json.string.flatMap(Policy.Mode.init(rawValue:)) }, show: { $0.rawValue }),
        PolicyKey(
            allowedActions, \.allowedActions,
            "a list of pairs such as `{action: rollback, target: service}`; the action `*` is every kind",
            "What may be done to what; nothing else is. An action that cannot be taken back and is let in by `*` alone "
                + "is put to a person.", read: ActionRules.pairs, show: { list($0.inOrder.map(\.description)) }),
        PolicyKey(
            allowedKinds, \.allowedActions,
            "a list of " + ActionKinds.standard.all.map(\.rawValue).joined(separator: ", "),
            "The short form of `allowed_actions`: of its default, what is of these kinds. One of the two keys.",
            read: ActionRules.kinds, show: { list(ActionRules.kinds(of: $0)) }),
        PolicyKey(
            "protected_services", \.protectedServices, ProtectedName.allowed,
            "Services that are never touched, by name or by the name that their dashboard shows or `autosre.yaml` has; a "
                + "system's name protects all of it, a function's its aliases.", read: ProtectedName.all,
            show: { list($0.sorted()) }),
        number("confidence_floor", \.confidenceFloor, 0...1, "Below this confidence no plan is made."),
        PolicyKey(
            "risk_ceiling", \.riskCeiling, "low, medium or high", "Plans of a higher risk are put to a person.",
            read: { json, _ in json.string.flatMap(Risk.init(rawValue:)) }, show: { $0.rawValue }),
        number(
            "cooldown_seconds", \.cooldownSeconds, 0...2_592_000,
            "Seconds that must have passed since another run really changed the same target; needs "
                + "`LOG_STORAGE_DATA_DIR`."),
        number(
            "repeat_seconds", \.repeatSeconds, 0...2_592_000,
            "For so many seconds an action that did not help is put to a person before another run does the same to the "
                + "same target; 0 for no such time; needs `LOG_STORAGE_DATA_DIR`."),
        PolicyKey(
            "attempts_per_incident", \.attemptsPerIncident, "a whole number from 0 to 10",
            "How many plans one run may carry out, undos not counted.",
            read: { json, _ in attempts(json) }, show: { String($0) }),
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
            read: { json, _ in json.number.flatMap { range.contains($0) ? $0 : nil } }, show: { $0.plain })
    }

    private static func flag(
        _ name: String, _ path: any WritableKeyPath<Policy, Bool> & Sendable, _ summary: String
    ) -> PolicyKey {
        PolicyKey(name, path, "true or false", summary, read: { json, _ in json.bool }, show: { $0 ? "true" : "false" })
    }

    private static func attempts(_ json: JSONValue) -> Int? {
        json.integer.flatMap { (0...10).contains($0) ? Int($0) : nil }
    }

    private static func list(_ words: [String]) -> String { "[" + words.joined(separator: ", ") + "]" }
}
