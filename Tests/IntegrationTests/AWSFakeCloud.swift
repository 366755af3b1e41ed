import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import Synchronization
import Testing

/// CloudWatch, Logs and Lambda as AWS's service models describe them, where moto does otherwise: pages, RevisionId as
/// compare-and-swap, an empty page with a next one.
final class FakeCloud: Sendable {
    struct State {
        var alarms: [JSONValue] = [FakeCloud.alarm()]
        var alarmsPerPage = 100
        var versions = [1, 2, 3]
        var versionsPerPage = 50
        var alias: String? = "3"
        var weights: [String: JSONValue] = [:]
        var description = ""
        var revision = 1
        var events: [JSONValue]?
        var eventsPerPage = 1000
        /// What is done to a change: nothing, it is lost before, or its answer is lost.
        var fault = Fault.none
        var repeatsTokens = false
        var updates = 0
        /// Whether the alarms are OK once the alias has moved.
        var heals = false
        /// What becomes of the alarms once the alias has moved, where they do not heal.
        var afterwards: (@Sendable ([JSONValue]) -> [JSONValue])?
        /// After that many further readings the alarms are OK by themselves.
        var healsAfterReads: Int?
    }

    enum Fault { case none, lostRequest, lostAnswer, somebodyElse, overtaken, deaf }

    let state = Mutex(State())
    let heard = Heard()

    static func alarm(
        _ name: String = "shop-fn-errors", state: String = "ALARM", function: String? = "shop-fn",
        metric: String = "Errors", since: Int64 = 1_795_521_000
    ) -> JSONValue {
        let dimensions = function.map { [JSONValue.object(["Name": "FunctionName", "Value": .string($0)])] } ?? []
        return [
            "AlarmName": .string(name), "AlarmArn": .string("arn:aws:cloudwatch:us-east-1:1:alarm:\(name)"),
            "StateValue": .string(state), "StateUpdatedTimestamp": .integer(since), "MetricName": .string(metric),
            "Namespace": "AWS/Lambda", "Dimensions": .array(dimensions), "Period": 60, "EvaluationPeriods": 3,
            "StateReasonData":
                "{\"period\":60,\"startDate\":\"2026-11-24T11:57:00.000+0000\",\"recentDatapoints\":[4.0,5.0,9.0]}",
        ]
    }

    static func event(_ id: Int, _ at: Instant, _ message: String) -> JSONValue {
        [
            "eventId": .string("\(id)"), "timestamp": .integer(at.milliseconds), "message": .string(message),
            "logStreamName": "2026/11/24/[3]abc",
        ]
    }

    /// A server of this cloud, which lives as long as it.
    func server() throws -> FakeServer { try FakeServer { self.answer($0) } }

    func set(_ change: (inout State) -> Void) { state.withLock { change(&$0) } }
    func see<T: Sendable>(_ look: (State) -> T) -> T { state.withLock { look($0) } }

    private func answer(_ request: ServerRequest) -> ServerResponse {
        let body = (try? JSON.decode(JSONValue.self, from: request.body)) ?? .null
        let operation = request.header("X-Amz-Target").map { String($0.split(separator: ".").last ?? "") }
        return state.withLock { state in
            switch operation ?? "\(request.method) \(request.path)" {
            case "DescribeAlarms": alarms(body, &state)
            case "FilterLogEvents": events(body, state)
            case "GET /2015-03-31/functions/shop-fn/aliases/live": get(state)
            case "PUT /2015-03-31/functions/shop-fn/aliases/live": update(body, &state)
            case "GET /2015-03-31/functions/shop-fn/versions": versions(request, state)
            default: refusal(404, "ResourceNotFoundException")
            }
        }
    }

    private func page(_ all: [JSONValue], _ size: Int, _ token: String?, repeats: Bool) -> ([JSONValue], JSONValue) {
        let start = token.flatMap { Int($0) } ?? 0
        let end = min(start + size, all.count)
        let next: JSONValue = repeats ? "0" : (end < all.count ? .string("\(end)") : .null)
        return (Array(all[min(start, end)..<end]), next)
    }

    private static func calm(_ state: inout State) {
        state.alarms = state.alarms.map { alarm(($0["AlarmName"]?.string ?? ""), state: "OK") }
    }

    private func alarms(_ body: JSONValue, _ state: inout State) -> ServerResponse {
        if let left = state.healsAfterReads {
            state.healsAfterReads = left - 1
            if left <= 0 { Self.calm(&state) }
        }
        let names = body["AlarmNames"]?.array?.compactMap(\.string)
        heard.add("DescribeAlarms \(names?.joined(separator: ",") ?? "*") \(body["StateValue"]?.string ?? "*")")
        let fitting = state.alarms.filter { names?.contains($0["AlarmName"]?.string ?? "") ?? true }
        let (some, next) = page(
            fitting, state.alarmsPerPage, body["NextToken"]?.string, repeats: state.repeatsTokens)
        return json(["MetricAlarms": .array(some), "CompositeAlarms": [], "NextToken": next])
    }

    private func events(_ body: JSONValue, _ state: State) -> ServerResponse {
        heard.add("FilterLogEvents \(body["logGroupName"]?.string ?? "")")
        guard let all = state.events else { return refusal(400, "ResourceNotFoundException") }
        let from = body["startTime"]?.integer ?? 0
        let until = body["endTime"]?.integer ?? 0
        let fitting = all.filter { (from..<until).contains($0["timestamp"]?.integer ?? 0) }
        let token = body["nextToken"]?.string
        // The first page is empty, and there is more all the same.
        if token == nil, !state.repeatsTokens { return json(["events": [], "nextToken": "0"]) }
        let (some, next) = page(fitting, state.eventsPerPage, token, repeats: state.repeatsTokens)
        return json(["events": .array(some), "nextToken": next])
    }

    private func get(_ state: State) -> ServerResponse {
        heard.add("GetAlias")
        return alias(state)
    }

    private func alias(_ state: State) -> ServerResponse {
        guard let version = state.alias else { return refusal(404, "ResourceNotFoundException") }
        return json([
            "Name": "live", "FunctionVersion": .string(version), "Description": .string(state.description),
            "RevisionId": .string("r\(state.revision)"),
            "RoutingConfig": state.weights.isEmpty ? .null : ["AdditionalVersionWeights": .object(state.weights)],
        ])
    }

    private func update(_ body: JSONValue, _ state: inout State) -> ServerResponse {
        heard.add("UpdateAlias")
        state.updates += 1
        if state.fault == .lostRequest { return ServerResponse(status: 502, body: Array("<html>".utf8)) }
        if state.fault == .deaf { return alias(state) }
        if state.fault == .somebodyElse { (state.alias, state.revision) = ("1", state.revision + 1) }
        guard body["RevisionId"]?.string == "r\(state.revision)" else {
            return refusal(412, "PreconditionFailedException")
        }
        state.alias = state.fault == .overtaken ? "1" : body["FunctionVersion"]?.string
        state.description = body["Description"]?.string ?? state.description
        state.revision += 1
        if state.heals { Self.calm(&state) }
        if let afterwards = state.afterwards { state.alarms = afterwards(state.alarms) }
        if let weights = body["RoutingConfig"]?["AdditionalVersionWeights"]?.object { state.weights = weights }
        return state.fault == .lostAnswer ? ServerResponse(status: 500) : alias(state)
    }

    private func versions(_ request: ServerRequest, _ state: State) -> ServerResponse {
        heard.add("ListVersionsByFunction")
        let all: [JSONValue] =
            [["Version": "$LATEST", "LastModified": "2026-11-24T11:00:00.000+0000"]]
            + state.versions.map { number in
                [
                    "Version": .string("\(number)"),
                    "LastModified": .string("2026-11-\(9 + number % 20)T10:00:00.000+0000"),
                ]
            }
        let (some, next) = page(
            all, state.versionsPerPage, request.queryValue("Marker"), repeats: state.repeatsTokens)
        return json(["Versions": .array(some), "NextMarker": next])
    }
}

/// The adapters of a fake cloud.
func integration(
    _ server: FakeServer, alarms: [String] = ["shop-fn-errors"], function: String = "shop-fn",
    group: String = "", journal: AliasJournal? = nil, world: StillWorld = StillWorld()
) -> AWSIntegration {
    let settings = AWSIntegration.Settings(
        alarmNames: alarms, functionName: function, aliasName: "live", logGroupName: group)
    return AWSIntegration(settings, client: aws(server.url, world: world), journal: journal)
}

func alarmIncident(_ alarm: JSONValue = FakeCloud.alarm()) -> Incident {
    Incident(id: "inc-cw-1", service: "shop-fn", type: .crashLoop, detectedAt: noon, payload: alarm)
}

func alarmQuery(_ alarm: JSONValue = FakeCloud.alarm()) -> EvidenceQuery {
    EvidenceQuery(
        incident: alarmIncident(alarm), since: noon.advanced(bySeconds: -3600),
        until: noon.advanced(bySeconds: 0.001), now: noon)
}

func hypothesis(_ recommendation: Recommendation = .rollback, version: String? = nil) -> Hypothesis {
    Hypothesis(
        cause: "a bad release", category: "bad_release", service: "shop-fn", version: version, confidence: 0.9,
        claims: [], recommendation: recommendation, prevention: "")
}
