import AutoSREConfiguration
import AutoSREPlatform

/// `autosre doctor`: whether everything that is configured can be used.
struct DoctorCommand: Command {
    static let specification = Specification(
        name: "doctor", summary: "Check every configured part, and say what to do where one fails",
        details: [
            "Looks at settings, policy, data directory, journal, dashboard, health address, Slack, and at the browser with",
            "its driver and map.",
            "Changes nothing and takes a few seconds at the most. Exits 1 where something fails, 2 where the",
            "settings are wrong.",
        ],
        options: [.output],
        examples: [
            .init(line: "autosre doctor", what: "one line for each part: ok, warn or fail"),
            .init(
                line: "autosre doctor --output json | jq -r 'select(.status == \"fail\") | .name'", what: "what fails"),
        ])

    private let form: OutputForm

    init(_ arguments: Arguments) throws(UsageError) { form = arguments.form }

    func run(_ console: Console) async throws -> ExitCode {
        let configuration = try Configuration.load(environment: Environment.all())
        let path = Environment.all()["PATH"] ?? ""
        let doctor = Doctor(configuration: configuration, client: Composition.client(), path: path)
        let checks = await doctor.checks()
        for check in checks {
            if form == .json {
                console.json(try check.json())
            } else {
                for line in check.lines { console.line(line) }
            }
        }
        return checks.contains { $0.status == .fail } ? .failure : .success
    }
}
