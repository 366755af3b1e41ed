import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import Testing

/// Which alarms count, and what their states say.
@Suite(.timeLimit(.minutes(1))) struct AWSAlarmTests {
    private static let policy: JSONValue = [
        "arn:aws:autoscaling:us-east-1:1:scalingPolicy:0b1f:resource/x:policyName/p"
    ]

    private static func with(_ alarm: JSONValue, _ members: [String: JSONValue]) -> JSONValue {
        .object((alarm.object ?? [:]).merging(members) { $1 })
    }

    private static func composite(_ name: String, _ rule: String) -> JSONValue {
        ["AlarmName": .string(name), "StateValue": "ALARM", "AlarmRule": .string(rule)]
    }

    private static func math(_ name: String, _ functions: String...) -> JSONValue {
        let metrics = functions.map { function -> JSONValue in
            let dimensions: JSONValue = [["Name": "FunctionName", "Value": .string(function)]]
            let metric: JSONValue = ["Namespace": "AWS/Lambda", "MetricName": "Errors", "Dimensions": dimensions]
            return ["Id": "m", "MetricStat": ["Metric": metric, "Period": 300, "Stat": "Sum"]]
        }
        return ["AlarmName": .string(name), "StateValue": "ALARM", "EvaluationPeriods": 2, "Metrics": .array(metrics)]
    }

    private func detect(
        _ alarms: [JSONValue], names: [String] = [], function: String = "shop-fn"
    ) async throws -> (Incident?, [String]) {
        let cloud = FakeCloud()
        cloud.set { $0.alarms = alarms }
        let words = Heard()
        let settings = AWSIntegration.Settings(alarmNames: names, functionName: function, aliasName: "live")
        let parts = AWSIntegration(
            settings, client: aws(try cloud.server().url), journal: nil, warn: { words.add($0) })
        return (try await parts.source.detect().first?.incident, words.all)
    }

    @Test func whatRingsIsFiringAndGradedByNobody() async throws {
        let cloud = FakeCloud()
        cloud.set { $0.alarms = [FakeCloud.alarm("own")] }
        let settings = AWSIntegration.Settings(alarmNames: [], functionName: "shop-fn", aliasName: "live")
        let parts = AWSIntegration(settings, client: aws(try cloud.server().url), journal: nil, warn: { _ in })
        let alert = try #require(try await parts.source.detect().first)
        #expect(alert.state == .firing && alert.severity == nil && alert.entity == .service("shop-fn"))
    }

    @Test func scalingAlarmsCountOnlyWhereNamed() async throws {
        let scaling = Self.with(FakeCloud.alarm("low"), ["AlarmActions": Self.policy])
        let (none, words) = try await detect([scaling])
        #expect(none == nil && words == ["In ALARM, but not counted: low (its actions are scaling policies)"])
        #expect(try await detect([scaling], names: ["low"]).0?.service == "shop-fn")
        let table = Self.with(FakeCloud.alarm("table", function: nil), ["OKActions": Self.policy])
        #expect(try await detect([table, FakeCloud.alarm("own")]).0?.payload["AlarmName"] == "own")
    }

    @Test func tiedByDimensionCalculationOrChild() async throws {
        let query: JSONValue = ["Expression": "SELECT SUM(Errors) FROM \"AWS/Lambda\" WHERE FunctionName = 'shop-fn'"]
        let tied: [[JSONValue]] = [
            [FakeCloud.alarm("a")], [Self.math("a", "payments", "shop-fn")],
            [["AlarmName": "a", "StateValue": "ALARM", "Metrics": [query]]],
            [Self.composite("a", "ALARM(\"own, late\") OR OK(x)"), FakeCloud.alarm("own, late")],
            [
                Self.composite("a", "NOT OK( arn:aws:cloudwatch:us-east-1:1:alarm:inner )"),
                Self.composite("inner", "(ALARM('own') AND TRUE)"), FakeCloud.alarm("own"),
            ],
        ]
        for alarms in tied {
            #expect(try await detect(alarms).0?.service == "shop-fn", "\(alarms)")
        }
        let scaling = Self.with(FakeCloud.alarm("s"), ["AlarmActions": Self.policy])
        let elsewhere: JSONValue = [
            ["Name": "FunctionName", "Value": "shop-fn"], ["Name": "Resource", "Value": "shop-fn:staging"],
        ]
        let loose: [[JSONValue]] = [
            [FakeCloud.alarm("a", function: nil)], [FakeCloud.alarm("a", function: "shop")],
            [Self.math("a", "payments")],
            [Self.composite("a", "ALARM(s)"), scaling], [Self.composite("a", "ALARM(gone)")],
            // The child that is about us is well: what rings is the other.
            [Self.composite("a", "ALARM(s) OR ALARM(own)"), scaling, FakeCloud.alarm("own", state: "OK")],
            [Self.composite("a", "ALARM(a)")], [Self.with(FakeCloud.alarm("a"), ["Dimensions": elsewhere])],
        ]
        for alarms in loose {
            let (incident, words) = try await detect(alarms)
            #expect(incident == nil && words.first?.hasPrefix("In ALARM, but not counted: a (") == true, "\(alarms)")
            #expect(try await detect(alarms, names: ["a"]).0 != nil, "named: \(alarms)")
        }
    }

    /// What else of the function is called, or what the alias does not route to, is not about the alias.
    @Test(arguments: [
        ("Resource", "shop-fn:beta", "shop-fn:beta, not live"), ("Resource", "shop-fn:2", "shop-fn:2, not live"),
        ("Resource", "shop-fn:$LATEST", "shop-fn:$LATEST, not live"),
        ("ExecutedVersion", "2", "version 2 of shop-fn, and live points to 3"),
        ("ExecutedVersion", "4", "version 4 of shop-fn, and live points to 3"),
        ("ExecutedVersion", "3", nil), ("Resource", "shop-fn", nil), ("Resource", "shop-fn:live", nil),
    ])
    func otherCallsOfTheFunctionAreNamed(name: String, value: String, words: String?) async throws {
        let dimensions: JSONValue = [
            ["Name": "FunctionName", "Value": "shop-fn"], ["Name": .string(name), "Value": .string(value)],
        ]
        let query = "SELECT SUM(Errors) FROM X WHERE FunctionName = 'shop-fn' AND \"\(name)\" = '\(value)'"
        let alarms = [
            Self.with(FakeCloud.alarm("a"), ["Dimensions": dimensions]),
            ["AlarmName": "a", "StateValue": "ALARM", "Metrics": [["Expression": .string(query)]]],
        ]
        for alarm in alarms {
            for function in ["shop-fn", "arn:aws:lambda:us-east-1:1:function:shop-fn", ""] {
                if function.hasPrefix("arn"), name == "ExecutedVersion" { continue }
                let (incident, told) = try await detect([alarm], function: function)
                #expect((incident != nil) == (words == nil), "\(function) \(told)")
                #expect(told == (words.map { ["In ALARM, but not counted: a (it is about \($0))"] } ?? []))
            }
        }
    }

    /// An alarm of one version, which a person has named, speaks for leaving that version alone.
    @Test(arguments: [("2", false), ("3", true), ("4", false)])
    func anotherVersionsAlarmGroundsNothing(version: String, isGround: Bool) async throws {
        let dimensions: JSONValue = [
            ["Name": "FunctionName", "Value": "shop-fn"], ["Name": "ExecutedVersion", "Value": .string(version)],
        ]
        let alarm = Self.with(FakeCloud.alarm("a"), ["Dimensions": dimensions])
        let cloud = FakeCloud()
        let history = integration(try cloud.server()).evidence
        var evidence: [RawEvidence] = []
        for source in history where source.name == "lambda" { evidence += try await source.collect(alarmQuery(alarm)) }
        let planner = LambdaPlanner(function: "shop-fn", alias: "live")
        do {
            let plan = try planner.plan(
                for: hypothesis(), incident: alarmIncident(alarm), evidence: evidence.kept, at: noon)
            #expect(isGround && plan.actions[0].after == .version("2"))
        } catch let refusal as Refusal {
            #expect(!isGround && refusal.reason.contains("is about version \(version) of shop-fn"), "\(refusal)")
        }
    }

    /// A composite alarm that rings because a child has no data grounds nothing, named or not, before or afterwards.
    @Test func ringingBySilenceIsNoAlarm() async throws {
        for rule in ["NOT OK(\"kid\")", "INSUFFICIENT_DATA(\"kid\") OR ALARM(\"x\")", "NOT OK(inner)"] {
            let inner: [JSONValue] = rule.contains("inner") ? [Self.composite("inner", "NOT OK(kid)")] : []
            let alarms = [Self.composite("c", rule), FakeCloud.alarm("kid", state: Self.noData)] + inner
            for names in [[], ["c"]] {
                let (incident, told) = try await detect(alarms, names: names)
                #expect(
                    incident == nil && told.first?.contains("c (it rings by the silence of kid)") == true, "\(told)")
            }
            let ringing = [Self.composite("c", rule), FakeCloud.alarm("kid")] + inner
            let late = try await reading(ringing, alarms, names: ["c"])
            #expect(late.status == .unknown && late.detail.contains("by the silence"), "\(late.detail)")
            let before = try await reading(
                [Self.a()] + alarms, [Self.a("OK")] + alarms, names: ["a", "c"])
            #expect(before.status == .good, "it said nothing before either: \(before.detail)")
        }
    }

    @Test func withoutAFunctionTheAlarmSaysWhich() async throws {
        #expect(try await detect([FakeCloud.alarm("a", function: "f1")], function: "").0?.service == "f1")
        #expect(try await detect([FakeCloud.alarm("a", function: "f1")], names: ["a"], function: "").0?.service == "f1")
        let (none, words) = try await detect([Self.math("a", "f1", "f2")], function: "")
        #expect(none == nil && words.first?.contains("f1 and f2: set LAMBDA_FUNCTION_NAME") == true)
        #expect(try await detect([FakeCloud.alarm("a", function: nil)], function: "").0 == nil)
        // Of two functions in trouble the longest; the other is named.
        let two = [
            FakeCloud.alarm("a", function: "f1", since: 2000), FakeCloud.alarm("b", function: "f2", since: 1000),
        ]
        let (first, others) = try await detect(two, function: "")
        #expect(first?.service == "f2" && others == ["In ALARM, but not counted: a (it is about f1)"])
        let parent = [Self.composite("p", "ALARM(a)"), FakeCloud.alarm("a", function: "f1", since: 9_999_999_999)]
        let incident = try #require(try await detect(parent, names: ["p"], function: "").0)
        #expect(incident.service == "f1")
        let plan = try? LambdaPlanner(function: "", alias: "live")
            .plan(for: hypothesis(), incident: incident, evidence: [], at: noon)
        #expect(plan == nil)
    }

    /// What alarms say: those read when the incident was detected, those read later.
    private func reading(
        _ before: [JSONValue], _ after: [JSONValue], names: [String] = ["a", "b"], isResumed: Bool = false
    ) async throws -> HealthReading {
        let cloud = FakeCloud()
        cloud.set { $0.alarms = before }
        var parts = integration(try cloud.server(), alarms: names)
        let alert = try #require(try await parts.source.detect().first)
        if isResumed {
            parts = integration(try cloud.server(), alarms: names)
            parts.resume(alert.incident)
        }
        cloud.set { $0.alarms = after }
        return await parts.verifier.read(.service("checkout"), within: 1)
    }

    private static func a(_ state: String = "ALARM", since: Int64 = 1_795_521_000) -> JSONValue {
        FakeCloud.alarm("a", state: state, since: since)
    }
    private static func b(_ state: String = "ALARM", since: Int64 = 1_795_521_000) -> JSONValue {
        FakeCloud.alarm("b", state: state, since: since)
    }
    private static let noData = "INSUFFICIENT_DATA"
    private static let after: Int64 = 1_795_521_700

    @Test(arguments: [false, true])
    func whatWasInAlarmHasToComeBackAndWhatWasQuietMayStay(isResumed: Bool) async throws {
        let cases: [([JSONValue], [JSONValue], HealthReading.Status, String)] = [
            ([Self.a(), Self.b()], [Self.a("OK"), Self.b("OK")], .good, "a, b are OK"),
            (
                [Self.a(), Self.b(Self.noData)], [Self.a("OK"), Self.b(Self.noData)], .good,
                "b is INSUFFICIENT_DATA as before"
            ),
            ([Self.a()], [Self.a(Self.noData, since: Self.after)], .unknown, "a is INSUFFICIENT_DATA"),
            ([Self.a(), Self.b("OK")], [Self.b("OK")], .unknown, "a is missing"),
            ([Self.a()], [], .unknown, "a is missing"),
            ([Self.a()], [Self.a("")], .unknown, "a is in no state"),
            ([Self.a(), Self.b(Self.noData)], [Self.a("OK"), Self.b()], .bad, "b is in ALARM"),
            (
                [Self.a(), Self.b("OK")], [Self.a("OK"), Self.b(Self.noData, since: Self.after)], .unknown,
                "b is INSUFFICIENT_DATA"
            ),
        ]
        for (before, after, status, words) in cases {
            let reading = try await reading(before, after, isResumed: isResumed)
            #expect(reading.status == status && reading.detail.contains(words), "\(reading.detail)")
        }
    }

    /// A name that no alarm has, then as before, says nothing; but in a run that is taken up again nobody knows.
    @Test func aNameThatNeverWasThere() async throws {
        #expect(try await reading([Self.a()], [Self.a("OK")]).status == .good)
        #expect(try await reading([Self.a()], [Self.a("OK")], isResumed: true).status == .unknown)
    }

    @Test func eachAlarmIsAPart() async throws {
        let mixed = try await reading([Self.a(), Self.b()], [Self.a("OK"), Self.b()])
        #expect(mixed.status == .bad && mixed.detail == "b is in ALARM; a is OK")
        #expect(mixed.parts == [HealthReading.Part("a", .good), HealthReading.Part("b", .bad)])
        let lost = try await reading([Self.a(), Self.b()], [Self.a(Self.noData, since: Self.after)])
        #expect(lost.parts == [HealthReading.Part("a", .unknown), HealthReading.Part("b", .unknown)])
    }

    /// Without names those that ring beside the incident's own are watched too, by a resumed run as well.
    @Test(arguments: [false, true]) func thoseBesideItAreWatched(isResumed: Bool) async throws {
        let other = FakeCloud.alarm("x", function: "payments")
        let mixed = try await reading(
            [Self.a(), Self.b(), other], [Self.a("OK"), Self.b(), other], names: [], isResumed: isResumed)
        #expect(mixed.status == .bad && mixed.detail == "b is in ALARM; a is OK")
        let well = try await reading(
            [Self.a(), Self.b(), other], [Self.a("OK"), Self.b("OK"), other], names: [], isResumed: isResumed)
        #expect(well.status == .good)
    }

    /// The journal holds the name of an alarm redacted, and no alarm answers to that.
    @Test(arguments: [false, true]) func anAlarmIsAskedForByItsOwnName(isResumed: Bool) async throws {
        let cloud = FakeCloud()
        cloud.set { $0.alarms = [FakeCloud.alarm("errors token=hunter2")] }
        var parts = integration(try cloud.server(), alarms: [])
        let real = try #require(try await parts.source.detect().first).incident
        let payload = Self.with(real.payload, ["AlarmName": "errors token=[redacted]", "AlarmArn": "[redacted]"])
        let kept = Incident(
            id: real.id, service: real.service, type: real.type, detectedAt: real.detectedAt, payload: payload)
        if isResumed {
            parts = integration(try cloud.server(), alarms: [])
            parts.resume(kept)
        }
        let source = try #require(parts.evidence.first { $0.kinds == [.metrics] })
        let query = EvidenceQuery(incident: kept, since: noon.advanced(bySeconds: -3600), until: noon, now: noon)
        _ = try await source.collect(query)
        let before = await parts.verifier.read(.service("checkout"), within: 1)
        #expect(before.parts == [HealthReading.Part("errors token=hunter2", .bad)], "\(before.detail)")
        cloud.set { $0.alarms = [FakeCloud.alarm("errors token=hunter2", state: "OK", since: Self.after)] }
        let after = await parts.verifier.read(.service("checkout"), within: 1)
        #expect(after.status == .good && after.parts?.count == 1, "\(after.detail)")
    }

    @Test func theSlowestOfItsPartsMakesAnAlarmSlow() async throws {
        let cloud = FakeCloud()
        cloud.set { $0.alarms = [Self.composite("p", "ALARM(m)"), Self.math("m", "shop-fn")] }
        let parts = integration(try cloud.server(), alarms: ["p"])
        _ = try await parts.source.detect().first
        #expect(parts.verifier.latencySeconds(of: .service("checkout")) == 600)
        _ = await parts.verifier.read(.service("checkout"), within: 1)
        #expect(parts.verifier.latencySeconds(of: .service("checkout")) == 600)
    }

    /// One that rings only because nothing came, and was told to take that for breaching, says nothing: neither that it
    /// is bad nor why.
    @Test func ringingForWantOfDataIsSilence() async throws {
        let cloud = FakeCloud()
        var alarm = Self.a().object ?? [:]
        alarm["StateReason"] = .string(
            "Threshold Crossed: no datapoints were received for 3 periods and 3 missing datapoints were treated as "
                + "[Breaching].")
        let silent = JSONValue.object(alarm)
        cloud.set { $0.alarms = [silent] }
        let parts = integration(try cloud.server(), alarms: ["a"])
        let reading = await parts.verifier.read(.service("checkout"), within: 1)
        #expect(reading.status == .unknown && reading.detail.contains("for want of data"), "\(reading.detail)")
        let source = try #require(parts.evidence.first { $0.kinds == [.metrics] })
        let found = try await source.collect(alarmQuery(silent))
        #expect(found.first?.body.metrics?.contains { $0.name.hasPrefix(MetricSeries.alarmState) } != true)
    }

    /// Read in ALARM it is a metric, which a claim can rest on; without data there is none.
    @Test func anAlarmIsEvidence() async throws {
        let cloud = FakeCloud()
        cloud.set { $0.alarms = [Self.a(), Self.b("OK"), FakeCloud.alarm("c", state: Self.noData)] }
        let parts = integration(try cloud.server(), alarms: ["a", "b", "c"])
        let source = try #require(parts.evidence.first { $0.kinds == [.metrics] })
        let found = try await source.collect(alarmQuery(Self.a()))
        guard let all = found.first?.body.metrics else { throw Refusal("no metrics") }
        #expect(all.map(\.name) == ["Errors", "alarm a", "alarm b"])
        #expect(all[1].values == [1, 1] && all[2].values == [0, 0] && all[1].times.last == noon)
        #expect(found.first?.summary == "3 alarms, in ALARM: a, 3 values of Errors")
        let refused = integration(try FakeServer { _ in refusal(403, "AccessDenied") }, alarms: ["a"])
        let closed = try #require(refused.evidence.first { $0.kinds == [.metrics] })
        await #expect(throws: AWSError.self) { _ = try await closed.collect(alarmQuery(Self.a())) }
    }
}
