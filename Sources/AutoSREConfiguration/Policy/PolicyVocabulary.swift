public import AutoSRECore

/// The words that a policy file may use: what can be done, and to what. A word that is none of them is an error, for a
/// misspelt rule would allow nothing, or protect nothing.
public struct PolicyVocabulary: Sendable {
    /// The kinds of action.
    public let actions: [ActionKind]
    /// The kinds of thing that they are done to.
    public let targets: [TargetKind]

    /// Makes one.
    public init(actions: [ActionKind], targets: [TargetKind]) { (self.actions, self.targets) = (actions, targets) }

    /// What the program knows without any further integration.
    public static let standard = PolicyVocabulary(
        actions: ActionKinds.standard.all, targets: [.service, .lambdaAlias])

    /// These and an integration's.
    public func adding(actions: [ActionKind], targets: [TargetKind]) -> PolicyVocabulary {
        PolicyVocabulary(actions: self.actions + actions, targets: self.targets + targets)
    }

    /// Reads a kind of action; `*` is every kind, told as nil within.
    func action(_ word: String) throws(PolicyFault) -> ActionKind? {
        if word == ActionRule.anyWord { return nil }
        return ActionKind(rawValue: try known(word, among: actions.map(\.rawValue), "a kind of action"))
    }

    /// Reads a kind of action by its name.
    func kind(_ word: String) throws(PolicyFault) -> ActionKind {
        ActionKind(rawValue: try known(word, among: actions.map(\.rawValue), "a kind of action"))
    }

    /// Reads a kind of target.
    func target(_ word: String) throws(PolicyFault) -> TargetKind {
        TargetKind(rawValue: try known(word, among: targets.map(\.rawValue), "a kind of target"))
    }

    private func known(_ word: String, among words: [String], _ what: String) throws(PolicyFault) -> String {
        if words.contains(word) { return word }
        let nearest = NearMiss.of(word, among: words).map { "did you mean \($0)?" }
        throw PolicyFault(
            "names \(word.quoted), which is not \(what); \(nearest ?? "known are \(words.joined(separator: ", "))")")
    }
}

/// What is wrong with a value of the policy file, in words that go after the key.
struct PolicyFault: Error {
    let words: String

    init(_ words: String) { self.words = words }
}
