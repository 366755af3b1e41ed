import AutoSRECore
import Synchronization

/// What was typed into fields of the page that is looked at.
final class TypedTexts: Sendable {
    /// A field with what it has to hold.
    struct Text: Sendable {
        let field: Locator
        let text: String
        let isSecret: Bool
    }

    private let state = Mutex<[Text]>([])

    /// All of it, of each field the last.
    var all: [Text] { state.withLock { $0 } }

    /// Notes what a field has to hold from now on.
    func note(_ typed: Text) { state.withLock { $0 = $0.filter { $0.field != typed.field } + [typed] } }

    /// What leads on may change what fields hold, and takes them away.
    func forget() { state.withLock { $0 = [] } }
}

extension PageDriver {
    /// Puts a text into the only field that is meant, and sees that it is there.
    func fill(_ meant: Locator, with words: String, seeing seen: [Locator]) async throws {
        let locator = try named { try variables.fill(meant) }
        let text = try named { try variables.fill(words) }
        try await twice { _ in
            let page = try await look(for: Expectation(seen: seen, single: locator), isBinding: true)
            guard let field = page.matches(locator).first else { throw Refusal("no \(locator)") }
            let element = try await reference(to: field)
            if ["combobox", "listbox"].contains(field.role), try await isList(element) {
                let option = "click: option \"\(words)\" in \(meant.role) \"\(meant.name.text)\""
                throw Refusal("nothing is typed into \(locator), which is a list: \(option) chooses from it")
            }
            let isSecret = await isSecret(field, element)
            if isSecret { trace.conceal(text) }
            try await session.clear(element)
            try await session.type(text, into: element)
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
            let page = try await look(for: Expectation(single: typed.field), isBinding: true)
            guard let field = page.matches(typed.field).first else { throw Refusal("no \(typed.field)") }
            try await mustHold(typed, try await reference(to: field), isLeaving: true)
        }
    }

    private func isList(_ element: ElementReference) async throws -> Bool {
        try await session.execute("return arguments[0].localName === 'select'", element).bool ?? false
    }

    private func mustHold(
        _ typed: TypedTexts.Text, _ element: ElementReference, isLeaving: Bool
    ) async throws {
        let script = """
            const [field, isLeaving] = arguments;
            if (isLeaving && field.matches(':focus')) field.blur();
            return String(field.value ?? field.textContent ?? '');
            """
        let held = try await session.execute(script, arguments: [element.value, .bool(isLeaving)]).string ?? ""
        guard held != typed.text else { return }
        let words = typed.isSecret ? "another text than was typed" : "'\(PlainText.heard(held))', not '\(typed.text)'"
        throw Refusal("the field \(typed.field) holds \(words)")
    }
}
