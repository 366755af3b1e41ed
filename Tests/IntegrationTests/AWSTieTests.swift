import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine
import AutoSREIntegrations
import AutoSREStore
import Testing

/// AWS read about something that a service of another system is tied to.
@Suite(.timeLimit(.minutes(1))) struct AWSTieTests {
    private func parts(_ cloud: FakeCloud, about subject: String, group: String = "") throws -> IntegrationParts {
        let environment = [
            "USE_AWS_INTEGRATION": "true", "AWS_ENDPOINT_URL": try cloud.server().url, "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "not-a-secret", "LAMBDA_FUNCTION_NAME": "shop-fn",
            "CLOUDWATCH_ALARM_NAMES": "shop-fn-errors", "LAMBDA_LOG_GROUP_NAME": group,
        ]
        return try awsParts(try Configuration.load(environment: environment), about: subject)
    }

    /// What the cloud is asked for while a service that is called `subject` there is read.
    private func asked(about subject: String, group: String = "") async throws -> (FakeCloud, [RawEvidence]) {
        let cloud = FakeCloud()
        cloud.set { $0.events = [FakeCloud.event(1, noon.advanced(bySeconds: -60), "[ERROR] boom")] }
        let query = EvidenceQuery(
            incident: Incident(id: "i", service: subject, type: .crashLoop, detectedAt: noon, payload: [:]),
            since: noon.advanced(bySeconds: -3600), until: noon, now: noon)
        var found: [RawEvidence] = []
        for source in try parts(cloud, about: subject, group: group).sources {
            if source.kinds == [.logs] || source.kinds == [.metrics] { found += try await source.collect(query) }
        }
        return (cloud, found)
    }

    @Test("Another function is read, and what was set for this one says nothing of it")
    func anotherFunction() async throws {
        let (cloud, found) = try await asked(about: "other-fn", group: "/of/shop-fn")
        #expect(Set(cloud.heard.all) == ["FilterLogEvents /aws/lambda/other-fn"])
        #expect(found.map(\.body.kind) == [.logs] && found.first?.entity == .service("other-fn"))
    }

    @Test func theFunctionOfTheSettings() async throws {
        let (cloud, found) = try await asked(about: "shop-fn", group: "/of/shop-fn")
        #expect(Set(cloud.heard.all) == ["FilterLogEvents /of/shop-fn", "DescribeAlarms shop-fn-errors *"])
        #expect(found.map(\.body.kind) == [.logs, .metrics])
    }

    @Test func aLogGroupByItsPath() async throws {
        let (cloud, found) = try await asked(about: "/team/orders")
        #expect(Set(cloud.heard.all) == ["FilterLogEvents /team/orders"] && found.map(\.body.kind) == [.logs])
    }

    @Test("What is named and about no function is watched, and is no ground")
    func namedAndAboutNoFunction() async throws {
        let cloud = FakeCloud()
        cloud.set { $0.alarms = [FakeCloud.alarm(function: nil, metric: "EstimatedCharges")] }
        let query = EvidenceQuery(
            incident: Incident(id: "i", service: "shop-fn", type: .crashLoop, detectedAt: noon, payload: [:]),
            since: noon.advanced(bySeconds: -3600), until: noon, now: noon)
        func states() async throws -> [String] {
            var names: [String] = []
            for source in try parts(cloud, about: "shop-fn").sources where source.kinds == [.metrics] {
                let found = try await source.collect(query)
                names += found.flatMap { piece in piece.body.metrics?.map(\.metric) ?? [] }
            }
            return names.filter { $0.hasPrefix(MetricSeries.alarmState) }
        }
        #expect(try await states().isEmpty)
        cloud.set { $0.alarms = [FakeCloud.alarm()] }
        #expect(try await states() == [MetricSeries.alarmState + "shop-fn-errors"])
    }

    @Test("Alarms are told of the function that is asked about alone")
    func alarmsOfAnotherFunction() async throws {
        let cloud = FakeCloud()
        cloud.set {
            $0.alarms = [FakeCloud.alarm(), FakeCloud.alarm("other-fn-errors", function: "other-fn")]
        }
        let detector = try #require(try parts(cloud, about: "other-fn").detectors.first)
        #expect(try await detector.detect().map(\.incident.service) == ["other-fn"])
        let own = try #require(try parts(cloud, about: "shop-fn").detectors.first)
        #expect(try await own.detect().map(\.incident.service) == ["shop-fn"])
    }
}

/// What AWS plugs in with these settings.
func awsParts(_ configuration: Configuration, about subject: String? = nil) throws -> IntegrationParts {
    let store = MemoryStore()
    let gate = EgressGate(textGuard: Redactor(), ledger: store, now: { noon })
    let context = IntegrationContext(
        configuration: configuration, world: StillWorld(), client: client, journal: store, gate: gate, pictures: nil,
        simulated: nil, isDemo: false, about: subject, log: { _ in })
    return try Integration.aws.connect(context)
}
