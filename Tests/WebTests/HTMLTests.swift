import AutoSRECore
import AutoSREWeb
import Testing

/// The one place where text becomes HTML, for reports and pages.
@Suite(.timeLimit(.minutes(1))) struct HTMLTests {
    @Test(arguments: [
        ("", ""), ("plain ünï 🙂", "plain ünï 🙂"),
        (
            "<script>alert('x') && \"y\"</script>",
            "&lt;script&gt;alert(&#39;x&#39;) &amp;&amp; &quot;y&quot;&lt;/script&gt;"
        ),
        ("&amp;", "&amp;amp;"), ("<\u{301}b>", "&lt;\u{301}b&gt;"), ("\"\u{200D}'", "&quot;\u{200D}&#39;"),
    ])
    func interpolatedTextIsNoMarkup(_ text: String, _ escaped: String) {
        let (whole, part): (HTML, HTML) = ("<p>\(text)</p>", "\(text[...])")
        #expect(whole.text == "<p>\(escaped)</p>" && part.text == escaped)
    }

    @Test func piecesGoInAsTheyAre() {
        let items: [HTML] = ["<i>1</i>", "<i>\("<")</i>"]
        let list: HTML = "<p>\(items)\(7)</p>"
        #expect(list.text == "<p><i>1</i><i>&lt;</i>7</p>")
        #expect(items.joined(by: ", ").text == "<i>1</i>, <i>&lt;</i>")
        #expect((items[0] + items[1]).text == items.joined(by: "").text)
    }

    /// What shows nothing, or something else than it says, is not there any more.
    @Test(arguments: [
        ("a\nb\tc", "a b c"), ("a\u{202E}b\u{2066}c", "a b c"), ("a\u{200B}b\u{E0041}c\u{61C}", "abc"),
        ("\u{1B}[31mred", " [31mred"), ("<b>\u{0}", "&lt;b&gt; "), ("x & y", "x &amp; y"),
    ])
    func aLineShowsAsItself(_ text: String, _ shown: String) {
        #expect(HTML.line(text).text == shown)
    }

    @Test(arguments: 0...12) func noEscapeIsCutInTwo(_ limit: Int) {
        let line = HTML.line("a<b>&c", limit: limit).text
        let whole = "a&lt;b&gt;&amp;c"
        let pieces = ["a", "&lt;", "b", "&gt;", "&amp;", "c"]
        let starts = pieces.indices.map { pieces[..<$0].joined() } + [whole]
        #expect(line == whole || line.hasSuffix("…") && starts.contains(String(line.dropLast())))
        #expect(line.utf16.count <= max(limit, 1))
    }

    @Test func linesStayLines() {
        #expect(HTML.lines("a\n<b>\n").text == "a\n&lt;b&gt;\n")
        #expect(HTML.lines(String(repeating: "x\n", count: 900)).text.split(separator: "\n").count == 200)
    }

    @Test func listsAndTablesOfNothingAreNothing() {
        #expect(HTML.list([]).isEmpty && HTML.table("t", [["a"]]).isEmpty)
        #expect(HTML.list(["\("<")"], "todo").joined(by: "").text == "<ul class=\"todo\"><li>&lt;</li></ul>")
        let table = HTML.table("\"t\"", [["a", "b"], ["1", "\("<2>")"]]).joined(by: "").text
        #expect(table.contains("aria-label=\"&quot;t&quot;\" tabindex=\"0\"><table>"))
        #expect(table.contains("<tr><td>1</td><td>&lt;2&gt;</td></tr>"))
    }

    @Test func aMomentIsThereForMachinesToo() {
        let at = Instant(seconds: 1_795_540_000)
        #expect(HTML.time(at, "<now>").text == "<time datetime=\"\(at)\">&lt;now&gt;</time>")
    }
}
