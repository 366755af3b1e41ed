import AutoSRECore
import Synchronization

/// What was typed into fields of the page that is looked at.
final class TypedTexts: Sendable {
    /// A field with what it has to hold.
    struct Text: Sendable {
        let field: Locator
        let text: String
        let isSecret: Bool
        /// Whether it was chosen by a click, so that the field may be gone since.
        var isChoice = false
    }

    private let state = Mutex<[Text]>([])

    /// All of it, of each field the last.
    var all: [Text] { state.withLock { $0 } }

    /// Notes what a field has to hold from now on.
    func note(_ typed: Text) { state.withLock { $0 = $0.filter { $0.field != typed.field } + [typed] } }

    /// What leads on may change what fields hold, and takes them away.
    func forget() { state.withLock { $0 = [] } }
}

extension TypedTexts.Text {
    /// What a click on an option in a list chooses; nil for another click.
    init?(choosing option: Locator, called name: String) {
        guard option.role == "option", let list = option.scopes.first, PageDriver.lists.contains(list.role) else {
            return nil
        }
        let field = Locator(role: list.role, name: list.name, scopes: Array(option.scopes.dropFirst()))
        self.init(field: field, text: name, isSecret: false, isChoice: true)
    }
}

extension PageDriver {
    static let lists: Set = ["combobox", "listbox"]

    /// Puts a text into the only field that is meant, or chooses it there, and sees that it is there.
    func fill(_ meant: Locator, with words: String, seeing seen: [Locator]) async throws {
        let locator = try named { try variables.fill(meant) }
        let text = try named { try variables.fill(words) }
        guard !MapVariables.secretNames(in: words).isEmpty || AccessiblePage.isSeen(text) else {
            throw Refusal("the text for \(locator) has characters that nobody sees")
        }
        try await twice { _ in
            let page = try await look(for: Expectation(seen: seen, single: locator), isBinding: true)
            guard let field = page.matches(locator).first else { throw Refusal("no \(locator)") }
            let element = try await reference(to: field)
            let isSecret = await isSecret(field, element)
            if isSecret { trace.conceal(text) }
            if Self.lists.contains(field.role), try await isList(element) {
                try await choose(text, in: element, locator)
            } else {
                try await session.clear(element)
                try await session.type(text, into: element)
            }
            trace.note("fill \(field.name) with \(isSecret ? ActionTrace.mask : text)")
            let isHidden = isSecret || !MapVariables.secretNames(in: words).isEmpty
            let typed = TypedTexts.Text(field: locator, text: text, isSecret: isHidden)
            try await mustHold(typed, element, isLeaving: false)
            self.typed.note(typed)
        }
    }

    /// Sees that every field still holds what was typed, once it has lost the focus, as by the click that counts: pages
    /// change what is out of their bounds then, and draw fields anew.
    func holdsWhatWasTyped() async throws {
        for typed in typed.all {
            // A list of choices may close once one is made.
            if typed.isChoice, try await read(isBinding: true).matches(typed.field).count != 1 { continue }
            let page = try await look(for: Expectation(single: typed.field), isBinding: true)
            guard let field = page.matches(typed.field).first else { throw Refusal("no \(typed.field)") }
            try await mustHold(typed, try await reference(to: field), isLeaving: true)
        }
    }

    private func isList(_ element: ElementReference) async throws -> Bool {
        try await session.execute("return arguments[0].localName === 'select'", element).bool ?? false
    }

    /// Chooses the only option that people see under this text.
    private func choose(_ text: String, in list: ElementReference, _ locator: Locator) async throws {
        let script = """
            \(AccessiblePage.spacedScript)
            const [list, text] = arguments;
            return [...list.options].filter(o => spaced(o.label) === spaced(text) && !o.matches(':disabled'));
            """
        let answer = try await session.execute(script, arguments: [list.value, .string(text)])
        let options = (answer.array ?? []).compactMap { ElementReference($0) }
        guard options.count == 1 else {
            throw Refusal("\(locator) has \(options.count.counted("option")) of the text that the map chooses")
        }
        try await session.click(options[0], seconds: pageSeconds)
    }

    private func mustHold(
        _ typed: TypedTexts.Text, _ element: ElementReference, isLeaving: Bool
    ) async throws {
        let script = """
            const [field, isLeaving] = arguments;
            if (isLeaving && field.matches(':focus')) field.blur();
            \(AccessiblePage.spacedScript)
            if (field.localName === 'select') return [...field.selectedOptions].map(o => spaced(o.label)).join(', ');
            return String(field.value ?? field.textContent ?? '');
            """
        // A list that is no field says itself what was chosen, each in its own way.
        if typed.isChoice, try await !isList(element) { return }
        let held = try await session.execute(script, arguments: [element.value, .bool(isLeaving)]).string ?? ""
        guard held != typed.text else { return }
        let words = typed.isSecret ? "another text than was typed" : "'\(PlainText.heard(held))', not '\(typed.text)'"
        throw Refusal("the field \(typed.field) holds \(words)")
    }
}
