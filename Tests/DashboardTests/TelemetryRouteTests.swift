import AutoSRECore
import OperationsDashboard
import ServiceSimulation
import Testing

@Suite(.timeLimit(.minutes(1)))
struct TelemetryRouteTests {
    @Test func logsComeOldestFirstAndTheNewestAreKept() throws {
        let visitor = try Visitor()
        let json = try #require(try visitor.get("/api/services/checkout/logs").json)
        #expect(json["service"] == "checkout")
        let lines = try #require(json["logs"]?.array)
        #expect(lines.count == 1000)
        let times = lines.compactMap { $0["timestamp"]?.string }
        #expect(times == times.sorted() && times.allSatisfy { $0.hasSuffix("Z") })
        for key in ["level", "instance", "message"] { #expect(lines.allSatisfy { $0[key]?.string != nil }) }
        let last = try visitor.get("/api/services/checkout/logs?limit=5").json?["logs"]?.array
        #expect(last == Array(lines.suffix(5)))
        let all = try visitor.get("/api/services/checkout/logs?limit=20000").json?["logs"]?.array
        #expect(all?.count ?? 0 > 3000)
    }

    @Test func metricsHaveOneValueForEachTime() throws {
        let json = try #require(try Visitor().get("/api/services/payments/metrics").json)
        #expect(json["service"] == "payments" && json["interval_seconds"] == 15)
        #expect(json["timestamps"]?.array?.count == 361)
        let series = try #require(json["series"]?.array)
        #expect(series.compactMap { $0["name"]?.string } == Metric.allCases.map(\.rawValue))
        #expect(series.allSatisfy { $0["values"]?.array?.count == 361 && $0["unit"]?.string != nil })
    }

    @Test func sinceIsUnderstoodInAnyOffset() throws {
        let visitor = try Visitor()
        let since = visitor.clock.now.advanced(bySeconds: -60)
        let local = since.advanced(bySeconds: 2 * 3600).wholeSeconds.dropLast()
        for text in [since.description, "\(local)%2B02:00", "\(local)+02:00", "\(local)%2B0200"] {
            let answer = try visitor.get("/api/services/checkout/metrics?since=\(text)")
            #expect(answer.json?["timestamps"]?.array?.count == 5, "\(text)")
        }
        visitor.clock.advance(30)
        let later = try visitor.get("/api/services/checkout/metrics?since=\(since)")
        #expect(later.json?["timestamps"]?.array?.count == 7)
    }

    @Test(arguments: [
        "logs?since=yesterday", "logs?since=", "logs?limit=0", "logs?limit=-1", "logs?limit=20001", "logs?limit=x",
        "logs?limit=", "logs?limit=99999999999999999999", "metrics?since=12", "metrics?since=2026-13-01T00:00:00Z",
    ])
    func badQueriesAreRefused(_ query: String) throws {
        let answer = try Visitor().get("/api/services/checkout/\(query)")
        #expect(answer.status == 422)
        #expect(answer.detail != nil)
    }

    @Test func farTimesHarmNothing() throws {
        let visitor = try Visitor()
        for since in ["0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z"] {
            for kind in ["logs", "metrics"] {
                #expect(try visitor.get("/api/services/checkout/\(kind)?since=\(since)").status == 200)
            }
        }
    }
}
