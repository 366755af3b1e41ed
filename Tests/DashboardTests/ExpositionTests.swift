import AutoSRECore
import Foundation
import OperationsDashboard
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ExpositionTests {
    private func samples(_ text: String) throws -> [String: Double] {
        var samples: [String: Double] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let space = try #require(line.lastIndex(of: " "))
            let value = try #require(Double(line[line.index(after: space)...]), "\(line)")
            #expect(samples.updateValue(value, forKey: String(line[..<space])) == nil, "\(line) comes twice")
        }
        return samples
    }

    @Test(arguments: Fault.allCases)
    func everyMetricIsExplainedOnceAndWellFormed(_ fault: Fault) throws {
        let answer = try Visitor(fault).get("/metrics")
        #expect(answer.status == 200)
        #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
        #expect(answer.text.hasSuffix("\n"))
        var current = ""
        var seen: Set<String> = []
        for line in answer.text.split(separator: "\n") {
            if line.hasPrefix("# HELP ") {
                current = String(line.split(separator: " ")[2])
                #expect(seen.insert(current).inserted)
            } else if line.hasPrefix("# TYPE ") {
                #expect(line == "# TYPE \(current) gauge" || line == "# TYPE \(current) counter")
            } else {
                #expect(line.wholeMatch(of: /[a-z_]+\{([a-z]+="[^"\n]*",?)+\} [-+0-9.e]+/) != nil, "\(line)")
                #expect(line.hasPrefix(current + "{"))
            }
        }
        #expect(seen.count >= 17)
        _ = try samples(answer.text)
    }

    @Test func figuresFollowTheShop() throws {
        let visitor = try Visitor()
        let before = try samples(visitor.get("/metrics").text)
        let service = #"{service="checkout",version="v1.4.2"}"#
        #expect(before["shop_service_healthy\(service)"] == 0)
        #expect(before[#"shop_service_healthy{service="payments",version="v2.3.1"}"#] == 1)
        let p99 = try #require(
            before[#"shop_request_latency_seconds{service="checkout",version="v1.4.2",quantile="0.99"}"#])
        #expect(p99 > 1 && p99 < 10)
        #expect(
            before.keys.count { $0.hasPrefix(#"shop_instance_heap_bytes{service="checkout",version="v1.4.2""#) } == 4)
        #expect(!before.keys.contains { $0.hasPrefix("shop_operations_total") })
        _ = try visitor.post("/api/services/checkout/rollback", #"{"to_version":"v1.4.1"}"#)
        let after = try samples(visitor.get("/metrics").text)
        #expect(after[#"shop_service_healthy{service="checkout",version="v1.4.1"}"#] == 1)
        #expect(after[#"shop_operations_total{service="checkout",kind="rollback",to="v1.4.1"}"#] == 1)
    }
}
