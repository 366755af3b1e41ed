import AutoSRECore
import Testing

@testable import AutoSREIntegrations

/// In which dialogs of a page an element is meant, and what a map may say of a question.
@Suite(.timeLimit(.minutes(1))) struct BrowserDialogTests {
    private func trouble(_ locator: String, isAct: Bool = true, on page: AccessiblePage) throws -> String? {
        let single = try #require(Locator(locator))
        return page.dialog(over: PageDriver.Expectation(single: single, mayBeInDialog: !isAct))
    }

    private let ours = #"button "Roll back" in dialog "Roll back checkout""#

    @Test("An act is pressed in the dialog that the map names, and in no other")
    func theNamedDialog() throws {
        let asked = page([
            (0, "RootWebArea", ""), (1, "dialog", "Roll back checkout"), (2, "button", "Roll back"),
        ])
        #expect(try trouble(ours, on: asked) == nil)
        let unnamed = try #require(try trouble(#"button "Roll back""#, on: asked))
        #expect(unnamed.contains("the dialog 'Roll back checkout' is open") && unnamed.contains("in dialog"))
        #expect(try trouble(#"button "Roll back""#, isAct: false, on: asked) == nil, "an answer may be in any")
        #expect(try trouble(#"button "Roll back" in dialog "Roll back billing""#, on: asked) != nil)
    }

    @Test("Not where another dialog is open too, beside it or inside it")
    func furtherDialogs() throws {
        let beside = page([
            (0, "RootWebArea", ""), (1, "dialog", "Roll back checkout"), (2, "button", "Roll back"),
            (1, "alertdialog", "Session ends"),
        ])
        #expect(try trouble(ours, on: beside) == "the dialog 'Session ends' is open")
        let inside = page([
            (0, "RootWebArea", ""), (1, "dialog", "Roll back checkout"), (2, "dialog", "Roll back billing"),
            (3, "button", "Roll back"),
        ])
        #expect(try trouble(ours, on: inside) != nil)
        let twice = page([
            (0, "RootWebArea", ""), (1, "dialog", "Roll back checkout"), (2, "button", "Roll back"),
            (1, "dialog", "Roll back checkout"), (2, "button", "Roll back"),
        ])
        #expect(try trouble(ours, on: twice) != nil)
    }

    private func map(_ act: String) throws -> UIMap {
        try UIMap(yaml: Array("actions:\n  rollback:\n    - open: /\n    - act: \(act)\n".utf8))
    }

    @Test func anActInADialogSaysInWhich() throws {
        _ = try map(#"button "Go" in dialog "Roll back {service}""#)
        for name in ["", "*"] {
            let error = #expect(throws: UIMapError.self) { try map("button \"Go\" in dialog \"\(name)\"") }
            #expect(error?.description.contains("says which") == true, "\(error?.description ?? "")")
        }
    }

    @Test("A question may have one field, or several")
    func fields() throws {
        let click = "\n        click: button \"Yes\""
        let one = try map(
            "button \"Go\"\n      confirm:\n        fill: textbox \"Name\"\n        with: \"{service}\"" + click)
        let several = try map(
            "button \"Go\"\n      confirm:\n        fill:\n          - fill: combobox \"Version\"\n"
                + "            with: \"{version}\"\n          - fill: textbox \"PIN\"\n            with: \"${PIN}\""
                + click)
        #expect(one.actions[.rollback]?.last?.fields.map(\.text) == ["{service}"])
        #expect(several.actions[.rollback]?.last?.fields.map(\.locator.role) == ["combobox", "textbox"])
        #expect(several.secretNames == ["PIN"] && several.longestWalk == one.longestWalk + 1)
    }

    @Test(arguments: [
        ("fill: textbox \"Name\"", "with: TEXT"), ("with: x", "belongs to fill"),
        ("fill: [{with: x}]", "fill[1]"), ("fill: [{fill: textbox \"A\", wiht: x}]", "wiht"),
        ("fill: textbox \"Name\"\n        with: \"{verison}\"", "{verison}"),
    ])
    func mistakesInFieldsAreNamed(_ fields: String, _ names: String) {
        let error = #expect(throws: UIMapError.self) {
            try map("button \"Go\"\n      confirm:\n        \(fields)\n        click: button \"Yes\"")
        }
        #expect(error?.description.contains(names) == true, "\(error?.description ?? "")")
    }

    @Test("A click on an option is a choice that is looked at again")
    func choices() throws {
        let option = try #require(Locator(#"option "2.8.0" in combobox "Version" in dialog "Roll back""#))
        let choice = try #require(TypedTexts.Text(choosing: option, called: "2.8.0"))
        #expect(choice.field == Locator(#"combobox "Version" in dialog "Roll back""#) && choice.isChoice)
        #expect(TypedTexts.Text(choosing: try #require(Locator(#"option "2.8.0""#)), called: "2.8.0") == nil)
    }

    @Test("Why the browser shows no page is told with what to do")
    func failures() {
        let trust = PageFailure.words("net::ERR_CERT_AUTHORITY_INVALID")
        #expect(trust.contains("(ERR_CERT_AUTHORITY_INVALID)") && trust.contains("AUTOSRE_WEBDRIVER_URL"))
        #expect(PageFailure.words("HTTP 401").contains("by HTTP (401)"))
        #expect(PageFailure.words("ERR_CONNECTION_REFUSED").hasSuffix("(ERR_CONNECTION_REFUSED)"))
        let message = "unknown error: net::ERR_CONNECTION_REFUSED\n  (Session info: chrome=156)"
        #expect(PageFailure.code(of: .refused(.unknownError, message: message)) == "net::ERR_CONNECTION_REFUSED")
        #expect(PageFailure.code(of: .refused(.timeout, message: "timeout")) == nil)
        #expect(PageFailure.words(nil) == "the browser cannot reach the dashboard")
    }
}
