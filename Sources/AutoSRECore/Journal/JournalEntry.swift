/// One line of a journal: a fact with its time, its place, its version, and its link to the line before.
public struct JournalEntry: Sendable, Hashable {
    /// The run it belongs to.
    public let run: RunID
    /// Its place: 1, 2, 3, …
    public let seq: Int
    /// When the fact was noted.
    public let at: Instant
    /// The version of the payload's shape.
    public let schema: Int
    /// The fact.
    public let event: Event
    /// The digest of the entry before; `JournalEntry.genesis` for the first.
    public let previousDigest: Digest
    /// The digest of this entry.
    public let digest: Digest

    /// What the first entry links to.
    public static let genesis = Digest(of: "autosre journal")

    /// Makes the entry that follows `previous`.
    public init(
        run: RunID, seq: Int, at: Instant, event: Event, previousDigest: Digest, schema: Int = Event.schema
    ) throws {
        (self.run, self.seq, self.at, self.schema) = (run, seq, at, schema)
        (self.event, self.previousDigest) = (event, previousDigest)
        digest = Self.digest(
            run: run, seq: seq, at: at, schema: schema, kind: event.kind, payload: try event.payload(),
            previous: previousDigest)
    }

    /// Reads an entry as it was stored and checks its digest.
    ///
    /// For the stores of this package alone: an entry can hold a clearance.
    /// - Throws: `JournalError.broken` where the digest does not fit; `DecodingError` where the payload is no JSON.
    package init(
        run: RunID, seq: Int, at: Instant, schema: Int, kind: String, payload: [UInt8], previousDigest: Digest,
        digest: Digest
    ) throws {
        let expected = Self.digest(
            run: run, seq: seq, at: at, schema: schema, kind: kind, payload: payload, previous: previousDigest)
        guard expected == digest else { throw JournalError.broken(run, seq: seq) }
        (self.run, self.seq, self.at, self.schema) = (run, seq, at, schema)
        event = try Self.event(kind, payload, schema: schema, of: run)
        (self.previousDigest, self.digest) = (previousDigest, digest)
    }

    /// The fact. What is not of our shape, or says a word that nobody here knows, is kept and has no effect: its digest
    /// shows that it was written so, and by no version before this one. What an earlier one wrote in other words is
    /// refused by name, for misread it would be worse than lost.
    private static func event(_ kind: String, _ payload: [UInt8], schema: Int, of run: RunID) throws -> Event {
        guard schema >= Event.oldestSchema else { throw JournalError.older(run, schema: schema) }
        do { return try Event(kind: kind, payload: payload) } catch {
            return .unknown(kind: kind, payload: try JSON.decode(JSONValue.self, from: payload))
        }
    }

    private static func digest(
        run: RunID, seq: Int, at: Instant, schema: Int, kind: String, payload: [UInt8], previous: Digest
    ) -> Digest {
        let head = "\(previous.hex)\n\(run)\n\(seq)\n\(at)\n\(schema)\n\(kind)\n"
        return Digest(of: Array(head.utf8) + payload)
    }
}
