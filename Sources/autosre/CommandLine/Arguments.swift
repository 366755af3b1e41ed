/// The words after a command, sorted: strictly, so that a slip of the keyboard never runs something else.
struct Arguments: Sendable, Hashable {
    /// A question that is answered instead of running the command.
    enum Question: Sendable, Hashable { case version, help }

    /// The command's name.
    let command: String
    /// The values of the options given.
    private(set) var values: [String: String] = [:]
    /// The switches given.
    private(set) var switches: Set<String> = []
    /// The words that are not options.
    private(set) var operands: [String] = []
    /// Whether the version or the help was asked for.
    private(set) var question: Question?

    /// Sorts `words`; the first thing that does not fit throws.
    init(_ words: [String], for specification: Specification) throws(UsageError) {
        command = specification.name
        var rest = words[...]
        while question == nil, let word = rest.popFirst() {
            if word == "--" {
                operands += rest
                break
            }
            guard word.hasPrefix("-"), word != "-" else {
                operands.append(word)
                continue
            }
            try take(word, &rest, specification)
        }
        try check(specification)
    }

    private mutating func take(
        _ word: String, _ rest: inout ArraySlice<String>, _ specification: Specification
    ) throws(UsageError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        let attached = parts.count > 1 ? String(parts[1]) : nil
        if let asked = Self.question(name), attached == nil {
            question = asked
            return
        }
        guard let option = specification.option(name) else {
            let names = specification.options.map(\.name) + ["--help", "--version"]
            throw error("unknown option \(name)\(Suggestion.hint(for: name, among: names))")
        }
        guard values[name] == nil, !switches.contains(name) else { throw error("\(name) is given twice") }
        guard option.value != nil else {
            guard attached == nil else { throw error("\(name) takes no value") }
            switches.insert(name)
            return
        }
        values[name] = try value(of: option, attached ?? Self.next(&rest))
    }

    private func value(of option: Specification.Option, _ text: String?) throws(UsageError) -> String {
        let choices = option.choices.joined(separator: ", ")
        guard let text, !text.isEmpty else {
            throw error("\(option.name) needs a value" + (choices.isEmpty ? "" : ": one of \(choices)"))
        }
        guard option.choices.isEmpty || option.choices.contains(text) else {
            let hint = Suggestion.hint(for: text, among: option.choices)
            throw error("\(option.name): unknown \(option.noun) '\(text)'\(hint); one of \(choices)")
        }
        return text
    }

    private func check(_ specification: Specification) throws(UsageError) {
        if operands.count > specification.operands.count, specification.operands.last?.repeats != true {
            throw error("unexpected argument '\(operands[specification.operands.count])'")
        }
        guard question == nil else { return }
        let missing = specification.operands.dropFirst(operands.count).first { $0.isRequired }
        if let missing { throw error("\(missing.name) is missing") }
    }

    private static func question(_ name: String) -> Question? {
        switch name {
        case "--version": .version
        case "--help", "-h": .help
        default: nil
        }
    }

    /// The next word, unless it is an option itself. A negative number is a value.
    private static func next(_ rest: inout ArraySlice<String>) -> String? {
        guard let word = rest.first else { return nil }
        let isNumber = word.dropFirst().first.map(\.isNumber) ?? true
        guard !word.hasPrefix("-") || isNumber else { return nil }
        return rest.popFirst()
    }

    /// An error about this command.
    func error(_ message: String) -> UsageError { UsageError(message, command: command) }
}
