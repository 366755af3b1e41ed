extension Diagnosis {
    /// The answer of `diagnose`.
    ///
    /// - Parameters:
    ///   - timing: milliseconds spent, by name.
    ///   - digests: the SHA-256 of each file's bytes, by the file's name: with it claims cite the file.
    public func json(timing: [(key: String, milliseconds: Double)], digests: [String: String] = [:]) -> JSON {
        .object([
            ("schema", .number(1)), ("case", .string(id)), ("onset", onset.map { .number($0) } ?? .null),
            ("root_causes", .array(causes.enumerated().map { $1.json(rank: $0 + 1, digests) })),
            ("inconclusive", .bool(isInconclusive)), ("gaps", .array(gaps.map { .string($0) })),
            ("timing_ms", .object(timing.map { ($0.key, .number($0.milliseconds)) })),
        ])
    }
}

extension Diagnosis.Cause {
    func json(rank: Int, _ digests: [String: String]) -> JSON {
        .object([
            ("rank", .number(Double(rank))), ("component", .string(component)),
            ("score", .number((score * 10_000).rounded() / 10_000)), ("metric", metric.map { .string($0) } ?? .null),
            ("kind", .string(kind.rawValue)), ("deployment_id", change.map { .string($0) } ?? .null),
            ("claims", .array(claims.map { $0.json(digests) })),
            ("counter_evidence", .array(counterEvidence.map { .string($0) })),
        ])
    }
}

extension Claim {
    func json(_ digests: [String: String]) -> JSON {
        .object([
            ("statement", .string(statement)), ("predicate", predicate.json),
            ("evidence", .array(evidence.map { .string(Citation.addressed($0, by: digests)) })),
        ])
    }
}
