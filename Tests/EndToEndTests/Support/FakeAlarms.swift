import AutoSRECore
import AutoSREPlatform
import Synchronization

/// CloudWatch, Logs and Lambda as far as one rollback needs them: an alarm whose description somebody else wrote, an
/// alias at version 3, and what becomes of the alarm once the alias is moved.
final class FakeAlarms: Sendable {
    /// What CloudWatch says of the alarm once the alias is moved.
    enum Afterwards: CaseIterable, Sendable {
        case isCalm
        /// In ALARM as before, and nothing has been measured since.
        case isStale
        case hasNoData, isDeleted, isForbidden, fails, hangs, isNonsense
    }

    private let server: HTTPServer
    private let state: State

    fileprivate final class State: Sendable {
        let words: String
        let afterwards: Afterwards
        let isReleasedNow: Bool
        let began = SystemClock.now()
        let changes = Mutex<[String]>([])

        init(_ words: String, _ afterwards: Afterwards, isReleasedNow: Bool) {
            (self.words, self.afterwards, self.isReleasedNow) = (words, afterwards, isReleasedNow)
        }
    }

    /// - Parameters:
    ///   - words: the alarm's description, and a log line.
    ///   - isReleasedNow: whether version 3 was published minutes ago, so that it is suspect without a model.
    init(_ words: String, afterwards: Afterwards = .isCalm, isReleasedNow: Bool = false) throws {
        let state = State(words, afterwards, isReleasedNow: isReleasedNow)
        server = try HTTPServer(host: "127.0.0.1", port: 0, handler: { await state.answer($0) })
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
    fileprivate func answer(_ request: ServerRequest) async -> ServerResponse {
        let target = request.header("X-Amz-Target") ?? ""
        if target.hasSuffix("DescribeAlarms") { return await alarms() }
        if target.hasSuffix("FilterLogEvents") { return reply(["events": [event]]) }
        guard request.path.contains("/functions/shop-fn/") else { return reply([:], 404) }
        if request.path.hasSuffix("/versions") { return reply(["Versions": versions]) }
        if request.method == "PUT" {
            changes.withLock { $0.append(String(decoding: request.body, as: UTF8.self)) }
        }
        let version: JSONValue = changes.withLock { $0.isEmpty } ? "3" : "2"
        return reply(["Name": "live", "FunctionVersion": version, "RevisionId": "r1", "Description": ""])
    }

    private func alarms() async -> ServerResponse {
        let isMoved = changes.withLock { !$0.isEmpty }
        switch isMoved ? afterwards : .isStale {
        case .isCalm: return reply(alarms("OK"))
        case .isStale: return reply(alarms("ALARM"))
        case .hasNoData: return reply(alarms("INSUFFICIENT_DATA"))
        case .isDeleted: return reply(["MetricAlarms": [], "CompositeAlarms": []])
        case .isForbidden: return reply(["__type": "AccessDenied", "message": "not any more"], 403)
        case .fails: return reply(["__type": "InternalServiceFault"], 500)
        case .isNonsense: return .page("<h1>Sign in</h1>")
        case .hangs:
            do { try await SystemClock.sleep(seconds: 30) } catch {}
            return reply([:], 504)
        }
    }

    private func alarms(_ state: JSONValue) -> JSONValue {
        ["MetricAlarms": [alarm(state)], "CompositeAlarms": []]
    }

    /// Where nothing else happens it is judged once a second; what is stale is judged once in a minute.
    private func alarm(_ state: JSONValue) -> JSONValue {
        [
            "AlarmName": "shop-fn-errors", "AlarmDescription": .string(words), "Namespace": "AWS/Lambda",
            "AlarmArn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:shop-fn-errors",
            "Period": afterwards == .isStale ? 60 : 1,
            "StateValue": state, "StateReason": .string(words), "MetricName": "Errors",
            "StateUpdatedTimestamp": .integer(began.milliseconds / 1000 - 60), "EvaluationPeriods": 1,
            "Dimensions": [["Name": "FunctionName", "Value": "shop-fn"]],
        ]
    }

    private var event: JSONValue {
        ["eventId": "1", "timestamp": .integer(SystemClock.now().milliseconds - 90_000), "message": .string(words)]
    }

    private var versions: JSONValue {
        .array(
            (1...3).map { number in
                var published = "2026-01-0\(number)T10:00:00.000+0000"
                if isReleasedNow, number == 3 { published = began.advanced(bySeconds: -540).description }
                return ["Version": .string("\(number)"), "LastModified": .string(published)]
            })
    }

    private func reply(_ body: JSONValue, _ status: Int = 200) -> ServerResponse {
        let bytes = (try? JSON.encode(body)) ?? []
        return ServerResponse(status: status, headers: [("Content-Type", "application/json")], body: bytes)
    }
}
