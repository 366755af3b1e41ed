import AutoSRECore

/// Eyes and hand of one attempt: looks at pages and clicks, within a time, on the dashboard's own pages only.
struct PageDriver: Sendable {
    let session: WebDriverSession
    /// The dashboard, without a slash at its end.
    let base: String
    let origin: WebOrigin
    var variables: MapVariables
    let trace: ActionTrace
    let world: any World
    /// After this nothing more is begun.
    let deadline: Instant
    /// Seconds that a page has to show what is expected: some load slowly, some draw themselves late.
    let patienceSeconds: Double
    /// Which frame of the page is looked at.
    let places = FramePlace()
    /// What was typed since the page was last changed.
    let typed = TypedTexts()

    /// Seconds for a command that may load a page: the browser gives up first, and says so.
    var pageSeconds: Double { patienceSeconds + 2 }
    private static let pauseSeconds = 0.05

    /// What is to be seen on a page.
    struct Expectation: Sendable {
        var seen: [Locator] = []
        /// What has to be there exactly once and enabled.
        var single: Locator?
        /// Whether that may be in a dialog of the page that the map does not name: a field or an answer may, what asks
        /// for the change may not.
        var mayBeInDialog = true
    }

    /// Walks the steps up to the one that counts. What is expected is looked for with what the next step needs, in the
    /// same state of the page.
    /// - Returns: what was expected since the page was last changed, for whoever looks next.
    func walk(_ steps: [UIMap.Step]) async throws -> [Locator] {
        var record = PageRecord()
        return try await walk(steps, noting: &record)
    }

    /// - Parameter record: gets what is read on the way.
    func walk(_ steps: [UIMap.Step], noting record: inout PageRecord) async throws -> [Locator] {
        var seen: [Locator] = []
        for step in steps {
            guard world.now() < deadline else { throw BrowserFailure("the page was not reached in time") }
            switch step {
            case .open(let path):
                try await see(seen)
                typed.forget()
                try await open(path)
                try await settle()
                seen = []
            case .frame(let path):
                typed.forget()
                try await enter(try path.map { name in try named { try variables.fill(name) } }, seeing: seen)
                seen = []
            case .click(let locator):
                try await click(locator, seeing: seen)
                seen = []
            case .fill(let locator, let text):
                try await fill(locator, with: text, seeing: seen)
            case .expect(let locator): seen += variables.known([locator])
            case .read(let reading): record.add(try await read(reading, seeing: seen))
            case .act: break
            }
        }
        return seen
    }

    private func open(_ path: String) async throws {
        let filled = try named { try variables.fill(path, encode: DashboardClient.segment) }
        trace.note("open \(filled)")
        if places.isFrame { try await leaveFrames() }
        do throws(WebDriverError) { try await session.navigate(to: base + filled, seconds: pageSeconds) } catch {
            guard let code = PageFailure.code(of: error) else { throw error }
            // The page of a failure has the address that was tried: after a redirect the other host's.
            if let place = WebOrigin(try await session.url()), place != origin { throw ledAway(to: place) }
            throw BrowserFailure(PageFailure.words(code))
        }
    }

    /// Goes on only where all of it is seen.
    func see(_ locators: [Locator]) async throws {
        if !locators.isEmpty { _ = try await look(for: Expectation(seen: locators)) }
    }

    /// A map that needs what the plan does not know cannot be followed.
    func named<T>(_ fill: () throws -> T) throws -> T {
        do { return try fill() } catch let missing as MapVariables.Missing {
            throw Refusal("the UI map needs \(missing.name), which is not known")
        }
    }

    /// Clicks what leads on, or chooses.
    private func click(_ meant: Locator, seeing seen: [Locator]) async throws {
        let locator = try named { try variables.fill(meant) }
        let clicked = try await clickOn(locator, seeing: seen)
        // What chooses leaves the fields of a form as they are.
        if !Self.choosing.contains(locator.role) { typed.forget() }
        if let choice = TypedTexts.Text(choosing: locator, called: clicked) { typed.note(choice) }
        try await settle()
    }

    private static let choosing: Set = ["option", "checkbox", "radio", "switch"]

    /// - Returns: the name of what was clicked.
    private func clickOn(_ locator: Locator, seeing seen: [Locator]) async throws -> String {
        var name = ""
        try await twice { isBinding in
            let expected = Expectation(seen: seen + [locator])
            // What lies over a frame the script does not see, and what is known by what is around it may be another's
            // when the mouse is there.
            let isQuick = !isBinding && !places.isFrame && locator.scopes.isEmpty
            let page = try await look(for: expected, isBinding: !isQuick)
            let found = page.matches(locator).first { !$0.isDisabled }
            guard let found else { throw Refusal("\(locator) cannot be used on '\(page.title)'") }
            name = found.name
            let element = try await reference(to: found)
            try await session.keepInThisWindow(element)
            if isQuick, try await session.press(element, seconds: pageSeconds) { return trace.noteClick(name) }
            let bound = isQuick ? try await look(for: expected, isBinding: true) : page
            try await make(try await ready(locator, expected, on: bound, isAct: false))
        }
        return name
    }

    /// A page that was drawn anew between look and touch is looked at once more, then in a binding way.
    func twice(_ work: (_ isBinding: Bool) async throws -> Void) async throws {
        do { try await work(false) } catch let error as WebDriverError where error.isClickUnmade {
            trace.note("again: \(error)")
            try await work(true)
        }
    }

    /// Looks until the page shows what is expected, or refuses, saying what differs.
    /// - Parameter isBinding: whether what is seen may be clicked where it counts: only in the document that was read.
    func look(
        for expected: Expectation, patience: Double? = nil, isBinding: Bool = false
    ) async throws -> AccessiblePage {
        let until = world.now().advanced(bySeconds: patience ?? patienceSeconds)
        while true {
            let page = try await read(isBinding: isBinding)
            guard let difference = difference(page, expected) else { return page }
            guard world.now() < until else {
                try await mustStand(page)
                // Only now: dialogs come with a spinner, or under another name, before they are what is expected.
                if let dialog = page.dialog(over: expected) { throw Refusal(dialog) }
                guard let missed = missed(on: page, expected) else { throw Refusal(difference) }
                if let trouble = page.rowTrouble(missed) { throw Refusal(difference + trouble) }
                throw Refusal(difference + (await whereabouts(of: missed)) + (await otherWindows()))
            }
            try await world.sleep(until: world.now().advanced(bySeconds: Self.pauseSeconds))
        }
    }

    /// That the page opened another window, in words that follow a refusal; empty where it did not.
    private func otherWindows() async -> String {
        guard let count = try? await session.windowCount(), count > 1 else { return "" }
        return " (the page has opened another window, and only the first is looked at)"
    }

    /// What is not there at all.
    func missed(on page: AccessiblePage, _ expected: Expectation) -> Locator? {
        (expected.seen + [expected.single].compactMap(\.self)).first { page.matches($0).isEmpty }
    }

    /// What the page does not show as expected; nil where it does.
    func difference(_ page: AccessiblePage, _ expected: Expectation) -> String? {
        if let lost = places.lost { return "the frame '\(lost.text)' is no longer on the page" }
        if let busy = page.busy { return "the page '\(page.title)' is still loading: \(busy) says so by aria-busy" }
        for locator in expected.seen where page.matches(locator).isEmpty {
            return "the page '\(page.title)' does not show \(locator)"
        }
        guard let single = expected.single else { return nil }
        if let dialog = page.dialog(over: expected) { return dialog }
        let found = page.matches(single)
        switch found.count {
        case 0: return "the page '\(page.title)' does not show \(single)"
        case 1: return found[0].isDisabled ? "\(single) is there but cannot be used" : nil
        default: return "\(single) is there \(found.count.counted("time"))"
        }
    }

    /// What the page says now.
    /// - Throws: `Refusal` where it is not the dashboard's; `BrowserFailure` where the browser could not load it.
    func read(isBinding: Bool = false) async throws -> AccessiblePage {
        let page = try await snapshot(isBinding)
        let isFailure = page.url.hasPrefix("chrome-error:") || page.url.hasPrefix("about:neterror")
        // The page of a failure has an address of its own; the session's is the one that was tried.
        // A document that is written into its page is the page's own.
        let isOwn = places.isFrame && page.url == "about:srcdoc"
        guard let place = isOwn ? origin : WebOrigin(isFailure ? try await session.url() : page.url) else {
            // Nothing has been loaded yet.
            return AccessiblePage(url: "", nodes: [])
        }
        guard place == origin else { throw ledAway(to: place) }
        guard !isFailure else {
            throw BrowserFailure(PageFailure.words(try await session.execute(PageFailure.script, arguments: []).string))
        }
        return page
    }

    private func ledAway(to place: WebOrigin) -> Refusal {
        Refusal("the browser was led away from the dashboard, to \(place): \(PageFailure.otherHostAdvice)")
    }

    private func snapshot(_ isBinding: Bool) async throws -> AccessiblePage {
        if places.lost != nil { try await returnToFrame() }
        guard places.lost == nil else { return AccessiblePage(url: origin.description, nodes: []) }
        do throws(WebDriverError) {
            guard session.hasDevTools else { return try await AccessiblePage(standard: session) }
            return try await AccessiblePage(devTools: session, isBinding: isBinding, isFrame: places.isFrame)
        } catch {
            switch error.code {
            case .unexpectedAlertOpen?:
                let text = try await session.alertText()
                throw Refusal("the page shows \(NativeDialog(kind: nil, text: text)): \(NativeDialog.advice)")
            case .staleElementReference?, .noSuchElement?:
                // Drawn anew while it was read: nothing on it counts.
                return AccessiblePage(url: origin.description, nodes: [])
            case .noSuchWindow? where places.isFrame, .noSuchFrame? where places.isFrame:
                try await returnToFrame()
                return AccessiblePage(url: origin.description, nodes: [])
            default: throw error
            }
        }
    }

    /// The driver's name for an element, after asking whether it still is what was seen, if that was seen in a binding
    /// way. What only leads on is taken as the tree has it: the next page shows whether it was right.
    func reference(to node: AccessibleNode) async throws(WebDriverError) -> ElementReference {
        if node.role == "text" { return try await element(around: node) }
        if node.element == nil, let number = node.number, let prefix = try await AccessiblePage.prefix(session) {
            return ElementReference(id: "\(prefix)\(number)")
        }
        if let element = node.element, try await isStill(node, element) { return element }
        // The driver names elements in a way that we do not know: ask it for each.
        let page = try await AccessiblePage(standard: session)
        let same = page.nodes.filter { $0.role == node.role && $0.name == node.name && $0.element != nil }
        guard same.count == 1, let element = same[0].element else {
            throw .refused(.staleElementReference, message: "\(node.role) '\(node.name)' is no longer there")
        }
        return element
    }

    /// The element around a text, which is what a click on the text meets, if the text still is there.
    private func element(around text: AccessibleNode) async throws(WebDriverError) -> ElementReference {
        var node = text.element
        if node == nil, let number = text.number, let prefix = try await AccessiblePage.prefix(session) {
            node = ElementReference(id: "\(prefix)\(number)")
        }
        let script = """
            const [node, name] = arguments, isText = n => n.nodeType === Node.TEXT_NODE;
            \(AccessiblePage.spacedScript)
            const texts = isText(node) ? [node] : [...node.childNodes].filter(isText);
            if (!node.isConnected || !texts.some(t => spaced(t.data).toLowerCase() === spaced(name).toLowerCase())) return null;
            return isText(node) ? node.parentElement : node;
            """
        guard let node,
            let element = ElementReference(
                try await session.execute(script, arguments: [node.value, .string(text.name)]))
        else { throw .refused(.staleElementReference, message: "text '\(text.name)' is no longer there") }
        return element
    }

    private func isStill(_ node: AccessibleNode, _ element: ElementReference) async throws(WebDriverError) -> Bool {
        do throws(WebDriverError) {
            let name = AccessiblePage.spaced(try await session.label(of: element))
            guard name == node.name else { return false }
            return try await session.role(of: element) == node.role
        } catch {
            guard error.code == .noSuchElement || error.code == .invalidArgument else { throw error }
            return false
        }
    }

    /// The last picture, of the page that is refused. Nothing will be clicked any more, so a dialog of the browser,
    /// which hides the page from pictures, is cancelled first.
    func shootRefusal() async {
        guard trace.keepsFiles else { return }
        if (try? await session.dismissAlert()) != nil { trace.note("cancelled the dialog, to see what is under it") }
        await shoot("refusal")
    }

    /// Takes a picture where pictures are kept. Without one the work goes on.
    func shoot(_ name: String) async {
        guard trace.keepsFiles else { return }
        do throws(WebDriverError) {
            guard try await hideSecrets() else { return trace.note("no picture \(name): the page shows a secret") }
            trace.keep(try await session.screenshot(), name: name)
        } catch {
            trace.note("no picture \(name): \(error)")
        }
    }
}
