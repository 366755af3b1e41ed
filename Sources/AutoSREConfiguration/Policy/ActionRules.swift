import AutoSRECore

/// Reads what a policy file lets be done.
enum ActionRules {
    /// A list of pairs: `{action: rollback, target: service}`.
    @Sendable static func pairs(_ json: JSONValue, _ vocabulary: PolicyVocabulary) throws(PolicyFault)
        -> Set<ActionRule>?
    {
        guard let items = json.array else { return nil }
        var rules: Set<ActionRule> = []
        for item in items {
            guard let members = item.object, Set(members.keys) == ["action", "target"],
                let action = members["action"]?.string, let target = members["target"]?.string
            else { return nil }
            rules.insert(ActionRule(try vocabulary.action(action), on: try vocabulary.target(target)))
        }
        return rules
    }

    /// A list of kinds: of the list that holds without one, what is of these kinds.
    @Sendable static func kinds(_ json: JSONValue, _ vocabulary: PolicyVocabulary) throws(PolicyFault)
        -> Set<ActionRule>?
    {
        guard let items = json.array else { return nil }
        let standard = Set(ActionRule.standard.compactMap(\.action))
        var rules: Set<ActionRule> = []
        for item in items {
            guard let word = item.string else { return nil }
            let kind = try vocabulary.kind(word)
            guard standard.contains(kind) else {
                throw PolicyFault(
                    "names \(word.quoted), which has no target without one; list it in \(PolicyKey.allowedActions)")
            }
            rules.formUnion(ActionRule.standard.filter { $0.action == kind })
        }
        return rules
    }

    /// The kinds that a list names.
    static func kinds(of rules: Set<ActionRule>) -> [String] {
        let named = Set(rules.compactMap(\.action))
        let known = ActionKinds.standard.all.filter(named.contains)
        return known.map(\.rawValue) + named.subtracting(known).map(\.rawValue).sorted()
    }
}
