import AutoSREConfiguration
import AutoSREIntegrations
import Testing

/// What `autosre config` shows.
@Suite(.timeLimit(.minutes(1)))
struct EffectiveTests {
    @Test("Every setting and every rule of the policy has a line with its source")
    func lines() throws {
        let lines = Configuration().effective()
        #expect(lines.count == 40 + 12 && Set(lines.map(\.name)).count == lines.count)
        #expect(lines.allSatisfy { $0.source == "default" })
        #expect(
            lines.filter { $0.name.hasPrefix("policy.") }.map { "\($0.name)=\($0.value)" } == [
                "policy.mode=auto",
                "policy.allowed_actions=[rollback lambda-alias, restart service, restart_db_pool service, "
                    + "rollback service, scale_up service]",
                "policy.allowed_kinds=[rollback, restart, scale_up, restart_db_pool]",
                "policy.protected_services=[]", "policy.confidence_floor=0.5", "policy.risk_ceiling=medium",
                "policy.cooldown_seconds=0", "policy.repeat_seconds=86400", "policy.attempts_per_incident=3",
                "policy.require_symptom=true",
                "policy.require_target_in_history=true", "policy.clearance_seconds=600",
            ])
    }

    @Test("Secrets are masked, whatever their length, and are listed for the redactor")
    func secrets() throws {
        var environment: [String: String] = [:]
        for (index, name) in secretNames.enumerated() {
            environment[name] = "hush" + String(repeating: "x", count: index)
        }
        let configuration = try Configuration.read(environment: environment, dotenv: nil)
        #expect(!configuration.effective().contains { $0.value.contains("hush") })
        #expect(secretNames.allSatisfy { configuration.line($0)?.value == "********" })
        #expect(Set(configuration.secrets) == Set(environment.values))
        #expect(Configuration().line("SLACK_BOT_TOKEN")?.value.isEmpty == true)
    }

    @Test("A health address is shown without the values of its query, and the derived one where none is set")
    func healthAddress() throws {
        let set = try Configuration.read(environment: ["METRICS_URL": "http://m/h?key=hush&x"], dotenv: nil)
        #expect(set.line("METRICS_URL")?.value == "http://m/h?key=********&********")
        let derived = try Configuration.read(environment: ["OPERATIONS_DASHBOARD_URL": "http://d"], dotenv: nil)
        #expect(derived.line("METRICS_URL")?.value == "http://d/api/health")
        #expect(derived.line("METRICS_URL")?.source == "default")
    }
}
