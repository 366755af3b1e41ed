import AutoSRECore
import AutoSREPlatform
import Synchronization

/// CloudWatch, Logs and Lambda as far as one rollback needs them: an alarm whose description somebody else wrote, an
/// alias at version 3, and an alarm that is calm once the alias is moved.
final class FakeAlarms: Sendable {
    private let server: HTTPServer
    private let state: State

    fileprivate final class State: Sendable {
        let words: String
        let changes = Mutex<[String]>([])
        init(_ words: String) { self.words = words }
    }

    /// - Parameter words: the alarm's description, and a log line.
    init(_ words: String) throws {
        let state = State(words)
        server = try HTTPServer(host: "127.0.0.1", port: 0, syncHandler: { state.answer($0) })
        self.state = state
    }

    /// Every body that changed the alias.
    var changes: [String] { state.changes.withLock { $0 } }

    /// What makes an agent work here.
    var settings: [String: String] {
        [
            "USE_AWS_INTEGRATION": "true", "AWS_ENDPOINT_URL": "http://127.0.0.1:\(server.port)",
            "CLOUDWATCH_ALARM_NAMES": "shop-fn-errors", "LAMBDA_FUNCTION_NAME": "shop-fn",
        ]
    }

    /// Stops it.
    func stop() { server.stop() }
}

extension FakeAlarms.State {
    fileprivate func answer(_ request: ServerRequest) -> ServerResponse {
        let target = request.header("X-Amz-Target") ?? ""
        if target.hasSuffix("DescribeAlarms") { return reply(["MetricAlarms": [alarm], "CompositeAlarms": []]) }
        if target.hasSuffix("FilterLogEvents") { return reply(["events": [event]]) }
        guard request.path.contains("/functions/shop-fn/") else { return reply([:], 404) }
        if request.path.hasSuffix("/versions") { return reply(["Versions": versions]) }
        if request.method == "PUT" {
            changes.withLock { $0.append(String(decoding: request.body, as: UTF8.self)) }
        }
        let version: JSONValue = changes.withLock { $0.isEmpty } ? "3" : "2"
        return reply(["Name": "live", "FunctionVersion": version, "RevisionId": "r1", "Description": ""])
    }

    private var alarm: JSONValue {
        let isCalm = changes.withLock { !$0.isEmpty }
        return [
            "AlarmName": "shop-fn-errors", "AlarmDescription": .string(words), "Namespace": "AWS/Lambda",
            "AlarmArn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:shop-fn-errors", "Period": 1,
            "StateValue": isCalm ? "OK" : "ALARM", "StateReason": .string(words), "MetricName": "Errors",
            "StateUpdatedTimestamp": .integer(SystemClock.now().milliseconds / 1000 - 60), "EvaluationPeriods": 1,
            "Dimensions": [["Name": "FunctionName", "Value": "shop-fn"]],
        ]
    }

    private var event: JSONValue {
        ["eventId": "1", "timestamp": .integer(SystemClock.now().milliseconds - 90_000), "message": .string(words)]
    }

    private var versions: JSONValue {
        .array(
            (1...3).map { number in
                ["Version": .string("\(number)"), "LastModified": .string("2026-01-0\(number)T10:00:00.000+0000")]
            })
    }

    private func reply(_ body: JSONValue, _ status: Int = 200) -> ServerResponse {
        let bytes = (try? JSON.encode(body)) ?? []
        return ServerResponse(status: status, headers: [("Content-Type", "application/json")], body: bytes)
    }
}
