package import AutoSRECore
import Synchronization

extension SimulatedCloud {
    /// Another run on the same target.
    struct Rival: Sendable {
        let run: RunID
        let until: Instant
        let heals: Bool
    }

    /// How a later program left a run.
    struct LeftByLater: Sendable {
        let entries: Int
        let effects: [String: Int]
    }

    /// Another run has the target for a while from now on; in one world of two it heals it.
    func has(rival run: RunID) {
        state.withLock { state in
            let seconds = 0.2 + Double(state.healthRandom.next() % 4000) / 1000
            let heals = state.healthRandom.chance(1, in: 2)
            state.rival = Rival(run: run, until: state.now.advanced(bySeconds: seconds), heals: heals)
        }
    }

    /// Lets `intruder` come once in the middle of somebody's work.
    func meets(_ intruder: @escaping @Sendable () async -> Void) { state.withLock { $0.intruder = intruder } }

    /// Changes the service, and remembers how it was until then.
    func change(_ state: inout State, _ change: (inout State) -> Void) {
        state.wasHealthy = isHealthy(state)
        change(&state)
        state.changedAt = state.now
    }

    /// Somebody else does what is intended.
    package func isOvertaken(in intent: Intent) {
        state.withLock { state in change(&state) { SimulatedActuator.apply(intent.action.after, &$0) } }
    }

    /// What the health signal shows: how things are, or were until a moment ago.
    func shows(_ state: inout State) -> Bool {
        guard state.now.seconds(since: state.changedAt) < latencySeconds else { return isHealthy(state) }
        state.faultsHit.insert(hardship.rawValue)
        return state.wasHealthy
    }

    /// Whether the service is well, and its signal only on the way there.
    func isOnTheMend(_ state: inout State) -> Bool {
        guard hardship == .slowMend, isHealthy(state) else { return false }
        let began = trouble == .passing ? state.passesAt : state.changedAt
        guard state.now.seconds(since: began) < Self.mendingSeconds else { return false }
        state.faultsHit.insert(hardship.rawValue)
        return true
    }

    /// Longer than a round may take while another is left, and shorter than all the time that most runs have.
    private static let mendingSeconds = 3.0

    /// Notes what is wrong about an effect that is about to happen.
    func witness(_ intent: Intent, _ state: inout State) {
        let after = intent.action.after
        let isUndo = after == .version("v2") || after == .replicas(3)
        let wellFor = state.now.seconds(since: trouble == .passing ? state.passesAt : state.changedAt) - warmUpSeconds
        if isUndo, isHealthy(state), wellFor > Self.longEnoughToSee {
            state.violations.append("took back what had healed for \(wellFor) s")
        }
        if let rival = state.rival, state.now < rival.until {
            state.violations.append("changed what \(rival.run) has claimed")
        }
        if !isUndo, state.isForbidden { state.violations.append("acted under a policy that forbids it") }
    }

    /// Seconds after which nobody may overlook that the service is well.
    private static let longEnoughToSee = 8.0

    /// Lets the other run come to its end when its time is over: it has changed the target, or left it.
    func endRival(_ state: inout State) {
        guard let rival = state.rival, state.now >= rival.until else { return }
        state.rival = nil
        state.faultsHit.insert(Hardship.rival.rawValue)
        if rival.heals {
            change(&state) { ($0.version, $0.original) = ("v1", "v1") }
            for entry in Self.change(by: rival.run, after: state.journals[rival.run] ?? [], at: state.wall) {
                state.journals[rival.run]?.append(entry)
                state.book.follow(entry)
            }
        }
        state.book.release(rival.run)
    }

    /// What its journal says of a rollback; nothing where it cannot be written.
    private static func change(by run: RunID, after journal: [JournalEntry], at now: Instant) -> [JournalEntry] {
        let target = Target(kind: .service, name: "checkout")
        let action = Action(
            kind: .rollback, target: target, before: .version("v2"), after: .version("v1"), reason: "rival")
        let intent = Intent(
            run: run, number: (journal.last?.seq ?? 0) + 1, action: action, plan: Digest(of: "rival"), at: now)
        let receipt = Receipt(intent: intent.key, effect: .applied, driver: "rival", confirmation: "v1", inverse: nil)
        var entries: [JournalEntry] = []
        for event in [Event.intended(intent), .acted(receipt)] {
            guard let last = entries.last ?? journal.last else { break }
            let entry = try? JournalEntry(
                run: run, seq: last.seq + 1, at: now, event: event, previousDigest: last.digest)
            if let entry { entries.append(entry) }
        }
        return entries
    }

    /// A process takes over: what is hard about that in this world begins.
    func restart() {
        state.withLock { state in
            switch hardship {
            case .clockForward, .clockBack:
                guard !state.effects.isEmpty, state.faultsHit.insert(hardship.rawValue).inserted else { return }
                state.skew += hardship == .clockForward ? 3600 : -3600
                state.lostSeconds += 3600
            case .stricterPolicy:
                state.isForbidden = true
                state.faultsHit.insert(hardship.rawValue)
            case .laterProgram:
                guard state.healthRandom.chance(1, in: 2) else { return }
                for run in state.journals.keys.sorted() { speakLater(of: run, &state) }
            default: break
            }
        }
    }

    /// Appends facts of a later program to an open run.
    private func speakLater(of run: RunID, _ state: inout State) {
        for _ in 0...(state.healthRandom.next() % 3) {
            guard let last = state.journals[run]?.last, last.event != .closed else { return }
            let event = Event.unknown(kind: "teleported", payload: ["to": "moon"])
            let entry = try? JournalEntry(
                run: run, seq: last.seq + 1, at: max(state.wall, last.at), event: event, previousDigest: last.digest,
                schema: Event.schema + 1)
            guard let entry else { return }
            state.journals[run]?.append(entry)
            state.faultsHit.insert(hardship.rawValue)
            state.leftByLater[run] = LeftByLater(entries: entry.seq, effects: state.effects)
        }
    }

    /// How everything stood when a later program had spoken of a run; nil where none has.
    func leftByLater(of run: RunID) -> LeftByLater? { state.withLock { $0.leftByLater[run] } }

    /// Whether the policy in force forbids everything.
    var isForbidden: Bool { state.withLock { $0.isForbidden } }

    /// Lets happen what was on its way and is due.
    func arrive(_ state: inout State) {
        for due in state.coming where due.at <= state.now {
            change(&state) { SimulatedActuator.apply(due.state, &$0) }
        }
        state.coming.removeAll { [now = state.now] in $0.at <= now }
    }

    /// Stops a process for minutes, a few times.
    func maybePause(_ state: inout State) {
        guard hardship == .pause, state.pauses > 0, !state.effects.isEmpty, state.healthRandom.chance(1, in: 4) else {
            return
        }
        state.pauses -= 1
        defer { arrive(&state) }
        let seconds = Double(30 + state.healthRandom.next() % 600)
        state.now = state.now.advanced(bySeconds: seconds)
        // After it there is time again to see the service stand.
        state.lostSeconds += seconds + 20
        state.faultsHit.insert(hardship.rawValue)
    }

    /// Lets happen, once, what waits for the middle of somebody's work.
    func intrude() async {
        let taken = state.withLock { state -> (@Sendable () async -> Void)? in
            guard let intruder = state.intruder, state.healthRandom.chance(1, in: 3) else { return nil }
            state.intruder = nil
            return intruder
        }
        await taken?()
    }

    /// Notes what must never happen.
    func violated(_ what: String) { state.withLock { $0.violations.append(what) } }

    /// Notes that a hardship was there.
    func hit() { state.withLock { _ = $0.faultsHit.insert(hardship.rawValue) } }
}
