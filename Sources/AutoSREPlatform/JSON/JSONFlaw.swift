/// Why JSON from outside gives nothing: it is too long, or broken, or not of the shape that was asked for. What the
/// text says is not repeated: it may hold secrets.
public struct JSONFlaw: Error, Hashable, CustomStringConvertible {
    /// What is wrong, in words that go on from "the answer".
    public let reason: String
    /// Where, in bytes from its beginning; nil where it is wrong as a whole.
    public let offset: Int?

    /// Names a flaw.
    public init(_ reason: String, at offset: Int? = nil) { (self.reason, self.offset) = (reason, offset) }

    /// `is not JSON: missing comma … (near byte 1234)`.
    public var description: String { reason + (offset.map { " (near byte \($0))" } ?? "") }
}
