public import AutoSRECore
import AutoSREEngine

/// What every source of evidence must keep, whatever it reads. Each source's tests run `check` on one that has
/// something to tell, and `checkBroken` on one that cannot be read.
public struct EvidenceSourceContract {
    /// Nothing larger is a body of evidence, in bytes.
    public static let largestBody = 64 << 20
    /// How far another machine's clock may be ahead, in seconds: what is later has not happened.
    static let clockSkew = 300.0

    /// Checks every rule.
    /// - Parameters:
    ///   - query: a question that the source has an answer to.
    ///   - isSimulated: whether what it tells is made up.
    /// - Throws: `ContractViolation` at the first rule that is broken, or what the source threw where it should not.
    public static func check(
        _ source: any EvidenceSource, _ query: EvidenceQuery, isSimulated: Bool = false
    ) async throws {
        let found = try await source.collect(query)
        try ContractViolation.unless(
            !source.name.isEmpty && !source.kinds.isEmpty, "it says who it is and what it reads")
        try ContractViolation.unless(!found.isEmpty, "it answers")
        for piece in found { try check(piece, of: source, query, isSimulated) }
        try await answersOnlyWhatIsAsked(source, query, Set(found.map(\.body.kind)))
        let again = try await source.collect(query)
        try ContractViolation.unless(try ids(of: again) == ids(of: found), "the same question has the same answer")
    }

    /// Checks that a source that cannot be read says so: silence would be taken for nothing there.
    public static func checkBroken(_ source: any EvidenceSource, _ query: EvidenceQuery) async throws {
        let found: [RawEvidence]
        do { found = try await source.collect(query) } catch {
            return try ContractViolation.unless(!String(describing: error).isEmpty, "a failure says why")
        }
        throw ContractViolation(description: "what cannot be read is no silence: \(found.map(\.summary))")
    }

    private static func check(
        _ piece: RawEvidence, of source: any EvidenceSource, _ query: EvidenceQuery, _ isSimulated: Bool
    ) throws {
        try ContractViolation.unless(
            source.kinds.contains(piece.body.kind), "it tells only of its kinds, not of \(piece.body.kind)")
        try ContractViolation.unless(
            query.entities.contains(piece.entity), "it tells of what it was asked about, not of \(piece.entity)")
        try ContractViolation.unless(
            piece.provenance.isSimulated == isSimulated, "what is made up says so, and nothing else does")
        try ContractViolation.unless(
            !piece.provenance.source.isEmpty && piece.provenance.readAt == query.now, "it says whose and of when")
        try ContractViolation.unless(!piece.summary.isEmpty, "it tells itself in a line")
        if let whole = piece.completeness?.whole {
            try ContractViolation.unless(whole.from < whole.until, "what is whole is a stretch of time")
            let latest = query.now.advanced(bySeconds: clockSkew + 1)
            try ContractViolation.unless(whole.until <= latest, "nothing is whole that has not happened")
        }
        try ContractViolation.unless(
            latest(of: piece.body).map { $0 <= bound(for: piece.body.kind, query) } ?? true, "nothing is too late")
        let minted = try Redactor().mint(piece)
        try ContractViolation.unless(minted.bytes.count <= largestBody, "a body has a bound")
        let read = try EvidenceKinds.standard.body(piece.body.kind, from: minted.bytes)
        try ContractViolation.unless(read == minted.evidence.body, "what is kept is read back")
    }

    private static func answersOnlyWhatIsAsked(
        _ source: any EvidenceSource, _ query: EvidenceQuery, _ all: Set<EvidenceKind>
    ) async throws {
        for kinds in [Set<EvidenceKind>()] + all.map({ Set([$0]) }) {
            let narrow = EvidenceQuery(
                incident: query.incident, kinds: kinds, since: query.since, until: query.until, now: query.now,
                seconds: query.seconds)
            let found = Set(try await source.collect(narrow).map(\.body.kind))
            try ContractViolation.unless(found == kinds, "asked for \(kinds.map(\.rawValue)) it tells of that alone")
        }
    }

    private static func ids(of evidence: [RawEvidence]) throws -> [EvidenceID] {
        try evidence.map { try Redactor().mint($0).evidence.reference.id }
    }

    /// Logs and traces end with the window: nothing later is about the cause. What is of now may be of now.
    private static func bound(for kind: EvidenceKind, _ query: EvidenceQuery) -> Instant {
        switch kind {
        case .logs, .traces: query.until
        case .changes: query.now.advanced(bySeconds: clockSkew)
        default: query.now
        }
    }

    private static func latest(of body: EvidenceBody) -> Instant? {
        if let logs = body.logs { return logs.last?.at }
        if let metrics = body.metrics { return metrics.times.max() }
        if let traces = body.as(Traces.self) {
            return traces.spans.starts.last.map { Instant(milliseconds: $0 / 1_000_000) }
        }
        if let changes = body.as(Changes.self) { return changes.list.map(\.at).max() }
        return body.state?.instances.map(\.startedAt).max()
    }
}
