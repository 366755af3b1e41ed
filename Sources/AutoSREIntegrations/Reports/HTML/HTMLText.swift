import AutoSRECore

/// Text for HTML in which nothing is markup any more and nothing turns the reading direction.
/// https://html.spec.whatwg.org/multipage/syntax.html
enum HTMLText {
    /// One line that shows as itself, as an element's text or in a quoted attribute.
    static func line(_ text: String, limit: Int = 4000) -> String {
        PlainText.fit(PlainText.oneLine(visible(text)), to: limit) { HTMLEscape.text(String($0)) }
    }

    /// Text with lines of its own, for a preformatted element.
    static func lines(_ text: String, limit: Int = 4000) -> String {
        let rows = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(200)
        return rows.map { line(String($0), limit: limit) }.joined(separator: "\n")
    }

    /// Without what shows nothing but changes what is seen: zero-width characters, direction marks, tags.
    private static func visible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHidden) else { return text }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !isHidden(scalar) { out.append(scalar) }
        return String(out)
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061C, 0x200B...0x200F, 0x2060...0x2065, 0xE0000...0xE007F: true
        default: false
        }
    }
}
