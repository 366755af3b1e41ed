/// Text for HTML in which nothing is markup any more, as an element's text or in a quoted attribute. The characters are
/// those of https://html.spec.whatwg.org/multipage/parsing.html#escapingString and the single quote.
public enum HTMLEscape {
    /// The text, escaped. Every scalar is looked at: a combining mark may follow one of the five.
    public static func text(_ text: some StringProtocol) -> String {
        var out = ""
        out.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
