/// What a policy lets be done: a kind of action on a kind of target.
public struct ActionRule: Sendable, Hashable, Codable {
    /// The kind of action; nil for every kind that the program knows, of which those without an inverse still ask.
    public let action: ActionKind?
    /// The kind of thing that it may be done to.
    public let target: TargetKind

    /// Lists a kind of action on a kind of target.
    public init(_ action: ActionKind?, on target: TargetKind) { (self.action, self.target) = (action, target) }

    /// The list that holds without one in the policy: what the specification lets be done, and nothing else. No
    /// integration adds to it; what it brings has to be listed by a person.
    public static let standard = Set(
        ActionKinds.standard.all.map { ActionRule($0, on: .service) } + [ActionRule(.rollback, on: .lambdaAlias)])

    /// Whether it lets `action` be done.
    public func covers(_ action: Action) -> Bool {
        (self.action == nil || self.action == action.kind) && target == action.target.kind
    }

    /// `rollback service`, `* service`: for people.
    public var description: String { "\(action?.description ?? Self.anyWord) \(target)" }

    /// Stands for every kind of action.
    public static let anyWord = "*"

    enum CodingKeys: String, CodingKey { case action, target }

    /// Decodes; `*` is every kind of action.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        let word = try members.decode(String.self, forKey: .action)
        action = word == Self.anyWord ? nil : ActionKind(rawValue: word)
        target = try members.decode(TargetKind.self, forKey: .target)
    }

    /// Encodes.
    public func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(action?.rawValue ?? Self.anyWord, forKey: .action)
        try members.encode(target, forKey: .target)
    }
}

extension Set<ActionRule> {
    /// In one order, so that equal sets give equal bytes.
    public var inOrder: [ActionRule] {
        sorted { ($0.target.rawValue, $0.action?.rawValue ?? "") < ($1.target.rawValue, $1.action?.rawValue ?? "") }
    }
}
