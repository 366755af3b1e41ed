import AutoSRECore

extension BrowserActuator {
    /// One attempt: walk, look, click, and let the API say what came of it.
    func act(_ intent: Intent, on service: DashboardService) async throws -> Receipt {
        guard let steps = map.actions[intent.action.kind], case .act(let button, let confirm)? = steps.last else {
            throw Refusal("the UI map has no \(intent.action.kind.rawValue)")
        }
        let trail = trail(for: intent)
        let open = try await browsers.current()
        trail.note("\(open.session.browser) is ready")
        let hand = BrowserHand(
            session: open.session, base: base, origin: origin,
            variables: MapVariables(intent.action, serviceName: service.name), trail: trail, world: world,
            deadline: world.now().advanced(bySeconds: Self.walkSeconds))
        do {
            if !open.isLoggedIn {
                try await hand.see(try await hand.walk(map.login))
                await browsers.noteLogin()
            }
            // It has to hold at the very moment of the click too.
            let expected = BrowserHand.Expectation(
                seen: try await hand.walk(steps), single: try hand.named { try hand.variables.fill(button) },
                mayBeInDialog: false)
            _ = try await hand.look(for: expected)
            await hand.shoot("before the click")
            try await click(expected, intent, hand)
            try await answer(confirm, intent, hand)
            return try await confirmed(intent, hand)
        } catch let refusal as Refusal {
            throw await refused(refusal, hand)
        } catch let error where target.begun.contains(intent.key) && !Task.isCancelled {
            trail.note("after the click: \(error)")
            // Drivers answer a click before its request has been sent; a browser that is ended at once never sends it.
            let arrived = await target.arrived(intent, world)
            await browsers.discard()
            if let arrived { return done(intent, arrived, trail) }
            return try await settled(intent, because: "\(error)", trail: trail)
        } catch {
            trail.note("gave up: \(error)")
            trail.keepSteps()
            await browsers.discard()
            throw error
        }
    }

    /// Looks once more, without patience, and clicks what is there. Twice at the most, the second time only where the
    /// driver says that the first was not made.
    private func click(_ expected: BrowserHand.Expectation, _ intent: Intent, _ hand: BrowserHand) async throws {
        var failure: WebDriverError?
        for _ in 1...2 {
            let page = try await hand.look(
                for: expected, patience: failure == nil ? 0 : BrowserHand.patienceSeconds, isBinding: true)
            guard let button = expected.single.flatMap({ page.matches($0).first }) else { continue }
            let wasClicked = target.begun.contains(intent.key)
            do throws(WebDriverError) {
                let element = try await hand.reference(to: button)
                target.begun.insert(intent.key)
                try await hand.session.click(element, seconds: 6)
                hand.trail.noteClick(button.name)
                return
            } catch {
                guard error.isClickUnmade else { throw error }
                if !wasClicked { target.begun.remove(intent.key) }
                hand.trail.note("not clicked: \(error)")
                failure = error
            }
        }
        throw Refusal("\(failure.map { "\($0)" } ?? "the button") (twice)")
    }

    /// Answers the dashboard's question, if it asks one.
    private func answer(_ confirm: UIMap.Confirmation?, _ intent: Intent, _ hand: BrowserHand) async throws {
        guard let confirm else { return }
        let expected = BrowserHand.Expectation(
            seen: hand.variables.known(confirm.expected),
            single: try hand.named { try hand.variables.fill(confirm.click) })
        let until = world.now().advanced(bySeconds: BrowserHand.patienceSeconds)
        while true {
            let page = try await hand.read()
            guard let difference = hand.difference(page, expected) else { break }
            if let service = try await reading(intent), service.confirmation(of: intent.action.after) != nil { return }
            guard world.now() < until else {
                if confirm.isOptional, expected.single.map({ page.matches($0).isEmpty }) ?? true { return }
                throw Refusal("no confirmation: \(difference)")
            }
            try await world.sleep(until: world.now().advanced(bySeconds: 0.05))
        }
        await hand.shoot("confirmation")
        try await click(expected, intent, hand)
    }

    /// The service, or nil where the API gives no answer just now.
    private func reading(_ intent: Intent) async throws -> DashboardService? {
        do { return try await target.read(intent) } catch is DashboardClient.Failure { return nil }
    }

    /// Waits until the API shows it.
    private func confirmed(_ intent: Intent, _ hand: BrowserHand) async throws -> Receipt {
        if let confirmation = try await target.changed(intent, world) {
            await hand.shoot("after the click")
            return done(intent, confirmation, hand.trail)
        }
        if let page = try? await hand.read(), let alert = Self.alert(on: page) {
            target.begun.remove(intent.key)
            throw Refusal("the dashboard said: \(alert)")
        }
        throw NotShown(description: "\(intent.action.target) does not show \(intent.action.after) after the click")
    }

    private static func alert(on page: AccessiblePage) -> String? {
        guard let place = page.nodes.firstIndex(where: { $0.role == "alert" }) else { return nil }
        let inside = page.nodes.filter { $0.role == "text" && $0.parent == place }.map(\.name)
        return PlainText.heard(inside.joined(separator: " "))
    }

    private func done(_ intent: Intent, _ confirmation: String, _ trail: BrowserTrail) -> Receipt {
        trail.note(confirmation)
        trail.keepSteps()
        let path = trail.path.isEmpty ? "" : "; clicked \(PlainText.cut(PlainText.oneLine(trail.path), to: 200))"
        return target.receipt(intent, .applied, confirmation + path, artifacts: trail.artifacts)
    }

    /// After a click that may have been made.
    func settled(_ intent: Intent, because reason: String, trail: BrowserTrail) async throws -> Receipt {
        if let confirmation = try await target.settled(intent, world) { return done(intent, confirmation, trail) }
        trail.keepSteps()
        let seconds = Int(DashboardTarget.settleSeconds)
        throw NotShown(description: "\(reason); the dashboard shows no effect of the click after \(seconds) s")
    }

    /// The refusal with a picture of the page that it is about.
    private func refused(_ refusal: Refusal, _ hand: BrowserHand) async -> Refusal {
        hand.trail.note("refused: \(refusal.reason)")
        await hand.shootRefusal()
        hand.trail.keepSteps()
        return Refusal(refusal.reason, artifacts: hand.trail.artifacts)
    }
}
