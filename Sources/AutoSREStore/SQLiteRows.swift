import AutoSRECore
import AutoSREPlatform

// Values to rows and back. A row that does not fit is nil, or an error, and never half a value.

extension RunRecord {
    /// Reads a row in the order of `SQLiteTables.runColumns`; `last` is the seq and the digest of the last entry.
    init?(row: [SQLiteValue], last: [SQLiteValue]) {
        guard row.count == 12, let run = row[0].string, let id = row[1].string,
            let type = row[2].string, let service = row[3].string,
            let detectedAt = row[4].instant, let payload = row[5].string, let openedAt = row[6].instant,
            let value = JSONValue(text: payload)
        else { return nil }
        self.init(
            run: RunID(run),
            incident: Incident(
                id: id, service: service, type: IncidentType(rawValue: type), detectedAt: detectedAt, payload: value),
            openedAt: openedAt, deduplicationKey: row[7].string,
            outcome: row[8].string.flatMap { Outcome(rawValue: $0) }, closedAt: row[9].instant,
            fingerprint: row[10].string, evidencePrunedAt: row[11].instant,
            lastSeq: Int(last.first?.int ?? 0),
            lastDigest: last.last?.string.flatMap { Digest(hex: $0) } ?? JournalEntry.genesis)
    }

    func row() throws -> [SQLiteValue] {
        [
            .text(run.text), .text(incident.id), .text(incident.type.rawValue), .text(incident.service),
            .text(incident.detectedAt.description), .text(try JSON.text(incident.payload)),
            .text(openedAt.description), .optional(deduplicationKey), .optional(outcome?.rawValue),
            .optional(closedAt?.description), .optional(fingerprint), .optional(evidencePrunedAt?.description),
        ]
    }
}

extension JournalEntry {
    /// Reads a row in the order of `SQLiteTables.entryColumns` and checks its digest.
    init(row: [SQLiteValue]) throws {
        guard row.count == 8, let run = row[0].string, let seq = row[1].int, let at = row[2].instant,
            let schema = row[3].int, let kind = row[4].string, let payload = row[5].string,
            let previous = row[6].string.flatMap({ Digest(hex: $0) }),
            let digest = row[7].string.flatMap({ Digest(hex: $0) })
        else { throw JournalError.broken(RunID(row.first?.string ?? ""), seq: Int(row.dropFirst().first?.int ?? 0)) }
        try self.init(
            run: RunID(run), seq: Int(seq), at: at, schema: Int(schema), kind: kind, payload: Array(payload.utf8),
            previousDigest: previous, digest: digest)
    }

    func row() throws -> [SQLiteValue] {
        [
            .text(run.text), .integer(Int64(seq)), .text(at.description), .integer(Int64(schema)), .text(event.kind),
            .text(String(decoding: try event.payload(), as: UTF8.self)), .text(previousDigest.hex), .text(digest.hex),
        ]
    }
}

extension Lease {
    /// Reads a row in the order of `SQLiteTables.leaseColumns`.
    init?(row: [SQLiteValue]) {
        guard row.count == 9, let bootID = row[1].string, let process = row[2].int.flatMap({ Int32(exactly: $0) }),
            let started = row[3].int, let heartbeat = row[4].instant, let expires = row[5].instant,
            let token = row[6].int, let instance = row[7].string, let namespace = row[8].string
        else { return nil }
        let owner = Owner(
            instance: instance, bootID: bootID, namespace: namespace, process: process,
            started: UInt64(bitPattern: started))
        self.init(owner: owner, heartbeat: heartbeat, expires: expires, token: token)
    }

    func row(of run: RunID) -> [SQLiteValue] {
        [
            .text(run.text), .text(owner.bootID), .integer(Int64(owner.process)),
            .integer(Int64(bitPattern: owner.started)), .text(heartbeat.description), .text(expires.description),
            .integer(token), .text(owner.instance), .text(owner.namespace),
        ]
    }
}

extension Egress {
    /// Reads a row in the order of `SQLiteTables.egressColumns`.
    init?(row: [SQLiteValue]) {
        guard row.count == 7, let run = row[0].string, let at = row[1].instant,
            let purpose = row[2].string.flatMap({ Purpose(stored: $0) }), let destination = row[3].string,
            let bytes = row[4].int, let note = row[6].string,
            let replaced = row[5].string.flatMap({ JSONValue(text: $0) })?.object
        else { return nil }
        self.init(
            run: RunID(run), at: at, purpose: purpose, destination: destination, bytes: Int(bytes),
            replaced: replaced.compactMapValues { $0.integer.map { Int($0) } }, note: note)
    }

    func row() throws -> [SQLiteValue] {
        [
            .text(run.text), .text(at.description), .text(purpose.rawValue), .text(destination),
            .integer(Int64(bytes)), .text(try JSON.text(replaced)), .text(note),
        ]
    }
}

extension SQLiteValue {
    /// Text, or NULL.
    static func optional(_ text: String?) -> SQLiteValue { text.map { .text($0) } ?? .null }

    /// The time that RFC 3339 text names.
    var instant: Instant? { string.flatMap { Instant($0) } }
}

extension JSONValue {
    /// Reads JSON text; nil where it is none.
    init?(text: String) {
        do {
            self = try JSON.decode(JSONValue.self, from: text.utf8)
        } catch {
            return nil
        }
    }
}
