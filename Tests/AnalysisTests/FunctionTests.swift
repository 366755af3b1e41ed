import AutoSRECore
import AutoSREAnalysis
import Testing

/// A service without instances to look at: a function behind an alias, whose alarm is the health signal.
@Suite(.timeLimit(.minutes(1)))
struct FunctionTests {
    private func function(
        _ history: [(version: String, minutesAgo: Double, status: String)], running: String? = "3",
        health: HealthReading.Status = .bad
    ) -> Notes {
        var notes = Notes()
        notes.service = "shop-fn"
        notes.bodies = [
            .health(HealthReading(health, at: Notes.now, detail: "shop-fn-errors is ALARM")),
            .changes(
                history.map {
                    Change(
                        rollout: $0.version, of: .service("shop-fn"), at: Notes.ago($0.minutesAgo), status: $0.status)
                }),
            .state(
                ServiceState(version: running, replicasDesired: nil, replicasMaximum: nil, instances: [], pool: nil)),
        ]
        return notes
    }

    private func verdict(_ notes: Notes, alertMinutesAgo: Double? = 0) throws -> Diagnosis {
        var payload: [String: JSONValue] = [:]
        if let alertMinutesAgo {
            payload["StateUpdatedTimestamp"] = .number(Double(Notes.ago(alertMinutesAgo).milliseconds) / 1000)
        }
        let incident = Incident(
            id: "inc-cw-1", service: "shop-fn", type: .crashLoop, detectedAt: Notes.now, payload: .object(payload))
        let gap = EvidenceGap(
            kind: .logs, source: "cloudwatch logs", reason: "there is no log group /aws/lambda/shop-fn")
        return conclude(
            DiagnosisRequest(
                run: RunID("run-test"), incident: incident, evidence: try notes.evidence(), gaps: [gap], tried: []))
    }

    @Test(arguments: [2.0, 12, 40]) func aFreshVersionBeforeTheAlarmIsEnough(minutes: Double) throws {
        let notes = function([("3", minutes, "current"), ("2", 9000, "published")])
        let diagnosis = try verdict(notes)
        let first = try #require(diagnosis.hypotheses.first)
        #expect(diagnosis.finding == .cause && first.recommendation == .rollback && first.version == "3")
        #expect(first.confidence >= 0.5 && first.claims.count == 2)
        let checked = diagnosis.rechecked(against: try notes.evidence())
        #expect(checked.hypotheses.first?.claims.count == 2, "its claims can be checked")
    }

    /// Read from CloudWatch an alarm is a metric, and so a ground; one that is OK says nothing for a cause.
    @Test func anAlarmThatWasReadIsAClaimOfItsOwn() throws {
        for (value, count) in [(1.0, 3), (0, 2)] {
            var notes = function([("3", 10, "current"), ("2", 9000, "published")])
            notes.bodies.append(
                .metrics([
                    MetricSeries(
                        name: "alarm shop-fn-errors", unit: "", times: [Notes.ago(5), Notes.now],
                        values: [value, value])
                ]))
            let first = try #require(try verdict(notes).hypotheses.first)
            #expect(first.claims.count == count)
            let words = "alarm shop-fn-errors is in ALARM since \(Notes.ago(5).wholeSeconds), as it was read"
            #expect(first.claims.contains { $0.statement == words } == (value == 1))
        }
    }

    @Test func anOldVersionIsNot() throws {
        let diagnosis = try verdict(function([("3", 300, "current"), ("2", 9000, "published")]))
        #expect(diagnosis.hypotheses.isEmpty && diagnosis.finding == .insufficient)
    }

    /// Another run has just moved the alias: what was read is named, and what runs since.
    @Test func whatWasReadIsNamedWhereNothingCanBeBlamed() throws {
        let rolledBack = "current, rolled back from 3 for this alarm"
        var notes = function([("3", 10, "published"), ("2", 9000, rolledBack)], running: "2")
        let times = [Notes.ago(5), Notes.now]
        notes.bodies.append(
            .metrics([
                MetricSeries(name: "alarm shop-fn-errors", unit: "", times: times, values: [1, 1]),
                MetricSeries(name: "alarm other", unit: "", times: times, values: [0, 0]),
            ]))
        let diagnosis = try verdict(notes)
        #expect(diagnosis.finding == .insufficient)
        let read = "of metrics only 2 alarms could be read (in ALARM: shop-fn-errors)"
        #expect(diagnosis.summary.contains("there are no usable logs, and \(read); what takes the requests is 2 of "))
        #expect(diagnosis.summary.contains("(\(rolledBack))"), "\(diagnosis.summary)")
        #expect(!diagnosis.summary.contains("no usable metrics"))
    }

    @Test func theAlarmBeforeItClearsIt() throws {
        let diagnosis = try verdict(function([("3", 10, "current"), ("2", 9000, "published")]), alertMinutesAgo: 30)
        #expect(diagnosis.hypotheses.isEmpty)
    }

    @Test func withoutATimeOfItsOwnTheAlertIsAsOldAsItsDetection() throws {
        let diagnosis = try verdict(
            function([("3", 10, "current"), ("2", 9000, "published")]), alertMinutesAgo: nil)
        #expect(diagnosis.hypotheses.first?.version == "3")
    }

    @Test(arguments: [HealthReading.Status.good, .unknown]) func withoutAnAlarmNothingIsBlamed(
        _ health: HealthReading.Status
    ) throws {
        let diagnosis = try verdict(function([("3", 10, "current"), ("2", 9000, "published")], health: health))
        #expect(diagnosis.hypotheses.isEmpty)
    }

    /// Published is not served: a newer version that takes no requests breaks none.
    @Test func whatTakesNoRequestsIsInnocent() throws {
        var notes = function([("4", 5, "published"), ("3", 12, "current"), ("2", 9000, "published")])
        #expect(try verdict(notes).hypotheses.first?.version == "3")
        notes.log([(4, "[ERROR] KeyError 4"), (3, "[ERROR] KeyError 4"), (2, "[ERROR] KeyError 4")])
        #expect(try verdict(notes).hypotheses.allSatisfy { $0.version != "4" })
    }

    @Test func theVersionBeingRolledOutIsTheSuspect() throws {
        let diagnosis = try verdict(
            function(
                [("4", 200, "takes a share of 0.1"), ("3", 12, "current"), ("2", 9000, "published")]))
        let first = try #require(diagnosis.hypotheses.first)
        #expect(first.version == "4" && first.confidence >= 0.5)
        #expect(first.claims.first?.statement.contains("takes a share of 0.1") == true)
    }
}
