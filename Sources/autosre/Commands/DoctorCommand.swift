import AutoSREConfiguration
import AutoSRECore
import AutoSREIntegrations
import AutoSREPlatform

/// `autosre doctor`: whether everything that is configured can be used.
struct DoctorCommand: Command {
    static let specification = Specification(
        name: "doctor", summary: "Check every configured part, and say what to do where one fails",
        details: [
            "Looks at settings, policy, data directory, journal, dashboard, health address, Slack, and at the browser with",
            "its driver and map; with USE_AWS_INTEGRATION=true at credentials, alarms, log group and alias in place of",
            "the dashboard, and at the model and Nova Act where they are asked for.",
            "Changes nothing and takes a few seconds at the most. Exits 1 where something fails, 2 where the",
            "settings are wrong.",
        ],
        options: [
            .output,
            .init(
                name: "--probe-write",
                help: "ask Lambda for a change on a condition that cannot hold: shows whether it is allowed"),
            .init(
                name: "--iam-policy", help: "print the least IAM policy for the configured resources, and nothing else"),
        ],
        examples: [
            .init(line: "autosre doctor", what: "one line for each part: ok, warn or fail"),
            .init(
                line: "autosre doctor --output json | jq -r 'select(.status == \"fail\") | .name'", what: "what fails"),
        ], exitCodes: ExitCode.Meaning.doctor)

    private let form: OutputForm

    private let probesWriting: Bool
    private let printsPolicy: Bool

    init(_ arguments: Arguments) throws(UsageError) {
        form = arguments.form
        (probesWriting, printsPolicy) = (arguments.has("--probe-write"), arguments.has("--iam-policy"))
    }

    func run(_ console: Console) async throws -> ExitCode {
        let configuration = try Configuration.load(environment: Environment.all())
        if printsPolicy {
            for document in Integrations.all.compactMap({ $0.permissions?(configuration) }) {
                console.document(try JSON.text(document, pretty: true) + "\n")
            }
            return .success
        }
        let path = Environment.all()["PATH"] ?? ""
        let doctor = Doctor(
            configuration: configuration, client: Composition.client(configuration), path: path,
            probesWriting: probesWriting)
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
