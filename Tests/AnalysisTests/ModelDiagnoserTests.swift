import AutoSRECore
import OperationsDashboard
import Testing

@testable import AutoSREAnalysis

@Suite(.timeLimit(.minutes(1))) struct ModelDiagnoserTests {
    private func request(_ tried: [HypothesisKey] = []) throws -> DiagnosisRequest {
        try ShopEvidence(.leakyRelease, seed: 1).request(tried: tried)
    }

    @Test func agreementTakesTheLocalProof() async throws {
        let model = ScriptedModel { _ in answer("rollback") }
        let request = try request()
        let diagnosis = try await ModelDiagnoser.test(model, price: .init(input: 0.3, output: 2.5)).diagnose(request)
        let first = try #require(diagnosis.hypotheses.first)
        #expect(first.cause == "SUMMARY-7f3a" && first.confidence == 0.9 && first.version == "v1.4.2")
        #expect(first.author == model.name && first.uncited == ["SUMMARY-7f3a"])
        #expect(!first.claims.isEmpty && first.category == "bad_release")
        #expect(diagnosis.hypotheses.count { $0.recommendation == .rollback } == 1)
        let use = try #require(diagnosis.model)
        #expect(!use.isDisagreement && use.cost == 1.85 && use.milliseconds == 1200)
        #expect(use.summary == "amazon.test-model: 2000000 tokens in, 500000 out, 1.2 s, $1.8500")
        #expect(diagnosis.rechecked(against: request.evidence) == diagnosis)
        let journaled = try JSON.decode(Diagnosis.self, from: JSON.encode(diagnosis))
        #expect(journaled == diagnosis)
    }

    @Test(arguments: ["restart", "scale_up", "restart_db_pool", "escalate"])
    func disagreementShowsBoth(_ action: String) async throws {
        let request = try request()
        let model = ScriptedModel { _ in answer(action) }
        let diagnosis = try await ModelDiagnoser.test(model).diagnose(request).rechecked(against: request.evidence)
        #expect(diagnosis.recommendation.rawValue == action)
        #expect(diagnosis.hypotheses[0].author == model.name && diagnosis.hypotheses[0].service == "checkout")
        #expect(diagnosis.hypotheses.contains { $0.recommendation == .rollback && $0.author == nil })
        #expect(diagnosis.model?.localRecommendation == .rollback)
        #expect(diagnosis.reasoning.contains("the local engine recommends rollback"))
        if action == "scale_up" {
            let hypothesis = diagnosis.hypotheses[0]
            let plan = try CataloguePlanner().plan(
                for: hypothesis, incident: request.incident, evidence: request.evidence, at: ShopEvidence.now)
            #expect(plan.actions.count == 1 && plan.actions[0].target.name == "checkout")
        }
    }

    @Test func citationsAreCheckedAndTheRestIsWords() async throws {
        let claims = """
            [{"statement": "the release did it", "evidence": ["[D1]", "t1"]}, {"statement": "gremlins"}, \
            {"statement": "so says the log", "evidence": ["T99", "9f86d081"]}]
            """
        let model = ScriptedModel { _ in answer("scale_up", claims: claims) }
        let request = try request()
        let first = try #require(try await ModelDiagnoser.test(model).diagnose(request).hypotheses.first)
        #expect(first.claims.isEmpty, "what a model cites is no reason to act")
        #expect(first.cited?.count == 2)
        let known = Dictionary(request.evidence.map { ($0.reference.id, $0) }) { first, _ in first }
        for claim in first.cited ?? [] { #expect(claim.holds(over: known)) }
        let words = first.uncited ?? []
        #expect(words.contains("gremlins") && words.contains("so says the log"))
        #expect(words.contains { $0.contains("T99, 9f86d081") && $0.contains("not given") })
        #expect(!words.contains("the release did it"))
    }

    @Test func whatWasTriedKeepsItsKey() async throws {
        let local = LocalDiagnoser().conclude(try request()).hypotheses[0]
        let model = ScriptedModel { _ in answer("rollback") }
        let diagnosis = try await ModelDiagnoser.test(model).diagnose(try request([local.key]))
        #expect(diagnosis.hypotheses[0].key == local.key, "the loop passes over it")
        let other = HypothesisKey(
            category: "model", service: "checkout", version: nil, recommendation: .rollback)
        let again = try await ModelDiagnoser.test(model).diagnose(try request([other]))
        #expect(again.hypotheses[0].key == other)
        #expect(!again.hypotheses.dropFirst().contains { $0.recommendation == .rollback })
        #expect(model.prompts[0].user.contains("TRIED IN VAIN"))
    }

    @Test func listsBeforeSendingAndSendsNothingUnlisted() async throws {
        let model = ScriptedModel { _ in answer("rollback") }
        var evidence = ShopEvidence(.leakyRelease, seed: 1)
        evidence.renaming = [("v1.4.0", "hunter22")]
        let ledger = TestLedger()
        _ = try await ModelDiagnoser.test(model, ledger: ledger).diagnose(try evidence.request())
        let row = try #require(try await ledger.egress(of: RunID("run-test")).first)
        #expect(row.purpose == .reasoning && row.destination == model.destination)
        #expect(row.bytes == model.prompts[0].user.utf8.count && row.note.contains(model.name))
        #expect(!model.prompts[0].user.contains("hunter22"))
        let silent = ScriptedModel { _ in answer("rollback") }
        let unlisted = ModelDiagnoser.test(silent, ledger: TestLedger(fails: true))
        await #expect(throws: NotListed.self) { try await unlisted.diagnose(try request()) }
        let unsafe = ModelDiagnoser.test(silent, textGuard: WordGuard(fails: true))
        await #expect(throws: Refusal.self) { try await unsafe.diagnose(try request()) }
        #expect(silent.prompts.isEmpty)
    }

    @Test func theBudgetHoldsForAllQuestionsOfARun() async throws {
        let clock = TestClock()
        let model = ScriptedModel { _ in
            clock.move(by: 25)
            return "not json"
        }
        let diagnoser = ModelDiagnoser.test(model, clock: clock)
        let request = try request()
        for _ in 0..<3 { await #expect(throws: (any Error).self) { try await diagnoser.diagnose(request) } }
        #expect(model.seconds == [60, 35, 10])
        // Trying again is no use from here on.
        await #expect(throws: Refusal.self) { try await diagnoser.diagnose(request) }
        #expect(model.seconds.count == 3)
        // Where the local engine knows nothing to do, each question has its own time.
        var calm = ShopEvidence(.none, seed: 1)
        calm.kinds = [.changes]
        let other = ScriptedModel { _ in answer("escalate") }
        _ = try await ModelDiagnoser.test(other, clock: clock).diagnose(try calm.request())
        #expect(other.seconds == [300])
    }
}
