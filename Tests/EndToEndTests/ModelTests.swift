import AutoSRECore
import AutoSREPlatform
import Testing

/// Reasoning with a model, by the real binary against a fake Converse and the real dashboard.
extension EndToEnd.Models {
    @Suite(.timeLimit(.minutes(3))) struct ModelTests {
        @Test func theModelsDiagnosisHealsTheShop() async throws {
            let model = try FakeModel { _, _ in FakeModel.says(FakeModel.diagnosis("rollback")) }
            defer { model.stop() }
            let shop = try await ShopProcess(fault: "leaky-release")
            var agent = try Agent(acting: shop.url, model.settings).journaling()
            agent.settings["AUTOSRE_MODEL_PRICE"] = "0.33/2.75"
            let run = try await agent.run("run", "--output", "json")
            let journal = try run.json()
            #expect(journal.outcome == "recovered", "\(run.words)")
            #expect(journal.report?["root_cause"]?.string == "SUMMARY-7f3a")
            let use = journal.report?["model"]
            #expect(use?["input_tokens"]?.integer == 5120 && use?["local_recommendation"]?.string == "rollback")
            #expect(abs((use?["cost_usd"]?.number ?? 0) - 0.0021846) < 1e-9)
            #expect(try await shop.operations().count == 1)
            #expect(model.questions.count == 1)
            // A journal is replayed without a model.
            let id = try #require(journal.report?["run"]?.string)
            let shown = try await agent.run("show", id)
            #expect(shown.code == 0 && shown.output.contains("SUMMARY-7f3a") && shown.output.contains("5120 tokens in"))
            #expect(model.questions.count == 1)
            try await checkLedger(agent, id, model)
            try await shop.stop()
        }

        private func checkLedger(_ agent: Agent, _ id: String, _ model: FakeModel) async throws {
            let listed = try await agent.run("egress", id, "--output", "json")
            let rows = try listed.output.split(separator: "\n").map { try JSON.decode(JSONValue.self, from: $0.utf8) }
            #expect(rows.count == 1, "\(listed.words)")
            #expect(rows.first?["destination"]?.string == model.place && rows.first?["purpose"]?.string == "reasoning")
            #expect(rows.first?["bytes"]?.integer == Int64(model.bodies[0].count))
            let text = try await agent.run("egress", id)
            #expect(text.code == 0 && text.output.contains(model.place) && text.output.contains("reasoning"))
            #expect(try await agent.run("egress", "inc-none").code == 1)
        }

        /// Whatever the model says of a shop that leaks, the local engine's word is beside it.
        @Test func disagreementIsShown() async throws {
            let model = try FakeModel { _, _ in FakeModel.says(FakeModel.diagnosis("escalate")) }
            defer { model.stop() }
            let shop = try await ShopProcess(fault: "leaky-release")
            let run = try await Agent(acting: shop.url, model.settings).run("run")
            #expect(run.code == 1 && run.output.contains("the local engine recommends rollback"))
            #expect(run.output.lowercased().contains("escalated") && run.output.contains("v1.4.2"))
            #expect(try await shop.operations().isEmpty)
            try await shop.stop()
        }

        /// In a healthy shop there is no symptom, whatever a model claims and cites.
        @Test(arguments: ["rollback", "restart", "scale_up", "restart_db_pool"])
        func wordsAreNoSymptom(_ action: String) async throws {
            let claims: JSONValue = [
                "claims": [["statement": "everything is on fire", "evidence": ["T1", "M1", "D1", "H1", "C1"]]]
            ]
            let model = try FakeModel { _, _ in
                FakeModel.says(FakeModel.diagnosis(action, confidence: 1, more: claims))
            }
            defer { model.stop() }
            let shop = try await ShopProcess(fault: "none")
            let run = try await Agent(acting: shop.url, model.settings).run("run", "--output", "json")
            let journal = try run.json()
            #expect(journal.outcome == "escalated", "\(journal.reasons)")
            #expect(journal.reasons.contains { $0.contains("real_evidence") }, "\(journal.reasons)")
            #expect(try await shop.operations().isEmpty)
            try await shop.stop()
        }

        @Test func theFallbackCanBeTheLocalEngine() async throws {
            let model = try FakeModel { _, _ in FakeModel.says("I would roll back.") }
            defer { model.stop() }
            let shop = try await ShopProcess(fault: "leaky-release")
            var agent = try Agent(acting: shop.url, model.settings)
            agent.settings["REASONING_FALLBACK"] = "local"
            let journal = try await agent.run("run", "--output", "json").json()
            #expect(journal.outcome == "recovered" && journal.report?["author"]?.string == "local")
            #expect(model.questions.count == 3 && journal.events("transient_failure").count == 3)
            #expect(journal.reasons.contains { $0.contains("the model's answer is unusable") })
            try await shop.stop()
        }

        /// The model says the same again and again; what was taken back is not done a second time.
        @Test func whatFailedIsNotRepeated() async throws {
            let dashboard = try FakeDashboard(.obeys, heals: false)
            defer { dashboard.stop() }
            let model = try FakeModel { _, _ in FakeModel.says(FakeModel.diagnosis("rollback")) }
            defer { model.stop() }
            var agent = try Agent(acting: dashboard.url, model.settings)
            agent.settings["RECOVERY_VERIFY_TIMEOUT_SECONDS"] = "6"
            let journal = try await agent.run("run", "--output", "json").json()
            #expect(journal.outcome == "not_recovered", "\(journal.reasons)")
            #expect(dashboard.versions.filter { $0 == "v1.4.1" }.count == 1, "\(dashboard.versions)")
        }

        @Test func theDoctorAsksWithoutSpending() async throws {
            let model = try FakeModel { question, _ in
                question.isEmpty
                    ? FakeModel.refuses(400, "ValidationException", "A conversation must start with a user message.")
                    : FakeModel.says("spent")
            }
            defer { model.stop() }
            var agent = try Agent(model.settings)
            let fine = try await agent.run("doctor")
            #expect(fine.output.contains("takes the key"), "\(fine.words)")
            #expect(model.questions == [""])
            agent.settings["AWS_ACCESS_KEY_ID"] = nil
            agent.settings["AWS_SECRET_ACCESS_KEY"] = nil
            let poor = try await agent.run("doctor")
            #expect(poor.code == 1 && poor.output.contains("no AWS credentials"), "\(poor.words)")
            #expect(model.questions.count == 1)
        }
    }
}
