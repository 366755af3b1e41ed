/// Names one run of the loop: the key of its journal. An incident can have many runs.
public struct RunID: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    /// The name as stored and shown: `run-` and lower-case hexadecimal digits.
    public let text: String

    /// Wraps a name that the store or the world made.
    public init(_ text: String) { self.text = text }

    /// The name.
    public var description: String { text }

    /// Compares by name.
    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.text < rhs.text }

    /// Decodes the bare name.
    public init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }

    /// Encodes the bare name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// Names a piece of evidence by the SHA-256 of its body, so that a citation can never point at something else.
public typealias EvidenceID = Digest
