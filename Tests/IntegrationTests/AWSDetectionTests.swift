import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import Testing

@Suite(.timeLimit(.minutes(1))) struct AWSDetectionTests {
    @Test func alarmBecomesIncident() async throws {
        let cloud = FakeCloud()
        let alert = try #require(try await integration(try cloud.server()).source.detect().first)
        #expect(alert.source == "cloudwatch")
        #expect(alert.incident.service == "shop-fn" && alert.incident.type == .crashLoop)
        #expect(alert.incident.id.hasPrefix("inc-cw-") && alert.incident.detectedAt == noon)
        #expect(alert.incident.payload == FakeCloud.alarm())
        let again = try #require(try await integration(try cloud.server()).source.detect().first)
        #expect(again.incident.id == alert.incident.id)
        cloud.set { $0.alarms = [FakeCloud.alarm(since: 1_795_521_999)] }
        let later = try #require(try await integration(try cloud.server()).source.detect().first)
        #expect(later.incident.id != alert.incident.id)
    }

    @Test func stateIsCheckedHere() async throws {
        let cloud = FakeCloud()
        for state in ["OK", "INSUFFICIENT_DATA", "", "alarm"] {
            cloud.set { $0.alarms = [FakeCloud.alarm(state: state)] }
            #expect(try await integration(try cloud.server()).source.detect().first == nil)
            #expect(try await integration(try cloud.server(), alarms: []).source.detect().first == nil)
        }
        cloud.set { $0.alarms = [] }
        #expect(try await integration(try cloud.server()).source.detect().first == nil)
    }

    @Test func allPagesAndNoCircles() async throws {
        let cloud = FakeCloud()
        cloud.set { state in
            state.alarmsPerPage = 7
            state.alarms = (0..<30).map { FakeCloud.alarm("quiet-\($0)", state: "OK") } + [FakeCloud.alarm("loud")]
        }
        let alert = try #require(try await integration(try cloud.server(), alarms: []).source.detect().first)
        #expect(alert.incident.payload["AlarmName"] == "loud")
        cloud.set { $0.repeatsTokens = true }
        let server = try cloud.server()
        // A listing that does not end proves no absence.
        await #expect(throws: AWSError.self) { _ = try await integration(server, alarms: []).source.detect().first }
        #expect(server.requests.count == 2)
    }

    @Test func configuredNamesInTheirOrder() async throws {
        let cloud = FakeCloud()
        cloud.set { $0.alarms = ["a", "b", "c"].map { FakeCloud.alarm($0) } }
        let source = integration(try cloud.server(), alarms: ["x", "c", "a"]).source
        #expect(try await source.detect().first?.incident.payload["AlarmName"] == "c")
        #expect(cloud.heard.all == ["DescribeAlarms x,c,a *"])
    }

    @Test func withoutNamesOwnAlarmsComeFirst() async throws {
        let cloud = FakeCloud()
        cloud.set { state in
            state.alarms = [
                FakeCloud.alarm("other", function: "payments"), FakeCloud.alarm("general", function: nil, since: 1),
                FakeCloud.alarm("own-late", since: 2000), FakeCloud.alarm("own-early", since: 1000),
            ]
        }
        let source = integration(try cloud.server(), alarms: []).source
        #expect(try await source.detect().first?.incident.payload["AlarmName"] == "own-early")
        #expect(cloud.heard.all == ["DescribeAlarms * ALARM"])
    }

    /// Another function's trouble is no reason to touch ours, and no calm either.
    @Test func alarmsOfOtherFunctionsAreNamed() async throws {
        let cloud = FakeCloud()
        cloud.set { $0.alarms = [FakeCloud.alarm("other", function: "payments")] }
        let words = Heard()
        let parts = AWSIntegration(
            .init(functionName: "shop-fn"), client: aws(try cloud.server().url), journal: nil, warn: { words.add($0) })
        #expect(try await parts.source.detect().first == nil)
        #expect(words.all == ["In ALARM, but not counted: other (it is about payments, not shop-fn)"])
    }

    @Test func aListingWithoutAnEndIsNoCalm() async throws {
        let pages = Heard()
        let server = try FakeServer { _ in
            pages.add("page")
            return json(["MetricAlarms": [], "CompositeAlarms": [], "NextToken": .string("\(pages.all.count)")])
        }
        do {
            _ = try await integration(server, alarms: []).source.detect().first
            Issue.record("calm")
        } catch {
            #expect("\(error)".contains("the listing does not end"), "\(error)")
        }
    }

    /// A page may hold nothing but where the next one is.
    @Test func aPageOfNothingButATokenGoesOn() async throws {
        let server = try FakeServer { request in
            let body = (try? JSON.decode(JSONValue.self, from: request.body)) ?? .null
            guard body["NextToken"]?.string == "n" else { return json(["NextToken": "n"]) }
            return json(["MetricAlarms": [FakeCloud.alarm()]])
        }
        #expect(try await integration(server).source.detect().first != nil)
    }

    /// Of a calculation every metric counts, wherever it stands, and so does the dimension.
    @Test func calculationsAreReadWhole() async throws {
        func metric(_ name: String, _ dimensions: JSONValue) -> JSONValue {
            let metric: JSONValue = ["Namespace": "AWS/Lambda", "MetricName": .string(name), "Dimensions": dimensions]
            return ["Id": .string(name.lowercased()), "MetricStat": ["Metric": metric, "Period": 60, "Stat": "Sum"]]
        }
        let own: JSONValue = [["Name": "FunctionName", "Value": "Shop-Fn"]]
        func signal(_ metrics: JSONValue) async throws -> Alert? {
            let cloud = FakeCloud()
            cloud.set { $0.alarms = [["AlarmName": "rate", "StateValue": "ALARM", "Metrics": metrics]] }
            return try await integration(try cloud.server(), alarms: ["rate"], function: "").source.detect().first
        }
        let rate: JSONValue = ["Id": "r", "Expression": "errors / invocations"]
        let ratio = try await signal([rate, metric("Invocations", []), metric("Errors", own)])
        #expect(ratio?.incident.type == .crashLoop && ratio?.incident.service == "Shop-Fn")
        let query = try await signal([["Id": "q", "Expression": "SELECT MAX(Errors) FROM \"AWS/Lambda\""]])
        #expect(query?.incident.type == .crashLoop && query?.incident.service == "rate")
    }

    @Test func serviceFromSettingDimensionOrName() async throws {
        let cloud = FakeCloud()
        cloud.set { $0.alarms = [FakeCloud.alarm("Odd\u{1B}[1m", function: "MyFn")] }
        func service(_ function: String) async throws -> String? {
            let source = integration(try cloud.server(), alarms: ["Odd\u{1B}[1m"], function: function).source
            return try await source.detect().first?.incident.service
        }
        #expect(try await service("arn:aws:lambda:us-east-1:1:function:shop-fn:live") == "shop-fn")
        #expect(try await service("") == "MyFn")
        cloud.set { $0.alarms = [FakeCloud.alarm("Odd\u{1B}[1m", function: nil)] }
        #expect(try await service("") == "Odd [1m")
    }

    @Test(arguments: [
        ("Duration", IncidentType.latencySpike), ("Errors", .crashLoop), ("memory_utilization", .memoryLeak),
        ("Throttles", .latencySpike), ("HTTPCode_Target_5XX_Count", .crashLoop),
        ("UnreadyInstances", .deploymentFailure),
        ("Something", .latencySpike),
    ])
    func typeFromMetric(metric: String, type: IncidentType) async throws {
        let cloud = FakeCloud()
        cloud.set { $0.alarms = [FakeCloud.alarm(metric: metric)] }
        #expect(try await integration(try cloud.server()).source.detect().first?.incident.type == type)
    }

    @Test func nonsenseIsNotCalm() async throws {
        for body in ["{}", "<html>", "[]", "{\"MetricAlarms\":7}"] {
            let server = try FakeServer { _ in ServerResponse(status: 200, body: Array(body.utf8)) }
            await #expect(throws: AWSError.self) { _ = try await integration(server).source.detect().first }
        }
    }

    @Test func verifierWatchesTheIncidentsOwnAlarm() async throws {
        let cloud = FakeCloud()
        let parts = integration(try cloud.server(), alarms: [])
        #expect(await parts.verifier.read(.service("checkout"), within: 1).status == .unknown)
        _ = try await parts.source.detect().first
        #expect(await parts.verifier.read(.service("checkout"), within: 1).status == .bad)
        cloud.set { $0.alarms = [FakeCloud.alarm(state: "OK"), FakeCloud.alarm("other", function: "payments")] }
        #expect(await parts.verifier.read(.service("checkout"), within: 1).status == .good)
        let resumed = integration(try cloud.server(), alarms: [])
        resumed.resume(alarmIncident())
        #expect(await resumed.verifier.read(.service("checkout"), within: 1).status == .good)
        var limits = Limits()
        resumed.adjust(&limits)
        #expect(limits.verifierLatencySeconds == 180 && limits.stableReadings == 3)
    }

    @Test func whatAWSRefusesTellsNothing() async throws {
        let server = try FakeServer { _ in refusal(403, "AccessDenied") }
        let reading = await integration(server).verifier.read(.service("checkout"), within: 1)
        #expect(reading.status == .unknown && reading.detail.contains("AccessDenied"))
    }
}
