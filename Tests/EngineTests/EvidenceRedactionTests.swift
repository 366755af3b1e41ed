import AutoSRECore
import AutoSREEngine
import AutoSRETesting
import Testing

/// What comes from a file, a dashboard or a log is somebody else's text, whatever field it is in.
@Suite(.timeLimit(.minutes(1))) struct EvidenceRedactionTests {
    private let secret = "hunter2secret"
    private var redactor: Redactor { Redactor(secrets: ["configured-\(secret)"]) }
    private let now = Instant(seconds: 1_800_000_000)

    /// One of each kind with a secret in every text of it.
    private var bodies: [EvidenceBody] {
        let texts = ["password=\(secret)", "configured-\(secret)", "postgres://app:\(secret)@db/shop"]
        return texts.flatMap { text -> [EvidenceBody] in
            let instance = ServiceState.Instance(id: text, version: text, startedAt: now, status: text)
            let entity = Entity(.instance, text, in: [text])
            return [
                .alert(
                    Incident(id: "i", service: "s", type: .crashLoop, detectedAt: now, payload: ["m": .string(text)])),
                .logs([LogLine(at: now, message: text, level: text, instance: text)]),
                .metrics([MetricSeries(name: text, unit: text, times: [now], values: [1])]),
                .changes([Change(rollout: text, of: .service("checkout"), at: now, status: text)]),
                .state(
                    ServiceState(
                        version: text, replicasDesired: 1, replicasMaximum: 2, instances: [instance], pool: nil)),
                .health(
                    HealthReading(.bad, at: now, detail: text, parts: [HealthReading.Part("errors \(text)", .bad)])),
                .changes([
                    Change(
                        .configuration, of: entity, from: text, to: text, at: now,
                        status: ChangeStatus(rawValue: text), started: [text], removed: [text])
                ]),
                .traces(
                    SpanColumns([
                        TraceSpan(
                            trace: text, id: text, parent: text, service: text, operation: text, start: 1, duration: 2,
                            status: SpanStatus(rawValue: text))
                    ])),
                EvidenceBody(Topology(entities: [entity], edges: [Topology.Edge(entity, .calls, entity)])),
                EvidenceBody(
                    PlatformEvents([PlatformEvent(text, text, of: entity, isWarning: true, first: now, last: now)])),
            ]
        }
    }

    @Test func noBodyKeepsASecret() throws {
        for body in bodies {
            let raw = RawEvidence(
                body, about: Entity(.service, "s password=\(secret)", in: ["configured-\(secret)"]),
                from: Provenance("test configured-\(secret)", query: "/?token=\(secret)", readAt: now),
                summary: "newest configured-\(secret)")
            let minted = try redactor.mint(raw)
            let kept = minted.evidence
            let reference = String(decoding: try JSON.encode(kept.reference), as: UTF8.self)
            #expect(!reference.contains(secret), "\(reference)")
            let text = String(decoding: try kept.body.bytes(), as: UTF8.self)
            #expect(!text.contains(secret) && text.contains(Redactor.marker), "\(text)")
            #expect(kept.body.kind == body.kind)
            #expect(kept.reference.summary == "newest [redacted]")
            #expect(kept.reference.id == Digest(of: minted.bytes), "the id is of what is kept")
            #expect(try redactor.redact(kept.body) == kept.body, "once is enough")
            #expect(try EvidenceKinds.standard.body(body.kind, from: minted.bytes) == kept.body, "and it is read back")
        }
    }

    /// What teams call their releases has to come through as it is.
    @Test(arguments: [
        "v1.4.1", "1.4.1", "2026.11.24-rc1", "9fceb02d0ae598e95dc970b74767f19372d61af8", "9fceb02", "release-7",
        "1.0.0-beta.11+exp.sha.5114f85", "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "registry.example.com:5000/shop/checkout:v1.4.2", "checkout-service_2026-11-24T12-00-00Z", "main@a1b2c3d4",
        "arn:aws:lambda:us-east-1:123456789012:function:shop:7", "$LATEST", "build 4711 (hotfix)", "token-service-1.2",
    ])
    func versionsComeThrough(_ version: String) throws {
        let body = EvidenceBody.changes([Change(rollout: version, of: .service("checkout"), at: now, status: "running")]
        )
        #expect(try redactor.redact(body) == body)
    }

    /// Each alarm is compared with what it was: no two become one by losing what told them apart.
    @Test func partsStayApartWithoutTheirSecrets() throws {
        let names = ["b@shop.test", "plain", "a@shop.test"]
        let clean = ["[redacted e-mail] (2)", "plain", "[redacted e-mail]"]
        func body(_ names: [String]) -> EvidenceBody {
            .health(HealthReading(.bad, at: now, detail: "", parts: names.map { HealthReading.Part($0, .bad) }))
        }
        for order in [[0, 1, 2], [2, 0, 1]] {
            let kept = try redactor.redact(body(order.map { names[$0] }))
            #expect(kept == body(order.map { clean[$0] }))
            #expect(try redactor.redact(kept) == kept, "once is enough")
        }
    }

    @Test func whatIsTooLongIsCut() throws {
        let long = String(repeating: "long ", count: 1 << 18)
        let body = EvidenceBody.logs([LogLine(at: now, message: long, level: long, instance: "a")])
        let lines = try #require(try redactor.redact(body).logs)
        #expect(lines[0].message.utf8.count < 17 << 10 && lines[0].level.utf8.count < 2 << 10)
    }

    /// The whole way: what a source says is not in the store, and why another failed is not in the journal.
    @Test func aRunKeepsNoSecret() async throws {
        let cloud = SimulatedCloud(seed: 3, faults: 0)
        let process = SimulatedProcess(cloud, number: 1)
        var registry = Registry()
        registry.sources = [Talkative(bodies: bodies), Failing(text: "GET /?token=\(secret) failed")]
        let engine = Engine(
            world: process, store: process, evidence: process, registry: registry,
            diagnoser: SimulatedDiagnoser(process),
            planner: SimulatedPlanner(), verifier: process, policy: Policy(), limits: Limits(), redactor: redactor)
        let incident = Incident(id: "i", service: "s", type: .crashLoop, detectedAt: process.now(), payload: .null)
        let run = try await engine.open(Alert(incident: incident, source: "test"))
        let result = try await engine.drive(run, until: .judged)
        for entry in result.journal {
            let payload = String(decoding: try entry.event.payload(), as: UTF8.self)
            #expect(!payload.contains(secret), "\(payload)")
        }
        let references = try #require(result.run.rounds.first?.gathering?.evidence)
        #expect(Set(references.map(\.kind)) == Set(EvidenceKinds.standard.all).subtracting([.metrics]))
        for reference in references {
            let body = try await process.body(of: reference)
            #expect(!String(decoding: try body.bytes(), as: UTF8.self).contains(secret), "\(reference)")
        }
    }

    private struct Talkative: EvidenceSource {
        let bodies: [EvidenceBody]
        let name = "talkative"
        let kinds: [EvidenceKind] = [.logs, .changes, .state, .traces, .topology, .events]

        func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
            bodies.filter { kinds.contains($0.kind) }.map { body in
                RawEvidence(body, service: "s", source: name, collectedAt: query.now, summary: "\(body)")
            }
        }
    }

    private struct Failing: EvidenceSource {
        let text: String
        let name = "failing"
        let kinds: [EvidenceKind] = [.metrics]

        func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] { throw Refusal(text) }
    }
}
