import AutoSREConfiguration
import AutoSRECore
import AutoSREIntegrations
import Testing

/// Which account, region and alias a function is of, and an alarm about.
@Suite(.timeLimit(.minutes(1))) struct AWSAccountTests {
    private static let own: JSONValue = [["Name": "FunctionName", "Value": "shop-fn"]]

    private static func calculated(_ metrics: JSONValue, account: String = "1") -> JSONValue {
        [
            "AlarmName": "a", "AlarmArn": .string("arn:aws:cloudwatch:us-east-1:\(account):alarm:a"),
            "StateValue": "ALARM", "Metrics": metrics,
        ]
    }

    private static func math(account: String?) -> JSONValue {
        let metric: JSONValue = ["Namespace": "AWS/Lambda", "MetricName": "Errors", "Dimensions": own]
        var query: [String: JSONValue] = ["Id": "m1", "MetricStat": ["Metric": metric, "Period": 60, "Stat": "Sum"]]
        if let account { query["AccountId"] = .string(account) }
        return calculated([["Id": "e", "Expression": "m1*100"], .object(query)])
    }

    private static func query(_ conditions: String, _ rest: String = "") -> JSONValue {
        let from = "SELECT SUM(Errors) FROM SCHEMA(\"AWS/Lambda\", FunctionName)"
        return calculated([["Id": "q", "Expression": .string("\(from) WHERE \(conditions)\(rest)")]])
    }

    private func detect(
        _ alarm: JSONValue, function: String = "shop-fn", names: [String] = []
    ) async throws -> (Incident?, [String]) {
        let cloud = FakeCloud()
        cloud.set { $0.alarms = [alarm] }
        let words = Heard()
        let parts = AWSIntegration(
            .init(alarmNames: names, functionName: function), client: aws(try cloud.server().url), journal: nil,
            warn: { words.add($0) })
        return (try await parts.source.detect().first?.incident, words.all)
    }

    @Test("What is measured in another account is about another function", arguments: ["shop-fn", ""])
    func anotherAccount(function: String) async throws {
        let named = "FunctionName = 'shop-fn'"
        for alarm in [Self.math(account: "999"), Self.query("\(named) AND AWS.AccountId = '999'")] {
            let (incident, told) = try await detect(alarm, function: function)
            #expect(incident == nil && told == ["In ALARM, but not counted: a (it is about shop-fn of account 999)"])
        }
        for alarm in [Self.math(account: "1"), Self.math(account: nil), Self.query("\(named) AND AWS.AccountId = '1'")]
        {
            #expect(try await detect(alarm, function: function).0?.service == "shop-fn")
        }
    }

    @Test func theConfiguredAccountIsTheFunctions() async throws {
        let function = "arn:aws:lambda:us-east-1:999:function:shop-fn"
        #expect(try await detect(FakeCloud.alarm("a"), function: function).0 == nil)
        #expect(try await detect(Self.math(account: "999"), function: function).0?.service == "shop-fn")
        #expect(try await detect(FakeCloud.alarm("a"), function: function, names: ["a"]).0 == nil)
        #expect(try await detect(Self.math(account: "999"), names: ["a"]).0 == nil, "named, and another account's")
        let (named, told) = try await detect(FakeCloud.alarm("a", function: nil), function: function, names: ["a"])
        #expect(named != nil)
        #expect(told == ["LAMBDA_FUNCTION_NAME: the function is of account 999, and the alarm a of 1"])
    }

    @Test(
        "A query that is more than equalities is tied to nothing",
        arguments: [
            "NOT FunctionName = 'shop-fn'", "FunctionName != 'x' AND FunctionName = 'shop-fn'",
            "FunctionName = 'shop-fn' OR Resource = 'x'", "(FunctionName = 'shop-fn')", "FunctionName = 'shop-fn' AND",
            "FunctionName = 'shop-fn' AND Resource != 'shop-fn:live'", "FunctionName = \"shop-fn\"",
            "FunctionName = 'other' AND FunctionName = 'shop-fn'", "FunctionName = 'shop-fn",
            "FunctionName IN ('shop-fn')",
            "FunctionName = 'shop-fn' GROUP BY AWS.AccountId",
        ])
    func unreadQueries(conditions: String) async throws {
        let (incident, told) = try await detect(Self.query(conditions))
        #expect(incident == nil)
        #expect(told == ["In ALARM, but not counted: a (its query asks for more than equalities joined by AND)"])
    }

    @Test(arguments: [
        "FunctionName = 'shop-fn'", "FunctionName='shop-fn' and \"Resource\" = 'shop-fn:live'",
        "tag.env = 'x; NOT y' AND FunctionName = 'shop-fn' GROUP BY Resource ORDER BY SUM() DESC LIMIT 5",
    ])
    func plainQueries(conditions: String) async throws {
        #expect(try await detect(Self.query(conditions)).0?.service == "shop-fn")
    }

    private func problem(_ variables: [String: String]) throws -> String? {
        let all = ["USE_AWS_INTEGRATION": "true", "AWS_CONFIG_FILE": "/nonexistent"].merging(variables) { $1 }
        let configuration = try Configuration.load(environment: all, directory: "/nonexistent")
        do throws(ConfigurationError) { try Integration.aws.validate(configuration) } catch { return error.message }
        return nil
    }

    @Test func theFunctionsNameMayContradictNothing() throws {
        let arn = "arn:aws:lambda:eu-west-1:1:function:shop-fn"
        let refused: [([String: String], String)] = [
            (["LAMBDA_FUNCTION_NAME": "shop-fn:canary", "LAMBDA_ALIAS_NAME": "live"], "LAMBDA_ALIAS_NAME is live"),
            (["LAMBDA_FUNCTION_NAME": "shop-fn:7"], "shop-fn:7 is a version"),
            (["LAMBDA_FUNCTION_NAME": "shop-fn:$LATEST"], "shop-fn:$LATEST is a version"),
            (["LAMBDA_FUNCTION_NAME": arn], "shop-fn is in eu-west-1, and AWS_REGION is us-east-1"),
            (["LAMBDA_FUNCTION_NAME": arn, "AWS_DEFAULT_REGION": "eu-north-1"], "AWS_DEFAULT_REGION is eu-north-1"),
            (["LAMBDA_FUNCTION_NAME": "arn:aws:lambda:us-east-1:1"], "it takes a name"),
            (["LAMBDA_FUNCTION_NAME": "a:b:c"], "it takes a name"),
        ]
        for (variables, words) in refused {
            let problem = try problem(variables)
            #expect(problem?.hasPrefix("LAMBDA_FUNCTION_NAME: ") == true && problem?.contains(words) == true)
        }
        let allowed = [
            ["LAMBDA_FUNCTION_NAME": "shop-fn:canary"], ["LAMBDA_FUNCTION_NAME": arn, "AWS_REGION": "eu-west-1"],
            ["LAMBDA_FUNCTION_NAME": "shop-fn:live", "LAMBDA_ALIAS_NAME": "live"],
            ["LAMBDA_FUNCTION_NAME": "1:function:shop-fn"],
            ["LAMBDA_FUNCTION_NAME": "function:shop-fn", "LAMBDA_ALIAS_NAME": "live"],
        ]
        for variables in allowed { #expect(try problem(variables) == nil) }
    }

    @Test(
        "The alias that the function is named with is the one that is moved",
        arguments: [
            ("shop-fn:canary", nil, "canary"), ("shop-fn", nil, "live"), ("shop-fn", "prod", "prod"),
            ("function:shop-fn", nil, "live"), ("function:shop-fn:canary", nil, "canary"),
        ])
    func theNamedAlias(function: String, alias: String?, moved: String) throws {
        var variables = ["USE_AWS_INTEGRATION": "true", "LAMBDA_FUNCTION_NAME": function]
        variables["LAMBDA_ALIAS_NAME"] = alias
        let configuration = try Configuration.load(environment: variables, directory: "/nonexistent")
        #expect(configuration.effective().first { $0.name == "LAMBDA_ALIAS_NAME" }?.value == moved)
        #expect(try awsParts(configuration).place["LAMBDA_ALIAS_NAME"] == moved)
    }

    @Test func aSystemsOwnRegionIsTheOneThatIsAsked() throws {
        let folder = try Folder()
        try folder.write("autosre.yaml", "integrations:\n  orders: {kind: aws, region: eu-west-1, function: shop-fn}\n")
        let configuration = try Configuration.load(environment: [:], directory: folder.path)
        let system = try #require(configuration.systems.first?.configuration)
        #expect(try awsParts(system).place["AWS_REGION"] == "eu-west-1")
        let variables = ["AWS_REGION": "eu-north-1"]
        let other = try Configuration.load(environment: variables, directory: folder.path)
        #expect(try awsParts(try #require(other.systems.first?.configuration)).place["AWS_REGION"] == "eu-north-1")
    }
}
