/// A text as its reader sees it: quotes and separators that were written as escapes (`\u0022`, `\x22`, `%22`, `&quot;`)
/// are themselves again, colours and characters of no width are left out. Each byte knows where it came from.
struct SpelledOut {
    /// What stands there for a reader.
    private(set) var bytes: [UInt8] = []
    private var places: [Range<Int>] = []

    /// Nil where the text reads as it is written.
    /// - Parameter looks: `SecretLooks.table`.
    init?(_ source: UnsafeBufferPointer<UInt8>, _ looks: UnsafeBufferPointer<UInt8>) {
        var (index, copied) = (0, 0)
        while index + 1 < source.count {
            let look = looks[Int(source[index]) << 8 | Int(source[index + 1])]
            guard look & SecretLooks.spelled != 0, let unit = Unit(at: index, in: source) else {
                index += 1
                continue
            }
            copy(source, copied..<index)
            if let byte = unit.byte {
                bytes.append(byte)
                places.append(index..<index + unit.width)
            }
            index += unit.width
            copied = index
        }
        if copied == 0 { return nil }
        copy(source, copied..<source.count)
    }

    private mutating func copy(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        bytes += source[range]
        for index in range { places.append(index..<index + 1) }
    }

    /// Where a part of it stands in the text. Not for empty ones.
    func source(of range: Range<Int>) -> Range<Int> {
        places[range.lowerBound].lowerBound..<places[range.upperBound - 1].upperBound
    }
}

/// What is written as one thing and read as another.
private struct Unit {
    /// What it is read as; nil for nothing at all.
    var byte: UInt8?
    /// How many bytes it is written in.
    var width: Int

    init?(at index: Int, in source: UnsafeBufferPointer<UInt8>) {
        let text = SecretScanner(bytes: source)
        // A percent sign begins no colour, and stands for nothing but a number.
        let isNumber = source[index] == UInt8(ascii: "%")
        if !isNumber, let width = Self.colour(at: index, in: text) {
            (byte, self.width) = (nil, width)
            return
        }
        if source[index] == UInt8(ascii: "[") { return nil }
        for (written, byte) in Self.written where !isNumber && text.has(written, at: index) {
            (self.byte, width) = (byte, written.utf8CodeUnitCount)
            return
        }
        // A letter is written so by nobody but in a string of a program.
        let isEscape = source[index] == UInt8(ascii: "\\")
        guard let (value, width) = Self.number(at: index, in: text),
            (32..<127).contains(value) && (isEscape || !value.isWord) || value == 0 && isEscape,
            !isNumber || "\"'[]{}:=&?,".utf8.contains(value)
        else { return nil }
        (byte, self.width) = (value, width)
    }

    /// By their names, and those that are no ASCII.
    private static let written: [(StaticString, UInt8?)] = [
        ("&quot;", UInt8(ascii: "\"")), ("&apos;", UInt8(ascii: "'")), ("&amp;", UInt8(ascii: "&")),
        ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")), ("\u{a0}", 32), ("\u{202f}", 32), ("\u{3000}", 32),
        ("\u{ff1a}", UInt8(ascii: ":")), ("\u{ff1d}", UInt8(ascii: "=")), ("\u{fe55}", UInt8(ascii: ":")),
        ("\u{2236}", UInt8(ascii: ":")), ("\u{fe66}", UInt8(ascii: "=")), ("\\u00a0", 32), ("\u{ad}", nil),
        ("\u{200b}", nil), ("\u{200c}", nil), ("\u{200d}", nil), ("\u{2060}", nil), ("\u{feff}", nil),
        ("\\u200b", nil), ("\\u00ad", nil), ("\\ufeff", nil),
    ]

    /// The width of `ESC[36m`, also where the escape was written out, or taken away.
    private static func colour(at index: Int, in text: SecretScanner) -> Int? {
        var start = index
        let escapes: [StaticString] = ["\u{1b}", "\\u001b", "\\u001B", "\\x1b", "\\x1B", "\\033", "\\e", "#033", "^["]
        for escape in escapes where text.has(escape, at: index) {
            start += escape.utf8CodeUnitCount
            break
        }
        guard text.at(start) == UInt8(ascii: "[") else { return nil }
        var end = start + 1
        while end < start + 20, text.at(end).isDigit || text.at(end) == UInt8(ascii: ";") { end += 1 }
        guard text.at(end) == UInt8(ascii: "m"), start > index || end > start + 1 else { return nil }
        return end + 1 - index
    }

    /// The character of `\u0022`, `\x22`, `%22`, `&#34;`, `&#x22;`.
    private static func number(at index: Int, in text: SecretScanner) -> (UInt8, Int)? {
        for prefix in ["\\u00", "\\x", "%", "&#x"] as [StaticString] where text.has(prefix, at: index) {
            let start = index + prefix.utf8CodeUnitCount
            guard let high = digit(text.at(start)), let low = digit(text.at(start + 1)) else { return nil }
            let isEntity = text.at(index) == UInt8(ascii: "&")
            if isEntity, text.at(start + 2) != UInt8(ascii: ";") { return nil }
            return (high << 4 | low, start + (isEntity ? 3 : 2) - index)
        }
        guard text.has("&#", at: index), text.at(index + 2).isDigit, text.at(index + 3).isDigit,
            text.at(index + 4) == UInt8(ascii: ";")
        else { return nil }
        return ((text.at(index + 2) - 48) * 10 + text.at(index + 3) - 48, 5)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        if byte.isDigit { return byte - 48 }
        return (97...102).contains(byte.lowered) ? byte.lowered - 87 : nil
    }
}
