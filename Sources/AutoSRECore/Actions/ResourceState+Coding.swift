// Explicit coding: {"kind": "version", "value": "v1.4.1"}. Journals outlive the compiler's synthesised forms.

extension ResourceState: Codable {
    private enum CodingKeys: String, CodingKey { case kind, value }

    /// Decodes a tagged state; one whose kind has no case here is kept as it is.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        let kind = try members.decode(String.self, forKey: .kind)
        self =
            switch kind {
            case "version": .version(try members.decode(String.self, forKey: .value))
            case "replicas": .replicas(try members.decode(Int.self, forKey: .value))
            case "instances_since": .instancesSince(try members.decode(Instant.self, forKey: .value))
            case "pool_since": .poolSince(try members.decode(Instant.self, forKey: .value))
            default: .other(kind: kind, value: try members.decode(JSONValue.self, forKey: .value))
            }
    }

    /// Encodes a tagged state.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(kind, forKey: .kind)
        switch self {
        case .version(let value): try members.encode(value, forKey: .value)
        case .replicas(let value): try members.encode(value, forKey: .value)
        case .instancesSince(let value), .poolSince(let value): try members.encode(value, forKey: .value)
        case .other(_, let value): try members.encode(value, forKey: .value)
        }
    }

    /// The tag.
    private var kind: String {
        switch self {
        case .version: "version"
        case .replicas: "replicas"
        case .instancesSince: "instances_since"
        case .poolSince: "pool_since"
        case .other(let kind, _): kind
        }
    }
}
