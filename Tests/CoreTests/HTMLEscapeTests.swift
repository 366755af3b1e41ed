import AutoSRECore
import Testing

/// The one place where text becomes HTML, for reports and pages.
@Suite(.timeLimit(.minutes(1))) struct HTMLEscapeTests {
    @Test(arguments: [
        ("", ""), ("plain ünï 🙂", "plain ünï 🙂"),
        (
            "<script>alert('x') && \"y\"</script>",
            "&lt;script&gt;alert(&#39;x&#39;) &amp;&amp; &quot;y&quot;&lt;/script&gt;"
        ),
        ("&amp;", "&amp;amp;"), ("<\u{301}b>", "&lt;\u{301}b&gt;"), ("\"\u{200D}'", "&quot;\u{200D}&#39;"),
    ])
    func nothingIsMarkup(_ text: String, _ escaped: String) {
        #expect(HTMLEscape.text(text) == escaped)
    }
}
