import Testing

@testable import RootCause

/// Incidents of databases and clusters in the words of products: the right kind of cause, and nobody accused on a day
/// on which nothing is wrong. The tellings kept aside are counted like the others.
@Suite(.timeLimit(.minutes(5))) struct FieldTests {
    @Test(arguments: [false, true]) func theKindOfCauseIsNamed(aside: Bool) throws {
        var wrong: [String] = []
        let scenarios = FieldScenario.all(FieldScenario.stories, aside: aside, seeds: 1...1)
        for scenario in scenarios {
            let first = try #require(Diagnosis(try CaseEvidence(scenario.files)).causes.first)
            if !scenario.kinds.contains(first.kind) { wrong.append("\(scenario.name): \(first.kind)") }
        }
        print("kinds: \(scenarios.count - wrong.count) of \(scenarios.count) right; aside: \(aside)")
        #expect(wrong.count * 10 <= scenarios.count, "wrong: \(wrong)")
    }

    @Test func nobodyIsAccusedOnAnOrdinaryDay() throws {
        var accused: [String] = []
        let scenarios = [false, true].flatMap { FieldScenario.all(FieldScenario.healthy, aside: $0, seeds: 1...1) }
        for scenario in scenarios {
            let answer = Diagnosis(try CaseEvidence(scenario.files))
            if !answer.isInconclusive { accused.append("\(scenario.name): \(answer.causes[0].component)") }
        }
        print("ordinary days: \(accused.count) of \(scenarios.count) accuse somebody")
        #expect(accused.count * 20 <= scenarios.count, "accused: \(accused)")
    }

    @Test func everyClaimHolds() throws {
        let scenarios = FieldScenario.all(FieldScenario.stories, aside: false, seeds: 3...3)
        for scenario in scenarios.enumerated().filter({ $0.offset % 4 == 0 }).map(\.element) {
            let answer = Diagnosis(try CaseEvidence(scenario.files))
            let outcomes = try Verifier(scenario.files).check(
                answer: Array(answer.json(timing: []).text.utf8), file: "answer.json")
            let failed = outcomes.filter { !$0.holds }.map { "\(scenario.name): \($0.statement): \($0.found)" }
            #expect(failed == [])
        }
    }

    @Test(arguments: [
        (
            "Unhealthy", "Readiness probe failed: dial tcp 10.0.0.1:80: connect: connection refused",
            CauseKind.configuration, true
        ),
        ("BackOff", "Back-off restarting failed container", .code, true),
        ("BackOff", "Back-off pulling image \"shop:v3\"", .configuration, false),
        ("StorageFull", "", .resource, false), ("availability", "DB instance restarted", nil, false),
    ]) func aReasonMeansWhatItSays(reason: String, message: String, kind: CauseKind?, isConsequence: Bool) {
        let meaning = EventReasons.meaning(reason, message)
        #expect(meaning?.kind == kind)
        #expect(meaning?.isConsequence ?? false == isConsequence)
    }

    @Test(arguments: [
        ("FreeStorageSpace", SeriesKind.resource, true), ("CPUUtilization", .resource, false),
        ("kube_deployment_status_replicas_available", .error, true), ("HTTPCode_Target_5XX_Count", .error, false),
        ("physical_replication_delay_in_seconds", .resource, false), ("http_requests_total", .traffic, false),
        ("node_memory_MemAvailable_bytes", .resource, true), ("TargetResponseTime", .latency, false),
    ]) func aNameTellsKindAndDirection(metric: String, kind: SeriesKind, isBetterHigh: Bool) {
        #expect(SeriesKind.hint(metric) == kind)
        #expect(SeriesKind.isBetterHigh(metric) == isBetterHigh)
    }
}
