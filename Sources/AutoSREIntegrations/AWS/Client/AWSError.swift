import AutoSRECore

/// Why a call of AWS brought nothing. The texts are bounded, on one line and free of the key that signed the call; what
/// else the service says is as it was heard.
public struct AWSError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds that a caller may want to tell apart.
    public enum Kind: Sendable, Hashable {
        /// Settings or files that cannot be used as they are.
        case configuration
        /// No credentials were found, or they could not be had.
        case credentials
        /// No answer: refused, too slow, cut off.
        case transport
        /// The service said no; `status` and `code` say how.
        case service
        /// An answer that is not the service's.
        case nonsense
        /// A change was sent and no answer says whether it was made: read before sending it again.
        case outcomeUnknown
        /// The task was cancelled.
        case cancelled
    }

    /// The kind of failure.
    public let kind: Kind
    /// The operation, for example `DescribeAlarms`; empty where it concerns all.
    public let operation: String
    /// The HTTP status of the answer; nil without one.
    public let status: Int?
    /// The service's own word, for example `AccessDeniedException`; may be empty.
    public let code: String
    /// What happened, for a person.
    public let message: String

    /// Makes an error.
    public init(_ kind: Kind, operation: String = "", status: Int? = nil, code: String = "", _ message: String) {
        (self.kind, self.operation, self.status, self.code) = (kind, operation, status, code)
        self.message = PlainText.heard(message)
    }

    /// The same, with what was to give credentials.
    func about(_ source: String) -> AWSError {
        AWSError(kind, operation: operation, status: status, code: code, "\(message) (\(source))")
    }

    /// One line for a person.
    public var description: String {
        var parts = operation.isEmpty ? [] : [operation]
        if let status { parts.append(code.isEmpty ? "HTTP \(status)" : "HTTP \(status) \(code)") }
        if !message.isEmpty { parts.append(message) }
        return parts.joined(separator: ": ")
    }
}
