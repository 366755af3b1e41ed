extension Arguments {
    /// Whether the switch is given.
    func has(_ name: String) -> Bool { switches.contains(name) }

    /// The value of an option.
    func value(_ name: String) -> String? { values[name] }

    /// A whole number within `range`, or `standard` where the option is not given.
    func number<T: FixedWidthInteger>(
        _ name: String, _ range: ClosedRange<T>, default standard: T
    ) throws(UsageError) -> T {
        guard let text = values[name] else { return standard }
        guard let number = T(text), range.contains(number) else {
            throw error("\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound), not '\(text)'")
        }
        return number
    }

    /// The option's value as a service's name: it stands in paths, messages and the journal.
    func service(_ name: String) throws(UsageError) -> String? {
        guard let text = values[name] else { return nil }
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0.properties.numericType != nil || "-_.:/@+ ".unicodeScalars.contains($0)
        }
        let isNamed = text.contains { $0.isLetter || $0.isNumber } && !text.hasPrefix(" ") && !text.hasSuffix(" ")
        guard isPlain, isNamed, text.count <= Self.longestService else {
            throw error(
                "\(name) takes a service's name: letters, digits, blanks between them and - _ . : / @ +, at most "
                    + "\(Self.longestService) characters, not '\(text)'")
        }
        return text
    }

    private static let longestService = 128

    /// Why a person wants something of a run (`Specification.Option.reason`).
    var reason: String { value("--reason") ?? "no reason was given" }

    /// So much of it is kept, in bytes.
    static let longestReason = 500

    /// The option's value as one of an enumeration's raw values; the parser has refused all others.
    func choice<T: RawRepresentable<String>>(_ name: String, default standard: T) -> T {
        values[name].flatMap(T.init(rawValue:)) ?? standard
    }

    /// How to print: `--output text|json`.
    var form: OutputForm { choice("--output", default: .text) }
}

/// How a command prints its result.
enum OutputForm: String, CaseIterable, Sendable {
    /// For people.
    case text
    /// For programs: docs/json-output.md.
    case json
}

extension Specification.Option {
    /// `--reason TEXT`.
    static let reason = Specification.Option(
        name: "--reason", value: "TEXT", help: "why, for the journal and the report")

    /// `--output text|json`.
    static let output = Specification.Option(
        name: "--output", value: "FORM", choices: OutputForm.allCases.map(\.rawValue), noun: "form",
        help: "text for people, json for programs (docs/json-output.md)")
}
