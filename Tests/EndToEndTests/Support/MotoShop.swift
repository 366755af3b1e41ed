import AutoSRECore
import AutoSREPlatform
import Foundation

/// A function with published versions, an alias, an alarm and a log group of its own in moto.
struct MotoShop: Sendable {
    let moto: Moto
    /// The function's name.
    let name = "shop-" + SystemRandom.hex(10)
    /// The alarm's name.
    var alarm: String { name + "-errors" }

    /// Makes it: the newest of `versions` is behind the alias, and the alarm is in ALARM.
    init(versions: Int = 3, alias: String? = "live", logs: [String] = ["[ERROR] KeyError: 'price'"]) async throws {
        moto = try await Moto.shared()
        let role: JSONValue = "arn:aws:iam::123456789012:role/test"
        _ = try await moto.rest(
            "POST", "",
            [
                "FunctionName": .string(name), "Runtime": "python3.12", "Handler": "i.h", "Role": role,
                "Code": ["ZipFile": .string(Self.archive(1))],
            ])
        for version in 1...versions {
            let code: JSONValue = ["ZipFile": .string(Self.archive(version))]
            if version > 1 { _ = try await moto.rest("PUT", "/\(name)/code", code) }
            _ = try await moto.rest("POST", "/\(name)/versions", [:])
        }
        if let alias {
            _ = try await moto.rest(
                "POST", "/\(name)/aliases", ["Name": .string(alias), "FunctionVersion": .string("\(versions)")])
        }
        try await putAlarm()
        if !logs.isEmpty { try await putLogs(logs) }
    }

    /// An empty ZIP archive with a comment, so that each version has code of its own.
    private static func archive(_ version: Int) -> String {
        let comment = Array("version \(version)".utf8)
        let bytes = [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 16) + [UInt8(comment.count), 0] + comment
        return Data(bytes).base64EncodedString()
    }

    private func putAlarm() async throws {
        try await moto.json(
            "monitoring", "GraniteServiceVersion20100801.PutMetricAlarm",
            [
                "AlarmName": .string(alarm), "MetricName": "Errors", "Namespace": "AWS/Lambda", "Statistic": "Sum",
                "Period": 60, "EvaluationPeriods": 1, "Threshold": 1,
                "ComparisonOperator": "GreaterThanOrEqualToThreshold",
                "Dimensions": [["Name": "FunctionName", "Value": .string(name)]],
            ])
        try await setAlarm("ALARM")
    }

    private func putLogs(_ lines: [String]) async throws {
        let group = JSONValue.string("/aws/lambda/\(name)")
        let stream: JSONValue = ["logGroupName": group, "logStreamName": "2026/11/24/[3]abc"]
        try await moto.json("logs", "Logs_20140328.CreateLogGroup", ["logGroupName": group])
        try await moto.json("logs", "Logs_20140328.CreateLogStream", stream)
        let start = SystemClock.now().milliseconds - 60_000
        let events = lines.enumerated().map { index, line in
            JSONValue.object(["timestamp": .integer(start + Int64(index)), "message": .string(line)])
        }
        try await moto.json(
            "logs", "Logs_20140328.PutLogEvents",
            ["logGroupName": group, "logStreamName": "2026/11/24/[3]abc", "logEvents": .array(events)])
    }

    /// The body that sets the alarm's state.
    func state(_ state: String) -> JSONValue {
        ["AlarmName": .string(alarm), "StateValue": .string(state), "StateReason": "a test"]
    }

    func setAlarm(_ state: String) async throws {
        try await moto.json("monitoring", "GraniteServiceVersion20100801.SetAlarmState", self.state(state))
    }

    /// The version that the alias points to.
    func version(_ alias: String = "live") async throws -> String {
        try await moto.rest("GET", "/\(name)/aliases/\(alias)")["FunctionVersion"]?.string ?? ""
    }

    /// Takes away what a rollback has noted in the alias's description.
    func forgetMark() async throws {
        _ = try await moto.rest("PUT", "/\(name)/aliases/live", ["Description": ""])
    }

    /// The settings of an agent that works here through `url`.
    func settings(_ url: String) -> [String: String] {
        [
            "USE_AWS_INTEGRATION": "true", "AWS_ENDPOINT_URL": url, "AWS_ACCESS_KEY_ID": "AKIDTEST",
            "AWS_SECRET_ACCESS_KEY": "a-secret-of-the-tests", "LAMBDA_FUNCTION_NAME": name,
            "CLOUDWATCH_ALARM_NAMES": alarm, "RECOVERY_VERIFY_TIMEOUT_SECONDS": "20",
            "AUTOSRE_STABLE_SECONDS": "0.2",
            "OPERATIONS_DASHBOARD_URL": "http://127.0.0.1:1",
        ]
    }
}
