extension String {
    /// The text with what nobody can see written out, as `\u{200b}`: control characters, invisible ones, changes of
    /// direction (Unicode's categories Cc, Cf, Zl and Zp), and blanks other than single ones between words. Two names
    /// that differ only there look different to people too, wherever such characters would be left out.
    public var visible: String {
        var text = ""
        // Nothing before the text, and nothing after it, is a word.
        var isAfterBlank = true
        let end = unicodeScalars.reversed().drop { $0 == " " }.count
        for (index, scalar) in unicodeScalars.enumerated() {
            let isLostBlank = scalar == " " && (isAfterBlank || index >= end)
            if isLostBlank || Self.isUnseen(scalar) {
                text += "\\u{" + String(scalar.value, radix: 16) + "}"
            } else {
                text.unicodeScalars.append(scalar)
            }
            isAfterBlank = scalar == " "
        }
        return text
    }

    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator: return true
        // Variation selectors and the like have other categories and are no more to be seen.
        default: return scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
