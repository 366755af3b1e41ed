import AutoSREIntegrations
import AutoSRECore
import Testing

@Suite("The simulator", .timeLimit(.minutes(1)))
struct SimulatorTests {
    @Test("each type's alert fits it, in CloudWatch's shape")
    func payloads() async throws {
        var seen: Set<JSONValue> = []
        for type in IncidentType.known {
            let source = SimulatedDetector(type: type, incidentID: "inc-1", now: noon)
            let alert = try #require(try await source.detect().first)
            #expect(alert.source == "simulated")
            #expect(alert.incident.service == "checkout" && alert.incident.type == type)
            let payload = alert.incident.payload
            #expect(payload["NewStateValue"]?.string == "ALARM" && payload["source"]?.string == "simulated")
            #expect(payload["Trigger"]?["MetricName"]?.string != nil)
            for (_, member) in payload.object ?? [:] { #expect(member.number == nil || member.integer != nil) }
            seen.insert(try #require(payload["Trigger"]))
        }
        #expect(seen.count == 4)
    }

    @Test("an alert and its story name the service that was asked for, and no other", arguments: IncidentType.known)
    func anyService(type: IncidentType) async throws {
        let source = SimulatedDetector(type: type, service: "cart", incidentID: "inc-1", now: noon)
        let incident = try #require(try await source.detect().first).incident
        let query = EvidenceQuery(
            incident: incident, since: noon.advanced(bySeconds: -3600), until: noon, now: noon)
        let evidence = try await ScenarioEvidence().collect(query)
        let texts = evidence.logs.map(\.message) + [try JSON.text(incident.payload)]
        #expect(incident.service == "cart" && texts.contains { $0.contains("cart") })
        #expect(!texts.contains { $0.lowercased().contains("checkout") })
    }

    @Test("each scenario holds what all four actions need", arguments: IncidentType.known)
    func whole(type: IncidentType) async throws {
        let evidence = try await ScenarioEvidence().collect(query(type))
        #expect(Set(evidence.map(\.body.kind)) == [.logs, .metrics, .changes, .state])
        #expect(evidence.deployments.map(\.version).prefix(2) == ["v1.4.2", "v1.4.1"])
        let state = try #require(evidence.state)
        let (desired, maximum) = (try #require(state.replicasDesired), try #require(state.replicasMaximum))
        #expect(desired < maximum && state.instances.count == desired && state.pool != nil)
        #expect(evidence.logs.count > 600 && evidence.metrics.count == 12)
        #expect(evidence.metrics.allSatisfy { $0.times.count == 240 })
    }

    @Test("nothing lies outside the window, and the order is time's", arguments: IncidentType.known)
    func window(type: IncidentType) async throws {
        let (since, until) = (noon.advanced(bySeconds: -900), noon.advanced(bySeconds: -30))
        let narrow = EvidenceQuery(incident: incident(type), since: since, until: until, now: noon)
        let evidence = try await ScenarioEvidence().collect(narrow)
        let times = evidence.logs.map(\.at) + evidence.metrics.flatMap(\.times)
        #expect(!times.isEmpty && times.allSatisfy { since <= $0 && $0 < until })
        #expect(evidence.logs.map(\.at) == evidence.logs.map(\.at).sorted())
    }

    private func mean(_ name: String, _ evidence: [RawEvidence], from: Double, until: Double) throws -> Double {
        let series = try #require(evidence.metrics.first { $0.name == name })
        var values: [Double] = []
        for (at, value) in zip(series.times, series.values) {
            let offset = at.seconds(since: noon)
            if from <= offset, offset < until { values.append(value) }
        }
        return values.reduce(0, +) / Double(max(values.count, 1))
    }

    @Test(
        "calm before, trouble after the onset",
        arguments: [
            (IncidentType.latencySpike, "latency_p99_ms", 3.0), (.crashLoop, "error_rate", 20),
            (.memoryLeak, "latency_p99_ms", 1.5), (.deploymentFailure, "latency_p99_ms", 2.5),
        ])
    func onset(type: IncidentType, metric: String, factor: Double) async throws {
        let evidence = try await ScenarioEvidence().collect(query(type))
        let calm = try mean(metric, evidence, from: -3600, until: -900)
        let trouble = try mean(metric, evidence, from: -300, until: 0)
        #expect(trouble > factor * calm, "\(calm) → \(trouble)")
    }

    @Test("a leak of days has no release in the hour; the others have one twelve minutes ago")
    func releases() async throws {
        for type in IncidentType.known {
            let evidence = try await ScenarioEvidence().collect(query(type))
            let age = noon.seconds(since: try #require(evidence.deployments.first).at)
            #expect(type == .memoryLeak ? age > 86_400 : age == 720)
            #expect(evidence.logs.contains { $0.message.contains("rolling out") } == (type != .memoryLeak))
        }
    }
}
