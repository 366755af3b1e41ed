/// The syntax of a setting's value: what is allowed, how it is read, and how it is shown.
struct ValueSyntax<Value: Sendable>: Sendable {
    /// What is allowed, in words that continue "it takes …".
    let allowed: String
    /// Reads a trimmed text that is not blank; nil where it is not allowed.
    let read: @Sendable (String) -> Value?
    /// The value as text, empty for an unset one. Reading it again gives an equal value.
    let show: @Sendable (Value) -> String
    /// A refused text as a message may show it.
    var conceal: @Sendable (String) -> String = { $0 }
    /// What must not be seen of a secret value; nil for all of its text.
    var secrets: (@Sendable (Value) -> [String])?
}

extension ValueSyntax where Value == Bool {
    /// `true` or `false`, and what people write for them.
    static let boolean = ValueSyntax(
        allowed: "true, 1, yes, on, false, 0, no or off",
        read: { text in
            switch text.lowercased() {
            case "true", "1", "yes", "on", "t", "y": true
            case "false", "0", "no", "off", "f", "n": false
            default: nil
            }
        },
        show: { $0 ? "true" : "false" })
}

extension ValueSyntax where Value == Double {
    /// Seconds, more than none and at most a day.
    static let seconds = ValueSyntax(
        allowed: "a number of seconds, more than 0 and at most 86400",
        read: { text in decimal(text).flatMap { $0 > 0 && $0 <= 86_400 ? $0 : nil } },
        show: { $0.plain })

    /// Seconds from `least` to `limit`.
    static func seconds(from least: Double = 0, upTo limit: Double) -> ValueSyntax {
        ValueSyntax(
            allowed: "a number of seconds from \(least.plain) to \(limit.plain)",
            read: { text in decimal(text).flatMap { (least...limit).contains($0) ? $0 : nil } },
            show: { $0.plain })
    }

    /// Double's own reader also knows "inf", "nan" and hexadecimal.
    private static func decimal(_ text: String) -> Double? {
        text.unicodeScalars.allSatisfy { "0123456789.+-eE".unicodeScalars.contains($0) } ? Double(text) : nil
    }
}

extension ValueSyntax where Value == ModelPrice? {
    /// Two prices with a slash between them.
    static let price = ValueSyntax(
        allowed: "two prices with a slash between them, such as 0.33/2.75, each at most 100000",
        read: { text in
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            let isFine = text.unicodeScalars.allSatisfy { "0123456789./".unicodeScalars.contains($0) }
            guard parts.count == 2, isFine, let input = Double(parts[0]), let output = Double(parts[1]) else {
                return .none
            }
            return input <= 100_000 && output <= 100_000 ? .some(ModelPrice(input: input, output: output)) : .none
        },
        show: { $0.map { "\($0.input.plain)/\($0.output.plain)" } ?? "" })
}

extension ValueSyntax where Value == Int {
    /// A whole number within `range`.
    static func whole(_ range: ClosedRange<Int>) -> ValueSyntax {
        ValueSyntax(
            allowed: "a whole number from \(range.lowerBound) to \(range.upperBound)",
            read: { text in Int(text).flatMap { range.contains($0) ? $0 : nil } },
            show: { String($0) })
    }
}

extension ValueSyntax where Value: CaseIterable & RawRepresentable<String> {
    /// One of the words of an enumeration, in any case.
    static var word: ValueSyntax {
        ValueSyntax(
            allowed: Value.allCases.map(\.rawValue).joined(separator: ", "),
            read: { Value(rawValue: $0.lowercased()) },
            show: { $0.rawValue })
    }
}

extension Double {
    /// The number without a fraction where it has none: `120`, `0.5`.
    var plain: String {
        let text = description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
