/// What a command understands. The parser and the help are both made from it, so they cannot disagree.
struct Specification: Sendable {
    /// One option.
    struct Option: Sendable {
        /// With its dashes.
        let name: String
        /// What its value is called in the help; nil for a switch.
        var value: String?
        /// The values it takes, where they are few.
        var choices: [String] = []
        /// What the value is, for errors: `incident type`.
        var noun = ""
        /// What it does.
        let help: String
    }

    /// A word that is not an option.
    struct Operand: Sendable {
        /// Its name in the help.
        let name: String
        /// Whether it must be there.
        let isRequired: Bool
        /// Whether there may be more of it; only of the last.
        var repeats = false
    }

    /// A line to try.
    struct Example: Sendable {
        /// What to type.
        let line: String
        /// What it does.
        let what: String
    }

    /// The command's name.
    let name: String
    /// What it is for, in a line.
    let summary: String
    /// Whether it does something that goes on when nobody reads what it says; what another one says is all that it is
    /// for.
    var works = false
    /// What else the reader must know, as lines.
    var details: [String] = []
    /// What may follow it.
    var options: [Option] = []
    /// What must, or may, follow it.
    var operands: [Operand] = []
    /// Lines to try.
    var examples: [Example] = []
    /// How it ends.
    var exitCodes: [ExitCode.Meaning] = ExitCode.Meaning.answer

    /// The option of this name.
    func option(_ name: String) -> Option? { options.first { $0.name == name } }
}

/// The command line cannot be understood. Exit code 2.
struct UsageError: Error, Hashable, CustomStringConvertible {
    /// One line that names what is wrong and where the help is.
    let description: String

    /// Makes an error about `command`, whose help may help.
    init(_ message: String, command: String? = nil) {
        description = "\(message); see: autosre \(command.map { "help \($0)" } ?? "--help")"
    }
}
