public import AutoSRECore

/// Asks a model what is wrong, beside the local engine: the model proposes, code disposes.
///
/// The local engine concludes first; its facts are part of the question, the only things that can be cited, and what
/// symptoms are observed in. The model can choose among the catalogue's actions and nothing else: the service is the
/// incident's, versions and numbers come from the evidence through the planner.
public struct ModelDiagnoser: Diagnoser {
    /// The bounds of asking.
    public struct Bounds: Sendable, Hashable {
        /// Seconds that one question may take.
        public var callSeconds = 300.0
        /// Seconds for all questions of a run once the local engine knows what it would do.
        public var budgetSeconds = 60.0
        /// Bytes of a question at the most.
        public var promptBytes = 32 << 10
        /// 0…1: below it the local engine's diagnosis is nothing to act on.
        public var confidenceFloor = 0.5

        /// The defaults.
        public init() {}
    }

    /// US dollars for a million tokens.
    public struct Price: Sendable, Hashable {
        /// Of what the model reads.
        public let input: Double
        /// Of what it writes.
        public let output: Double

        /// Makes a price.
        public init(input: Double, output: Double) { (self.input, self.output) = (input, output) }
    }

    private let model: any LanguageModel
    private let gate: EgressGate
    private let bounds: Bounds
    private let price: Price?
    private let now: @Sendable () -> Instant
    private let spent = Stopwatch()

    /// Makes a diagnoser.
    /// - Parameters:
    ///   - gate: makes the question safe and lists that it leaves.
    ///   - price: nil shows no cost.
    ///   - now: the time, for the budget.
    public init(
        _ model: any LanguageModel, gate: EgressGate, bounds: Bounds = Bounds(), price: Price? = nil,
        now: @escaping @Sendable () -> Instant
    ) {
        (self.model, self.gate, self.bounds) = (model, gate, bounds)
        (self.price, self.now) = (price, now)
    }

    /// Concludes; throws where the model cannot be asked or its answer cannot be used, a `Refusal` where it is no use
    /// to try again. The error is one line.
    public func diagnose(_ request: DiagnosisRequest) async throws -> Diagnosis {
        let analysis = Analysis(request)
        let local = LocalConclusion(analysis, gaps: request.gaps, tried: Set(request.tried)).diagnosis
        let action = SecondOpinion.action(of: local, floor: bounds.confidenceFloor)
        let seconds = try await secondsLeft(request.run, isBounded: action != nil)
        let question = Question(request, analysis, local: local, room: bounds.promptBytes)
        let answer = try await ask(question, request.run, within: seconds)
        let reply = try ModelReply(answer.text)
        let opinion = SecondOpinion(
            reply: reply, citable: question.citable, local: local, analysis: analysis, tried: request.tried)
        return opinion.diagnosis(use(answer, reply.recommendation, local: action))
    }

    /// Nothing of a question that cannot be made safe is sent, and nothing that cannot be listed.
    private func ask(_ question: Question, _ run: RunID, within seconds: Double) async throws -> ModelAnswer {
        let clean = try gate.redaction(of: question.text)
        let prompt = Prompt(system: Instructions.text, user: clean.text, schema: Instructions.schema)
        let leaving = gate.listing(
            run, .reasoning, to: model.destination, replaced: clean.replaced, note: "model \(model.name)")
        let start = now()
        do {
            let answer = try await model.answer(prompt, within: seconds, leaving: leaving)
            await spent.add(now().seconds(since: start), to: run)
            return answer
        } catch {
            await spent.add(now().seconds(since: start), to: run)
            throw error
        }
    }

    private func secondsLeft(_ run: RunID, isBounded: Bool) async throws -> Double {
        guard isBounded else { return bounds.callSeconds }
        let left = bounds.budgetSeconds - (await spent.seconds(of: run))
        guard left > 0 else {
            let seconds = Int(bounds.budgetSeconds)
            throw Refusal("the \(seconds) s for asking the model are spent (AUTOSRE_MODEL_BUDGET_SECONDS)")
        }
        return min(bounds.callSeconds, left)
    }

    private func use(_ answer: ModelAnswer, _ recommendation: Recommendation, local: Recommendation?) -> ModelUse {
        let cost = price.map { price in
            (Double(answer.inputTokens) * price.input + Double(answer.outputTokens) * price.output) / 1_000_000
        }
        return ModelUse(
            model: model.name, inputTokens: answer.inputTokens, outputTokens: answer.outputTokens,
            milliseconds: answer.milliseconds, cost: cost, recommendation: recommendation, localRecommendation: local)
    }

    /// How long each run has waited for the model so far.
    private actor Stopwatch {
        private var runs: [RunID: Double] = [:]

        func seconds(of run: RunID) -> Double { runs[run] ?? 0 }
        func add(_ seconds: Double, to run: RunID) { runs[run, default: 0] += max(0, seconds) }
    }
}
