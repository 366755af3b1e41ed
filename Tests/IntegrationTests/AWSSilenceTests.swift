import AutoSRECore
import AutoSREIntegrations
import Testing

/// Alarms that are in their state only because no data came: silence argues for nothing, whichever state it makes.
@Suite(.timeLimit(.minutes(1))) struct AWSSilenceTests {
    private static func alarm(_ name: String = "a", _ state: String, reason: String, data: String = "{}") -> JSONValue {
        let more: [String: JSONValue] = ["StateReason": .string(reason), "StateReasonData": .string(data)]
        return .object((FakeCloud.alarm(name, state: state).object ?? [:]).merging(more) { $1 })
    }

    private static func composite(_ state: String, _ rule: String) -> JSONValue {
        ["AlarmName": "c", "StateValue": .string(state), "AlarmRule": .string(rule)]
    }

    /// What the alarms say later, of those that were there when the incident was detected.
    private func reading(
        _ before: [JSONValue], _ after: [JSONValue], names: [String], isResumed: Bool = false
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
        return await parts.verifier.read(.service("shop-fn"), within: 1)
    }

    private static let none =
        "Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was "
        + "treated as"
    private static let good = "[0.0 (24/11/26 12:20:00)] was not greater than the threshold (0.0)"
    private static let bad = "[5.0 (24/11/26 12:20:00)] was greater than the threshold (0.0)"

    @Test(
        "A state by want of data is unknown, and told with its reason",
        arguments: [
            ("OK", "\(none) [NonBreaching].", "{}"), ("OK", "1 missing datapoint was treated as [NonBreaching].", "{}"),
            ("OK", "a test", "{\"recentDatapoints\":[]}"), ("ALARM", "\(none) [Breaching].", "{}"),
            ("ALARM", "a test", "{\"recentDatapoints\":[]}"),
            ("ALARM", "1 datapoint \(good) and 2 missing datapoints were treated as [Breaching].", "{}"),
            ("ALARM", "1 missing datapoint was treated as [Breaching] ...", "{}"),
        ])
    func wantOfData(state: String, reason: String, data: String) async throws {
        let late = try await reading(
            [FakeCloud.alarm("a")], [Self.alarm("a", state, reason: reason, data: data)], names: ["a"])
        #expect(late.status == .unknown)
        #expect(late.detail.hasPrefix("a is \(state == "OK" ? "OK" : "in ALARM") for want of data (\(reason))"))
    }

    @Test(
        "What came counts, whatever was missing beside it",
        arguments: [
            ("OK", "1 datapoint \(good) and 2 missing datapoints were treated as [NonBreaching].", "{}"),
            ("OK", "Threshold Crossed: 1 datapoint \(good).", "{\"recentDatapoints\":[0.0]}"), ("OK", "a test", "{}"),
            ("OK", "a test", "no JSON"), ("OK", "a test", "{\"recentDatapoints\":[]"),
            ("ALARM", "1 datapoint \(bad) and 2 missing datapoints were treated as [Breaching].", "{}"),
            ("ALARM", "a test", "{\"recentDatapoints\":[],\"evaluatedDatapoints\":[{\"value\":5.0}]}"),
        ])
    func data(state: String, reason: String, data: String) async throws {
        let late = try await reading(
            [FakeCloud.alarm("a")], [Self.alarm("a", state, reason: reason, data: data)], names: ["a"])
        #expect(late.status == (state == "OK" ? .good : .bad), "\(late.detail)")
    }

    @Test("One beside it that never had data keeps no recovery back")
    func quietBeside() async throws {
        let quiet = Self.alarm("b", "OK", reason: "\(Self.none) [NonBreaching].")
        let late = try await reading(
            [FakeCloud.alarm("a"), quiet], [FakeCloud.alarm("a", state: "OK"), quiet], names: ["a", "b"])
        #expect(late.status == .good && late.detail.contains("as before"), "\(late.detail)")
    }

    @Test("A composite alarm that is OK because a child went silent is unknown", arguments: [false, true])
    func compositeBySilence(isResumed: Bool) async throws {
        let rule = "ALARM(a) OR ALARM(b)"
        let b = FakeCloud.alarm("b", state: "INSUFFICIENT_DATA", since: 1_795_000_000)
        let before = [Self.composite("ALARM", rule), FakeCloud.alarm("a"), b]
        let silences = [
            FakeCloud.alarm("a", state: "INSUFFICIENT_DATA", since: 1_895_000_000),
            .object(
                (Self.alarm("a", "OK", reason: "\(Self.none) [NonBreaching].").object ?? [:])
                    .merging(["StateUpdatedTimestamp": 1_895_000_000]) { $1 }),
        ]
        for silent in silences {
            let late = try await reading(
                before, [Self.composite("OK", rule), silent, b], names: ["c"], isResumed: isResumed)
            #expect(late.status == .unknown)
            #expect(late.detail == "c is OK by the silence of its children alone", "\(late.detail)")
        }
        let gone = try await reading(before, [Self.composite("OK", rule), b], names: ["c"], isResumed: isResumed)
        #expect(gone.status == .unknown, "\(gone.detail)")
        let well = try await reading(
            before, [Self.composite("OK", rule), FakeCloud.alarm("a", state: "OK"), b], names: ["c"],
            isResumed: isResumed)
        #expect(well.status == .good, "b was silent before: \(well.detail)")
    }

    @Test("A child that rings for want of data makes no composite alarm ring")
    func ringingBySilence() async throws {
        let cloud = FakeCloud()
        cloud.set {
            $0.alarms = [
                Self.composite("ALARM", "ALARM(a)"), Self.alarm("a", "ALARM", reason: "\(Self.none) [Breaching]."),
            ]
        }
        #expect(try await integration(try cloud.server(), alarms: ["c"]).source.detect().isEmpty)
    }

    @Test func aStateThatNobodyKnowsIsTold() async throws {
        let cloud = FakeCloud()
        cloud.set { $0.alarms = [FakeCloud.alarm("a", state: "SUSPENDED"), FakeCloud.alarm("b", state: "OK")] }
        let words = Heard()
        let parts = AWSIntegration(
            .init(alarmNames: ["a", "b"]), client: aws(try cloud.server().url), journal: nil, warn: { words.add($0) })
        #expect(try await parts.source.detect().isEmpty)
        #expect(words.all == ["CLOUDWATCH_ALARM_NAMES: a is in no state that is known (SUSPENDED)"])
    }
}
