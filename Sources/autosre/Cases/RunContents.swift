import AutoSREAnalysis
import AutoSRECore

/// What a journaled run knew before anything was touched, without secrets.
struct RunContents: Sendable {
    /// The run.
    let run: Run
    /// The evidence that is there.
    let pieces: [Evidence]
    /// What was gathered and is not there any more, or cannot be made safe.
    let lost: [EvidenceReference]

    /// Reads the evidence of the first round.
    init(of found: FoundRun) async throws {
        run = try found.replayed()
        let references = run.rounds.first?.gathering?.evidence ?? []
        let material = ReportMaterial(bodies: await ReportMaterial.bodies(of: references, from: found.evidence))
        let safe = material.redacted(by: found.redactor).bodies
        pieces = references.compactMap { one in safe[one.id].map { Evidence(reference: one, body: $0) } }
        lost = references.filter { safe[$0.id] == nil }
    }

    /// The same as rows of a case.
    var contents: CaseContents { CaseContents(run.incident, pieces) }
}
