/// A state that an action leaves behind or expects to find. Absolute: reaching it twice is the same as once.
public enum ResourceState: Sendable, Hashable, CustomStringConvertible {
    /// This version runs.
    case version(String)
    /// This many instances are wanted.
    case replicas(Int)
    /// No instance is older than this.
    case instancesSince(Instant)
    /// The connection pool is not older than this.
    case poolSince(Instant)
    /// A state of another kind, an integration's own or of another program: its word, and what it is.
    case other(kind: String, value: JSONValue)

    /// The state in words, for people: two states that differ do so here too.
    public var description: String {
        switch self {
        case .version(let version): version.visible
        case .replicas(let count): count.counted("replica")
        case .instancesSince(let instant): "no instance older than \(instant)"
        case .poolSince(let instant): "no pooled connection older than \(instant)"
        case .other(let kind, let value): "\(kind.visible) \((value.string ?? (try? JSON.text(value)) ?? "?").visible)"
        }
    }
}
