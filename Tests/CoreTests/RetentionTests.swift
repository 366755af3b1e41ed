import AutoSRECore
import Testing

/// What goes and what stays, as a table.
@Suite struct RetentionTests {
    private static let now = Instant(seconds: 1_800_000_000)

    /// A run that was closed `days` ago (nil: open), with a journal of 100 bytes.
    private func run(_ name: String, closed days: Double?, isNeeded: Bool = false, _ evidence: Set<String> = [])
        -> StoredRun
    {
        StoredRun(
            run: RunID(name), closedAt: days.map { Self.now.advanced(bySeconds: -$0 * 86_400) }, isNeeded: isNeeded,
            journalBytes: 100, evidence: evidence)
    }

    private func pruned(_ runs: [StoredRun], _ change: (inout Retention) -> Void) -> Pruning {
        var retention = Retention()
        change(&retention)
        let bodies = Set(runs.flatMap(\.evidence))
        let holdings = Holdings(
            runs: runs, bodies: Dictionary(uniqueKeysWithValues: bodies.map { ($0, 1000) }),
            bytes: 100 * runs.count + 1000 * bodies.count)
        return retention.pruning(of: holdings, at: Self.now)
    }

    private func names(_ runs: [RunID]) -> [String] { runs.map(\.text) }

    @Test func byAgeWhatWasClosedLongerAgoGoesWhole() {
        let runs = [
            run("a", closed: 1, ["x"]), run("b", closed: 31, ["y"]), run("c", closed: nil), run("d", closed: 90),
        ]
        let pruning = pruned(runs) { $0.olderThanSeconds = 30 * 86_400 }
        #expect(names(pruning.journals) == ["d", "b"] && names(pruning.evidence) == ["b"])
        #expect(pruning.bodies == ["y"] && pruning.bytes == 1200)
    }

    @Test func whatIsOpenNeverGoes() {
        let runs = [run("a", closed: nil, ["x"]), run("b", closed: nil, ["y"])]
        for change: (inout Retention) -> Void in [
            { $0.olderThanSeconds = 0 }, { $0.maximumBytes = 0 }, { $0.keep = 0 },
        ] { #expect(pruned(runs, change).isEmpty) }
    }

    @Test func theNewestStayWhateverTheirAge() {
        let runs = (0..<5).map { run("r\($0)", closed: 90) }
        #expect(names(pruned(runs) { ($0.olderThanSeconds, $0.keep) = (86_400, 3) }.journals) == ["r4", "r3"])
        #expect(names(pruned(runs) { $0.keep = 4 }.journals) == ["r4"], "alone it means that all others go")
        #expect(pruned(runs) { ($0.maximumBytes, $0.keep) = (0, 5) }.isEmpty)
    }

    @Test func evidenceThatAnotherRunHasStays() {
        let runs = [run("a", closed: 1, ["x"]), run("b", closed: 90, ["x", "y"])]
        let pruning = pruned(runs) { $0.olderThanSeconds = 86_400 * 30 }
        #expect(pruning.bodies == ["y"])
        let all = pruned(runs) { $0.olderThanSeconds = 0 }
        #expect(all.bodies.sorted() == ["x", "y"], "it goes with the last")
    }

    @Test func whatIsNotSettledWaitsWithItsRun() {
        var retention = Retention()
        retention.olderThanSeconds = 0
        let runs = [run("a", closed: 1, ["x"]), run("b", closed: 2, ["y"])]
        let holdings = Holdings(runs: runs, bodies: ["x": 1, "y": 1], bytes: 200, unsettled: ["x"])
        let pruning = retention.pruning(of: holdings, at: Self.now)
        #expect(names(pruning.unsettled) == ["a"] && names(pruning.journals) == ["b"] && pruning.bodies == ["y"])
    }

    @Test func bySizeEvidenceGoesFirstAndOnlyAsMuchAsNeeded() {
        let runs = (0..<4).map { run("r\($0)", closed: 1, ["e\($0)"]) }
        let some = pruned(runs) { $0.maximumBytes = 2400 }
        #expect(names(some.evidence) == ["r3", "r2"] && some.journals.isEmpty)
        let more = pruned(runs) { $0.maximumBytes = 250 }
        #expect(more.evidence.count == 4 && names(more.journals) == ["r3", "r2"])
        #expect(pruned(runs) { $0.maximumBytes = 9999 }.isEmpty)
    }

    @Test func aJournalThatACooldownMayNeedStays() {
        let runs = [run("a", closed: 60), run("b", closed: 90, isNeeded: true, ["x"])]
        let pruning = pruned(runs) { $0.olderThanSeconds = 86_400 }
        #expect(names(pruning.journals) == ["a"] && names(pruning.needed) == ["b"])
        #expect(pruning.bodies == ["x"], "its evidence may go")
    }

    @Test func journalsStayWhereThatIsAskedFor() {
        let runs = [run("a", closed: 60, ["x"])]
        for change: (inout Retention) -> Void in [{ $0.olderThanSeconds = 0 }, { $0.maximumBytes = 0 }] {
            let pruning = pruned(runs) {
                change(&$0)
                $0.isEvidenceOnly = true
            }
            #expect(pruning.journals.isEmpty && names(pruning.evidence) == ["a"])
        }
    }
}
