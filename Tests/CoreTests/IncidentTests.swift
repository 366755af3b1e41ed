import AutoSRECore
import AutoSRETesting
import Testing

/// What is reported is said in an open word, and two alerts about the same trouble are known by canonical bytes.
@Suite(.timeLimit(.minutes(1))) struct IncidentTests {
    private func alert(_ source: String, _ service: String, _ type: String) -> Alert {
        Alert(
            incident: Incident(
                id: "i", service: service, type: IncidentType(rawValue: type), detectedAt: Sample.time(0),
                payload: .null),
            source: source)
    }

    @Test(arguments: ["latency_spike", "error_rate", "saturation", ""]) func everyWordIsKept(_ word: String) throws {
        let alert = alert("a", "checkout", word)
        let json = try JSON.encode(alert)
        #expect(try JSON.decode(Alert.self, from: json) == alert)
        let value = try JSON.decode(JSONValue.self, from: json)
        #expect(value["incident"]?["incident_type"]?.string == word)
    }

    @Test func thoseThatTheSpecificationNamesAreKnown() {
        let words = ["latency_spike", "crash_loop", "memory_leak", "deployment_failure"]
        #expect(IncidentType.known.map(\.rawValue) == words)
    }

    @Test func alertsAboutTheSameTroubleHaveOneFingerprint() {
        let one = alert("prometheus", "checkout", "error_rate").fingerprint
        #expect(alert("prometheus", "Checkout", "error_rate").fingerprint == one)
        for other in [
            alert("prometheus", "checkout", "latency_spike"), alert("prometheus", "payments", "error_rate"),
            alert("loki", "checkout", "error_rate"),
        ] {
            #expect(other.fingerprint != one)
        }
        // What a separator in a name could have made equal.
        let incident = Incident(
            id: "i", service: "checkout", type: IncidentType(rawValue: "error_rate"), detectedAt: Sample.time(0),
            payload: [:])
        let systems = [nil, "shop-a", "shop-b"].map { Alert(incident: incident, source: "prometheus", system: $0) }
        #expect(Set(systems.map(\.fingerprint)).count == 3, "a namesake in another system is another trouble")
        #expect(alert("a\nb", "c", "x").fingerprint != alert("a", "b\nc", "x").fingerprint)
    }
}
