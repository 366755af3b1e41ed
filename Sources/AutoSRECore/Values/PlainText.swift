/// Makes somebody else's text safe to show: log lines and alerts are hostile until proven otherwise.
public enum PlainText {
    /// The text on one line: control characters, line separators and what turns the reading direction become spaces,
    /// so that no text can pretend to be a line of ours.
    public static func oneLine(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            scalars.append(isVisible(scalar) ? scalar : " ")
        }
        return String(scalars)
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFB: false
        default: true
        }
    }

    /// A server's or a page's words on one line, for an error, a receipt or a notification. As long as the redactor has
    /// to see them: it cuts afterwards, for half of a secret is not recognised any more.
    public static func heard(_ text: String) -> String { cut(oneLine(text), to: 4000) }

    /// At most `limit` UTF-16 units of `text`, ending in "…" where something was left out; never half a character.
    public static func cut(_ text: String, to limit: Int) -> String {
        fit(text, to: limit) { String($0) }
    }

    /// As `cut`, each character written by `escape` first, so that no escape is cut in two.
    public static func fit(_ text: String, to limit: Int, escape: (Character) -> String) -> String {
        var (out, shorter, used) = ("", "", 0)
        for character in text {
            let piece = escape(character)
            let units = piece.utf16.count
            guard used + units <= limit else { return (used < limit ? out : shorter) + "…" }
            if used + units == limit { shorter = out }
            out += piece
            used += units
        }
        return out
    }
}
