internal import AutoSRECore

/// What plain scalars mean: the core schema of YAML 1.2.2, section 10.3.2.
enum YAMLScalar {
    /// The value; `nil` for an infinity, for not-a-number and for what exceeds a double.
    static func value(of text: String) -> JSONValue? {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        case ".nan", ".NaN", ".NAN": return nil
        default: return number(text)
        }
    }

    private static func number(_ text: String) -> JSONValue? {
        if text.hasPrefix("0x"), let number = whole(text.dropFirst(2), radix: 16) { return .integer(number) }
        if text.hasPrefix("0o"), let number = whole(text.dropFirst(2), radix: 8) { return .integer(number) }
        let isSigned = text.hasPrefix("-") || text.hasPrefix("+")
        let unsigned = isSigned ? text.dropFirst() : text[...]
        if [".inf", ".Inf", ".INF"].contains(unsigned) { return nil }
        guard isDecimal(unsigned.utf8) else { return .string(text) }
        if let number = Int64(text) { return .integer(number) }
        // Swift reads neither "1." nor ".5".
        var digits = unsigned.hasPrefix(".") ? "0" + unsigned : String(unsigned)
        if let point = digits.firstIndex(of: ".") {
            let after = digits.index(after: point)
            if after == digits.endIndex || !digits[after].isNumber { digits.insert("0", at: after) }
        }
        guard let number = Double(digits), number.isFinite else { return nil }
        return .number(text.hasPrefix("-") ? -number : number)
    }

    private static func whole(_ digits: Substring, radix: Int) -> Int64? {
        digits.hasPrefix("-") || digits.hasPrefix("+") ? nil : Int64(digits, radix: radix)
    }

    /// Whether text is `( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`.
    private static func isDecimal(_ text: Substring.UTF8View) -> Bool {
        var rest = text
        var digits = takeDigits(&rest)
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            digits += takeDigits(&rest)
        }
        guard digits > 0 else { return false }
        guard let mark = rest.first else { return true }
        guard mark | 0x20 == UInt8(ascii: "e") else { return false }
        rest.removeFirst()
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        return takeDigits(&rest) > 0 && rest.isEmpty
    }

    private static func takeDigits(_ text: inout Substring.UTF8View) -> Int {
        var count = 0
        while let byte = text.first, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            text.removeFirst()
            count += 1
        }
        return count
    }
}
