import AutoSRECore

// Each question is answered by the runs that it asks for, newest first, and by no other.
extension RunStoreContract {
    static func runsAreFound(_ store: Store) async throws {
        func found(_ scope: RunQuery.Scope, limit: Int = RunQuery.noLimit) async throws -> [String] {
            try await store.runs(RunQuery(scope, limit: limit)).map(\.run.text)
        }
        try require(try await found(.all).isEmpty, "a new store has none")
        let runs = try ["run-a1", "run-a2", "run-b1"].enumerated().map { index, name in
            try opening(
                name, incident: index < 2 ? "inc-one" : "inc-two", service: "shop-\(index)", at: index,
                system: index < 2 ? nil : "eu-1")
        }
        for (index, entry) in runs.enumerated() { try await open(store, entry, key: "key-\(index)") }
        let systems = try await store.runs(RunQuery(.all)).map(\.system)
        try require(systems == ["eu-1", nil, nil], "each with the system that it is about, where there is one")
        try require(try await found(.all, limit: 2) == ["run-b1", "run-a2"], "the newest come first")
        try require(try await found(.all, limit: 0).isEmpty, "none, where none is asked for")
        try require(try await found(.named("run-a1")) == ["run-a1"], "a run by its name")
        try require(try await found(.named("inc-one")) == ["run-a2", "run-a1"], "the runs of an incident")
        try require(try await found(.named("inc-one"), limit: 1) == ["run-a2"], "of them the newest")
        try require(try await found(.named("run-a")).isEmpty, "a part of a name is no name")
        try require(try await found(.prefixed("run-a")) == ["run-a2", "run-a1"], "runs whose names begin so")
        try require(try await found(.prefixed("inc-t")) == ["run-b1"], "or whose incident's does")
        try require(try await found(.prefixed("un-a")).isEmpty, "and not where it is inside")
        try require(try await found(.service("shop-1")) == ["run-a2"], "the runs about a service")
        let (alert, other) = (runs[0].fingerprint, runs[2].fingerprint)
        try require(try await found(.fingerprint(alert)) == ["run-a1"], "an open run by its alert's fingerprint")
        try require(try await found(.deduplicationKey("key-1")) == ["run-a2"], "and by its deduplication key")
        try await dueAreFound(store, runs)
        try await store.append([try Sample.entry(.closed, after: [runs[0]])], fencingToken: 1)
        try require(try await found(.open) == ["run-b1", "run-a2"], "what is closed is not open")
        try require(try await found(.fingerprint(alert)).isEmpty, "nor found by a fingerprint")
        try require(try await found(.deduplicationKey("key-0")).isEmpty, "nor by a key")
        try require(try await found(.fingerprint(other), limit: 1) == ["run-b1"], "the others are")
        try require(try await found(.named("run-a1")) == ["run-a1"], "by its name it is found for ever")
    }

    /// What waits is not due before its time, and at once where something came to be known.
    private static func dueAreFound(_ store: Store, _ runs: [JournalEntry]) async throws {
        func due(_ seconds: Double) async throws -> [String] {
            try await store.runs(RunQuery(.due(Sample.time(seconds)))).map(\.run.text)
        }
        let names = ["run-b1", "run-a2", "run-a1"]
        try require(try await due(0) == names, "what was never parked is due")
        try await store.park(runs[1].run, until: Sample.time(50), fencingToken: 1)
        try require(try await due(49) == ["run-b1", "run-a1"], "what is parked is not due before its time")
        try require(try await due(50) == names, "and is at its time")
        try await refused(.stale, "parking with another token") {
            try await store.park(runs[1].run, until: Sample.time(60), fencingToken: 2)
        }
        try await refused(.unknownRun, "parking no run") {
            try await store.park(RunID("run-none"), until: Sample.time(60), fencingToken: 1)
        }
        try require(try await store.runs(RunQuery(.untold)).isEmpty, "nothing has ended")
    }

    static func changesAreFound(_ store: Store) async throws {
        let checkout = Target(kind: .service, name: "checkout")
        for (index, name) in ["run-1", "run-2"].enumerated() {
            let opening = try Sample.opening(name, at: Double(index) * 100)
            try await open(store, opening)
            _ = try await store.claim([checkout], for: opening.run, at: opening.at, fencingToken: 1, displacing: nil)
            let action = Action(
                kind: .restart, target: checkout, before: nil, after: .instancesSince(Sample.time(1)), reason: "test")
            let intent = Intent(run: opening.run, number: 2, action: action, plan: Digest(of: "plan"), at: opening.at)
            let intended = try Sample.entry(.intended(intent), after: [opening])
            let end = Conclusion(.recovered, reason: "good", receivers: [])
            let concluded = try Sample.entry(.concluded(end), after: [opening, intended])
            try await store.append([intended, concluded], fencingToken: 1)
        }
        func found(_ seconds: Double) async throws -> [String] {
            try await store.changes(of: checkout, since: Sample.time(seconds)).map(\.run.text)
        }
        try require(try await found(-9) == ["run-2", "run-1"], "every change of a target, newest first")
        try require(try await found(1) == ["run-2"], "none that is as old as the time asked for")
        try require(try await found(101).isEmpty, "none is newer than the newest")
        let payments = Target(kind: .service, name: "payments")
        try require(try await store.changes(of: payments, since: Sample.time(-9)).isEmpty, "of its target alone")
    }

    private static func opening(
        _ run: String, incident id: String, service: String, at seconds: Int, system: String?
    ) throws -> JournalEntry {
        let incident = Incident(
            id: id, service: service, type: .crashLoop, detectedAt: Sample.time(0), payload: [:])
        return try JournalEntry(
            run: RunID(run), seq: 1, at: Sample.time(Double(seconds)),
            event: .opened(Alert(incident: incident, source: "simulated", system: system)),
            previousDigest: JournalEntry.genesis)
    }
}

extension JournalEntry {
    /// Of the alert in a first entry.
    fileprivate var fingerprint: String { if case .opened(let alert) = event { alert.fingerprint } else { "" } }

    /// The incident in a first entry.
    var incident: Incident? { if case .opened(let alert) = event { alert.incident } else { nil } }
}
