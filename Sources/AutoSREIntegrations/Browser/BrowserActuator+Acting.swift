import AutoSRECore

extension BrowserActuator {
    /// One attempt: walk, look, click, and let the API say what came of it.
    func act(_ intent: Intent, on service: DashboardService, sending: Sending) async throws -> Receipt {
        guard let steps = map.actions[intent.action.kind], case .act(let button, let confirm)? = steps.last else {
            throw Refusal("the UI map has no \(intent.action.kind.rawValue)")
        }
        let trace = trace(for: intent)
        // A login of some time ago may be over, and there pages are all that one has to tell.
        if target.isPages { await browsers.discard() }
        let open = try await browsers.current()
        trace.note("\(open.session.browser) is ready")
        let driver = PageDriver(
            session: open.session, base: base, origin: origin,
            variables: MapVariables(
                intent.action, serviceName: map.name(of: intent.action.target.name) ?? service.name, secrets: secrets),
            trace: trace, world: world,
            deadline: world.now().advanced(bySeconds: walkSeconds), patienceSeconds: stepSeconds)
        var sent = SentClick()
        let mark = { try await sending(target.unanswered(intent, service)) }
        do {
            if open.isLoggedIn {
                // Where the last action was, the next one does not begin.
                try await driver.leaveFrames()
            } else {
                try await driver.see(try await driver.walk(map.login))
                await browsers.noteLogin()
            }
            // It has to hold at the very moment of the click too.
            let expected = PageDriver.Expectation(
                seen: try await driver.walk(steps), single: try driver.named { try driver.variables.fill(button) },
                mayBeInDialog: false)
            _ = try await driver.look(for: expected)
            await driver.shoot("before the click")
            // A dashboard that always asks has done nothing before the answer.
            let page = try await click(expected, driver, counts: confirm?.isOptional ?? true, mark, &sent)
            try await answer(confirm, after: page, intent, driver, mark, &sent)
            return try await confirmed(intent, driver, &sent)
        } catch let refusal as Refusal where !sent.mayCount {
            throw await refused(refusal, driver)
        } catch {
            trace.note(sent.mayCount ? "after the click: \(error)" : "gave up: \(error)")
            // Drivers answer a click before its request has been sent; a browser that is ended at once never sends it.
            let shown = sent.mayCount ? await target.shown(intent, within: DashboardTarget.arrivalSeconds, world) : nil
            await browsers.discard()
            if let shown { return done(intent, shown, trace) }
            trace.keepSteps()
            let isSlow = (error as? WebDriverError)?.code == .timeout
            let words = trace.masked("\(error)") + (isSlow ? " (AUTOSRE_UI_STEP_SECONDS: a slow page needs more)" : "")
            guard sent.mayCount else { throw words == "\(error)" ? error : BrowserFailure(words) }
            throw target.pending(intent, service, because: "clicked, and then: \(words)", artifacts: trace.artifacts)
        }
    }

    /// Looks once more, without patience, and clicks what is there. Twice at the most, the second time only where the
    /// driver says that the first was not made.
    /// - Parameters:
    ///   - counts: whether the click may have the effect, and does not only lead to a question.
    ///   - mark: makes it durable that it is about to be made.
    /// - Returns: the page that it was made on.
    @discardableResult private func click(
        _ expected: PageDriver.Expectation, _ driver: PageDriver, counts: Bool, _ mark: () async throws -> Void,
        _ sent: inout SentClick
    ) async throws -> AccessiblePage {
        var failure: WebDriverError?
        for _ in 1...2 {
            try await driver.holdsWhatWasTyped()
            let page = try await driver.look(
                for: expected, patience: failure == nil ? 0 : stepSeconds, isBinding: true)
            guard let single = expected.single else { continue }
            let before = sent
            do {
                let ready = try await driver.ready(single, expected, on: page, isAct: true)
                if counts { try await mark() }
                sent = SentClick(mayCount: sent.mayCount || counts, address: ready.address)
                try await driver.make(ready)
            } catch let error as WebDriverError {
                // A dialog that opened as the mouse was pressed, so that the click was made.
                guard error.code != .unexpectedAlertOpen || sent == before else {
                    try await refuseDialog(driver, &sent)
                    return page
                }
                if error.isClickUnmade || error.isUnsent { sent = before }
                guard error.isClickUnmade else { throw error }
                driver.trace.note("not clicked: \(error)")
                failure = error
                continue
            }
            driver.typed.forget()
            try await refuseDialog(driver, &sent)
            return page
        }
        throw Refusal("\(failure.map { "\($0)" } ?? "the button") (twice)")
    }

    /// Answers the dashboard's question, if it asks one.
    /// - Parameter before: the page that the click was made on.
    private func answer(
        _ confirm: UIMap.Confirmation?, after before: AccessiblePage, _ intent: Intent, _ driver: PageDriver,
        _ mark: () async throws -> Void,
        _ sent: inout SentClick
    ) async throws {
        guard let confirm else { return }
        let question = try driver.question(confirm)
        let until = world.now().advanced(bySeconds: stepSeconds)
        while true {
            let page = try await driver.read()
            guard let difference = driver.difference(page, question) else { break }
            // Pages are read by a browser of their own, which is no work for every moment of waiting.
            if !target.isPages, await target.confirmation(of: intent) != nil { return }
            guard world.now() < until else {
                let missed = driver.missed(on: page, question)
                let place = if let missed { await driver.whereabouts(of: missed) } else { "" }
                let refusal = Refusal("no confirmation: \(difference)\(place)")
                if try driver.answers(on: page, confirm) > driver.answers(on: before, confirm) {
                    try await driver.mustStand(page)
                    // What still asks has not done it.
                    sent.mayCount = false
                    throw refusal
                }
                if confirm.isOptional { return }
                if await driver.isClearNo(to: sent) { throw refusal }
                // What does not ask may have done it, whatever the map says.
                try await mark()
                sent.mayCount = true
                throw BrowserFailure(refusal.reason)
            }
            try await world.sleep(until: world.now().advanced(bySeconds: 0.05))
        }
        let answer = try await driver.prepareAnswer(confirm)
        await driver.shoot("confirmation")
        try await click(answer, driver, counts: true, mark, &sent)
    }

    /// Waits until the API shows it.
    private func confirmed(_ intent: Intent, _ driver: PageDriver, _ sent: inout SentClick) async throws -> Receipt {
        if let confirmation = await target.shown(intent, within: DashboardTarget.changeSeconds, world) {
            await driver.shoot("after the click")
            return done(intent, confirmation, driver.trace)
        }
        try await refuseDialog(driver, &sent)
        let page = try? await driver.read()
        guard let alert = page.flatMap(Self.alert) else {
            // A console may ask a second time, of which the map knows nothing.
            let open = page?.dialog(over: .init()).map { ", and \($0)" } ?? ""
            throw BrowserFailure("the dashboard does not show it yet\(open)")
        }
        // Of what the page says in words only a page that is itself a clear no counts as one.
        guard await driver.isClearNo(to: sent) else { throw BrowserFailure("the page says: \(alert)") }
        sent.mayCount = false
        throw Refusal("the dashboard said: \(alert)")
    }

    /// A question that the browser itself asks is never answered with yes, for nobody sees what it is about.
    private func refuseDialog(_ driver: PageDriver, _ sent: inout SentClick) async throws {
        guard let dialog = try await driver.cancelledDialog() else { return }
        driver.trace.note("cancelled \(dialog)")
        // One that only tells says nothing of what the click has done, and neither does the answer to one that asks:
        // it may be about what follows.
        guard dialog.isQuestion || !sent.mayCount else { return }
        let words = "the page asks by \(dialog), and it was cancelled: \(NativeDialog.advice)"
        throw sent.mayCount ? BrowserFailure(words) : Refusal(words)
    }

    private static func alert(on page: AccessiblePage) -> String? {
        guard let place = page.nodes.firstIndex(where: { $0.role == "alert" }) else { return nil }
        let inside = page.nodes.filter { $0.role == "text" && $0.parent == place }.map(\.name)
        return PlainText.heard(inside.joined(separator: " "))
    }

    private func done(_ intent: Intent, _ confirmation: String, _ trace: ActionTrace) -> Receipt {
        trace.note(confirmation)
        trace.keepSteps()
        let path = trace.path.isEmpty ? "" : "; clicked \(PlainText.heard(trace.path))"
        return target.receipt(intent, .applied, confirmation + path, artifacts: trace.artifacts)
    }

    /// The refusal with a picture of the page that it is about.
    private func refused(_ refusal: Refusal, _ driver: PageDriver) async -> Refusal {
        driver.trace.note("refused: \(refusal.reason)")
        await driver.shootRefusal()
        driver.trace.keepSteps()
        return Refusal(driver.trace.masked(refusal.reason), artifacts: driver.trace.artifacts)
    }
}
