import AutoSRECore

extension Performer {
    /// The decision to carry `action` out, with a key that no other run has.
    func intent(to action: Action, in run: Run) -> Intent {
        let plan = run.round.plan?.digest ?? Digest(of: "")
        return Intent(run: run.id, number: run.seq + 1, action: action, plan: plan, at: world.now())
    }

    /// Asks before acting, always: after a crash the intent is in the journal and the answer is in the world. Each
    /// failure hands over to the next driver, which asks again before it does anything.
    ///
    /// What was allowed before a resume or a pause is judged again before it is done, and not before it is known to be
    /// undone: an effect that is there is a fact, whatever the policy says of it now.
    func act(
        _ intent: Intent, _ clearance: Clearance, in run: Run, within limits: Limits, _ notes: StepNotes
    ) async throws -> Event {
        let drivers = registry.drivers(for: intent.action)
        guard !drivers.isEmpty else {
            throw Refusal("nothing here can \(intent.action.kind) a \(intent.action.target.kind)")
        }
        // The journal may be another program's, or have been written before an integration was taken out.
        guard registry.actions.parameters(of: intent.action) != nil else {
            throw Refusal("\(intent.action.summary) is no action that this program knows")
        }
        let driver = driver(of: drivers, in: run)
        if driver.name != drivers[0].name { world.mark(.driverTookOver) }
        guard driver.isSimulated == clearance.isRehearsal else {
            throw Refusal(
                clearance.isRehearsal
                    ? "it was allowed as a rehearsal, and would be done for real"
                    : "it was allowed for real, and would only be rehearsed")
        }
        if let found = try await found(intent, by: driver, in: run) { return found }
        var clearance = clearance
        if let plan = run.round.plan, !run.isJudgedNow(limits, world.now()) {
            let verdict = try await judge(plan, for: run, notes)
            guard case .allow(let fresh) = verdict else { return .judged(verdict) }
            clearance = fresh
        }
        guard clearance.covers(intent, of: run.id, at: world.now()) else {
            throw Refusal("the clearance has expired or is for another plan")
        }
        let receipt = try await driver.perform(intent, with: clearance) { pending in
            try await ensureOwn(intent.action.target, of: run)
            try await notes.sending(pending)
        }
        return .acted(await kept(receipt, of: intent))
    }

    /// What keeps an intent from being looked at again: another run is in the way, or the target shows it. Nil where
    /// nothing does, or nothing is intended.
    func foundSinceIntended(in run: Run, token: Int64) async throws -> Event? {
        guard run.phase == .intended, let intent = run.round.intents.last else { return nil }
        if let other = try await others(on: [intent.action.target], of: run, token: token) { return other }
        let drivers = registry.drivers(for: intent.action)
        guard !drivers.isEmpty, registry.actions.parameters(of: intent.action) != nil else { return nil }
        return try await found(intent, by: driver(of: drivers, in: run), in: run)
    }

    /// The one whose turn it is.
    private func driver(of drivers: [any Actuator], in run: Run) -> any Actuator {
        drivers[min(run.transientFailures.count, drivers.count - 1)]
    }

    private func found(_ intent: Intent, by driver: any Actuator, in run: Run) async throws -> Event? {
        guard case .applied(let found) = try await driver.status(of: intent) else { return nil }
        world.mark(.foundApplied)
        // What an earlier try of ours may have done is ours to take back; what was there before is not.
        return .acted(await kept(found, of: intent, isOurs: !run.transientFailures.isEmpty))
    }

    /// Looks once whether the target shows what was asked for. What cannot be read now says nothing. Where it does not
    /// show, that is a fact once in `watchSeconds`; in between it is only looked for again.
    func watch(_ intent: Intent, _ pending: Pending, for run: Run, within limits: Limits) async throws -> Performed {
        let drivers = registry.drivers(for: intent.action)
        guard let driver = drivers.first(where: { $0.name == pending.driver }) ?? drivers.first else {
            return .fact(.acted(pending.receipt(for: intent)))
        }
        var words = "\(intent.action.target) does not show it yet"
        do {
            if case .applied(let shown) = try await driver.status(of: intent) {
                return .fact(.acted(await kept(pending.receipt(for: intent, shown: shown), of: intent)))
            }
        } catch let error where !(error is CancellationError) && !(error is StoreError) && !Task.isCancelled {
            words = describe(error)
        }
        let now = world.now()
        let until = min(pending.until, run.lastAt.advanced(bySeconds: limits.watchSeconds))
        guard now < until else { return .fact(.transientFailure(reason: "waiting: \(words)", retryAt: now)) }
        // Each pause is a quarter longer than the one before, up to a second.
        let pause = min(1, 0.05 + max(0, now.seconds(since: run.lastAt)) / 4)
        return .later(min(until, now.advanced(bySeconds: pause)))
    }

    /// An act that was not over within its bound and cannot be stopped: it may have been sent.
    func unstopped(_ late: OutOfTime, of run: Run, within limits: Limits) -> Pending {
        let until = world.now().advanced(bySeconds: limits.actionSeconds + limits.watchSeconds)
        let intent = run.round.intents.last
        let driver = intent.flatMap { registry.drivers(for: $0.action).first?.name }
        return Pending(intent: intent?.key ?? "", driver: driver ?? "a driver", reason: "\(late)", until: until)
    }

    /// The receipt of what nobody knows, unless the target shows it after all: its time may have been over before
    /// anybody looked.
    func presume(_ pending: Pending, in run: Run) async throws -> Event {
        guard let intent = run.round.intents.last else { return .refused(reason: pending.reason) }
        let drivers = registry.drivers(for: intent.action)
        if let driver = drivers.first(where: { $0.name == pending.driver }) ?? drivers.first,
            case .applied(let shown)? = try? await driver.status(of: intent)
        {
            return .acted(await kept(pending.receipt(for: intent, shown: shown), of: intent))
        }
        try Task.checkCancellation()
        return .acted(await kept(pending.receipt(for: intent), of: intent))
    }

    /// What a driver says, with what it cannot know: what takes it back, and whether that is ours to do. What was not
    /// seen to have happened by our doing has no inverse.
    private func kept(_ receipt: Receipt, of intent: Intent, isOurs: Bool? = nil) async -> Receipt {
        var receipt = receipt
        let isOurs = isOurs ?? (receipt.effect == .applied)
        receipt.inverse = isOurs ? registry.actions.inverse(of: intent.action) : nil
        receipt.isDurable = await store.isDurable
        return receipt
    }
}
