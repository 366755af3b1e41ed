/// A setting, or a file that settings name, that cannot be used. The command line prints it and exits with 2.
public struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One line that names the variable, the value (never a secret's) and what is allowed.
    public let message: String

    /// Makes an error of one line: what would break the line, or the terminal, is shown as an escape.
    public init(_ message: String) { self.message = message.onOneLine }

    /// The line.
    public var description: String { message }
}

extension String {
    /// The text with every control character as `\u{…}`, so that a hostile value cannot forge a line.
    var onOneLine: String {
        var line = ""
        for scalar in unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                line += "\\u{\(String(scalar.value, radix: 16))}"
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line
    }

    /// The text in quotes and on one line, for showing a value in a message; of a long one its length alone. It is not
    /// cut: half of a secret in it would not be recognised any more by what prints the message.
    var quoted: String { count > 200 ? "\"… (\(count) characters)\"" : "\"\(onOneLine)\"" }

    /// Whether nothing but white space is in it.
    var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }

    /// The text without spaces and tabs at its ends. Line ends stay: they are refused, not mended.
    var trimmed: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.isSpaceOrTab }),
            let last = scalars.lastIndex(where: { !$0.isSpaceOrTab })
        else { return "" }
        return String(scalars[first...last])
    }

    /// The text with `a` to `z` in upper case and nothing else changed: names of variables are ASCII.
    var asciiUppercased: String {
        var result = ""
        for scalar in unicodeScalars {
            let isLower = ("a"..."z").contains(scalar)
            result.unicodeScalars.append(isLower ? Unicode.Scalar(UInt8(scalar.value) - 32) : scalar)
        }
        return result
    }
}

extension Unicode.Scalar {
    /// Whether it is a space or a tab.
    var isSpaceOrTab: Bool { self == " " || self == "\t" }
}
