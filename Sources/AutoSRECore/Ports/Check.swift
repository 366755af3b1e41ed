/// What one look at a configured part found, and what to do about it (`autosre doctor`).
public struct Check: Sendable, Hashable {
    /// How bad it is.
    public enum Status: String, Sendable {
        /// It works.
        case ok
        /// A run works without it, but less well than it could.
        case warn
        /// A run needs it.
        case fail
    }

    /// The part.
    public let name: String
    /// How bad it is.
    public let status: Status
    /// What was found.
    public let detail: String
    /// What to do; empty where nothing is to be done.
    public let advice: String

    /// Makes a check.
    public init(name: String, status: Status, detail: String, advice: String = "") {
        (self.name, self.status, self.detail, self.advice) = (name, status, detail, advice)
    }

    /// It works.
    public static func ok(_ name: String, _ detail: String) -> Check { Check(name: name, status: .ok, detail: detail) }

    /// It works, as far as it was looked at: `unchecked` says what was not.
    public static func ok(_ name: String, _ detail: String, unchecked: String) -> Check {
        .ok(name, "\(detail); not checked: \(unchecked)")
    }

    /// It could be better.
    public static func warn(_ name: String, _ detail: String, do advice: String) -> Check {
        Check(name: name, status: .warn, detail: detail, advice: advice)
    }

    /// A run needs it.
    public static func fail(_ name: String, _ detail: String, do advice: String) -> Check {
        Check(name: name, status: .fail, detail: detail, advice: advice)
    }
}
