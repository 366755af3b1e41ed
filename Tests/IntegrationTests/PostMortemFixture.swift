import AutoSRECore
import AutoSRETesting

/// A post-mortem as the journal would tell it, its members replaceable one by one.
struct Story {
    var outcome: Outcome? = .recovered
    var seconds: Double? = 0.42
    var cause = "v1.4.2 leaks memory since its release"
    var action = "rollback service/checkout: v1.4.2 → v1.4.1 (applied)"
    var prevention = "Watch the heap after each release."
    var reason = "the health signal stands healthy"
    var type = "latency_spike"
    var severity: String?
    var notes: [JSONValue] = []
    var refusals: [JSONValue] = []
    var moments: [String] = [
        "Alert received: latency_spike on checkout from simulated", "Root cause: v1.4.2 leaks memory since its release",
        "Action: rollback service/checkout: v1.4.2 → v1.4.1", "Confirmed by http: checkout runs v1.4.1",
        "Recovery: recovered in 0.4 s; the health signal stands healthy",
    ]

    func postMortem() throws -> PostMortem {
        var value: [String: JSONValue] = [
            "schema": 1, "run": "run-1", "incident_id": "inc-test0001", "service": "checkout",
            "alert_type": .string(type), "simulated": false, "reason": .string(reason), "root_cause": .string(cause),
            "action_taken": .string(action), "prevention_suggestion": .string(prevention),
            "confidence": 0.91, "author": "local", "reasoning": "Because.", "notes": .array(notes),
            "refusals": .array(refusals),
            "gaps": [["kind": "metrics", "source": "dashboard API", "reason": "no answer"]],
        ]
        if let severity { value["alert_severity"] = .string(severity) }
        if let outcome { value["outcome"] = .string(outcome.rawValue) }
        if let seconds { value["recovery_time_seconds"] = .number(seconds) }
        value["timeline"] = .array(
            moments.enumerated().map { index, text in
                let at = noon.advanced(bySeconds: Double(index))
                return ["at": .string(at.description), "kind": .string(Self.kind(text)), "text": .string(text)]
            })
        value["hypotheses"] = .array([try Self.json(hypothesis), try Self.json(other)])
        let evidence = try Evidence(
            .logs([LogLine(at: noon, message: "x")]), service: "checkout", source: "dashboard API",
            collectedAt: noon, summary: "1 log line")
        value["evidence"] = .array([try Self.json(evidence.reference)])
        let rollback = rollback()
        let receipt = Receipt(
            intent: "run-1/1/0", effect: .applied, driver: "http", confirmation: "checkout runs v1.4.1",
            inverse: ActionKinds.standard.inverse(of: rollback))
        value["receipts"] = .array([try Self.json(receipt)])
        return try JSON.decode(PostMortem.self, from: try JSON.encode(JSONValue.object(value)))
    }

    /// As `PostMortem` itself would have it of such a text.
    private static func kind(_ text: String) -> String {
        let kinds = [
            ("Alert", "alert"), ("Action", "action"), ("Confirmed", "effect"), ("Recovery: recovered", "recovery"),
            ("Recovery: self", "recovery"), ("Recovery", "ending"), ("Escalated", "ending"), ("Stumbled", "retry"),
            ("Undo planned", "undo_plan"), ("Denied", "denial"),
        ]
        return kinds.first { text.hasPrefix($0.0) }?.1 ?? "verdict"
    }

    private static func json(_ value: some Encodable) throws -> JSONValue {
        try JSON.decode(JSONValue.self, from: try JSON.encode(value))
    }

    private var hypothesis: Hypothesis {
        let window = TimeWindow(from: noon.advanced(bySeconds: -600), until: noon)
        let claim = Claim(
            "p99 rose to 2,200 ms", .metricAtLeast(name: "latency_p99_ms", window: window, value: 500),
            evidence: [Digest(of: "metrics")])
        return Hypothesis(
            cause: cause, category: "bad_release", service: "checkout", version: "v1.4.2", confidence: 0.91,
            claims: [claim], recommendation: .rollback, prevention: prevention)
    }

    private var other: Hypothesis {
        Hypothesis(
            cause: "the load is too high", category: "load", service: "checkout", confidence: 0.2, claims: [],
            recommendation: .scaleUp, prevention: "Scale.")
    }
}
