public import AutoSRECore

/// Values of every kind for tests of stores.
public enum Sample {
    /// An incident with a payload of every JSON kind.
    public static let incident = Incident(
        id: "inc-demo0001", service: "checkout", type: .latencySpike, detectedAt: time(-60),
        payload: ["a": [1, 2.5, true, .null], "text": "quoted \" \\ / ünï 🙂\n", "big": 9_007_199_254_740_993])

    /// A point in time, in seconds from a fixed one.
    public static func time(_ seconds: Double) -> Instant {
        Instant(milliseconds: 1_793_000_000_123).advanced(bySeconds: seconds)
    }

    /// A lease with this token.
    public static func lease(_ token: Int64) -> Lease {
        let owner = Owner(
            instance: "a1", bootID: "boot-1", namespace: "pid:[4026531836]", process: 42, started: .max)
        return Lease(owner: owner, at: time(0), token: token)
    }

    /// The first entry of a run.
    public static func opening(_ run: String, at seconds: Double = 0) throws -> JournalEntry {
        let alert = Alert(incident: incident, source: "simulated")
        return try JournalEntry(
            run: RunID(run), seq: 1, at: time(seconds), event: .opened(alert), previousDigest: JournalEntry.genesis)
    }

    /// The entry that follows the last of `journal`.
    public static func entry(_ event: Event, after journal: [JournalEntry]) throws -> JournalEntry {
        guard let last = journal.last else { throw JournalError.notOpened }
        return try JournalEntry(
            run: last.run, seq: last.seq + 1, at: last.at.advanced(bySeconds: 1), event: event,
            previousDigest: last.digest)
    }

    /// Evidence with this body.
    public static func evidence(of body: EvidenceBody) throws -> MintedEvidence {
        let origin = Provenance(
            "test", query: "what?", window: TimeWindow(from: time(-9), until: time(0)), readAt: time(0))
        let entity = Entity(.service, "checkout", in: ["test", "prod"])
        return try MintedEvidence(safe: RawEvidence(body, about: entity, from: origin))
    }

    /// One piece of evidence of every kind.
    public static func evidence() throws -> [MintedEvidence] {
        let instance = ServiceState.Instance(id: "c-1", version: "v1.4.2", startedAt: time(-9), status: "running")
        let pool = ServiceState.Pool(size: 10, inUse: 9, waiting: 3, restartedAt: time(-99))
        let state = ServiceState(
            version: "v1.4.2", replicasDesired: 3, replicasMaximum: 9, instances: [instance], pool: pool)
        let lines = [LogLine(at: time(-1), message: "p99=812ms \u{0} é", level: "ERROR", instance: "c-1")]
        let series = [MetricSeries(name: "p99", unit: "ms", times: [time(-2), time(-1)], values: [0.1, 812])]
        let rollout = Change(rollout: "v1.4.2", of: .service("checkout"), at: time(-700), status: "running")
        let bodies: [EvidenceBody] = [
            .alert(incident), .logs(lines), .metrics(series), .state(state), .health(reading), .changes([rollout]),
            .traces(SpanColumns(spans)), EvidenceBody(topology), EvidenceBody(PlatformEvents([event])),
        ]
        return try bodies.map { try evidence(of: $0) }
    }

    /// What a plan may answer.
    public static let idea = HypothesisKey(
        category: "bad_release", service: "checkout", version: "v1.4.2", recommendation: .rollback)

    /// The key of the intent among `events`.
    public static let key = "run-1/1"

    private static let spans = [
        TraceSpan(
            trace: "4bf92f", id: "00f1", parent: nil, service: "checkout", operation: "GET /", start: 1_793_000_000_000,
            duration: 5_000_000, status: .ok),
        TraceSpan(
            trace: "4bf92f", id: "00f2", parent: "00f1", service: "database", operation: "SELECT",
            start: 1_793_000_000_001, duration: 0, status: .error),
    ]
    private static let topology = Topology(
        entities: [.service("checkout"), Entity(.node, "n-1")],
        edges: [Topology.Edge(.service("checkout"), .runsOn, Entity(.node, "n-1"))])
    private static let event = PlatformEvent(
        "OOMKilling", "out of memory", of: Entity(.instance, "c-1"), isWarning: true, count: 3, first: time(-60),
        last: time(-5))
    private static let reading = HealthReading(.bad, at: time(1), detail: "HTTP 200 degraded")

    /// One event of every kind but `opened`, and one of a later version.
    public static func events() throws -> [Event] {
        let alert = Alert(incident: incident, source: "cloudwatch")
        let gap = EvidenceGap(kind: .metrics, source: "dashboard API", reason: "connection refused")
        let gathering = EvidenceSet(evidence: try evidence().map(\.reference), gaps: [gap])
        let action = Action(
            kind: .rollback, target: Target(kind: .service, name: "checkout"), before: .version("v1.4.2"),
            after: .version("v1.4.1"), reason: "history")
        guard let plan = Plan(actions: [action], hypothesis: idea, expectation: "healthy") else { return [] }
        let intent = Intent(run: RunID("run-1"), number: 1, action: action, plan: plan.digest, at: time(3))
        let receipt = Receipt(
            intent: key, effect: .applied, driver: "http", confirmation: "v1.4.1",
            inverse: ActionKinds.standard.inverse(of: action))
        let picture = Artifact(name: "refusal", mediaType: "image/png", path: "/x/1.png", at: time(4))
        let notification = Notification(notifier: "slack", status: .failed, detail: "timeout", isRepeat: true)
        return [
            .alertJoined(alert), .gathered(gathering), .diagnosed(diagnosis(about: gathering)), .planned(plan),
            try granted(plan, kind: "judged"), .judged(.ask(rule: "mode", question: "may I?")),
            .judged(.deny(rule: "floor", reason: "too low")), try granted(plan, kind: "approved"),
            .cancelled(by: "ann", reason: "a rehearsal"), .rejected(by: "ann", reason: "no"),
            .answerVoid(by: "ann", reason: "late"), .prechecked(reading), .intended(intent),
            .conditions(Conditions(program: "autosre 0.1.0", limits: Limits(), policy: Policy())),
            .sending(Pending(intent: key, driver: "http", reason: "the process ended", until: time(30))),
            .pending(Pending(intent: key, driver: "http", reason: "HTTP 504", until: time(30))), .acted(receipt),
            .refused(reason: "page changed"), .refused(reason: "page changed", artifacts: [picture]),
            .refused(reason: "HTTP 409", intent: key),
            .targetBusy(TargetBusy(target: action.target, run: RunID("run-2"), retryAt: time(9))),
            .targetChanged(TargetChange(target: action.target, run: RunID("run-2"), at: time(8))),
            .checked(reading), .verified(.recovered),
            .transientFailure(reason: "timeout", retryAt: time(9)), .interrupted(signal: "SIGTERM"),
            .resumed(lease(1).owner), .notifying(notifier: "slack"), .notified(notification), .recurred(reading),
            .concluded(Conclusion(.recovered, reason: "healthy", receivers: ["slack"])), .closed,
            .messageUnknown(kind: "closed", payload: ["of": "a later program"]),
            .unknown(kind: "teleported", payload: ["to": "eu-west-1", "z": [1, .null]]),
        ]
    }

    /// The events from a run's opening to its intent `key`, in order.
    public static func acting() throws -> [Event] {
        let all = try events()
        return ["gathered", "diagnosed", "planned", "judged", "prechecked", "intended"].compactMap { kind in
            all.first { $0.kind == kind }
        }
    }

    private static func diagnosis(about gathering: EvidenceSet) -> Diagnosis {
        let window = TimeWindow(from: time(-700), until: time(0))
        let claim = Claim(
            "v1.4.2 was deployed", .deployed(version: "v1.4.2", window: window), evidence: gathering.evidence.map(\.id))
        let hypothesis = Hypothesis(
            cause: "leak", category: "bad_release", service: "checkout", version: "v1.4.2", confidence: 0.9,
            claims: [claim], recommendation: .rollback, prevention: "soak")
        return Diagnosis(
            finding: .cause, summary: "leak", reasoning: "because", confidence: 0.9, hypotheses: [hypothesis],
            author: "local")
    }

    /// A clearance for `plan`, the policy's (`judged`) or a person's (`approved`): only the journal's codec makes one
    /// outside Core.
    public static func granted(
        _ plan: Plan, kind: String, run: String = "run-1", until: Instant = time(600)
    ) throws -> Event {
        let clearance: JSONValue = [
            "run": .string(run), "plan": .string(plan.digest.hex), "evidence": .string(plan.digest.hex),
            "granted_by": "default", "expires": .string(until.description),
        ]
        let verdict: JSONValue = ["verdict": "allow", "rule": "default", "clearance": clearance]
        return try Event(kind: kind, payload: JSON.encode(kind == "judged" ? verdict : clearance))
    }
}
