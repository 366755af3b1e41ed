import AutoSRECore

extension MapRehearsal {
    /// Walks in a browser of its own, which is ended in any case.
    public func run(_ part: Part) async -> Result {
        let trace = ActionTrace(
            folder: pictures, prefix: part.action?.rawValue ?? "read", secrets: Array(secrets.values),
            textGuard: textGuard, now: { [world] in world.now() }, tell: tell)
        let browsers = BrowserSessions(browser, origin: origin, client: client, world: world)
        var (record, reason, isComplete) = (PageRecord(), "", false)
        do {
            let open = try await browsers.current()
            trace.note("\(open.session.browser) is ready")
            let driver = driver(open.session, part, trace)
            do {
                (record, reason) = try await walk(part, driver)
                let faults = faults(of: record, part, trace)
                isComplete = faults.isEmpty
                if !isComplete { reason = faults.joined(separator: "; ") }
            } catch {
                reason = "\(error)"
                trace.note("stopped: \(error)")
                await driver.shootRefusal()
            }
        } catch {
            reason = "no browser: \(error)"
        }
        await browsers.discard()
        trace.keepSteps()
        return Result(
            isComplete: isComplete, reason: trace.masked(reason), read: record.words.map { ($0, trace.masked($1)) },
            artifacts: trace.artifacts)
    }

    /// What a run would not know after this reading, in words: a text that is no number or no time among it.
    private func faults(of record: PageRecord, _ part: Part, _ trace: ActionTrace) -> [String] {
        let service = DashboardService(record, id: part.service, name: map.name(of: part.service))
        var faults: [String] = []
        for fault in service.known(by: world.now()).faults where !faults.contains(fault) { faults.append(fault) }
        if part.action == .restart, service.isPart, let instances = service.instances, let replicas = service.replicas {
            faults.append(
                "instances has \(instances.count.counted("row")) of \(replicas.desired), which proves no restart: "
                    + "are the others on another page?")
        }
        for fault in faults where !record.faults.contains(fault) { trace.note("not usable: \(fault)") }
        return faults
    }

    private func driver(_ session: WebDriverSession, _ part: Part, _ trace: ActionTrace) -> PageDriver {
        let name = map.name(of: part.service)
        let seconds = browser.stepSeconds * Double(map.longestWalk + map.readingWalk + 2)
        return PageDriver(
            session: session, base: base, origin: origin,
            variables: MapVariables(id: part.service, serviceName: name, secrets: secrets), trace: trace, world: world,
            deadline: world.now().advanced(bySeconds: seconds), patienceSeconds: browser.stepSeconds)
    }

    /// Reads, and then goes to the click.
    /// - Returns: what was read, and what was not done.
    private func walk(_ part: Part, _ driver: PageDriver) async throws -> (PageRecord, String) {
        var record = PageRecord()
        _ = try await rehearse(map.login, driver, &record)
        if let steps = map.read { _ = try await rehearse(steps, driver, &record) }
        guard let kind = part.action, let steps = map.actions[kind], case .act(let button, let confirm)? = steps.last
        else { return (record, "") }
        var acting = driver
        acting.variables = variables(part, kind, record)
        let seen = try await rehearse(steps.dropLast(), acting, &record)
        let expected = PageDriver.Expectation(
            seen: seen, single: try acting.named { try acting.variables.fill(button) }, mayBeInDialog: false)
        _ = try await acting.look(for: expected)
        try await acting.holdsWhatWasTyped()
        _ = try await acting.look(for: expected)
        acting.trace.note("found \(expected.single?.description ?? ""), not clicked")
        guard let confirm, !confirm.isOptional, part.asks else {
            let rest = confirm.map { $0.isOptional ? "" : " (--ask clicks it where the dashboard always asks)" } ?? ""
            return (record, "the click that counts was not made\(rest)")
        }
        try await question(expected, confirm, acting)
        return (record, "the dashboard's question was not answered")
    }

    /// One step after the other, each looked at by itself, with a picture of each page.
    private func rehearse(
        _ steps: some Collection<UIMap.Step>, _ driver: PageDriver, _ record: inout PageRecord
    ) async throws -> [Locator] {
        var seen: [Locator] = []
        for step in steps {
            if case .expect(let locator) = step {
                let known = driver.variables.known([locator])
                seen += known
                try await driver.see(seen)
                driver.trace.note(known.isEmpty ? "not known, so not expected: \(locator)" : "found \(known[0])")
                continue
            }
            let before = record
            try await driver.see(seen)
            if case .fill = step {} else { seen = [] }
            _ = try await driver.walk([step], noting: &record)
            for (name, text) in record.words where !before.words.contains(where: { $0 == (name, text) }) {
                driver.trace.note("read \(name): \(text)")
            }
            await driver.shoot(step.word)
        }
        return seen
    }

    /// What the action's variables stand for; what was read is what it has to find.
    private func variables(_ part: Part, _ kind: ActionKind, _ record: PageRecord) -> MapVariables {
        let service = DashboardService(record, id: part.service, name: map.name(of: part.service))
        let before: ResourceState? =
            switch kind {
            case .rollback: service.runningVersion.map { .version($0) }
            case .scaleUp: service.replicas.map { .replicas($0.desired) }
            default: nil
            }
        let now = world.now()
        let after = Self.state(of: kind, part.wanted, at: now) ?? .instancesSince(now)
        let action = Action(
            kind: kind, target: Target(kind: .service, name: part.service), before: before, after: after,
            reason: "a rehearsal")
        return MapVariables(action, serviceName: service.name, secrets: secrets)
    }

    /// Clicks what only leads to the dashboard's question, and looks for the answer.
    private func question(
        _ expected: PageDriver.Expectation, _ confirm: UIMap.Confirmation, _ driver: PageDriver
    ) async throws {
        guard let single = expected.single else { return }
        try await driver.twice { _ in
            let page = try await driver.look(for: expected, isBinding: true)
            try await driver.make(try await driver.ready(single, expected, on: page, isAct: true))
        }
        if let dialog = try await driver.cancelledDialog() {
            throw Refusal("the page asks by \(dialog), and it was cancelled: \(NativeDialog.advice)")
        }
        driver.typed.forget()
        _ = try await driver.look(for: try driver.question(confirm))
        let answer = try await driver.prepareAnswer(confirm)
        driver.trace.note("found \(answer.single?.description ?? ""), not clicked")
        await driver.shoot("question")
    }
}

extension PageRecord {
    /// What was read, for people: single values, and a line for each row.
    var words: [(String, String)] {
        let values = Reading.Fact.allCases.compactMap { fact in facts[fact].map { (fact.rawValue, $0) } }
        let lines = TableReading.Kind.allCases.flatMap { kind in
            (rows[kind] ?? []).map { row in
                let cells = (kind.needed + kind.optional).compactMap { field in
                    row[field].map { "\(field.rawValue) \($0)" }
                }
                return (kind.rawValue, cells.joined(separator: ", "))
            }
        }
        return values + lines
    }
}

extension UIMap.Step {
    /// Its word in a map.
    var word: String {
        switch self {
        case .open: "open"
        case .frame: "frame"
        case .click: "click"
        case .fill: "fill"
        case .expect: "expect"
        case .read: "read"
        case .act: "act"
        }
    }
}
