extension String {
    /// The text with what nobody can see written out, as `\u{200b}`: control characters, invisible ones and changes of
    /// direction (Unicode's categories Cc, Cf, Zl and Zp). Two names that differ only there look different to people
    /// too, wherever such characters would be left out.
    public var visible: String {
        guard unicodeScalars.contains(where: { Self.isUnseen($0) }) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            if Self.isUnseen(scalar) {
                text += "\\u{" + String(scalar.value, radix: 16) + "}"
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        // Variation selectors and the like have other categories and are no more to be seen.
        default: return scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
