import AutoSRECore
import OperationsDashboard
import Testing

@Suite(.timeLimit(.minutes(1)))
struct RouteTests {
    @Test func servicesAreListedByIdAndName() throws {
        let answer = try Visitor().get("/api/services")
        #expect(answer.status == 200)
        #expect(answer.headers["content-type"] == "application/json")
        let expected: JSONValue = [
            "services": [["id": "checkout", "name": "Checkout"], ["id": "payments", "name": "Payments"]]
        ]
        #expect(answer.json == expected)
    }

    @Test func aServiceShowsEverythingThatCanBeChanged() throws {
        let json = try #require(try Visitor().get("/api/services/%63heckout?x=1").json)
        #expect(json["id"] == "checkout" && json["name"] == "Checkout")
        #expect(json["version"] == "v1.4.2" && json["status"] == "degraded")
        #expect(json["replicas"] == ["desired": 4, "ready": 4, "maximum": 12])
        #expect(json["instances"]?.array?.count == 4)
        for key in ["id", "version", "started_at", "status", "restarts"] {
            #expect(json["instances"]?.array?[0][key] != nil)
        }
        for key in ["size", "in_use", "waiting", "restarted_at"] { #expect(json["pool"]?[key] != nil) }
        let deployments = try #require(json["deployments"]?.array)
        #expect(deployments.map { $0["status"]?.string } == ["running", "superseded", "superseded", "superseded"])
        #expect(deployments.allSatisfy { $0["timestamp"]?.string?.hasSuffix("Z") == true })
    }

    @Test(arguments: ["checkout", "payments"])
    func deploymentsAreThoseOfTheService(_ id: String) throws {
        let visitor = try Visitor()
        let detail = try visitor.get("/api/services/\(id)").json
        #expect(try visitor.get("/api/services/\(id)/deployments").json?["deployments"] == detail?["deployments"])
    }

    @Test func theRightRollbackHealsAtOnce() throws {
        let visitor = try Visitor()
        #expect(try visitor.get("/api/health").json == ["status": "degraded"])
        let before = try visitor.get("/api/services/checkout/deployments").body
        let answer = try visitor.post("/api/services/checkout/rollback", #"{"to_version":"v1.4.1"}"#)
        #expect(answer.status == 200)
        #expect(answer.json?["ok"] == true && answer.json?["rolled_back_to"] == "v1.4.1")
        #expect(try visitor.get("/api/health").json == ["status": "healthy"])
        #expect(try visitor.get("/api/services/checkout/deployments").body != before)
    }

    @Test(arguments: [
        "", "{}", #"{"to_version":"#, #"{"to_version":1}"#, #"{"to_version":null}"#, "[1]", #""v1.4.1""#,
        #"{"version":"v1.4.1"}"#, #"{"to_version":"v9.9.9"}"#, #"{"to_version":""}"#, #"{"to_version":"v1.4.1 "}"#,
        #"{"to_version":"../../x"}"#,
    ])
    func nonsenseRollsNothingBack(_ body: String) throws {
        let visitor = try Visitor()
        let answer = try visitor.post("/api/services/checkout/rollback", body)
        #expect(answer.status == 422)
        #expect(answer.detail != nil)
        #expect(try !visitor.isHealthy)
        #expect(try visitor.get("/api/operations").json == ["operations": [], "total": 0])
    }

    @Test func theRunningVersionConflicts() throws {
        let visitor = try Visitor()
        let answer = try visitor.post("/api/services/checkout/rollback", #"{"to_version":"v1.4.2"}"#)
        #expect(answer.status == 409)
        #expect(answer.detail == "checkout runs v1.4.2 already")
    }

    @Test func eachFaultIsHealedOverHTTP() throws {
        let cures: [(Fault, String, String)] = [
            (.badRollout, "rollback", #"{"to_version":"v1.4.1"}"#), (.slowLeak, "restart", ""),
            (.trafficSurge, "scale", #"{"replicas":8}"#), (.poolExhausted, "pool/restart", "{}"),
        ]
        let visitor = try Visitor()
        for (fault, action, body) in cures {
            let set = try visitor.post("/api/faults", #"{"fault":"\#(fault.rawValue)","seed":5}"#)
            #expect(set.json == ["ok": true, "fault": .string(fault.rawValue), "seed": 5])
            #expect(try !visitor.isHealthy)
            let type = body.isEmpty ? nil : "application/json"
            let answer = try visitor.post("/api/services/checkout/\(action)", body, type: type)
            #expect(answer.status == 200)
            #expect(try visitor.isHealthy)
            #expect(try visitor.get("/api/operations").json?["total"] == 1)
        }
    }

    @Test(arguments: [
        #"{"replicas":0}"#, #"{"replicas":13}"#, #"{"replicas":2.5}"#, #"{"replicas":"8"}"#, #"{"replicas":-1}"#,
        #"{"replicas":true}"#, #"{"replicas":1e30}"#, "{}", "",
    ])
    func scalesOnlyToAWholeNumberInBounds(_ body: String) throws {
        let answer = try Visitor().post("/api/services/checkout/scale", body)
        #expect(answer.status == 422)
        #expect(answer.detail != nil)
    }

    @Test func operationsNameEveryChangeAndItsDoubles() throws {
        let visitor = try Visitor()
        for _ in 0..<2 { _ = try visitor.post("/api/services/payments/scale", #"{"replicas":5}"#) }
        _ = try visitor.post("/api/services/checkout/rollback", #"{"to_version":"v1.4.1"}"#)
        let json = try visitor.get("/api/operations").json
        #expect(json?["total"] == 3)
        let entries = try #require(json?["operations"]?.array)
        #expect(entries[0]["kind"] == "scale" && entries[0]["to"] == "5" && entries[0]["count"] == 2)
        #expect(entries[1]["kind"] == "rollback" && entries[1]["service"] == "checkout")
        #expect(entries[1]["at"]?.array == [.string(visitor.clock.now.description)])
    }

    @Test func faultsAreSetByNameOnly() throws {
        let visitor = try Visitor()
        for body in ["{}", #"{"fault":"nope"}"#, #"{"fault":"none","seed":-1}"#, "x"] {
            #expect(try visitor.post("/api/faults", body).status == 422)
        }
        #expect(try visitor.post("/api/faults", #"{"fault":"none"}"#, type: "text/plain").status == 415)
        #expect(try !visitor.isHealthy)
    }

    @Test func aClockThatIsSetBackUndoesNothing() throws {
        let visitor = try Visitor()
        visitor.clock.advance(60)
        _ = try visitor.post("/api/services/checkout/rollback", #"{"to_version":"v1.4.1"}"#)
        visitor.clock.advance(-50)
        #expect(try visitor.isHealthy)
    }
}
