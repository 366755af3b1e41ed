/// What a diagnosis recommends: a kind of action, or a person. An open word, as the kinds of action are; what a model
/// may say is a closed list.
public struct Recommendation: Sendable, Hashable, Codable, RawRepresentable {
    /// The word in journals.
    public let rawValue: String
    /// Wraps a word.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// Recommends an action of this kind.
    public init(_ kind: ActionKind) { rawValue = kind.rawValue }

    /// Put the version before the guilty one back.
    public static let rollback = Recommendation(.rollback)
    /// Replace every running instance.
    public static let restart = Recommendation(.restart)
    /// Run more instances.
    public static let scaleUp = Recommendation(.scaleUp)
    /// Drop and reopen the database connections.
    public static let restartDatabasePool = Recommendation(.restartDatabasePool)
    /// Nothing the agent may do: tell a person.
    public static let escalate = Recommendation(rawValue: "escalate")

    /// What a model may recommend, and nothing else.
    public static let forModels = ActionKinds.standard.all.map { Recommendation($0) } + [escalate]

    /// The kind of action, or nil for `escalate`.
    public var actionKind: ActionKind? { self == .escalate ? nil : ActionKind(rawValue: rawValue) }
}

/// Identifies an idea over rounds and programs, by value.
public struct HypothesisKey: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The kind of cause.
    public let category: String
    /// The service at fault.
    public let service: String
    /// The version at fault, where a release is.
    public let version: String?
    /// What to do about it.
    public let recommendation: Recommendation

    /// Makes a key.
    public init(category: String, service: String, version: String?, recommendation: Recommendation) {
        (self.category, self.service, self.version) = (category, service, version)
        self.recommendation = recommendation
    }

    /// `bad_release/checkout/v1.4.2/rollback`: for people and models, and never parsed.
    public var description: String {
        [category, service, version ?? "", recommendation.rawValue].joined(separator: "/")
    }
}

/// One possible cause, with what speaks for and against it.
public struct Hypothesis: Sendable, Hashable, Codable {
    /// What is wrong, in plain words.
    public let cause: String
    /// The kind of cause, for prevention advice and for trying each once, for example `bad_release`.
    public let category: String
    /// The service at fault.
    public let service: String
    /// The version at fault, where a release is.
    public let version: String?
    /// 0…1: how well the evidence supports it.
    public let confidence: Double
    /// What speaks for it; re-checked before it is published.
    public let claims: [Claim]
    /// What speaks against it.
    public let counterEvidence: [Claim]
    /// What to do about it.
    public let recommendation: Recommendation
    /// For `scale_up`: how many instances are enough.
    public let replicas: Int?
    /// Whether the action only buys time, so that the trouble will come back.
    public let isMitigation: Bool
    /// How to keep it from happening again.
    public let prevention: String
    /// Who proposed it, where that was a model; nil for the local engine.
    public let author: String?
    /// What a model cites for it: true, for it is re-checked, but not argued by code, and so never a reason to act.
    public let cited: [Claim]?
    /// What its author says without proof that code could check: shown as "not re-checkable", and never a reason to
    /// act.
    public let uncited: [String]?

    /// Makes a hypothesis.
    public init(
        cause: String, category: String, service: String, version: String? = nil, confidence: Double,
        claims: [Claim], counterEvidence: [Claim] = [], recommendation: Recommendation, replicas: Int? = nil,
        isMitigation: Bool = false, prevention: String, author: String? = nil,
        cited: [Claim]? = nil, uncited: [String]? = nil
    ) {
        (self.cause, self.category, self.service, self.version) = (cause, category, service, version)
        (self.confidence, self.claims, self.counterEvidence) = (confidence, claims, counterEvidence)
        (self.recommendation, self.replicas) = (recommendation, replicas)
        (self.isMitigation, self.prevention) = (isMitigation, prevention)
        (self.author, self.cited, self.uncited) = (author, cited, uncited)
    }

    enum CodingKeys: String, CodingKey {
        case cause, category, service, version, confidence, claims, recommendation, replicas, prevention
        case author, cited, uncited
        case counterEvidence = "counter_evidence"
        case isMitigation = "is_mitigation"
    }

    /// Identifies the idea over rounds: the same fix for the same reason is not tried twice.
    public var key: HypothesisKey {
        HypothesisKey(category: category, service: service, version: version, recommendation: recommendation)
    }
}

/// What somebody, the local engine or a model, concluded from the evidence.
public struct Diagnosis: Sendable, Hashable, Codable {
    /// What kind of answer it is.
    public enum Finding: String, Sendable, Codable {
        /// There is a ranked list of causes.
        case cause
        /// The evidence shows nothing out of the ordinary.
        case nothingAbnormal = "nothing_abnormal"
        /// The evidence is missing or contradicts itself.
        case insufficient
    }

    /// What kind of answer it is.
    public let finding: Finding
    /// One or two sentences for the head of a report.
    public let summary: String
    /// How the conclusion follows from the claims.
    public let reasoning: String
    /// The confidence in the first hypothesis, 0…1.
    public let confidence: Double
    /// Best first. Empty unless `finding` is `cause`.
    public let hypotheses: [Hypothesis]
    /// What was missing, in words, where that decided.
    public let missing: [String]
    /// Who concluded it: `local`, or a model's id.
    public let author: String
    /// What asking a model has cost; nil where none was asked.
    public let model: ModelUse?

    /// Makes a diagnosis.
    public init(
        finding: Finding, summary: String, reasoning: String, confidence: Double, hypotheses: [Hypothesis],
        missing: [String] = [], author: String, model: ModelUse? = nil
    ) {
        (self.finding, self.summary, self.reasoning) = (finding, summary, reasoning)
        (self.confidence, self.hypotheses) = (confidence, hypotheses)
        (self.missing, self.author, self.model) = (missing, author, model)
    }

    /// What the first hypothesis recommends; `escalate` where there is none.
    public var recommendation: Recommendation { hypotheses.first?.recommendation ?? .escalate }

    /// The safe answer after reasoning failed: a person decides.
    public static func fallback(_ reason: String) -> Diagnosis {
        Diagnosis(
            finding: .insufficient, summary: "No diagnosis: \(reason)",
            reasoning: "Reasoning failed, so a person has to decide.", confidence: 0, hypotheses: [],
            missing: [reason], author: "fallback")
    }
}
