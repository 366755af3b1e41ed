/// The help, made from the specifications.
enum Help {
    /// What `autosre --help` prints: the tour, then the options of a run.
    static var overview: String {
        var lines = [
            "AutoSRE heals incidents: it detects, reads the evidence, says what is wrong and why, plans, asks its policy,",
            "acts on the operations dashboard, verifies the recovery and reports.", "",
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
        lines += [""] + exitCodes
        lines += ["", "Settings come from the environment and from .env in the working directory: autosre config"]
        return lines.joined(separator: "\n")
    }

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
        return (lines + [""] + exitCodes).joined(separator: "\n")
    }

    private static let version = Specification.Option(name: "--version", help: "print the version; reads no settings")
    private static let help = Specification.Option(name: "--help", help: "print this; reads no settings")

    private static let exitCodes = [
        "Exit codes:",
        "  0    recovered, recovered by itself, nothing to do, or a dry run",
        "  1    not recovered, unverified, escalated, failed, or an unknown id",
        "  2    wrong usage or settings; nothing was run",
        "  130  stopped by SIGINT (143: by SIGTERM); the run can be resumed",
    ]

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
