// Explicit coding: {"kind": "version", "value": "v1.4.1"}. Journals outlive the compiler's synthesised forms.

extension ResourceState: Codable {
    private enum Kind: String, Codable {
        case version, replicas
        case instancesSince = "instances_since"
        case poolSince = "pool_since"
    }

    private enum CodingKeys: String, CodingKey { case kind, value }

    /// Decodes a tagged state; an unknown kind is an error.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self =
            switch try container.decode(Kind.self, forKey: .kind) {
            case .version: .version(try container.decode(String.self, forKey: .value))
            case .replicas: .replicas(try container.decode(Int.self, forKey: .value))
            case .instancesSince: .instancesSince(try container.decode(Instant.self, forKey: .value))
            case .poolSince: .poolSince(try container.decode(Instant.self, forKey: .value))
            }
    }

    /// Encodes a tagged state.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .version(let value):
            try container.encode(Kind.version, forKey: .kind)
            try container.encode(value, forKey: .value)
        case .replicas(let value):
            try container.encode(Kind.replicas, forKey: .kind)
            try container.encode(value, forKey: .value)
        case .instancesSince(let value):
            try container.encode(Kind.instancesSince, forKey: .kind)
            try container.encode(value, forKey: .value)
        case .poolSince(let value):
            try container.encode(Kind.poolSince, forKey: .kind)
            try container.encode(value, forKey: .value)
        }
    }
}
