/// What this build can be plugged together from: a new adapter is one file and one line here.
public enum Catalog {
    /// What a part is for.
    public enum Role: String, Sendable, CaseIterable {
        /// Where incidents come from (`INCIDENT_SOURCE`).
        case source
        /// What evidence is read from.
        case evidence
        /// What changes the world (`UI_DRIVER`).
        case actuator
        /// What tells whether a service is healthy.
        case verifier
        /// What is asked for a diagnosis besides the local engine.
        case model
        /// Who is told how a run ended.
        case reporter
    }

    /// One part.
    public struct Entry: Sendable, Hashable {
        /// What it is for.
        public let role: Role
        /// The word that settings and journals use for it.
        public let name: String
        /// One line for a person.
        public let purpose: String

        init(_ role: Role, _ name: String, _ purpose: String) {
            (self.role, self.name, self.purpose) = (role, name, purpose)
        }
    }

    /// Every part, in the order in which parts of one role are preferred.
    public static let entries = [
        Entry(.source, "simulated", "one made-up incident in the shape of a CloudWatch alarm"),
        Entry(.source, "cloudwatch", "an alarm of Amazon CloudWatch that is in ALARM (USE_AWS_INTEGRATION)"),
        Entry(.evidence, "cloudwatch logs", "a Lambda function's lines in CloudWatch Logs"),
        Entry(.evidence, "alarm", "the values that the alarm was judged by"),
        Entry(.evidence, "lambda", "a function's alias and published versions"),
        Entry(.evidence, "dashboard API", "state, deployments, logs and metrics of the operations dashboard"),
        Entry(.evidence, "log_entries.json", "a team's own log lines in the data directory"),
        Entry(.evidence, "deployments.json", "a team's own deployment history in the data directory"),
        Entry(.evidence, "simulated scenario", "a recorded hour that fits the simulated incident"),
        Entry(.actuator, "lambda", "moves the alias of a Lambda function, by compare-and-swap"),
        Entry(.actuator, "nova-act", "lets Amazon Nova Act work the operations dashboard's pages in our browser"),
        Entry(.actuator, "browser", "works the operations dashboard's pages in a real browser (WebDriver)"),
        Entry(.actuator, "http", "acts through the operations dashboard's API"),
        Entry(.actuator, "stub", "logs the planned clicks and touches nothing"),
        Entry(.verifier, "alarms", "every watched CloudWatch alarm in OK"),
        Entry(.verifier, "health address", "HTTP 2xx with a JSON status of healthy"),
        Entry(.model, "bedrock", "asks a model on Amazon Bedrock (Converse) for the root cause"),
        Entry(.reporter, "slack", "one message to a Slack channel"),
    ]

    /// The names of the parts of one role.
    public static func names(_ role: Role) -> [String] { entries.filter { $0.role == role }.map(\.name) }
}
