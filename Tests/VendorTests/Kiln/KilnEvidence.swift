import AutoSRECore
import Synchronization

/// What an oven is set to: a kind of evidence that nobody else has.
struct KilnOven: EvidenceContent, Codable {
    static let kind = EvidenceKind(rawValue: "kiln_oven")
    let recipe: String
    func cleaned(by texts: inout some TextCleaner) throws -> KilnOven { KilnOven(recipe: texts.name(recipe)) }
    var summary: String { "fires by \(recipe)" }
    var exhibits: [Exhibit] { [.text(summary)] }
    var roughBytes: Int { 64 }
}

/// How the last firings went: another one.
struct KilnFirings: EvidenceContent, Codable {
    static let kind = EvidenceKind(rawValue: "kiln_firings")
    let good: Int
    let cracked: Int
    func cleaned(by texts: inout some TextCleaner) throws -> KilnFirings { self }
    var summary: String { "\(good) trays good, \(cracked) cracked" }
    var exhibits: [Exhibit] { [.text(summary)] }
    var roughBytes: Int { 64 }
}

/// Reads the hall.
struct KilnEvidence: EvidenceSource {
    let yard: KilnYard
    let name = "kiln"
    let kinds: [EvidenceKind] = [.logs, .metrics, .changes, KilnOven.kind, KilnFirings.kind]

    func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
        let (recipe, isSilent) = yard.state.withLock { ($0.recipe, $0.isSilent) }
        guard !isSilent else { throw Refusal("the hall does not answer") }
        let whole = Completeness(whole: TimeWindow(from: query.since, until: query.until))
        let changes = [
            (KilnYard.after, yard.changedAt), (KilnYard.before, yard.changedAt.advanced(bySeconds: -86_400)),
        ]
        let history = changes.map { version, at in
            Change(rollout: version, of: query.entity, at: at, status: "done")
        }
        let bodies: [EvidenceBody] = [
            .logs(yard.lines), .metrics([yard.waste]), .changes(history), EvidenceBody(KilnOven(recipe: recipe)),
            EvidenceBody(KilnFirings(good: 12, cracked: 90)),
        ]
        return bodies.filter { query.asks(for: $0.kind) }.map {
            RawEvidence($0, about: query.entity, from: query.provenance(name), completeness: whole)
        }
    }
}
