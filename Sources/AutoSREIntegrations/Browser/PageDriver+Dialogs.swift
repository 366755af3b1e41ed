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
    func watchDialogs() async {
        let script = """
            for (const kind of ['alert', 'confirm', 'prompt']) {
              const own = window[kind];
              window[kind] = (...words) => { window.autosreDialog = kind; return own.apply(window, words); };
            }
            """
        do throws(WebDriverError) { _ = try await session.execute(script) } catch {
            trace.note("dialogs are not watched: \(error)")
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
