import AutoSRECore

/// A click that is about to be made: the mouse is over the element, and the page holds back a press that would meet
/// something else.
struct ReadyClick: Sendable {
    let element: ElementReference
    /// What the element is called.
    let name: String
    /// The address that it sends a form to, without its fragment; nil for none.
    let address: String?
}

// Between look and press a page may use its elements for something else: a row of a table for another service, a dialog
// for another question. A driver only knows elements, and so the page itself is made to see that what showed which one
// is meant is still there when the mouse is pressed.
extension PageDriver {
    /// What is watched: an element of the page, and whether what is in it is its name.
    private struct Witness: Hashable {
        let element: ElementReference
        let role: String

        var value: JSONValue {
            [
                "node": element.value, "isText": .bool(role == "text"),
                "isWhole": .bool(AccessiblePage.namedByContent.contains(role)),
            ]
        }
    }

    /// Matches of one locator that are watched, of which only one has to stand.
    private static let mostMatches = 50

    /// Moves the mouse there, looks once more, and has the page watch what was seen.
    /// - Parameters:
    ///   - page: what has just been read, in a binding way.
    ///   - isAct: whether what was typed has to be there too, and has lost the focus. What leads on or chooses may need
    ///     the focus to be where it is.
    /// - Throws: `heldBack` where the page shows something else as soon as the mouse is there.
    func ready(
        _ meant: Locator, _ expected: Expectation, on page: AccessiblePage, isAct: Bool
    ) async throws -> ReadyClick {
        guard let place = usable(meant, on: page) else { throw WebDriverError.heldBack("\(meant) cannot be used") }
        let element = try await reference(to: page.nodes[place])
        try await session.hover(element)
        let fields = isAct ? typed.all.filter { !$0.isChoice }.map(\.field) : []
        let others = (expected.seen + fields).filter { $0 != meant }
        let watched = witnesses(meant, others, on: page)
        let groups = watched.map { group in JSONValue.array(group.map { .array($0.map(\.value)) }) }
        _ = try await session.execute(ClickWatch.begin, arguments: [element.value, .array(groups)])
        if isAct { try await holdsWhatWasTyped() }
        let now: AccessiblePage
        do { now = try await look(for: expected, patience: 0, isBinding: true) } catch let refusal as Refusal {
            throw WebDriverError.heldBack(refusal.reason)
        }
        guard witnesses(meant, others, on: now) == watched else {
            throw WebDriverError.heldBack("\(meant) is another element")
        }
        let address = await watch(clickOn: element)
        return ReadyClick(element: element, name: page.nodes[place].name, address: address)
    }

    /// Presses the mouse.
    /// - Throws: `heldBack` where the page saw that what was meant is there no more, and nothing of it was pressed.
    func make(_ click: ReadyClick) async throws(WebDriverError) {
        try await session.click(click.element, seconds: pageSeconds)
        let answer: JSONValue?
        // A page that is gone, or asks by a dialog of the browser, was clicked.
        do throws(WebDriverError) { answer = try await session.execute(ClickWatch.end) } catch { answer = nil }
        guard answer?.bool != true else { throw .heldBack("what stood by \(PlainText.heard(click.name)) is not there") }
        trace.noteClick(click.name)
    }

    private func usable(_ locator: Locator, on page: AccessiblePage) -> Int? {
        page.places(of: locator).first { !page.nodes[$0].isDisabled }
    }

    /// What shows that the element is meant, and of all else that is expected what shows each match.
    private func witnesses(_ meant: Locator, _ others: [Locator], on page: AccessiblePage) -> [[[Witness]]] {
        func all(_ places: some Sequence<Int>, _ locator: Locator) -> [[Witness]] {
            places.prefix(Self.mostMatches).map { place in
                page.witnesses(of: place, locator).compactMap { witness in
                    page.nodes[witness].element.map { Witness(element: $0, role: page.nodes[witness].role) }
                }
            }
        }
        return [all([usable(meant, on: page)].compactMap(\.self), meant)]
            + others.map { all(page.places(of: $0), $0) }
    }
}

/// How a page watches what a click is about, in the pages' own language.
private enum ClickWatch {
    /// Takes the element that is meant, and for each expectation its matches with what shows that they are. From then
    /// on a press is only let in where of each expectation a match has stayed as it was all the time; else nothing on
    /// the page hears of it. A script's own clicks are its own affair.
    ///
    /// What has been let in once and is stopped halfway may have done something: only what never was let in is held
    /// back for certain.
    static let begin = """
        const [meant, expected] = arguments, key = Symbol.for('autosre.click');
        window[key]?.end();
        const words = text => (text ?? '').split(/\\s+/).filter(Boolean).join(' ');
        const named = (e, id) => e.getRootNode().getElementById?.(id)?.textContent;
        const labels = e => [
          ...['aria-label', 'title', 'alt', 'placeholder'].map(name => e.getAttribute(name)),
          ...words(e.getAttribute('aria-labelledby')).split(' ').map(id => named(e, id)),
          ...[...(e.labels ?? [])].map(label => label.textContent), e.caption?.textContent,
          [...e.children].find(child => child.localName === 'legend')?.textContent].map(words);
        const held = e => e.matches('select') ? [...e.selectedOptions].map(o => o.label)
          : e.matches('input,textarea') ? [e.value, e.checked] : [];
        const own = e => [...e.childNodes].filter(n => n.nodeType === Node.TEXT_NODE).map(n => n.data).join(' ');
        const look = ({element: e, isText, isWhole}) => [
          e.isConnected, e.getClientRects().length > 0, e.closest('[aria-hidden=true],[inert]') !== null,
          e.contains(meant), labels(e), held(e), words(isText ? own(e) : isWhole ? e.textContent : '')];
        const around = node => node.nodeType === Node.TEXT_NODE ? node.parentElement ?? node.parentNode.host : node;
        const groups = expected.map(group => group.map(match => {
          const list = match.map(({node, ...kind}) => ({element: around(node), ...kind}));
          return {list, told: JSON.stringify(list.map(look)), isSame: true};
        }));
        const isSame = match => match.isSame &&= JSON.stringify(match.list.map(look)) === match.told;
        const stands = () => groups.map(group => group.filter(isSame).length > 0).every(Boolean);
        // What changes and changes back is seen too: each change by itself.
        const changes = new MutationObserver(stands);
        const roots = groups.flat(2).flatMap(match => match.list).map(({element}) => element.getRootNode());
        for (const root of new Set(roots))
          changes.observe(root, {subtree: true, childList: true, characterData: true, attributes: true});
        const reaches = (path, e) => path.includes(e)
          || e.getRootNode().mode === 'closed' && reaches(path, e.getRootNode().host);
        let [isLetIn, isStopped] = [false, false];
        const types = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];
        const check = event => {
          if (!event.isTrusted) return;
          isStopped ||= !reaches(event.composedPath(), meant) || !stands();
          isLetIn ||= !isStopped;
          if (isStopped) {
            event.preventDefault();
            event.stopImmediatePropagation();
          }
          if (event.type === 'click') end();
        };
        const end = () => {
          changes.disconnect();
          for (const type of types) removeEventListener(type, check, true);
          return isStopped && !isLetIn;
        };
        for (const type of types) addEventListener(type, check, true);
        window[key] = {end};
        """

    /// Ends it, and says whether the press was held back.
    static let end = "return window[Symbol.for('autosre.click')]?.end() ?? false"
}
