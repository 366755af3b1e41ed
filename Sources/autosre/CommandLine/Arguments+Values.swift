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
    /// `--output text|json`.
    static let output = Specification.Option(
        name: "--output", value: "FORM", choices: OutputForm.allCases.map(\.rawValue), noun: "form",
        help: "text for people, json for programs (docs/json-output.md)")
}
