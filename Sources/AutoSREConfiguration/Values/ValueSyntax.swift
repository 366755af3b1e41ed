/// The syntax of a setting's value: what is allowed, how it is read, and how it is shown.
public struct ValueSyntax<Value: Sendable>: Sendable {
    /// What is allowed, in words that continue "it takes …".
    let allowed: String
    /// Reads a trimmed text that is not blank; nil where it is not allowed.
    let read: @Sendable (String) -> Value?
    /// The value as text, empty for an unset one. Reading it again gives an equal value.
    let show: @Sendable (Value) -> String
    /// A refused text as a message may show it.
    let conceal: @Sendable (String) -> String
    /// What must not be seen of a secret value; nil for all of its text.
    let secrets: (@Sendable (Value) -> [String])?
    /// Whether it is a path: one in `autosre.yaml` starts in that file's folder.
    private(set) var isPath = false

    /// The same of paths.
    var asPath: ValueSyntax {
        var path = self
        path.isPath = true
        return path
    }

    /// Makes a syntax of what is allowed in words that continue "it takes …", of its reader and of its writer.
    public init(
        allowed: String, read: @escaping @Sendable (String) -> Value?, show: @escaping @Sendable (Value) -> String,
        conceal: @escaping @Sendable (String) -> String = { $0 }, secrets: (@Sendable (Value) -> [String])? = nil
    ) {
        (self.allowed, self.read, self.show) = (allowed, read, show)
        (self.conceal, self.secrets) = (conceal, secrets)
    }
}

extension ValueSyntax where Value == Bool {
    /// `true` or `false`, and what people write for them.
    public static let boolean = ValueSyntax(
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
    public static let seconds = ValueSyntax(
        allowed: "a number of seconds, more than 0 and at most 86400",
        read: { text in decimal(text).flatMap { $0 > 0 && $0 <= 86_400 ? $0 : nil } },
        show: { $0.plain })

    /// Seconds from `least` to `limit`.
    public static func seconds(from least: Double = 0, upTo limit: Double) -> ValueSyntax {
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

extension ValueSyntax where Value == Int {
    /// A whole number within `range`.
    public static func whole(_ range: ClosedRange<Int>) -> ValueSyntax {
        ValueSyntax(
            allowed: "a whole number from \(range.lowerBound) to \(range.upperBound)",
            read: { text in Int(text).flatMap { range.contains($0) ? $0 : nil } },
            show: { String($0) })
    }
}

extension ValueSyntax where Value: CaseIterable & RawRepresentable<String> {
    /// One of the words of an enumeration, in any case.
    public static var word: ValueSyntax {
        ValueSyntax(
            allowed: Value.allCases.map(\.rawValue).joined(separator: ", "),
            read: { Value(rawValue: $0.lowercased()) },
            show: { $0.rawValue })
    }
}

extension Double {
    /// The number without a fraction where it has none: `120`, `0.5`.
    package var plain: String {
        let text = description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
