/// What is known about a kind of action before it is ever planned.
public struct CatalogueEntry: Sendable {
    /// The kind it describes.
    public let kind: ActionKind
    /// What it does, in a sentence.
    public let title: String
    /// What must be observed before it may be planned.
    public let preconditions: [String]
    /// Who notices it.
    public let blastRadius: String
    /// How dear a mistake would be.
    public let risk: Risk
    /// Whether `Action.inverse` exists.
    public let isReversible: Bool
    /// How its effect is confirmed on the target itself.
    public let confirmation: String
}

/// Every action the agent can take. What is not here cannot be planned.
public enum Catalogue {
    /// The entry for a kind.
    public static func entry(for kind: ActionKind) -> CatalogueEntry {
        switch kind {
        case .rollback:
            CatalogueEntry(
                kind: kind, title: "Run the version that ran before the guilty one.",
                preconditions: ["an observed symptom", "the target version in the deployment history"],
                blastRadius: "every request to the service as it changes versions", risk: .medium,
                isReversible: true, confirmation: "the target reports the version as running")
        case .restart:
            CatalogueEntry(
                kind: kind, title: "Replace every running instance by a fresh one of the same version.",
                preconditions: ["an observed symptom"],
                blastRadius: "requests in flight on each instance as it is replaced", risk: .medium,
                isReversible: false, confirmation: "no instance is older than the action")
        case .scaleUp:
            CatalogueEntry(
                kind: kind, title: "Run more instances of the same version.",
                preconditions: ["an observed symptom", "the present number of instances"],
                blastRadius: "cost and load on what the service depends on", risk: .low,
                isReversible: true, confirmation: "the target reports the number of instances")
        case .restartDatabasePool:
            CatalogueEntry(
                kind: kind, title: "Drop the service's database connections and open new ones.",
                preconditions: ["an observed symptom"],
                blastRadius: "queries in flight on the dropped connections", risk: .low,
                isReversible: false, confirmation: "the pool is not older than the action")
        }
    }
}

extension Action {
    /// What the catalogue says of its kind.
    public var entry: CatalogueEntry { Catalogue.entry(for: kind) }

    /// The action that takes this one back, where the catalogue knows one and the state before was seen.
    public var inverse: Action? {
        guard entry.isReversible, let before else { return nil }
        return Action(kind: kind, target: target, before: after, after: before, reason: "takes back \(summary)")
    }
}
