import AutoSRECore

/// The loop for programs: each entry as one line of JSON while it happens, the report last. Described in
/// docs/json-output.md; a change that would break a reader raises `schema`.
struct JSONLines: Observer {
    /// The version of the lines' shape.
    static let schema = 1
    /// Where the lines go.
    let console: Console

    /// Makes a view on `console`.
    init(console: Console) { self.console = console }

    func observe(_ entry: JournalEntry, of run: Run) async {
        do {
            console.json(try Self.event(entry))
        } catch {
            console.complain("entry \(entry.seq) of \(entry.run) cannot be written as JSON: \(error)")
        }
    }

    /// One entry as a line.
    static func event(_ entry: JournalEntry) throws -> String {
        let payload = try JSON.decode(JSONValue.self, from: entry.event.payload())
        return try JSON.text(
            [
                "schema": .integer(Int64(schema)), "type": "event", "run": .string(entry.run.text),
                "seq": .integer(Int64(entry.seq)), "at": .string(entry.at.description),
                "kind": .string(entry.event.kind), "payload": payload,
            ] as JSONValue)
    }

    /// The report as the last line: the members of the post-mortem, and `more`.
    static func report(_ postMortem: PostMortem, more: [String: JSONValue] = [:]) throws -> String {
        var members = try JSON.decode(JSONValue.self, from: JSON.encode(postMortem)).object ?? [:]
        members.merge(more) { _, new in new }
        members["schema"] = .integer(Int64(schema))
        members["type"] = "report"
        return try JSON.text(JSONValue.object(members))
    }

    /// What of a run is not what was written, as the last line of its journal.
    static func damage(_ damage: String, of run: RunID) throws -> String {
        try JSON.text(
            [
                "schema": .integer(Int64(schema)), "type": "damage", "run": .string(run.text),
                "damage": .string(damage),
            ] as JSONValue)
    }

    /// That the evidence of a run was pruned, as the last line of its journal.
    static func pruned(_ run: RunID, evidenceAt at: Instant) throws -> String {
        try JSON.text(
            [
                "schema": .integer(Int64(schema)), "type": "evidence_pruned", "run": .string(run.text),
                "at": .string(at.description),
            ] as JSONValue)
    }

    /// One run of the list as a line.
    static func run(_ summary: RunSummary) throws -> String {
        let incident = try JSON.decode(JSONValue.self, from: JSON.encode(summary.incident))
        var members: [String: JSONValue] = [
            "schema": .integer(Int64(schema)), "type": "run", "run": .string(summary.run.text),
            "incident": incident, "opened_at": .string(summary.openedAt.description),
            "outcome": summary.outcome.map { .string($0.rawValue) } ?? .null, "closed": .bool(summary.isClosed),
        ]
        if let system = summary.system { members["system"] = .string(system) }
        if let damage = summary.damage { members["damage"] = .string(damage) }
        if let at = summary.evidencePrunedAt { members["evidence_pruned_at"] = .string(at.description) }
        return try JSON.text(JSONValue.object(members))
    }
}
