import AutoSRECore
import Testing

@testable import AutoSREIntegrations

/// A version that is written in parts, or with what nobody sees, is the string that people see, or nothing.
@Suite struct BrowserDrawnTests {
    /// A definition with these texts, each in a box of its own or in the same one, as the browser draws them.
    private func page(_ texts: [String], inOneBox: Bool = false, drawn: String? = nil) -> AccessiblePage {
        var nodes = [("RootWebArea", nil), ("term", 0), ("text", 1), ("definition", 0)].map { role, parent in
            var node = AccessibleNode(role: role, name: role == "text" ? "Runs" : "")
            (node.parent, node.path) = (parent, [0, 1])
            return node
        }
        nodes[3].drawn = drawn.map(AccessiblePage.spaced)
        for (number, text) in texts.enumerated() {
            var node = AccessibleNode(role: "text", name: AccessiblePage.spaced(text))
            (node.parent, node.written, node.path) = (3, text, [0, 2] + (inOneBox ? [] : [3 + number]))
            nodes.append(node)
        }
        return AccessiblePage(url: "http://x", nodes: nodes)
    }

    private func version(_ page: AccessiblePage) throws -> String {
        try ValueLocator("definition \"Runs\"").value(on: page)
    }

    @Test func partsOfAWordAreOneWord() throws {
        #expect(try version(page(["2.", "8.", "1"], inOneBox: true)) == "2.8.1")
        #expect(try version(page(["2.8", ".1"], drawn: "2.8.1")) == "2.8.1")
        #expect(try version(page(["a", "b"], drawn: "a\nb")) == "a b")
        #expect(try version(page(["a", "b"])) == "a b")
        #expect(try version(page(["2.9", ".0"], drawn: "2.8.1")) == "2.9 .0", "what was drawn at another moment")
    }

    @Test("A cell is called as it is drawn, whatever blanks its name has")
    func names() {
        var node = AccessibleNode(role: "cell", name: "2. 8. 1")
        node.drawn = "2.8.1"
        #expect(AccessiblePage(url: "http://x", nodes: [node]).nodes[0].name == "2.8.1")
    }

    @Test(arguments: [
        "2.\u{AD}8.1", "2.\u{200B}8.1", "\u{200F}2.8.1\u{200E}", "\u{2068}2.8.1\u{2069}", "\u{FEFF}2.8.1",
    ])
    func whatNobodySeesIsLeftOut(_ text: String) throws {
        #expect(try version(page([text])) == "2.8.1")
        #expect(!AccessiblePage.isSeen(text) && AccessiblePage.isSeen("2.8.1"))
    }

    @Test("What is seen in another order than it is written is not known")
    func turnedText() {
        for text in ["\u{202E}1.8.2", "\u{2067}2.8.1-rc\u{2069}"] {
            #expect(throws: ValueLocator.Flaw.self) { try version(page([text])) }
        }
    }
}
