import AutoSREConfiguration
import AutoSREIntegrations

/// `autosre config`: the settings in effect and where each comes from.
struct ConfigCommand: Command {
    static let specification = Specification(
        name: "config", summary: "Show the effective settings with their source, secrets masked",
        details: [
            "The environment wins over .env in the working directory, both over autosre.yaml (looked for as AUTOSRE_CONFIG",
            "names it, in the working directory, in ~/.config/autosre and /etc/autosre), and that over the defaults.",
        ],
        options: [
            .output, .init(name: "--example", help: "print a commented autosre.yaml, and nothing else"),
        ],
        examples: [
            .init(line: "autosre config", what: "all of them"),
            .init(line: "autosre config --example", what: "an autosre.yaml to begin with"),
            .init(line: "UI_STUB=maybe autosre config", what: "says what is wrong with it, exit 2"),
        ])

    private let form: OutputForm
    private let printsExample: Bool

    init(_ arguments: Arguments) throws(UsageError) {
        (form, printsExample) = (arguments.form, arguments.has("--example"))
    }

    func run(_ console: Console) async throws -> ExitCode {
        if printsExample {
            console.document(Configuration.fileExample(Integrations.settings))
            return .success
        }
        let configuration = try Settings.load(console)
        if form == .json {
            for line in try ConfigurationView(configuration).json() { console.json(line) }
        } else {
            for line in ConfigurationView(configuration).lines() { console.line(line) }
        }
        return .success
    }
}
