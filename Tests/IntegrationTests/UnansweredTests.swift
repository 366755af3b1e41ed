import AutoSRECore
import Synchronization
import Testing

@testable import AutoSREIntegrations

@Suite struct UnansweredTests {
    /// A health signal of one reading.
    private struct Alert: Verifier {
        let name = "health"
        func latencySeconds(of entity: Entity) -> Double { 0 }
        let status: HealthReading.Status
        let detail: String

        func read(_ entity: Entity, within seconds: Double) async -> HealthReading {
            HealthReading(status, at: Instant(milliseconds: 0), detail: detail)
        }
    }

    @Test(
        "a named address at which nothing listens is said once, and the readings stay",
        arguments: [
            (HealthReading.Status.unknown, "connection refused", 1), (.unknown, "unknown host", 1),
            (.unknown, "the proxy 127.0.0.1:9, asked for shop.test, does not accept connections", 1),
            (.unknown, "HTTP 502 through the proxy 127.0.0.1:9", 0), (.unknown, "HTTP 404", 0),
            (.good, "HTTP 200 healthy", 0),
        ])
    func nothingListens(_ status: HealthReading.Status, _ detail: String, _ count: Int) async {
        let told = Mutex<[String]>([])
        let verifier = Unanswered(
            Alert(status: status, detail: detail), url: "http://127.0.0.1:9/api/health",
            log: { line in told.withLock { $0.append(line) } })
        for _ in 0..<3 {
            let reading = await verifier.read(.service("checkout"), within: 1)
            #expect(reading.status == status && reading.detail == detail)
        }
        let lines = told.withLock { $0 }
        #expect(lines.count == count)
        #expect(lines.allSatisfy { $0.contains("Nothing answers at http://127.0.0.1:9/") })
    }
}
