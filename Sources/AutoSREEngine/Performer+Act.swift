import AutoSRECore

extension Performer {
    /// The decision to carry `action` out, with a key that no other run has.
    func intent(to action: Action, in file: Case) -> Intent {
        let plan = file.round.plan?.digest ?? Digest(of: "")
        return Intent(key: "\(file.run)/\(file.seq + 1)", action: action, plan: plan, at: world.now())
    }

    /// Asks before acting, always: after a crash the intent is in the journal and the answer is in the world. Each
    /// stumble hands over to the next driver, which asks again before it does anything.
    ///
    /// What was allowed before a resume or a pause is judged again before it is done, and not before it is known to be
    /// undone: an effect that is there is a fact, whatever the policy says of it now.
    func act(
        _ intent: Intent, _ clearance: Clearance, in file: Case, within limits: Limits
    ) async throws -> Event {
        let drivers = board.drivers(for: intent.action)
        guard !drivers.isEmpty else {
            throw Refusal("nothing here can \(intent.action.kind.rawValue) a \(intent.action.target.kind.rawValue)")
        }
        guard clearance.covers(intent, of: file.run, at: world.now()) else {
            throw Refusal("the clearance has expired or is for another plan")
        }
        let driver = drivers[min(file.stumbles.count, drivers.count - 1)]
        if driver.name != drivers[0].name { world.mark(.driverTookOver) }
        guard driver.isSimulated == clearance.isRehearsal else {
            throw Refusal(
                clearance.isRehearsal
                    ? "it was allowed as a rehearsal, and would be done for real"
                    : "it was allowed for real, and would only be rehearsed")
        }
        var receipt: Receipt
        switch try await driver.status(of: intent) {
        case .applied(let found):
            world.mark(.foundApplied)
            receipt = found
            // What an earlier try of ours may have done is ours to take back; what was there before is not.
            let mayBeOurs = !file.stumbles.isEmpty || file.isIntentInherited
            receipt.inverse = mayBeOurs ? intent.action.inverse : nil
        case .absent:
            var clearance = clearance
            if let plan = file.round.plan, !file.isJudgedNow(limits, world.now()) {
                let verdict = try await judge(plan, for: file)
                guard case .allow(let fresh) = verdict else { return .judged(verdict) }
                clearance = fresh
            }
            try await ensureOwn(intent.action.target, of: file)
            receipt = try await driver.perform(intent, with: clearance)
        }
        receipt.isDurable = await store.isDurable
        return .acted(receipt)
    }
}
