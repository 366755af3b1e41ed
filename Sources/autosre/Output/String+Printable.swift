// Log lines, alerts and file names are hostile: one escape sequence can rewrite what the operator has read, retitle the
// window or put text into the clipboard. So nothing but text reaches the terminal.

extension String {
    /// The text on one line without terminal escapes (ECMA-48), control characters and invisible direction changes
    /// (Unicode bidirectional controls). Line breaks and tabs become blanks.
    var printable: String { cleaned(keepingLines: false) }

    /// The same with line breaks and tabs kept, for text that has many lines.
    var printableLines: String { cleaned(keepingLines: true) }

    private func cleaned(keepingLines: Bool) -> String {
        guard unicodeScalars.contains(where: { !Self.isHarmless($0) }) else { return self }
        var clean = String.UnicodeScalarView()
        var rest = unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\u{1B}": Self.skipEscape(&rest)
            case "\u{9B}": Self.skipControlSequence(&rest)
            case "\u{90}", "\u{98}", "\u{9D}", "\u{9E}", "\u{9F}": Self.skipString(&rest)
            case "\n" where keepingLines, "\t" where keepingLines: clean.append(scalar)
            case "\n", "\t", "\u{2028}", "\u{2029}": clean.append(keepingLines ? "\n" : " ")
            case _ where Self.isHarmless(scalar): clean.append(scalar)
            default: break
            }
        }
        return String(clean)
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0: false
        case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: false
        default: true
        }
    }

    /// What follows ESC: a control sequence, a string, or up to a final byte.
    private static func skipEscape(_ rest: inout Substring.UnicodeScalarView) {
        guard let next = rest.first else { return }
        switch next {
        case "[":
            rest.removeFirst()
            skipControlSequence(&rest)
        case "]", "P", "X", "^", "_":
            rest.removeFirst()
            skipString(&rest)
        default:
            while let scalar = rest.first, (0x20...0x2F).contains(scalar.value) { rest.removeFirst() }
            if let scalar = rest.first, (0x30...0x7E).contains(scalar.value) { rest.removeFirst() }
        }
    }

    /// Parameters, intermediates and one final byte.
    private static func skipControlSequence(_ rest: inout Substring.UnicodeScalarView) {
        while let scalar = rest.first, (0x20...0x3F).contains(scalar.value) { rest.removeFirst() }
        if let scalar = rest.first, (0x40...0x7E).contains(scalar.value) { rest.removeFirst() }
    }

    /// Up to BEL or ST; one that never ends stops at the end of its line, so that it cannot hide what follows.
    private static func skipString(_ rest: inout Substring.UnicodeScalarView) {
        while let scalar = rest.first, scalar != "\n" {
            rest.removeFirst()
            if scalar == "\u{07}" || scalar == "\u{9C}" { return }
            if scalar == "\u{1B}", rest.first == "\\" {
                rest.removeFirst()
                return
            }
        }
    }
}
