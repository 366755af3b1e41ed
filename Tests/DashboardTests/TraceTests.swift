import AutoSRECore
import Foundation
import OperationsDashboard
import Testing

@Suite(.timeLimit(.minutes(1)))
struct TraceTests {
    private func spans(_ visitor: Visitor, _ query: String = "?limit=200") throws -> [JSONValue] {
        let json = try #require(try visitor.get("/api/services/checkout/traces\(query)").json)
        #expect(json["service"] == "checkout")
        return try #require(json["spans"]?.array)
    }

    private func longest(_ spans: [JSONValue]) -> [String: Double] {
        var longest: [String: Double] = [:]
        for span in spans where span["parent_id"]?.string != nil {
            guard let component = span["component"]?.string, let operation = span["operation"]?.string else { continue }
            let key = component == "runtime" ? operation : component
            guard key != "checkout" else { continue }
            longest[key] = max(longest[key] ?? 0, span["duration_ms"]?.number ?? 0)
        }
        return longest
    }

    @Test(arguments: Fault.allCases)
    func everyTraceIsATreeInTime(_ fault: Fault) throws {
        let spans = try spans(Visitor(fault))
        #expect(Set(spans.compactMap { $0["trace_id"]?.string }).count == 200)
        var known: [String: JSONValue] = [:]
        for span in spans {
            let id = try #require(span["span_id"]?.string)
            #expect(id.count == 16 && span["trace_id"]?.string?.count == 32)
            #expect(known.updateValue(span, forKey: id) == nil)
            #expect(["ok", "error"].contains(span["status"]?.string))
            guard let parentID = span["parent_id"]?.string else {
                #expect(span["component"] == "gateway")
                continue
            }
            let parent = try #require(known[parentID])
            #expect(parent["trace_id"] == span["trace_id"])
            let start = try #require(span["start_time"]?.string.flatMap { Instant($0) })
            let begun = try #require(parent["start_time"]?.string.flatMap { Instant($0) })
            let after = start.seconds(since: begun) * 1000
            let (own, whole) = (span["duration_ms"]?.number ?? 0, parent["duration_ms"]?.number ?? 0)
            #expect(after >= 0 && after + own <= whole + 2)
        }
    }

    @Test(arguments: [
        (Fault.leakyRelease, "garbage collection"), (.poolExhausted, "database-pool"),
        (.trafficSurge, "wait for worker"), (.thirdPartyDown, "api.fraudshield.example"),
    ])
    func theGuiltyStepIsTheSlowOne(_ fault: Fault, _ guilty: String) throws {
        let longest = longest(try spans(Visitor(fault)))
        let worst = try #require(longest.max { $0.value < $1.value })
        #expect(worst.key == guilty && worst.value > 500, "\(longest)")
        let usual = self.longest(try spans(Visitor(.none)))
        #expect((usual[guilty] ?? 0) < 200)
    }

    @Test func healingShowsInTheNextRequests() throws {
        let visitor = try Visitor(.thirdPartyDown)
        #expect(try spans(visitor).contains { $0["status"] == "error" })
        let pool = try Visitor(.poolExhausted)
        _ = try pool.post("/api/services/checkout/pool/restart", "{}")
        let healed = pool.clock.now
        pool.clock.advance(120)
        let spans = try spans(pool, "?since=\(healed.advanced(bySeconds: 5))")
        #expect(spans.count > 50 && spans.allSatisfy { $0["status"] == "ok" })
    }

    @Test func nobodyServesInACrashLoop() throws {
        let newest = try spans(Visitor(.badConfig), "?limit=5")
        #expect(newest.count == 5 && newest.allSatisfy { $0["component"] == "gateway" && $0["status"] == "error" })
    }

    @Test func theSameSeedGivesTheSameTraces() throws {
        let (one, two) = try (Visitor(), Visitor())
        #expect(try spans(one) == spans(two))
        let newest = try spans(one, "?limit=3")
        #expect(Set(newest.compactMap { $0["trace_id"]?.string }).count == 3)
        #expect(try spans(one).suffix(newest.count) == newest[...])
    }

    @Test func aRequestIsKnownOnlyWhenItIsAnswered() throws {
        let visitor = try Visitor(.thirdPartyDown)
        for _ in 0..<10 {
            visitor.clock.advance(0.9)
            for span in try spans(visitor) where span["parent_id"]?.string == nil {
                let start = try #require(span["start_time"]?.string.flatMap { Instant($0) })
                let end = start.advanced(bySeconds: (span["duration_ms"]?.number ?? 0) / 1000)
                #expect(end <= visitor.clock.now.advanced(bySeconds: 0.001))
            }
        }
    }

    @Test(arguments: ["limit=0", "limit=1001", "limit=x", "since=yesterday"])
    func badQueriesAreRefused(_ query: String) throws {
        let answer = try Visitor().get("/api/services/checkout/traces?\(query)")
        #expect(answer.status == 422 && answer.detail != nil)
        #expect(try Visitor().get("/api/services/nope/traces?limit=1").status == 404)
    }
}
