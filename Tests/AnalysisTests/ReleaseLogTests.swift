import AutoSRECore
import AutoSREAnalysis
import Testing

/// When log lines speak for a release being at fault: only where they came with it.
@Suite(.timeLimit(.minutes(1)))
struct ReleaseLogTests {
    /// A service of which nothing is known but a log, a history, a version and a bad health word.
    /// - Parameter release: how many minutes ago 2.0 came.
    private func service(
        _ lines: [(minutesAgo: Double, message: String)], release: Double = 10, runs: Bool = true
    ) -> Notes {
        var notes = Notes()
        notes.completeness = nil
        notes.log(lines.sorted { $0.minutesAgo > $1.minutesAgo })
        notes.deployed([("2.0", release), ("1.9", 9000)])
        notes.bodies.append(.health(HealthReading(.bad, at: Notes.now, detail: "503")))
        let state = ServiceState(
            version: "2.0", replicasDesired: nil, replicasMaximum: nil, instances: [], pool: nil)
        if runs { notes.bodies.append(.state(state)) }
        return notes
    }

    private func every(_ seconds: Double, from: Double, to: Double, _ message: String) -> [(Double, String)] {
        stride(from: from, through: to, by: -seconds / 60).map { ($0, message) }
    }

    /// What a rollback is proposed with: its confidence, and the claims on logs that speak for it.
    private func rollback(_ notes: Notes) throws -> (confidence: Double, logs: [Claim], all: Diagnosis) {
        let diagnosis = conclude(try notes.request())
        let found = diagnosis.hypotheses.first { $0.recommendation == .rollback }
        let logs = (found?.claims ?? []).filter { if case .logsMatch = $0.predicate { true } else { false } }
        return (found?.confidence ?? 0, logs, diagnosis)
    }

    /// A ground for acting is confidence enough, and a claim that rests on what was read.
    private func expectNoGround(_ notes: Notes, _ comment: Comment) throws {
        let (confidence, logs, all) = try rollback(notes)
        #expect(confidence < 0.5 || logs.isEmpty, "\(comment): \(all.reasoning)")
        #expect(all.recommendation != .rollback || logs.isEmpty || confidence < 0.5, "\(comment): \(all.reasoning)")
    }

    private static let noise = [
        "ERROR card declined for order 1234", "ERROR GET /favicon.ico 404 not found",
        "ERROR upstream payments-provider timed out after 3000 ms", "ERROR deadline exceeded calling ledger",
        "java.lang.OutOfMemoryError: Java heap space", "ERROR connection refused: redis:6379",
        "panic: runtime error: nil pointer", "ERROR config key FOO missing, using default",
    ]

    @Test(arguments: noise) func whatWasThereBeforeIsNoGround(_ message: String) throws {
        let info = every(3, from: 59.8, to: 0, "INFO served GET /cart in 12 ms")
        for gap in [5.0, 10, 30, 60, 120] {
            for runs in [true, false] {
                let steady = every(gap, from: 59.8, to: 0, message)
                try expectNoGround(service(steady, runs: runs), "\(gap)")
                try expectNoGround(service(steady + info, runs: runs), "among others, \(gap)")
            }
        }
        let early = every(10, from: 58, to: 11.7, message)
        try expectNoGround(service(early), "ended before it")
        try expectNoGround(service(early + every(60, from: 10, to: 0, message)), "became fewer")
    }

    /// Each writer puts its version in front of whatever it writes: a release makes no line new.
    @Test func aVersionInFrontOfEveryLineMakesNoneNew() throws {
        let old = every(20, from: 59, to: 10.1, "[1.9] ERROR upstream payments-provider timed out")
        let new = every(20, from: 10, to: 0, "[2.0] ERROR upstream payments-provider timed out")
        let info = every(3, from: 59, to: 10.1, "[1.9] INFO served") + every(3, from: 10, to: 0, "[2.0] INFO served")
        try expectNoGround(service(old + new), "errors alone")
        try expectNoGround(service(old + new + info), "all lines")
        try expectNoGround(service(new + info.filter { $0.0 <= 10 }), "the log begins with the release")
    }

    /// What began shortly before the release and goes on at the same pace is none of its doing, however small a part
    /// of the hour before it was.
    @Test(arguments: [20.0, 60, 120, 300], [5.0, 10, 30]) func whatBeganShortlyBeforeIsNoGround(
        seconds: Double, release: Double
    ) throws {
        let info = every(20, from: 59, to: 0, "INFO served")
        for pace in [3.0, 10] {
            let lines = every(pace, from: release + seconds / 60, to: 0, "ERROR ledger refused")
            for runs in [true, false] {
                try expectNoGround(service(info + lines, release: release, runs: runs), "\(pace)")
                try expectNoGround(service(lines, release: release, runs: runs), "alone, \(pace)")
            }
        }
    }

    /// A release that writes its log in another format makes no message new.
    @Test(arguments: [
        #"{"level":"error","msg":"ledger refused"}"#, #"level=error msg="ledger refused" logger=app"#,
        "[ERROR] [app] ledger refused",
    ]) func anotherFormatMakesNoLineNew(line: String) throws {
        let info = every(20, from: 59, to: 0, "INFO served")
        let old = every(10, from: 58, to: 10.1, "2026-11-24 11:00:00 ERROR ledger refused")
        for runs in [true, false] {
            let notes = service(info + old + every(10, from: 10, to: 0, line), runs: runs)
            try expectNoGround(notes, "\(line)")
            #expect(try rollback(notes).confidence < 0.5, "\(line)")
        }
    }

    /// The version that ran for days, deployed once more, is no other version.
    @Test func whatIsDeployedAgainIsNoChange() throws {
        let info = every(20, from: 59, to: 0, "INFO served")
        for runs in [true, false] {
            var notes = service(info + every(9, from: 9, to: 0, "ERROR ledger refused"), runs: runs)
            notes.bodies.removeAll { $0.rollouts != nil }
            notes.deployed([("2.0", 10), ("2.0", 15_000), ("1.9", 30_000)])
            let diagnosis = conclude(try notes.request())
            #expect(!diagnosis.hypotheses.contains { $0.recommendation == .rollback }, "\(diagnosis.reasoning)")
            notes.bodies.removeAll { $0.rollouts != nil }
            notes.deployed([("2.0", 10), ("2.0", 12), ("1.9", 30_000)])
            #expect(try rollback(notes).confidence >= 0.5, "deployed twice in a row, it is new")
        }
    }

    /// A log that begins with the release shows nothing of before.
    @Test func silenceIsProofOnlyWhereItWasRead() throws {
        let lines = every(5, from: 9, to: 0, "ERROR cannot reach the ledger")
        try expectNoGround(service(lines), "nothing before was read")
        let calm = every(5, from: 9.5, to: 9, "INFO served")
        try expectNoGround(service(calm + lines), "half a minute before was read")
        let late = every(2, from: 10.08, to: 0, "INFO served") + every(9, from: 8.9, to: 0, "ERROR ledger refused")
        try expectNoGround(service(late), "five seconds before the release were read")
        var whole = service(lines)
        whole.completeness = Completeness(whole: TimeWindow(from: Notes.ago(60), until: Notes.now))
        let (confidence, logs, _) = try rollback(whole)
        #expect(confidence >= 0.5 && !logs.isEmpty, "that nothing was written before is known")
    }

    @Test(arguments: [true, false]) func whatBeginsOrGrowsWithTheReleaseIs(runs: Bool) throws {
        let info = every(10, from: 59, to: 0, "INFO served")
        let begins = every(5, from: 9, to: 0, "ERROR cannot reach the ledger")
        let grows = every(120, from: 59, to: 9.1, "ERROR cannot reach the ledger") + begins
        for lines in [info + begins, info + grows] {
            let (confidence, logs, all) = try rollback(service(lines, runs: runs))
            #expect(confidence >= 0.6 && !logs.isEmpty && all.recommendation == .rollback, "\(all.reasoning)")
            for claim in logs {
                guard case .logsMatch(_, let window, _) = claim.predicate else { continue }
                #expect(window.from >= Notes.ago(11), "\(claim.statement)")
            }
        }
    }

    /// Whatever moved before the release is none of its doing.
    @Test func aMetricThatMovedBeforeTheReleaseIsNoGround() throws {
        for role in ["latency_p99", "error_rate", "memory_used"] {
            var notes = service(every(10, from: 59, to: 0, "INFO served"))
            notes.curves([(role, "", { $0 > 35 ? 0.1 : 2 })])
            let diagnosis = conclude(try notes.request())
            for hypothesis in diagnosis.hypotheses where hypothesis.recommendation == .rollback {
                #expect(hypothesis.claims.allSatisfy { !$0.statement.contains(role) }, "\(diagnosis.reasoning)")
            }
        }
    }

    /// Somebody else's failures all along, beside a release: that is told, and a person decides.
    @Test func aThirdPartyThatFailsAllAlongIsNamed() throws {
        let lines = every(20, from: 59, to: 0, "ERROR upstream payments-provider timed out")
        let diagnosis = conclude(try service(lines).request())
        #expect(diagnosis.recommendation == .escalate || diagnosis.confidence < 0.5)
        #expect(diagnosis.hypotheses.contains { $0.category == "external_dependency" }, "\(diagnosis.reasoning)")
    }
}

/// What the instances' own state says.
@Suite(.timeLimit(.minutes(1)))
struct StateGroundTests {
    private func service(_ statuses: [(version: String, status: String)], release: Double = 10) -> Notes {
        var notes = Notes(type: .crashLoop)
        notes.deployed([("2.0", release), ("1.9", 9000)])
        notes.bodies.append(.health(HealthReading(.bad, at: Notes.now, detail: "503")))
        let instances = statuses.enumerated().map { index, one in
            ServiceState.Instance(
                id: "i\(index)", version: one.version, startedAt: Notes.ago(0.5), status: one.status)
        }
        notes.bodies.append(
            .state(
                ServiceState(
                    version: "2.0", replicasDesired: nil, replicasMaximum: nil, instances: instances, pool: nil)))
        return notes
    }

    @Test(arguments: [
        "crashed", "CrashLoopBackOff", "not_ready", "Not Ready", "failed", "oomkilled", "OOMKilled", "restarting",
    ]) func everyInstanceOfAYoungReleaseFailingIsEnough(status: String) throws {
        let notes = service(Array(repeating: ("2.0", status), count: 3))
        let first = try #require(conclude(try notes.request()).hypotheses.first)
        #expect(first.recommendation == .rollback && first.version == "2.0" && first.confidence >= 0.5)
        let state = try #require(first.claims.first { $0.statement.hasPrefix("3 of 3 instances of 2.0 are ") })
        #expect(state.predicate == .instances(version: "2.0", statuses: [status], atLeast: 3))
    }

    @Test func whatSpeaksOfAnotherVersionOrAnOldReleaseIsNot() throws {
        let others = [
            service([("1.9", "crashed"), ("2.0", "running"), ("2.0", "running")]),
            service([("2.0", "crashed"), ("2.0", "running"), ("2.0", "running")]),
            service(Array(repeating: ("2.0", "running"), count: 3)),
            service(Array(repeating: ("2.0", "crashed"), count: 3), release: 3000),
        ]
        for notes in others {
            let diagnosis = conclude(try notes.request())
            let grounded = diagnosis.hypotheses.filter { hypothesis in
                hypothesis.recommendation == .rollback && hypothesis.confidence >= 0.5
                    && hypothesis.claims.contains { if case .instances = $0.predicate { true } else { false } }
            }
            #expect(grounded.isEmpty, "\(diagnosis.reasoning)")
        }
    }
}
