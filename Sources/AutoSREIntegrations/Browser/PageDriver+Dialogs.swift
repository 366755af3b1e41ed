import AutoSRECore

/// A dialog of the browser's own: `alert()`, `confirm()` or `prompt()` of a script.
struct NativeDialog: Sendable, CustomStringConvertible {
    /// Which of the three; nil where nobody saw it begin.
    let kind: String?
    /// What it says.
    let text: String

    /// What a person can do about one.
    static let advice =
        "a UI map answers only what the page itself shows; let the dashboard ask there, or, "
        + "where it has the API (docs/dashboard-api.md), set UI_DRIVER=http"

    /// Whether nothing goes on before it is answered.
    var isQuestion: Bool { kind == "confirm" || kind == "prompt" }

    var description: String {
        let words = PlainText.heard(text)
        return "a dialog of the browser, \(kind ?? "confirm() or alert")(\(words.isEmpty ? "" : "'\(words)'"))"
    }
}

extension PageDriver {
    /// Lets the page note which kind of dialog it opens, for no driver says. Without it none is taken for a question.
    /// - Returns: the address that a click on the element sends a form to, without its fragment; nil for none.
    func watch(clickOn element: ElementReference) async -> String? {
        let script = """
            for (const kind of ['alert', 'confirm', 'prompt']) {
              const own = window[kind];
              window[kind] = (...words) => { window.autosreDialog = kind; return own.apply(window, words); };
            }
            const [element] = arguments, button = element.closest('button,input') ?? element;
            const form = button.form ?? button.closest('form');
            const address = button.getAttribute('formaction') ?? form?.getAttribute('action');
            return form ? (address ? new URL(address, document.baseURI).href : document.URL).split('#')[0] : null;
            """
        do throws(WebDriverError) { return try await session.execute(script, element).string } catch {
            trace.note("dialogs are not watched: \(error)")
            return nil
        }
    }

    /// Cancels the dialog that is open; nil where none is.
    func cancelledDialog() async throws(WebDriverError) -> NativeDialog? {
        let text: String
        do throws(WebDriverError) {
            text = try await session.alertText()
            try await session.dismissAlert()
        } catch {
            guard error.code == .noSuchAlert else { throw error }
            return nil
        }
        let kind: String?
        do throws(WebDriverError) {
            kind = try await session.execute("return window.autosreDialog ?? null").string
        } catch { kind = nil }
        return NativeDialog(kind: kind, text: text)
    }
}
