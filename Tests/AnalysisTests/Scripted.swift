import AutoSRECore
import AutoSREAnalysis
import Synchronization

/// A model that says what a test wants, and remembers what it was asked.
final class ScriptedModel: LanguageModel {
    let name = "amazon.test-model"
    let destination = "model.example:443"
    private let reply: @Sendable (Prompt) throws -> String
    private let asked = Mutex<[(prompt: Prompt, seconds: Double)]>([])

    init(_ reply: @escaping @Sendable (Prompt) throws -> String) { self.reply = reply }

    var prompts: [Prompt] { asked.withLock { $0.map(\.prompt) } }
    var seconds: [Double] { asked.withLock { $0.map(\.seconds) } }

    func answer(
        _ prompt: Prompt, within seconds: Double, leaving: @escaping Leaving
    ) async throws -> ModelAnswer {
        try await leaving(prompt.user.utf8.count)
        asked.withLock { $0.append((prompt, seconds)) }
        return ModelAnswer(text: try reply(prompt), inputTokens: 2_000_000, outputTokens: 500_000, milliseconds: 1200)
    }
}

/// A guard that takes one word out, or fails.
struct WordGuard: TextGuard {
    var fails = false

    func redaction(of text: String) throws -> Redaction {
        if fails { throw Refusal("cannot be made safe") }
        let count = text.ranges(of: "hunter22").count
        return Redaction(
            text: text.replacing("hunter22", with: "[redacted]"), replaced: count == 0 ? [:] : ["secret": count])
    }
}

/// A ledger in memory, or one that cannot be written.
final class TestLedger: EgressLedger {
    private let rows = Mutex<[Egress]>([])
    private let fails: Bool

    init(fails: Bool = false) { self.fails = fails }

    func record(_ egress: Egress) async throws {
        if fails { throw Refusal("the disk is full") }
        rows.withLock { $0.append(egress) }
    }

    func egress(of run: RunID) async throws -> [Egress] { rows.withLock { $0.filter { $0.run == run } } }
}

/// A clock that a test moves.
final class TestClock: Sendable {
    private let time = Mutex(ShopEvidence.now)
    func now() -> Instant { time.withLock { $0 } }
    func move(by seconds: Double) { time.withLock { $0 = $0.advanced(bySeconds: seconds) } }
}

extension ModelDiagnoser {
    /// One that asks `model`, everything else harmless.
    static func test(
        _ model: ScriptedModel, ledger: TestLedger = TestLedger(), textGuard: WordGuard = WordGuard(),
        bounds: Bounds = Bounds(), price: Price? = nil, clock: TestClock = TestClock()
    ) -> ModelDiagnoser {
        let gate = EgressGate(textGuard: textGuard, ledger: ledger, now: { clock.now() })
        return ModelDiagnoser(model, gate: gate, bounds: bounds, price: price, now: { clock.now() })
    }
}

/// An answer as a model should give it.
func answer(
    _ action: String, summary: String = "SUMMARY-7f3a", confidence: Double = 0.9, claims: String = "[]"
) -> String {
    """
    {"summary": "\(summary)", "confidence": \(confidence), "recommended_action": "\(action)", \
    "reasoning": "because", "claims": \(claims)}
    """
}
