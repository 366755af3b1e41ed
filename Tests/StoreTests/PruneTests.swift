import AutoSRECore
import AutoSREPlatform
import AutoSREStore
import AutoSRETesting
import Testing

/// Pruning a real file: what goes is gone, what stays is whole, and both can be told.
@Suite(.timeLimit(.minutes(1))) struct PruneTests {
    private let folder = TemporaryFolder()
    private let checkout = Target(kind: .service, name: "checkout")

    /// A closed run with evidence of its own and a piece that all have.
    @discardableResult
    private func closed(_ name: String, at seconds: Double, in store: SQLiteStore, changes target: Target? = nil)
        async throws -> [JournalEntry]
    {
        let shared = try Sample.evidence(of: .logs([]))
        let own = try Sample.evidence(of: .logs([LogLine(at: Sample.time(0), message: name, level: "INFO")]))
        try await store.put([shared, own])
        var journal = [try Sample.opening(name, at: seconds)]
        try await store.open(
            journal[0], incident: Sample.incident, deduplicationKey: nil, lease: Sample.lease(1))
        var events: [Event] = [.gathered(EvidenceSet(evidence: [shared.reference, own.reference], gaps: []))]
        if let target {
            _ = try await store.claim(
                [target], for: RunID(name), at: Sample.time(seconds), fencingToken: 1, displacing: nil)
            let action = Action(
                kind: .restart, target: target, before: nil, after: .instancesSince(Sample.time(1)), reason: "test")
            events.append(
                .intended(
                    Intent(
                        run: RunID(name), number: 3, action: action, plan: Digest(of: "plan"),
                        at: Sample.time(seconds))))
        }
        events += [.concluded(Conclusion(.recovered, reason: "good", receivers: [])), .closed]
        for event in events {
            journal.append(try Sample.entry(event, after: journal))
            try await store.append(journal.suffix(1), fencingToken: 1)
        }
        return journal
    }

    /// Prunes days after everything, so that nothing has just been put.
    private func prune(_ store: SQLiteStore, _ change: (inout Retention) -> Void) async throws -> Pruning {
        var retention = Retention()
        change(&retention)
        let later = Sample.time(10 * 86_400)
        let pruning = retention.pruning(of: try await store.holdings(at: later), at: later)
        try await store.prune(pruning, at: later)
        return pruning
    }

    private func count(_ table: String) throws -> Int64? {
        try SQLiteConnection(path: folder.database).query("SELECT count(*) FROM \(table)")[0][0].int
    }

    @Test func ofARunWithoutEvidenceTheJournalIsWhole() async throws {
        let store = try folder.store()
        let journal = try await closed("run-1", at: 0, in: store)
        try await store.fill("run-open")
        _ = try await prune(store) { ($0.olderThanSeconds, $0.isEvidenceOnly) = (86_400, true) }
        #expect(try await store.journal(of: RunID("run-1")) == journal)
        let row = try #require(try await store.runs(RunQuery(.named("run-1"))).first)
        #expect(row.damage == nil && row.evidencePrunedAt == Sample.time(10 * 86_400))
        #expect(try count("evidence") == 0)
        #expect(try await store.runs(limit: 9).count == 2)
        let again = try await prune(store) { ($0.olderThanSeconds, $0.isEvidenceOnly) = (86_400, true) }
        #expect(again.isEmpty, "what has gone does not go again")
    }

    @Test func aRunThatWentWholeIsStillKnownToHaveBeen() async throws {
        let store = try folder.store()
        for number in 1...3 { try await closed("run-\(number)", at: Double(number), in: store) }
        let first = try await store.holdings(at: Sample.time(10 * 86_400)).bytes
        let pruning = try await prune(store) { $0.keep = 1 }
        #expect(pruning.journals.map(\.text) == ["run-1", "run-2"])
        #expect(try await store.runs(limit: 9).map(\.run.text) == ["run-3"])
        #expect(try await store.journal(of: RunID("run-1")).isEmpty)
        #expect(try count("evidence") == 2, "what the last run has stays")
        let gone = PrunedRun(
            run: RunID("run-2"), incident: Sample.incident.id, outcome: .recovered, at: Sample.time(10 * 86_400))
        #expect(try await store.pruned("run-2") == gone)
        #expect(try await store.pruned(Sample.incident.id) == gone)
        #expect(try await store.pruned("run-3") == nil)
        #expect(try await store.compact() <= first)
        #expect(try await folder.store().runs(limit: 9).first?.damage == nil)
    }

    /// A cooldown of a year is served by what is left, and so is one after the file was damaged and carried over.
    @Test func changesStayKnown() async throws {
        do {
            let store = try folder.store()
            try await closed("run-1", at: 0, in: store, changes: checkout)
            try await closed("run-2", at: 100, in: store, changes: checkout)
            let pruning = try await prune(store) { $0.olderThanSeconds = 0 }
            #expect(pruning.journals.map(\.text) == ["run-1"] && pruning.needed.map(\.text) == ["run-2"])
            let known = try await store.changes(of: checkout, since: Sample.time(-9))
            #expect(known.map(\.run.text) == ["run-2", "run-1"])
        }
        let file = try SQLiteConnection(path: folder.database)
        try file.execute("CREATE TABLE victim (x); INSERT INTO victim VALUES (1)")
        let page = try #require(
            try file.query("SELECT rootpage FROM sqlite_master WHERE name = 'victim'").first?.first?.int)
        _ = try file.query("PRAGMA wal_checkpoint(TRUNCATE)")
        file.close()
        var bytes = try Files.read(folder.database)
        let start = (Int(page) - 1) * 4096
        bytes.replaceSubrange(start..<start + 4096, with: repeatElement(0xA5, count: 4096))
        try Files.write(folder.database, bytes)
        let carried = try folder.store()
        #expect(try folder.damaged.count == 1)
        #expect(try await carried.changes(of: checkout, since: Sample.time(-9)).map(\.run.text).contains("run-1"))
        #expect(try await carried.pruned("run-1") != nil)
    }

    private func pruneSoon(_ store: SQLiteStore) async throws -> Pruning {
        var retention = Retention()
        retention.olderThanSeconds = 1
        let now = Sample.time(60)
        let pruning = retention.pruning(of: try await store.holdings(at: now), at: now)
        try await store.prune(pruning, at: now)
        return pruning
    }

    /// A run that is open may be about to name what was just put; what says that it went has gone.
    @Test func whatAnOpenRunMayNameStays() async throws {
        let store = try folder.store()
        try await closed("run-1", at: 0, in: store)
        let open = try Sample.opening("run-open", at: 1)
        try await store.open(open, incident: Sample.incident, deduplicationKey: nil, lease: Sample.lease(1))
        let soon = try await pruneSoon(store)
        #expect(soon.isEmpty && soon.unsettled.map(\.text) == ["run-1"])
        #expect(try await store.runs(limit: 9).map(\.evidencePrunedAt) == [nil, nil])
        #expect(try count("evidence") == 2)
        let later = try await prune(store) { $0.olderThanSeconds = 1 }
        #expect(later.unsettled.isEmpty && later.journals.map(\.text) == ["run-1"])
        #expect(try count("evidence") == 0)
        #expect(try await prune(store) { $0.olderThanSeconds = 1 }.isEmpty)
    }

    /// Where nobody works, what is told to go goes.
    @Test func whatWasJustPutGoesWithItsRun() async throws {
        let store = try folder.store()
        try await closed("run-1", at: 0, in: store)
        #expect(try await pruneSoon(store).bodies.count == 2)
        #expect(try await store.runs(limit: 9).isEmpty)
        #expect(try count("evidence") == 0)
    }

    /// Between the question and the pruning a run was opened.
    @Test func whatARunOpenedMeanwhileMayNameStays() async throws {
        let store = try folder.store()
        try await closed("run-1", at: 0, in: store)
        var retention = Retention()
        retention.olderThanSeconds = 1
        let now = Sample.time(60)
        let pruning = retention.pruning(of: try await store.holdings(at: now), at: now)
        let open = try Sample.opening("run-open", at: 59)
        try await store.open(open, incident: Sample.incident, deduplicationKey: nil, lease: Sample.lease(1))
        await #expect(throws: StoreError.stale) { try await store.prune(pruning, at: now) }
        #expect(try count("evidence") == 2)
    }

    /// What a run gathers after its evidence was taken away is its own.
    @Test func whatIsGatheredAgainStays() async throws {
        let store = try folder.store()
        var journal = try await closed("run-1", at: 0, in: store)
        var retention = Retention()
        retention.isEvidenceOnly = true
        let now = Sample.time(4)
        try await store.prune(retention.pruning(of: try await store.holdings(at: now), at: now), at: now)
        #expect(try count("evidence") == 0)
        let fresh = try Sample.evidence(of: .logs([]))
        try await store.put([fresh])
        let back = HealthReading(.bad, at: Sample.time(5), detail: "HTTP 200 degraded")
        for event in [Event.recurred(back), .gathered(EvidenceSet(evidence: [fresh.reference], gaps: []))] {
            journal.append(try Sample.entry(event, after: journal))
            try await store.append(journal.suffix(1), fencingToken: 1)
        }
        #expect(try await prune(store) { $0.isEvidenceOnly = true }.isEmpty)
        #expect(try count("evidence") == 1)
    }

    /// That a body was put again counts, however lately it was put before.
    @Test func whatWasPutAgainStays() async throws {
        let store = try folder.store()
        try await closed("run-1", at: 0, in: store)
        try await store.fill("run-open")
        try await store.renew(Sample.lease(1).renewed(at: Sample.time(700)), of: RunID("run-open"))
        try await store.put([try Sample.evidence(of: .logs([]))])
        var retention = Retention()
        retention.isEvidenceOnly = true
        let holdings = try await store.holdings(at: Sample.time(750))
        let pruning = retention.pruning(of: holdings, at: Sample.time(750))
        #expect(pruning.unsettled.map(\.text) == ["run-1"] && pruning.bodies.isEmpty)
    }

    /// What a journal names that cannot be read is not known, so nothing is taken for nobody's.
    @Test func whatAnUnreadableJournalMayNameStays() async throws {
        let store = try folder.store()
        try await closed("run-1", at: 0, in: store)
        try SQLiteConnection(path: folder.database).execute("UPDATE entries SET payload = 'x' WHERE kind = 'gathered'")
        _ = try await prune(store) { $0.keep = 5 }
        #expect(try await store.holdings(at: Sample.time(10 * 86_400)).unnamed.isEmpty)
        #expect(try count("evidence") == 2)
    }

    /// Between the question and the pruning a run came back to life.
    @Test func whatWasOpenedAgainStays() async throws {
        let store = try folder.store()
        let journal = try await closed("run-1", at: 0, in: store)
        var retention = Retention()
        retention.olderThanSeconds = 0
        let pruning = retention.pruning(of: try await store.holdings(at: Sample.time(999)), at: Sample.time(999))
        let back = HealthReading(.bad, at: Sample.time(40), detail: "HTTP 200 degraded")
        try await store.append([try Sample.entry(.recurred(back), after: journal)], fencingToken: 1)
        await #expect(throws: StoreError.stale) { try await store.prune(pruning, at: Sample.time(9999)) }
        #expect(try count("evidence") == 2)
        #expect(try await store.journal(of: RunID("run-1")).count == journal.count + 1)
        #expect(try await store.runs(limit: 1).first?.evidencePrunedAt == nil)
    }
}
