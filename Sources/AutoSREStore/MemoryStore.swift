public import AutoSRECore

/// The store of a process that leaves no file: everything ends with it.
public actor MemoryStore: RunStore, EvidenceStore, EgressLedger {
    private var records: [RunID: RunRecord] = [:]
    private var journals: [RunID: [JournalEntry]] = [:]
    private var leases: [RunID: Lease] = [:]
    private var order: [RunID] = []
    private var bodies: [EvidenceID: [UInt8]] = [:]
    private var book = TargetBook()
    private var inboxes: [RunID: [Message]] = [:]
    /// Every message that was sent or taken.
    private var known: Set<String> = []
    private var departures: [RunID: [Egress]] = [:]
    private let subscribers = Subscribers()

    /// An empty store.
    public init() {}

    /// Nothing here survives the process.
    public var isDurable: Bool { false }

    /// Opens a run.
    public func open(_ opening: JournalEntry, incident: Incident, deduplicationKey: String?, lease: Lease) throws {
        guard records[opening.run] == nil else { throw StoreError.stale }
        if let key = deduplicationKey, let other = records.values.first(where: { $0.deduplicationKey == key }) {
            throw StoreError.duplicate(other.run)
        }
        let record = try RunRecord(opening: opening, incident: incident, deduplicationKey: deduplicationKey)
        adopt(record, journal: [opening], lease: lease)
        subscribers.publish([opening])
    }

    /// Appends in one step: all of the entries or none.
    @discardableResult
    public func append(_ entries: [JournalEntry], fencingToken: Int64, taking messages: [String]) throws -> [Message] {
        guard let first = entries.first else { return [] }
        guard var record = records[first.run] else { throw StoreError.unknownRun }
        guard leases[first.run]?.token == fencingToken else { throw StoreError.stale }
        for entry in entries { try record.append(entry) }
        records[first.run] = record
        journals[first.run, default: []] += entries
        for entry in entries { book.follow(entry) }
        if !messages.isEmpty {
            inboxes[first.run]?.removeAll { messages.contains($0.id) }
            known.formUnion(messages)
        }
        subscribers.publish(entries)
        return self.messages(to: first.run)
    }

    /// Leaves a message.
    public func send(_ message: Message) throws {
        guard let record = records[message.run], record.closedAt == nil else { throw StoreError.unknownRun }
        if known.insert(message.id).inserted { inboxes[message.run, default: []].append(message) }
    }

    /// The messages to a run that are no facts yet.
    public func messages(to run: RunID) -> [Message] { inboxes[run] ?? [] }

    /// Whether a message was sent or taken here.
    func knows(_ message: Message) -> Bool { known.contains(message.id) }

    /// The whole journal of a run.
    public func journal(of run: RunID) -> [JournalEntry] { journals[run] ?? [] }

    /// The runs that are asked for, newest first; of two that were opened in the same millisecond the later one first.
    public func runs(_ query: RunQuery) -> [RunSummary] {
        let found = order.reversed().compactMap { records[$0] }
        let known = found.filter { $0.matches(query.scope) }.map(\.summary)
        let sorted = known.enumerated().sorted { left, right in
            let (a, b) = (left.element.openedAt, right.element.openedAt)
            return a == b ? left.offset < right.offset : a > b
        }
        return sorted.prefix(query.limit).map(\.element)
    }

    /// The lease of a run.
    public func lease(of run: RunID) -> Lease? { leases[run] }

    /// Takes over a run.
    public func claim(_ run: RunID, replacing expected: Lease?, with lease: Lease) throws {
        guard records[run] != nil else { throw StoreError.unknownRun }
        guard lease.mayReplace(leases[run], expected: expected) else { throw StoreError.stale }
        leases[run] = lease
    }

    /// Moves the heartbeat.
    public func renew(_ lease: Lease, of run: RunID) throws {
        guard records[run] != nil else { throw StoreError.unknownRun }
        guard leases[run]?.token == lease.token else { throw StoreError.stale }
        leases[run] = lease
    }

    /// Notes when there is something to do again.
    public func park(_ run: RunID, until instant: Instant, fencingToken: Int64) throws {
        guard let lease = leases[run] else { throw StoreError.unknownRun }
        guard lease.token == fencingToken else { throw StoreError.stale }
        records[run]?.dueAt = instant
    }

    /// Gives a run up.
    public func release(_ run: RunID, fencingToken: Int64) throws {
        guard let lease = leases[run] else { throw StoreError.unknownRun }
        guard lease.token == fencingToken else { throw StoreError.stale }
        leases[run] = lease.released
    }

    /// Claims targets.
    public func claim(
        _ targets: [Target], for run: RunID, at now: Instant, fencingToken: Int64, displacing dead: TargetClaim?
    ) throws -> TargetClaim? {
        guard records[run] != nil else { throw StoreError.unknownRun }
        guard leases[run]?.token == fencingToken else { throw StoreError.stale }
        return book.claim(targets, for: run, at: now, displacing: dead, leases: &leases)
    }

    /// Who claims a target.
    public func holder(of target: Target) -> RunID? { book.holder(of: target) }

    /// The last change of a target by another run.
    public func lastChange(of target: Target, besides run: RunID) -> TargetChange? {
        book.lastChange(of: target, besides: run)
    }

    /// Every change of a target after `since`.
    public func changes(of target: Target, since: Instant) -> [TargetChange] { book.changes(of: target, since: since) }

    /// How many listen to what is appended.
    package var listeners: Int { subscribers.count }

    /// What is appended from now on.
    public func subscribe() -> AsyncStream<JournalEntry> { subscribers.add() }

    /// Keeps bodies.
    public func put(_ evidence: [MintedEvidence]) {
        for item in evidence { bodies[item.evidence.reference.id] = item.bytes }
    }

    /// A body that was put before, encoded.
    public func bytes(of reference: EvidenceReference) throws -> [UInt8] {
        guard let bytes = bodies[reference.id] else {
            throw StoreError.unusable("\(reference.kind.rawValue) \(reference.id.short) is lost")
        }
        return bytes
    }

    /// Lists one thing that is about to leave.
    public func record(_ egress: Egress) { departures[egress.run, default: []].append(egress) }

    /// What left about a run, oldest first.
    public func egress(of run: RunID) -> [Egress] { departures[run] ?? [] }

    /// The body of `reference`, if it was put here.
    func kept(_ reference: EvidenceReference) -> [UInt8]? { bodies[reference.id] }

    /// Whether a run is kept here.
    func holds(_ run: RunID) -> Bool { records[run] != nil }

    /// A run that is kept here and not closed, whichever.
    var unfinished: RunID? { records.values.first { $0.closedAt == nil }?.run }

    /// Takes a run as another store had it.
    func adopt(_ record: RunRecord, journal: [JournalEntry], lease: Lease?) {
        if records[record.run] == nil { order.append(record.run) }
        (records[record.run], journals[record.run], leases[record.run]) = (record, journal, lease)
    }
}
