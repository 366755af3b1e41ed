import AutoSREConfiguration
import AutoSRECore
import AutoSREPlatform
import AutoSREStore

/// `autosre prune`: takes old runs away, and says which.
struct PruneCommand: Command {
    static let specification = Specification(
        name: "prune", summary: "Take old runs away: their evidence first, their journals last",
        details: [
            "Nothing goes by itself: this is the only way, and it says what went. At least one of --older-than, --keep",
            "and --max-size says what. A run that is unfinished stays, and so does the journal of the last run that",
            "changed each target; that a target was changed stays known in any case. Of a run whose evidence went, show",
            "and report tell the journal and say so; of one whose journal went they say that it was there.",
        ],
        options: [
            .init(
                name: "--older-than", value: "AGE",
                help: "what was closed longer ago: 30d, 12h, 90m or 45s"),
            .init(name: "--keep", value: "N", help: "the newest N runs stay in any case; alone: all others go"),
            .init(
                name: "--max-size", value: "SIZE",
                help: "as much of the oldest as brings the store below it: 500MB, 2GB"),
            .init(name: "--evidence-only", help: "every journal stays"),
            .init(name: "--dry-run", help: "only say what would go"),
            .output,
        ],
        examples: [
            .init(line: "autosre prune --older-than 30d --keep 1000 --dry-run", what: "what would go"),
            .init(line: "autosre prune --max-size 500MB", what: "a bound on the disk"),
            .init(line: "autosre prune --older-than 7d --evidence-only", what: "the journals of all runs stay"),
        ], exitCodes: ExitCode.Meaning.prune)

    private let retention: Retention
    private let isDryRun: Bool
    private let form: OutputForm

    init(_ arguments: Arguments) throws(UsageError) {
        var retention = Retention()
        retention.olderThanSeconds = try arguments.age("--older-than")
        retention.maximumBytes = try arguments.size("--max-size")
        retention.keep = try arguments.number("--keep", 0...Int(Int32.max), default: 0)
        retention.isEvidenceOnly = arguments.has("--evidence-only")
        let bounds = ["--older-than", "--keep", "--max-size"]
        guard bounds.contains(where: { arguments.value($0) != nil }) else {
            throw arguments.error("one of \(bounds.joined(separator: ", ")) has to say what may go")
        }
        (self.retention, isDryRun, form) = (retention, arguments.has("--dry-run"), arguments.form)
    }

    func run(_ console: Console) async throws -> ExitCode {
        let configuration = try Settings.loadWithJournal(console, command: Self.specification.name)
        guard let store = try await Journal.open(configuration, console)?.store else {
            return try end(PruneResult(), configuration, console)
        }
        let (now, pictures) = (SystemClock.now(), StoredPictures(beside: configuration.storage.dataDirectory))
        func holdings() async throws -> Holdings {
            try await pictures.added(to: try await store.holdings(at: now)) { try await store.pruned($0) != nil }
        }
        var result = PruneResult()
        var held = try await holdings()
        result.bytesBefore = held.bytes
        result.bytesAfter = held.bytes
        // What goes is estimated from its size; where that was not enough, the next oldest go too.
        for _ in 0..<Self.rounds {
            let (pruning, before) = (retention.pruning(of: held, at: now), result)
            result.add(pruning)
            if isDryRun { result.bytesAfter = max(0, held.bytes - pruning.bytes) }
            if isDryRun || pruning.isEmpty { break }
            do { try await store.prune(pruning, at: now) } catch StoreError.stale {
                // A run of them came back to life meanwhile.
                result = before
                held = try await holdings()
                continue
            }
            result.kept = pictures.remove(with: pruning.bodies)?.description ?? result.kept
            _ = try await store.compact()
            held = try await holdings()
            result.bytesAfter = held.bytes
            guard let most = retention.maximumBytes, result.bytesAfter > most else { break }
        }
        return try end(result, configuration, console)
    }

    private static let rounds = 4

    /// Says what went; failure where the store is still larger than it may be.
    private func end(_ result: PruneResult, _ configuration: Configuration, _ console: Console) throws -> ExitCode {
        let directory = configuration.storage.dataDirectory
        if form == .json {
            for line in try result.lines(isDryRun: isDryRun) { console.json(line) }
        } else {
            for line in result.words(directory, isDryRun: isDryRun) { console.line(line) }
        }
        if let kept = result.kept { console.complain("not all pictures are gone: \(kept)") }
        guard let most = retention.maximumBytes, result.bytesAfter > most else {
            return result.kept == nil ? .success : .failure
        }
        let kept = retention.isEvidenceOnly ? "; without --evidence-only old journals could go too" : ""
        console.complain(
            "\(directory) still takes \(ByteCount.words(result.bytesAfter)), more than \(ByteCount.words(most)): what is "
                + "left is unfinished, has just been put, or was kept as asked\(kept)")
        return .failure
    }
}

/// What a pruning came to.
struct PruneResult: Sendable, Hashable {
    /// Runs that lost their evidence and kept their journal.
    private(set) var evidence: [RunID] = []
    /// Runs that went whole.
    private(set) var journals: [RunID] = []
    /// Runs whose journal stays because they were the last to change a target.
    private(set) var needed: [RunID] = []
    /// Runs that stay for a while: an open run may be about to name the evidence that they have.
    private(set) var unsettled: [RunID] = []
    /// Pieces of evidence that no run named any more.
    private(set) var unnamed = 0
    /// Why a picture that should have gone is still there.
    var kept: String?
    /// What the store took before, in bytes.
    var bytesBefore = 0
    /// What it takes now, or would about take.
    var bytesAfter = 0

    /// Adds what one round took away.
    mutating func add(_ pruning: Pruning) {
        journals += pruning.journals
        let gone = Set(journals)
        evidence = (evidence + pruning.evidence).filter { !gone.contains($0) }
        (needed, unsettled) = (pruning.needed, pruning.unsettled)
        unnamed += pruning.unnamed
    }

    /// In words, for people.
    func words(_ directory: String, isDryRun: Bool) -> [String] {
        let (verb, tense) = isDryRun ? ("Would prune", "would take about") : ("Pruned", "takes")
        let waiting =
            unsettled.isEmpty
            ? []
            : [
                "\(unsettled.count.counted("run stays", "runs stay")) for ten minutes, for a run is open that may be about "
                    + "to name the same evidence: prune again then."
            ]
        guard !evidence.isEmpty || !journals.isEmpty || unnamed > 0 else {
            return waiting.isEmpty ? ["Nothing to prune in \(directory)."] : waiting
        }
        var lines = [
            "\(verb) \(journals.count.counted("run")) whole, and the evidence of \(evidence.count) more; "
                + "\(directory) \(tense) \(ByteCount.words(bytesAfter)), before \(ByteCount.words(bytesBefore))."
        ]
        if unnamed > 0 {
            lines.append("\(verb) \(unnamed.counted("piece")) of evidence that no run names any more.")
        }
        if !needed.isEmpty {
            lines.append(
                "\(needed.count.counted("journal stays", "journals stay")): the last to tell of a change of a target.")
        }
        lines += waiting
        let shown = journals.map { "  \($0)" } + evidence.map { "  \($0) (its evidence)" }
        lines += shown.prefix(Self.named)
        if shown.count > Self.named { lines.append("  … and \(shown.count - Self.named) more; all: --output json") }
        return lines
    }

    /// How many runs are named to people.
    private static let named = 20

    /// One line for each run, and one with the sum.
    func lines(isDryRun: Bool) throws -> [String] {
        let runs = journals.map { ($0, "journal") } + evidence.map { ($0, "evidence") }
        let schema = JSONValue.integer(Int64(JSONLines.schema))
        let each = try runs.map { run, what in
            try JSON.text(
                [
                    "schema": schema, "type": "pruned", "run": .string(run.text), "what": .string(what),
                    "dry_run": .bool(isDryRun),
                ] as JSONValue)
        }
        let sum: JSONValue = [
            "schema": schema, "type": "prune", "dry_run": .bool(isDryRun),
            "runs": .integer(Int64(journals.count)), "evidence_of": .integer(Int64(evidence.count)),
            "kept_for_changes": .integer(Int64(needed.count)),
            "kept_for_open_runs": .integer(Int64(unsettled.count)), "unnamed_evidence": .integer(Int64(unnamed)),
            "bytes_before": .integer(Int64(bytesBefore)),
            "bytes_after": .integer(Int64(bytesAfter)),
        ]
        return each + [try JSON.text(sum)]
    }
}
