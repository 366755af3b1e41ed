/// What asking a model has cost, and what of its answer nobody can check: the member of a journaled diagnosis that lets
/// a report tell a model's words from facts.
public struct ModelUse: Sendable, Hashable, Codable {
    /// The model's id, as it was asked for.
    public let model: String
    /// Tokens that the model read.
    public let inputTokens: Int
    /// Tokens that it wrote.
    public let outputTokens: Int
    /// Milliseconds from sending the question to the last byte of the answer.
    public let milliseconds: Int
    /// US dollars, by the configured price; nil where no price is configured.
    public let cost: Double?
    /// What the model recommends.
    public let recommendation: Recommendation
    /// What the local engine would have done; nil where it found nothing to do.
    public let localRecommendation: Recommendation?

    /// Notes one use.
    public init(
        model: String, inputTokens: Int, outputTokens: Int, milliseconds: Int, cost: Double?,
        recommendation: Recommendation, localRecommendation: Recommendation?
    ) {
        (self.model, self.inputTokens, self.outputTokens) = (model, inputTokens, outputTokens)
        (self.milliseconds, self.cost) = (milliseconds, cost)
        (self.recommendation, self.localRecommendation) = (recommendation, localRecommendation)
    }

    enum CodingKeys: String, CodingKey {
        case model, milliseconds, recommendation
        case inputTokens = "input_tokens"
        case outputTokens = "output_tokens"
        case cost = "cost_usd"
        case localRecommendation = "local_recommendation"
    }

    /// Whether model and local engine would do different things.
    public var isDisagreement: Bool { recommendation != localRecommendation }

    /// One line for a person: `us.amazon.nova-2-lite-v1:0: 5120 tokens in, 180 out, 1.4 s, $0.0020`.
    public var summary: String {
        let price = cost.map { ", $\(Self.dollars($0))" } ?? ""
        let seconds = PostMortem.seconds(Double(milliseconds) / 1000)
        return "\(model): \(inputTokens) tokens in, \(outputTokens) out, \(seconds)\(price)"
    }

    /// Four decimals: a diagnosis costs fractions of a cent.
    private static func dollars(_ value: Double) -> String {
        guard value.isFinite, value >= 0, value < 1_000_000 else { return "?" }
        let parts = Int(saturating: (value * 10_000).rounded())
        let fraction = String(parts % 10_000)
        return "\(parts / 10_000).\(String(repeating: "0", count: 4 - fraction.count))\(fraction)"
    }

    /// What a reader has to know where the two minds disagree; nil where they do not.
    public var disagreement: String? {
        guard isDisagreement else { return nil }
        let local = localRecommendation.map { "recommends \($0.rawValue)" } ?? "sees nothing to act on"
        return "The model recommends \(recommendation.rawValue), the local engine \(local)."
    }
}
