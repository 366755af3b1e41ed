import AutoSRECore
import AutoSREAnalysis
import Testing

/// Services that are nothing like the shop.
@Suite(.timeLimit(.minutes(1)))
struct NotesTests {
    @Test func aTeamsOwnFewLinesAndItsHistoryAreEnough() throws {
        var notes = Notes()
        notes.log([
            (55, "posted batch 812 in 34 ms"), (48, "posted batch 813 in 31 ms"), (40, "posted batch 814 in 35 ms"),
            (18, "ERROR posting batch 815: NullPointerException in LedgerWriter"),
            (15, "ERROR posting batch 816: NullPointerException in LedgerWriter"),
            (9, "ERROR posting batch 817: NullPointerException in LedgerWriter"),
        ])
        notes.deployed([("7.0.2", 20), ("7.0.1", 2000), ("7.0.0", 9000)])
        let diagnosis = conclude(try notes.request())
        let first = try #require(diagnosis.hypotheses.first)
        #expect(first.recommendation == .rollback)
        #expect(first.version == "7.0.2")
        #expect(first.confidence >= 0.5)
        let plan = try CataloguePlanner().plan(
            for: first, incident: notes.incident, evidence: notes.evidence(), at: Notes.now)
        #expect(plan.actions.first?.after == .version("7.0.1"))
    }

    @Test func aReleaseAfterTheOnsetIsInnocent() throws {
        var notes = Notes()
        notes.curves([
            ("http_duration_p95", "s", { $0 > 20 ? 0.2 : 1.9 }), ("http_errors", "1", { $0 > 20 ? 0.001 : 0.2 }),
        ])
        notes.deployed([("12", 15), ("11", 9000)])
        let diagnosis = conclude(try notes.request())
        #expect(!diagnosis.hypotheses.contains { $0.version == "12" })
        #expect(diagnosis.recommendation == .escalate || diagnosis.confidence < 0.5)
    }

    @Test func ofTwoReleasesTheOneThatItsOwnFailuresNameIsGuilty() throws {
        var notes = Notes()
        var lines: [(minutesAgo: Double, message: String)] = []
        for minute in 0..<40 { lines.append((Double(60 - minute), "settled invoice \(minute) in \(minute * 7) ms")) }
        for minute in 0..<20 {
            lines.append((20 - Double(minute), "ERROR settle: worker of ledger r41 lost its cursor at \(minute)"))
        }
        notes.log(lines)
        notes.deployed([("r42", 22), ("r41", 24), ("r40", 4000)])
        let first = try #require(conclude(try notes.request()).hypotheses.first)
        #expect(first.version == "r41")
    }

    @Test func aReleaseThatLeaksSlowlyIsNotTakenForAnOldLeak() throws {
        var notes = Notes(type: .memoryLeak)
        var chance = SplitMix64(state: 5)
        notes.curves([
            ("process_heap_bytes", "bytes", { (400 + max(0, 35 - $0) * 18) * 1e6 * (1 + 0.01 * chance.swing()) }),
            ("request_duration_p99", "ms", { (120 + max(0, 28 - $0) * 14) * (1 + 0.03 * chance.swing()) }),
        ])
        notes.deployed([("4.4", 36), ("4.3", 20_000)])
        let first = try #require(conclude(try notes.request()).hypotheses.first)
        #expect(first.recommendation == .rollback)
        #expect(first.version == "4.4")
    }

    @Test func aSpikeThatIsOverIsNoTrouble() throws {
        var notes = Notes()
        var chance = SplitMix64(state: 6)
        notes.curves([("latency_ms", "ms", { ($0 < 30 && $0 > 22 ? 900 : 100) * (1 + 0.05 * chance.swing()) })])
        notes.deployed([("2.0", 31), ("1.9", 9000)])
        #expect(conclude(try notes.request()).finding == .nothingAbnormal)
    }

    @Test func noiseAloneIsNoTrouble() throws {
        for seed in 1...60 as ClosedRange<UInt64> {
            var notes = Notes()
            var chance = SplitMix64(state: seed)
            notes.curves([
                ("latency_p99_ms", "ms", { _ in 200 * (1 + 0.15 * chance.swing()) }),
                ("error_rate", "ratio", { _ in max(0, 0.003 + 0.002 * chance.swing()) }),
                ("cpu_utilization", "ratio", { _ in 0.5 + 0.08 * chance.swing() }),
                ("memory_used_mb", "MB", { _ in 900 * (1 + 0.02 * chance.swing()) }),
                ("request_rate", "1/s", { 80 * (1 + 0.1 * chance.swing() + $0 / 600) }),
                ("cache_misses", "1/s", { _ in 5 + 2 * chance.swing() }),
            ])
            notes.deployed([("2.0", 30), ("1.9", 9000)])
            let diagnosis = conclude(try notes.request())
            #expect(diagnosis.finding == .nothingAbnormal, "\(seed): \(diagnosis.reasoning)")
        }
    }

    @Test func nothingUsableMeansThatAPersonDecides() throws {
        var notes = Notes()
        notes.deployed([("2.0", 90), ("1.9", 9000)])
        notes.bodies.append(.health(HealthReading(.bad, at: Notes.now, detail: "HTTP 200 degraded")))
        let gap = EvidenceGap(kind: .logs, source: "dashboard API", reason: "connection refused")
        let diagnosis = conclude(try notes.request(gaps: [gap]))
        #expect(diagnosis.finding == .insufficient)
        #expect(diagnosis.recommendation == .escalate)
        #expect(diagnosis.missing.contains { $0.contains("dashboard API") && $0.contains("connection refused") })
    }

    @Test(arguments: [HealthReading.Status.good, .bad, .unknown]) func aHistoryAloneNamesTheLastChange(
        _ health: HealthReading.Status
    ) throws {
        var notes = Notes()
        notes.deployed([("2.0", 20), ("1.9", 9000)])
        notes.bodies.append(.health(HealthReading(health, at: Notes.now, detail: "x")))
        let diagnosis = conclude(try notes.request())
        guard health != .good else {
            #expect(diagnosis.finding == .insufficient)
            return
        }
        let first = try #require(diagnosis.hypotheses.first)
        #expect(first.recommendation == .rollback && first.version == "2.0" && first.confidence >= 0.5)
        #expect(first.claims.contains { $0.statement.contains("20 min before the alert") })
        let plan = try CataloguePlanner().plan(
            for: first, incident: notes.incident, evidence: notes.evidence(), at: Notes.now)
        #expect(plan.actions.first?.after == .version("1.9"))
    }

    @Test func calmIsNotClaimedOfWhatCouldNotShowTrouble() throws {
        var odd = Notes()
        odd.curves([("disk_free", "", { _ in 5 }), ("uptime", "", { 9000 - $0 })])
        #expect(conclude(try odd.request()).finding == .insufficient)
        odd.curves([("latency_ms", "ms", { _ in 100 })])
        #expect(conclude(try odd.request()).finding == .nothingAbnormal)
        var old = Notes()
        old.log((0..<40).map { (30 + Double($0) / 4, "served \($0)") })
        #expect(conclude(try old.request()).finding == .insufficient)
    }

    @Test func absenceIsClaimedOnlyOverWhatIsWhole() throws {
        var notes = Notes()
        let calm = (0..<110).map { (60 - Double($0) / 2, "served \($0)") }
        notes.log(calm + (0..<20).map { (5 - Double($0) / 5, "ERROR out of memory") })
        notes.deployed([("1.9", 9000)])
        func statements() throws -> [String] {
            conclude(try notes.request()).hypotheses.flatMap { $0.claims.map(\.statement) }
        }
        #expect(try statements().contains { $0.hasPrefix("no line like") })
        #expect(try statements().contains { $0.hasPrefix("nothing was deployed") })
        for completeness in [nil, Completeness(whole: nil, missing: "a page")] {
            notes.completeness = completeness
            #expect(try !statements().contains { $0.hasPrefix("no line like") || $0.hasPrefix("nothing was") })
        }
        let late = TimeWindow(from: Notes.ago(15), until: Notes.now.advanced(bySeconds: 1))
        notes.completeness = Completeness(whole: late)
        let last = try statements()
        #expect(last.contains { $0.contains("in the 9 min before") || $0.contains("in the 10 min before") })
        #expect(!last.contains { $0.hasPrefix("nothing was") })
    }

    /// Lines that could not be read may be the same ones, from before: they prove no release guilty.
    @Test func nothingIsNewWhereLinesAreMissing() throws {
        var notes = Notes()
        let calm = (0..<141).map { (58 - Double($0) / 3, "served a request \($0)") }
        notes.log(calm + (0..<60).map { (9 - Double($0) / 7, "ERROR parser exploded in basket") })
        notes.bodies.append(.health(HealthReading(.bad, at: Notes.now, detail: "degraded")))
        notes.deployed([("2.0", 10), ("1.9", 9000)])
        let whole = try #require(conclude(try notes.request()).hypotheses.first)
        #expect(whole.recommendation == .rollback)
        #expect(whole.claims.contains { $0.statement.hasSuffix("none before") })
        for missing in ["50 of 251 entries cannot be used", "it gave 201 lines, and there may be more"] {
            notes.completeness = Completeness(whole: nil, missing: missing)
            let diagnosis = conclude(try notes.request())
            let statements = diagnosis.hypotheses.flatMap { $0.claims.map(\.statement) }
            #expect(!statements.contains { $0.contains("none before") || $0.contains("no line like") }, "\(statements)")
            #expect(diagnosis.confidence < 0.5, "\(statements)")
        }
    }

    /// What was read is calm, and what was not read may be the trouble.
    @Test func calmOfAPartIsSaidOfAPart() throws {
        var notes = Notes()
        notes.curves([("latency_ms", "ms", { _ in 100 })])
        let gap = EvidenceGap(kind: .logs, source: "dashboard", reason: "503")
        let part = conclude(try notes.request(gaps: [gap]))
        #expect(part.finding == .nothingAbnormal && part.confidence < 0.5)
        #expect(part.summary.hasSuffix("in what could be read, which is not all.") && part.reasoning.contains("503"))
        #expect(conclude(try notes.request()).confidence == 0.8)
    }

    @Test func aFewCalmLinesProveNoCalm() throws {
        var notes = Notes()
        notes.log([(10, "RECENT-LINE")])
        #expect(conclude(try notes.request()).finding == .insufficient)
    }

    @Test func whatWasTriedIsNotProposedAgain() throws {
        var notes = Notes()
        notes.curves([
            ("latency_ms", "ms", { $0 > 10 ? 100 : 2000 }), ("heap_mb", "MB", { $0 > 11 ? 500 : 3900 }),
        ])
        notes.deployed([("2.0", 12), ("1.9", 9000)])
        let first = try #require(conclude(try notes.request()).hypotheses.first)
        #expect(first.recommendation == .rollback)
        let second = conclude(try notes.request(tried: [first.key]))
        #expect(!second.hypotheses.contains { $0.key == first.key })
        let all = second.hypotheses.map(\.key) + [first.key]
        let none = conclude(try notes.request(tried: all))
        #expect(none.hypotheses.allSatisfy { $0.recommendation == .escalate })
    }
}
