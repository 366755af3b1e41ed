import AutoSREConfiguration

/// `autosre config`: the settings in effect and where each comes from.
struct ConfigCommand: Command {
    static let specification = Specification(
        name: "config", summary: "Show the effective settings with their source, secrets masked",
        details: ["The environment wins over .env in the working directory, and both over the defaults."],
        options: [.output],
        examples: [
            .init(line: "autosre config", what: "all of them"),
            .init(line: "UI_STUB=maybe autosre config", what: "says what is wrong with it, exit 2"),
        ])

    private let form: OutputForm

    init(_ arguments: Arguments) throws(UsageError) { form = arguments.form }

    func run(_ console: Console) async throws -> ExitCode {
        let configuration = try Settings.load(console)
        if form == .json {
            for line in try ConfigurationView(configuration).json() { console.json(line) }
        } else {
            for line in ConfigurationView(configuration).lines() { console.line(line) }
        }
        return .success
    }
}
