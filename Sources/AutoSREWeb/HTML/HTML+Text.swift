public import AutoSRECore

extension HTML {
    /// One line that shows as itself, as an element's text or in a quoted attribute, however hostile: without control
    /// characters, without what turns the reading direction or shows nothing, and bounded.
    /// - Parameter limit: UTF-16 units of markup; what is longer ends in "…".
    public static func line(_ text: String, limit: Int = 4000) -> HTML {
        // Most text is: looked at once, and copied.
        if text.utf8.count <= limit, text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && !isMarkup($0) }) {
            return HTML(trusted: text)
        }
        return HTML(
            trusted: PlainText.fit(PlainText.oneLine(seen(text)), to: limit) { character in
                var escaped = ""
                escape(String(character), into: &escaped)
                return escaped
            })
    }

    /// Text with lines of its own, for a preformatted element; 200 at the most.
    public static func lines(_ text: String, limit: Int = 4000) -> HTML {
        let rows = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(200)
        return rows.map { line(String($0), limit: limit) }.joined()
    }

    /// A moment in words, with the exact one for machines.
    public static func time(_ at: Instant, _ words: String) -> HTML {
        "<time datetime=\"\(at.description)\">\(words)</time>"
    }

    /// Appends `value` in which nothing is markup any more. The characters are those of
    /// https://html.spec.whatwg.org/multipage/parsing.html#escapingString and the single quote; every scalar is looked
    /// at, for a combining mark may follow one of the five.
    static func escape(_ value: String, into text: inout String) {
        var value = value
        guard value.withUTF8({ $0.contains(where: isMarkup) }) else {
            text += value
            return
        }
        for scalar in value.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    private static func isMarkup(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
        default: false
        }
    }

    /// Without what shows nothing but changes what is seen: zero-width characters, direction marks, tags.
    private static func seen(_ text: String) -> String {
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
