/// Runs another number of instances of the same version.
public struct ScaleUp: ActionParameters {
    /// The kind's word.
    public static let kind = ActionKind.scaleUp
    /// What it does.
    public static let title = "Run more instances of the same version."
    /// Who notices it.
    public static let blastRadius = "cost and load on what the service depends on"
    /// Undone at once, and nobody is served worse.
    public static let risk = Risk.low

    /// How many there have to be; nil where nobody could see it.
    public let from: Int?
    /// How many there are to be.
    public let to: Int

    /// Scales.
    public init(from: Int?, to: Int) { (self.from, self.to) = (from, to) }

    /// Numbers of instances, at least one: none would be a service that is switched off.
    public init?(before: ResourceState?, after: ResourceState) {
        let possible = 1...ServiceState.mostReplicas
        guard case .replicas(let to) = after, possible.contains(to) else { return nil }
        switch before {
        case nil: self.init(from: nil, to: to)
        case .replicas(let from)? where possible.contains(from): self.init(from: from, to: to)
        default: return nil
        }
    }

    /// How many there have to be.
    public var before: ResourceState? { from.map { .replicas($0) } }
    /// How many there are to be.
    public var after: ResourceState { .replicas(to) }
    /// Back to as many as there were.
    public var inverse: ScaleUp? { from.map { ScaleUp(from: to, to: $0) } }
    /// They share the load.
    public func expectation(of target: String) -> String {
        "\(target) runs \(after), CPU comes down to 70 % or less"
    }
}
