extension Diagnosis {
    /// The answer of `diagnose`.
    ///
    /// - Parameters:
    ///   - timing: milliseconds spent, by name.
    ///   - nats: whether each cause says how many nats speak for it, for development.
    public func json(timing: [(key: String, milliseconds: Double)], nats: Bool = false) -> JSON {
        .object([
            ("schema", .number(1)), ("case", .string(id)), ("onset", onset.map { .number($0) } ?? .null),
            ("root_causes", .array(causes.enumerated().map { $1.json(rank: $0 + 1, nats: nats) })),
            ("inconclusive", .bool(isInconclusive)), ("gaps", .array(gaps.map { .string($0) })),
            ("timing_ms", .object(timing.map { ($0.key, .number($0.milliseconds)) })),
        ])
    }
}

extension Diagnosis.Cause {
    func json(rank: Int, nats showsNats: Bool) -> JSON {
        let members: [(key: String, value: JSON)] = [
            ("rank", .number(Double(rank))), ("component", .string(component)),
            ("score", .number((score * 10_000).rounded() / 10_000)), ("metric", metric.map { .string($0) } ?? .null),
            ("kind", .string(kind.rawValue)), ("deployment_id", change.map { .string($0) } ?? .null),
            ("claims", .array(claims.map(\.json))),
            ("counter_evidence", .array(counterEvidence.map { .string($0) })),
        ]
        let figure = JSON.number((nats * 100).rounded() / 100)
        return .object(showsNats ? members + [("nats", figure)] : members)
    }
}

extension Claim {
    var json: JSON {
        .object([
            ("statement", .string(statement)), ("predicate", predicate.json),
            ("evidence", .array(evidence.map { .string($0) })),
        ])
    }
}
