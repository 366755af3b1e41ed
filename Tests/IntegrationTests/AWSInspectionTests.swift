import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import Testing

/// What doctor asks AWS.
@Suite(.timeLimit(.minutes(1))) struct AWSInspectionTests {
    private let cloud = FakeCloud()

    private func inspection(honoursRevisions: Bool? = nil) throws -> AWSInspection {
        AWSInspection(
            .init(alarmNames: ["shop-fn-errors"], functionName: "shop-fn"), client: aws(try cloud.server().url),
            honoursRevisions: honoursRevisions)
    }

    /// Refused for its revision: allowed, and nothing changed.
    @Test func theProbeChangesNothing() async throws {
        cloud.set { ($0.weights, $0.description) = (["2": 0.1], "mine") }
        let finding = try await inspection(honoursRevisions: true).probeWriting()
        #expect(finding.status == .ok, "\(finding)")
        #expect(cloud.see { $0.revision == 1 && $0.updates == 1 && $0.alias == "3" && $0.description == "mine" })
    }

    @Test func theProbeKeepsOffForeignEndpoints() async throws {
        let finding = try await inspection().probeWriting()
        #expect(finding.status == .warn && cloud.see { $0.updates == 0 })
    }

    /// Where the revision is ignored after all, the alias is set to what it was, and that is said.
    @Test func anEndpointThatIsDeafIsFound() async throws {
        cloud.set { $0.fault = .deaf }
        let finding = try await inspection(honoursRevisions: true).probeWriting()
        #expect(finding.status == .fail && finding.detail.contains("ignores RevisionId"))
    }

    @Test func theFindingsFollowTheCloud() async throws {
        cloud.set { $0.events = [] }
        #expect(try await inspection().findings().map(\.status) == [.ok, .ok, .ok, .ok])
        cloud.set { ($0.events, $0.alias, $0.alarms) = (nil, "1", []) }
        let findings = try await inspection().findings()
        #expect(findings.map(\.status) == [.ok, .fail, .warn, .warn], "\(findings)")
        #expect(findings.allSatisfy { $0.status == .ok || !$0.advice.isEmpty })
        #expect(!"\(findings)".contains("hush"))
    }
}
