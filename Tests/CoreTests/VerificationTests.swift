import AutoSRECore
import AutoSRETesting
import Testing

/// How readings become a verdict: only bad, read now, argues against what was done.
@Suite(.timeLimit(.minutes(1))) struct VerificationTests {
    private static let limits: Limits = {
        var limits = Limits()
        (limits.verificationSeconds, limits.rounds) = (30, 1)
        return limits
    }()

    /// A run that has just acted, by the sample's own events; readings are appended to it.
    private struct Acted {
        var journal: [JournalEntry]
        var run: Run
        var actedAt: Instant

        init() throws {
            journal = [try Sample.opening("run-1")]
            run = try Run(opening: journal[0])
            actedAt = Sample.time(0)
            let all = try Sample.events()
            for kind in ["gathered", "diagnosed", "planned", "judged", "prechecked", "intended", "acted"] {
                guard let event = all.first(where: { $0.kind == kind }) else { continue }
                journal.append(try Sample.entry(event, after: journal))
                try run.apply(journal[journal.count - 1])
            }
            actedAt = run.round.actedAt ?? actedAt
        }

        mutating func add(_ event: Event, at seconds: Double) throws {
            let entry = try JournalEntry(
                run: run.id, seq: run.seq + 1, at: max(actedAt.advanced(bySeconds: seconds), run.lastAt),
                event: event, previousDigest: run.lastDigest)
            try run.apply(entry)
        }

        mutating func read(
            _ status: HealthReading.Status, at seconds: Double, _ parts: [HealthReading.Part]? = nil,
            isSettling: Bool? = nil
        ) throws {
            let at = actedAt.advanced(bySeconds: seconds)
            let reading = HealthReading(
                status, at: at, detail: status.rawValue, parts: parts, isSettling: isSettling)
            try add(.checked(reading), at: seconds)
        }

        func step(at seconds: Double, _ limits: Limits = VerificationTests.limits) -> Step {
            run.nextStep(within: limits, at: actedAt.advanced(bySeconds: seconds))
        }
    }

    @Test("Good has to stand for three readings and the span")
    func stable() throws {
        var run = try Acted()
        for seconds in [0.1, 0.8, 1.6, 2.4] { try run.read(.good, at: seconds) }
        #expect(run.step(at: 2.5) != .settle(.recovered))
        try run.read(.good, at: 3.2)
        #expect(run.step(at: 3.2) == .settle(.recovered))
    }

    @Test("Silence at the end argues for nothing, whatever was read before")
    func silence() throws {
        var run = try Acted()
        for second in 0..<27 { try run.read(.bad, at: Double(second)) }
        for second in 27..<30 { try run.read(.unknown, at: Double(second)) }
        #expect(run.step(at: 30) == .settle(.unverified))
    }

    /// What is read in each of thirty seconds after acting, and what that says when time is over.
    @Test(
        "Bad that moves towards good argues for no undo, and holds no verdict up",
        arguments: [
            // Bad at first, for the values are those of before, and then better and better.
            (0..<30, [10..<30], Verification.unverified),
            // Better all the while, and only the last reading is not.
            (0..<30, [0..<29], .unverified),
            // It got better once, and has long been as bad again.
            (0..<30, [10..<20], .notRecovered),
            (0..<30, [], .notRecovered),
            // It fell silent on its way.
            (0..<25, [10..<25], .unverified),
        ])
    func onTheMend(_ heard: Range<Int>, _ mending: [Range<Int>], _ verdict: Verification) throws {
        var run = try Acted()
        for second in 0..<30 {
            let isSettling = mending.contains { $0.contains(second) } ? true : nil
            try run.read(heard.contains(second) ? .bad : .unknown, at: Double(second), isSettling: isSettling)
        }
        #expect(run.step(at: 30) == .settle(verdict))
    }

    @Test("What ends on its way to good says so, and is left as it is")
    func saysThatItIsOnItsWay() throws {
        var run = try Acted()
        for second in 0..<30 { try run.read(.bad, at: Double(second), isSettling: true) }
        try run.add(.verified(.unverified), at: 30)
        guard case .conclude(.unverified, let reason) = run.step(at: 30) else {
            Issue.record("\(run.step(at: 30))")
            return
        }
        #expect(reason.contains("on its way to good") && reason.hasSuffix("what was done stays"), "\(reason)")
    }

    @Test("What is on its way to good is looked at until it is there, or all time is over")
    func untilItIsGood() throws {
        var run = try Acted()
        for second in 0..<26 { try run.read(.bad, at: Double(second), isSettling: true) }
        for seconds in [26.0, 27, 28, 29] { try run.read(.good, at: seconds) }
        #expect(run.step(at: 29) == .settle(.recovered))
    }

    @Test("Of several signals one that stands bad is enough, but not one that nobody has asked for")
    func standsBad() throws {
        func reading(_ parts: [HealthReading.Part]) -> HealthReading {
            HealthReading(HealthReading.status(of: parts), at: Sample.time(0), detail: "", parts: parts)
        }
        let falling = HealthReading.Part("errors", .bad, latencySeconds: 60, isSettling: true)
        let (edge, own) = (HealthReading.Part("edge", .bad), HealthReading.Part("own", .bad, isWitness: true))
        #expect(reading([falling]).isOnTheMend && reading([falling, own]).isOnTheMend)
        #expect(reading([falling, edge]).standsBad && reading([falling, edge]).isLateEnough(1, latency: 0))
        #expect(!reading([falling]).isLateEnough(61, latency: 0))
        let well = HealthReading.Part("errors", .good)
        #expect(reading([well, own]).status == .good && reading([own]).status == .unknown)
        let back = HealthReading.Part("own", .good, isWitness: true)
        #expect(reading([back]).status == .unknown && reading([edge, back]).status == .bad)
        #expect(reading([edge, back]).shows(healingSince: reading([edge, own])))
        let whole = try JSON.decode(HealthReading.self, from: JSON.encode(reading([falling, back])))
        #expect(whole == reading([falling, back]))
        let single = HealthReading(.bad, at: Sample.time(0), detail: "d", isSettling: true)
        #expect(try JSON.decode(HealthReading.self, from: JSON.encode(single)) == single && single.isOnTheMend)
    }

    @Test("Bad, read now, is not recovered; from before a pause it argues for nothing, and time is given to see")
    func pause() throws {
        var run = try Acted()
        for second in 0..<30 { try run.read(.bad, at: Double(second)) }
        #expect(run.step(at: 30) == .settle(.notRecovered))
        guard case .check = run.step(at: 3600) else {
            Issue.record("\(run.step(at: 3600))")
            return
        }
        try run.read(.good, at: 3600)
        for seconds in [3600.8, 3601.6, 3602.4, 3603.2] { try run.read(.good, at: seconds) }
        #expect(run.step(at: 3603.3) == .settle(.recovered))
    }

    @Test("However short somebody was stopped, the verdict waits for a reading of now")
    func shortPause() throws {
        var run = try Acted()
        for second in 0..<29 { try run.read(.bad, at: Double(second)) }
        guard case .check = run.step(at: 30) else {
            Issue.record("\(run.step(at: 30))")
            return
        }
        try run.read(.bad, at: 30)
        #expect(run.step(at: 30.1) == .settle(.notRecovered))
        try run.add(.verified(.notRecovered), at: 30.1)
        guard case .undo(let undo) = run.step(at: 30.2) else {
            Issue.record("\(run.step(at: 30.2))")
            return
        }
        #expect(undo.isUndo)
    }

    @Test("Time in which nobody could look, however short, is none of the time for verification")
    func stoppedInTheWindow() throws {
        var limits = Self.limits
        limits.verificationSeconds = 5
        var run = try Acted()
        try run.read(.bad, at: 0)
        // Stopped for all of the window but half a second; healed meanwhile.
        for seconds in [4.5, 4.9, 5.3, 5.7] { try run.read(.good, at: seconds) }
        #expect(run.step(at: 5.8, limits) != .settle(.unverified))
        try run.read(.good, at: 6.2)
        #expect(run.step(at: 6.2, limits) == .settle(.recovered))
        // A slow answer and its pace are no pause: all this time belongs to the window.
        var slow = try Acted()
        for count in 0...5 { try slow.read(.unknown, at: 1.05 * Double(count)) }
        #expect(slow.step(at: 5.3, limits) == .settle(.unverified))
    }

    @Test("A look goes on over an answer that did not come, once a good one was seen")
    func precheck() throws {
        var run = try Acted()
        let journal = Array(run.journal.prefix { $0.event.kind != "intended" && $0.event.kind != "prechecked" })
        run.run = try Run(replaying: journal)
        run.actedAt = run.run.lastAt
        func precheck(_ status: HealthReading.Status, at seconds: Double) throws {
            let at = run.actedAt.advanced(bySeconds: seconds)
            try run.add(.prechecked(HealthReading(status, at: at, detail: "")), at: seconds)
        }
        try precheck(.good, at: 0)
        for seconds in [1.0, 2, 3, 4, 5.1] { try precheck(.unknown, at: seconds) }
        for seconds in [5.2, 6.2, 7.2, 8.3] { try precheck(.good, at: seconds) }
        var limits = Self.limits
        limits.freshSeconds = 60  // so that the verdict on the plan stays one of now
        guard case .conclude(.selfRecovered, _) = run.step(at: 8.4, limits) else {
            Issue.record("\(run.step(at: 8.4, limits))")
            return
        }
    }

    @Test("After another process took over, one bad reading of before is none of now")
    func resumed() throws {
        var run = try Acted()
        for second in 0..<29 { try run.read(.bad, at: Double(second)) }
        try run.add(.resumed(Sample.lease(2).owner), at: 29.2)
        guard case .check = run.step(at: 29.9) else {
            Issue.record("\(run.step(at: 29.9))")
            return
        }
    }

    @Test("Bad before the signal can show a change argues for nothing")
    func latency() throws {
        var limits = Self.limits
        limits.verifierLatencySeconds = 60
        var run = try Acted()
        for second in 0..<30 { try run.read(.bad, at: Double(second)) }
        #expect(run.step(at: 30, limits) == .settle(.unverified))
    }

    @Test("A slow signal that was good before proves a recovery only when it could have noticed")
    func slowSignals() throws {
        var run = try Acted()
        let slow = HealthReading.Part("slow", .good, latencySeconds: 12)
        for tenth in 0..<115 {
            try run.read(.good, at: Double(tenth) / 10, [HealthReading.Part("fast", .good), slow])
        }
        #expect(run.step(at: 11.5) != .settle(.recovered))
        try run.read(.good, at: 12, [HealthReading.Part("fast", .good), slow])
        #expect(run.step(at: 12) == .settle(.recovered))
    }

    @Test("What had no data before and has none now blocks nothing; what was bad must come back")
    func parts() throws {
        let now = Sample.time(0)
        func reading(_ first: HealthReading.Status, _ second: HealthReading.Status) -> HealthReading {
            let parts = [HealthReading.Part("a", first), HealthReading.Part("b", second)]
            return HealthReading(HealthReading.status(of: parts), at: now, detail: "", parts: parts)
        }
        let baseline = reading(.bad, .unknown)
        #expect(reading(.good, .unknown).status(since: baseline) == .good)
        #expect(reading(.unknown, .unknown).status(since: baseline) == .unknown)
        #expect(reading(.bad, .good).status(since: baseline) == .bad)
        #expect(reading(.good, .unknown).status(since: reading(.bad, .good)) == .unknown)
        #expect(reading(.good, .bad).shows(healingSince: reading(.bad, .bad)))
        #expect(!reading(.good, .bad).shows(healingSince: reading(.good, .bad)))
    }

    @Test("A look judges a signal without data as a verification does", arguments: [true, false])
    func blindLook(wasBlind: Bool) throws {
        func reading(_ first: HealthReading.Status, _ second: HealthReading.Status, at: Double) -> HealthReading {
            let parts = [HealthReading.Part("a", first), HealthReading.Part("b", second)]
            return HealthReading(
                HealthReading.status(of: parts), at: Sample.time(at), detail: "", parts: parts)
        }
        var journal = [try Sample.opening("run-1")]
        var run = try Run(opening: journal[0])
        func add(_ event: Event, at: Double) throws {
            let entry = try JournalEntry(
                run: run.id, seq: run.seq + 1, at: max(Sample.time(at), run.lastAt), event: event,
                previousDigest: run.lastDigest)
            journal.append(entry)
            try run.apply(entry)
        }
        let before = reading(.bad, wasBlind ? .unknown : .good, at: 1)
        let acting = try Sample.acting()
        for event in acting where ["gathered", "diagnosed", "planned", "judged"].contains(event.kind) {
            guard case .gathered(let known) = event else {
                try add(event, at: 2)
                continue
            }
            try add(.gathered(EvidenceSet(evidence: known.evidence, gaps: known.gaps, health: before)), at: 1)
        }
        for second in [3.0, 4.5, 6] { try add(.prechecked(reading(.good, .unknown, at: second)), at: second) }
        let step = run.nextStep(within: Self.limits, at: Sample.time(6))
        if case .conclude(.selfRecovered, _) = step { #expect(wasBlind) } else { #expect(!wasBlind, "\(step)") }
    }
}
