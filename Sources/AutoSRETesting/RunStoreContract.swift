public import AutoSRECore

/// What every store must do, whatever it is made of. Each store's tests run `check`.
public struct RunStoreContract {
    typealias Store = any RunStore & EvidenceStore & EgressLedger

    /// Checks every rule, each on a store of its own.
    /// - Throws: `ContractViolation` at the first rule that is broken, or what the store threw where it should not.
    public static func check(make: () async throws -> any RunStore & EvidenceStore & EgressLedger) async throws {
        try await everyEventComesBack(try await make())
        try await staleWritersAreRefused(try await make())
        try await leasesChangeHands(try await make())
        try await deduplicationKeysAreUniqueWhileOpen(try await make())
        try await runsAreListed(try await make())
        try await subscribersSeeEveryEntry(try await make())
        try await evidenceIsKeptByContent(try await make())
        try await whatLeftIsListed(try await make())
        try await targetsHaveOneHolder(try await make())
        try await changesStayKnown(try await make())
        try await runsAreFound(try await make())
        try await changesAreFound(try await make())
        try await messagesArriveOnce(try await make())
    }

    static func require(_ condition: Bool, _ rule: String) throws {
        try ContractViolation.unless(condition, rule)
    }

    static func refused(
        _ expected: StoreError, _ rule: String, _ body: () async throws -> Void
    ) async throws {
        do {
            try await body()
        } catch let error as StoreError where error == expected {
            return
        } catch {
            throw ContractViolation(description: "\(rule): \(error) instead of \(expected)")
        }
        throw ContractViolation(description: "\(rule): allowed")
    }

    private static func whatLeftIsListed(_ store: Store) async throws {
        let run = RunID("run-1")
        try require(try await store.egress(of: run).isEmpty, "nothing has left yet")
        let first = Egress(
            run: run, at: Sample.time(1), purpose: .reasoning, destination: "model.example:8443", bytes: 31_000,
            replaced: ["secret": 2, "e-mail": 1], note: "pixels are not redacted")
        let second = Egress(run: run, at: Sample.time(0), purpose: .notification, destination: "slack.com", bytes: 0)
        let other = Egress(run: RunID("run-2"), at: Sample.time(2), purpose: .acting, destination: "x", bytes: 1)
        for egress in [first, other, second, second] { try await store.record(egress) }
        try require(
            try await store.egress(of: run) == [first, second, second], "what left comes back, in the order of leaving")
    }

    private static func everyEventComesBack(_ store: Store) async throws {
        let opening = try Sample.opening("run-1")
        try await open(store, opening)
        var journal = [opening]
        for event in try Sample.events() { journal.append(try Sample.entry(event, after: journal)) }
        try await store.append(Array(journal[1..<5]), fencingToken: 1)
        for entry in journal[5...] { try await store.append([entry], fencingToken: 1) }
        try await store.append([], fencingToken: 1)
        let stored = try await store.journal(of: opening.run)
        for (index, entry) in journal.enumerated() {
            try require(index < stored.count && stored[index] == entry, "\(entry.event.kind) comes back as it was")
        }
        try require(stored.count == journal.count, "nothing is added to a journal")
        try require(try await store.journal(of: RunID("run-none")).isEmpty, "the journal of no run is empty")
    }

    private static func staleWritersAreRefused(_ store: Store) async throws {
        let opening = try Sample.opening("run-1")
        try await open(store, opening)
        let second = try Sample.entry(.interrupted(signal: "SIGINT"), after: [opening])
        let third = try Sample.entry(.closed, after: [opening, second])
        try await refused(.stale, "a run is opened once") { try await open(store, opening) }
        try await refused(.stale, "a gap in seq") { try await store.append([third], fencingToken: 1) }
        try await refused(.stale, "an older token") { try await store.append([second], fencingToken: 0) }
        try await refused(.stale, "a newer token") { try await store.append([second], fencingToken: 2) }
        try await refused(.stale, "half a batch") { try await store.append([second, second], fencingToken: 1) }
        try require(try await store.journal(of: opening.run) == [opening], "a refused batch leaves nothing")
        try await store.append([second], fencingToken: 1)
        try await refused(.stale, "a seq twice") { try await store.append([second], fencingToken: 1) }
        let other = try Sample.entry(.closed, after: [opening, third])
        try await refused(.stale, "a link to another entry") { try await store.append([other], fencingToken: 1) }
        let unknown = try Sample.entry(.closed, after: [Sample.opening("run-none")])
        try await refused(.unknownRun, "no such run") { try await store.append([unknown], fencingToken: 1) }
        let late = try Sample.entry(.closed, after: [opening, second])
        let misplaced = RunID("run-2")
        try await refused(.stale, "a run that begins in the middle") {
            let entry = try JournalEntry(
                run: misplaced, seq: 2, at: late.at, event: .closed, previousDigest: late.digest)
            try await open(store, entry)
        }
        try require(try await store.runs(limit: 9).map(\.run) == [opening.run], "a refused run is not listed")
    }

    private static func leasesChangeHands(_ store: Store) async throws {
        let opening = try Sample.opening("run-1")
        let run = opening.run
        try await open(store, opening)
        let first = Sample.lease(1)
        try require(try await store.lease(of: run) == first, "the lease comes back as it was")
        try require(try await store.lease(of: RunID("run-none")) == nil, "no run has no lease")
        var moved = first
        (moved.heartbeat, moved.expires) = (Sample.time(10), Sample.time(25))
        try await store.renew(moved, of: run)
        try require(try await store.lease(of: run) == moved, "a heartbeat is kept")
        try await refused(.stale, "a claim of what nobody holds") {
            try await store.claim(run, replacing: nil, with: Sample.lease(2))
        }
        try await refused(.stale, "a claim with the same token") {
            try await store.claim(run, replacing: moved, with: Sample.lease(1))
        }
        try await store.claim(run, replacing: first, with: Sample.lease(2))
        try await refused(.stale, "a second claim") {
            try await store.claim(run, replacing: first, with: Sample.lease(3))
        }
        try await refused(.stale, "an old heartbeat") { try await store.renew(moved, of: run) }
        try await refused(.stale, "an old release") { try await store.release(run, fencingToken: 1) }
        let entry = try Sample.entry(.closed, after: [opening])
        try await refused(.stale, "an old holder's entry") { try await store.append([entry], fencingToken: 1) }
        try await store.append([entry], fencingToken: 2)
        try await store.release(run, fencingToken: 2)
        let released = try await store.lease(of: run)
        try require(released?.token == 2, "a released token is not used again")
        try require((released?.expires ?? Sample.time(9)) <= Sample.time(0), "a released lease has expired")
        try await store.claim(run, replacing: released, with: Sample.lease(3))
        try await refused(.unknownRun, "a claim of no run") {
            try await store.claim(RunID("run-none"), replacing: nil, with: Sample.lease(1))
        }
    }

    private static func deduplicationKeysAreUniqueWhileOpen(_ store: Store) async throws {
        let first = try Sample.opening("run-1")
        try await open(store, first, key: "checkout")
        try await refused(.duplicate(first.run), "an open run's key") {
            try await open(store, try Sample.opening("run-2"), key: "checkout")
        }
        try await open(store, try Sample.opening("run-3"), key: "payments")
        try await open(store, try Sample.opening("run-4"))
        try await open(store, try Sample.opening("run-5"))
        try await store.append([try Sample.entry(.closed, after: [first])], fencingToken: 1)
        try await open(store, try Sample.opening("run-6"), key: "checkout")
    }

    private static func runsAreListed(_ store: Store) async throws {
        try require(try await store.runs(limit: 5).isEmpty, "a new store has no runs")
        let openings = try [("run-b", 20.0), ("run-a", 10), ("run-c", 30), ("run-d", 30)]
            .map { try Sample.opening($0.0, at: $0.1) }
        for opening in openings { try await open(store, opening) }
        let listed = try await store.runs(limit: 9)
        try require(listed.map(\.run.text) == ["run-d", "run-c", "run-b", "run-a"], "the newest run is first")
        try require(try await store.runs(limit: 2) == Array(listed.prefix(2)), "no more than asked for")
        try require(listed[3].incident == Sample.incident, "all five fields come back")
        try require(listed[3].openedAt == Sample.time(10), "the time of opening comes back")
        try require(listed[3].outcome == nil && !listed[3].isClosed, "a new run is open")
        let end = Conclusion(.recovered, reason: "healthy", receivers: [])
        let concluded = try Sample.entry(.concluded(end), after: [openings[1]])
        let closed = try Sample.entry(.closed, after: [openings[1], concluded])
        let back = HealthReading(.bad, at: Sample.time(40), detail: "HTTP 200 degraded")
        let recurred = try Sample.entry(.recurred(back), after: [closed])
        for (entry, isClosed) in [(concluded, false), (closed, true), (recurred, false)] {
            try await store.append([entry], fencingToken: 1)
            let row = try await store.runs(limit: 9)[3]
            try require(row.outcome == .recovered && row.isClosed == isClosed, "the list follows \(entry.event.kind)")
            try require(row.damage == nil, "what was written in order is not damaged")
            let isOpen = try await store.unfinished().contains { $0.run == row.run }
            try require(isOpen != isClosed, "what is closed is finished")
        }
    }

    private static func subscribersSeeEveryEntry(_ store: Store) async throws {
        let (one, two) = (await store.subscribe(), await store.subscribe())
        let opening = try Sample.opening("run-1")
        try await open(store, opening)
        let second = try Sample.entry(.interrupted(signal: "SIGTERM"), after: [opening])
        let third = try Sample.entry(.closed, after: [opening, second])
        try await refused(.stale, "a gap") { try await store.append([third], fencingToken: 1) }
        try await store.append([second, third], fencingToken: 1)
        for stream in [one, two] {
            var seen: [JournalEntry] = []
            for await entry in stream {
                seen.append(entry)
                if seen.count == 3 { break }
            }
            try require(seen == [opening, second, third], "a subscriber sees each entry once, in order")
        }
    }

    private static func evidenceIsKeptByContent(_ store: Store) async throws {
        let evidence = try Sample.evidence()
        try await store.put([])
        try await store.put(evidence)
        try await store.put(evidence)
        for item in evidence {
            try require(try await store.body(of: item.reference) == item.body, "\(item.body.kind) comes back as it was")
        }
        let absent = try Sample.evidence(of: .logs([]))
        do {
            _ = try await store.bytes(of: absent.reference)
        } catch {
            return
        }
        throw ContractViolation(description: "a body that was never put is an error")
    }

    static func open(_ store: Store, _ entry: JournalEntry, key: String? = nil) async throws {
        try await store.open(
            entry, incident: entry.incident ?? Sample.incident, deduplicationKey: key, lease: Sample.lease(1))
    }
}
