/// The help, made from the specifications.
enum Help {
    /// What `autosre --help` prints: the tour, then the options of a run.
    static var overview: String {
        var lines = [
            "AutoSRE heals incidents: it detects, reads the evidence, says what is wrong and why, plans, asks its",
            "policy, acts on the operations dashboard, verifies the recovery and reports.", "",
            "Usage: autosre [OPTIONS]            one incident, one full cycle (the same as 'autosre run')",
            "       autosre COMMAND [OPTIONS]", "", "Start here:",
            "  autosre demo                      a broken shop on a free port is healed before your eyes", "",
            "Commands:",
        ]
        for command in Commands.all {
            lines.append(row(command.specification.name, command.specification.summary))
        }
        lines.append(row("help [COMMAND]", "this page, or a command's own with examples"))
        lines += ["", "Options of a run:"] + optionRows(RunCommand.specification.options + [version, help])
        lines += [""] + exitCodes(RunCommand.specification.exitCodes)
        lines += ["", "Settings come from the environment and from .env in the working directory: autosre config"]
        return lines.joined(separator: "\n")
    }

    /// What `autosre help help` prints.
    static let ofItself = [
        "Print the tour of the tool, or how one command is used.", "", "Usage: autosre help [COMMAND]", "",
        "Commands: " + Commands.all.map { $0.specification.name }.joined(separator: ", "),
    ].joined(separator: "\n")

    /// What `autosre help COMMAND` prints.
    static func text(for specification: Specification) -> String {
        var usage = "Usage: autosre \(specification.name)"
        if !specification.options.isEmpty { usage += " [OPTIONS]" }
        for operand in specification.operands {
            usage += operand.isRequired ? " \(operand.name)" : " [\(operand.name)]"
        }
        var lines = ["\(specification.summary).", "", usage]
        if !specification.details.isEmpty { lines += [""] + specification.details }
        lines += ["", "Options:"] + optionRows(specification.options + [help])
        if !specification.examples.isEmpty { lines += ["", "Examples:"] }
        for example in specification.examples { lines += ["  \(example.line)", "      \(example.what)"] }
        return (lines + [""] + exitCodes(specification.exitCodes)).joined(separator: "\n")
    }

    private static let version = Specification.Option(name: "--version", help: "print the version; reads no settings")
    private static let help = Specification.Option(name: "--help", help: "print this; reads no settings")

    private static func exitCodes(_ meanings: [ExitCode.Meaning]) -> [String] {
        ["Exit codes:"] + meanings.map { "  " + $0.codes + String(repeating: " ", count: 5 - $0.codes.count) + $0.text }
    }

    private static func optionRows(_ options: [Specification.Option]) -> [String] {
        var rows: [String] = []
        for option in options {
            let name = option.name == "--help" ? "-h, --help" : option.name
            rows.append(row(name + (option.value.map { " \($0)" } ?? ""), option.help))
            if !option.choices.isEmpty, option.choices.count > 2 {
                rows += Layout.wrapped(option.choices.joined(separator: ", "), width: 112 - column).map {
                    String(repeating: " ", count: column) + $0
                }
            }
        }
        return rows
    }

    private static let column = 26

    private static func row(_ name: String, _ text: String) -> String {
        "  " + name + String(repeating: " ", count: max(2, column - 2 - name.count)) + text
    }
}
