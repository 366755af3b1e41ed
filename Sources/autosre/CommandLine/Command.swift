/// One thing the tool can do. A new one is a file with a type like this and a line in `Commands.all`.
protocol Command: Sendable {
    /// What it understands.
    static var specification: Specification { get }
    /// Reads its options; throws where a value cannot be meant.
    init(_ arguments: Arguments) throws(UsageError)
    /// Does it.
    func run(_ console: Console) async throws -> ExitCode
}

/// The tool's commands.
enum Commands {
    /// In the order of the help.
    static let all: [any Command.Type] = [
        RunCommand.self, DemoCommand.self, DashboardCommand.self, IncidentsCommand.self, ShowCommand.self,
        ReportCommand.self, EgressCommand.self, ResumeCommand.self, ApproveCommand.self, RejectCommand.self,
        CancelCommand.self, PruneCommand.self, ReplayCommand.self, DiagnoseCommand.self, VerifyCommand.self,
        CaseCommand.self, LogsCommand.self, MetricsCommand.self, ConfigCommand.self, ServicesCommand.self,
        UICommand.self, DoctorCommand.self,
    ]

    /// The command of this name.
    static func named(_ name: String) -> (any Command.Type)? { all.first { $0.specification.name == name } }
}

/// What the words ask for.
enum Request {
    /// The version.
    case version
    /// This help.
    case help(String)
    /// A command with its options.
    case command(any Command)

    /// Reads the words after the program's name. Without a command, and where the first word is an option, `run` is
    /// meant.
    init(_ words: [String]) throws(UsageError) {
        guard let first = words.first, !first.hasPrefix("-") else {
            self = try Self.request(RunCommand.self, words, isTop: true)
            return
        }
        let rest = Array(words.dropFirst())
        if first == "help" {
            self = try Self.help(for: rest)
        } else if let command = Commands.named(first) {
            self = try Self.request(command, rest, isTop: false)
        } else {
            throw Self.unknown(first)
        }
    }

    private static func request(
        _ command: any Command.Type, _ words: [String], isTop: Bool
    ) throws(UsageError) -> Request {
        let arguments = try Arguments(words, for: command.specification)
        switch arguments.question {
        case .version?: return .version
        case .help?: return .help(isTop ? Help.overview : Help.text(for: command.specification))
        case nil: return .command(try command.init(arguments))
        }
    }

    private static func help(for words: [String]) throws(UsageError) -> Request {
        let names = words.filter { $0 != "--help" && $0 != "-h" }
        guard let name = names.first else { return .help(Help.overview) }
        guard names.count == 1 else { throw UsageError("unexpected argument '\(names[1])'") }
        guard name != "help" else { return .help(Help.ofItself) }
        guard let command = Commands.named(name) else { throw unknown(name) }
        return .help(Help.text(for: command.specification))
    }

    private static func unknown(_ name: String) -> UsageError {
        let names = Commands.all.map { $0.specification.name } + ["help"]
        return UsageError("unknown command '\(name)'\(Suggestion.hint(for: name, among: names))")
    }
}
