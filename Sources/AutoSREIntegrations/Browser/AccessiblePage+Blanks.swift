// Texts as people see them.

extension AccessiblePage {
    /// What nobody sees and what changes nothing that is seen: soft hyphens, spaces of no width, marks and isolates of
    /// the direction that is the usual one (https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters).
    private static let unseen: Set<Unicode.Scalar> = [
        "\u{AD}", "\u{61C}", "\u{200B}", "\u{200E}", "\u{200F}", "\u{202A}", "\u{202C}", "\u{2060}", "\u{2066}",
        "\u{2068}",
        "\u{2069}", "\u{FEFF}",
    ]

    /// What turns text around, so that what is seen is another text than what is written.
    private static let turning: Set<Unicode.Scalar> = ["\u{202B}", "\u{202D}", "\u{202E}", "\u{2067}"]

    /// Text with every run of blanks as one, and without what nobody sees.
    static func spaced(_ text: String) -> String {
        visible(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Text without what nobody sees.
    static func visible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: unseen.contains) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { !unseen.contains($0) }))
    }

    /// Whether two texts differ in their blanks alone.
    static func isSame(_ one: String, _ other: String) -> Bool {
        one.filter { $0 != " " } == other.filter { $0 != " " }
    }

    /// Whether people see another text than is written.
    static func isTurned(_ text: String) -> Bool { text.unicodeScalars.contains(where: turning.contains) }

    /// Whether all of a text is seen, as it is written.
    static func isSeen(_ text: String) -> Bool { visible(text) == text && !isTurned(text) }

    /// The function `spaced` in the page's language.
    static let spacedScript = """
        const spaced = t => t.replace(/[\\u00ad\\u061c\\u200b\\u200e\\u200f\\u202a\\u202c\\u2060\\u2066\\u2068\\u2069\\ufeff]/g, '')
          .split(/\\s+/).filter(Boolean).join(' ');
        """
}
