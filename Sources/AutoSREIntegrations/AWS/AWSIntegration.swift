public import AutoSRECore

/// CloudWatch and Lambda behind the ports of the loop, for one process: what `USE_AWS_INTEGRATION=true` plugs in.
public struct AWSIntegration: Sendable {
    /// What may be configured.
    public struct Settings: Sendable {
        /// The alarms that count; those that are about the function where empty.
        public var alarmNames: [String]
        /// The function; empty for the one that the alarm is about.
        public var functionName: String
        /// The alias to roll back.
        public var aliasName: String
        /// The log group; empty for the function's own.
        public var logGroupName: String

        /// Makes settings.
        public init(
            alarmNames: [String] = [], functionName: String = "", aliasName: String = "live", logGroupName: String = ""
        ) {
            (self.alarmNames, self.functionName) = (alarmNames, functionName)
            (self.aliasName, self.logGroupName) = (aliasName, logGroupName)
        }

        /// The function's bare name, however it is written; empty for the one that the alarm is about.
        public var name: String { LambdaFunction(functionName)?.name ?? "" }

        /// What is moved, for people: `alias live of shop-fn`.
        public var place: String { "alias \(aliasName) of \(name.isEmpty ? "the alarm's function" : name)" }

        /// The same about another function, or about a log group by its path. What was set for the function of these
        /// settings says nothing of another one.
        func about(_ subject: String) -> Settings {
            let function = LambdaFunction(subject)
            let alias = function?.qualifier ?? aliasName
            var other = Settings(functionName: functionName, aliasName: alias, logGroupName: logGroupName)
            if subject.contains("/") || subject == logGroupName {
                other.logGroupName = subject
            } else if function?.name.lowercased() == name.lowercased(), alias == aliasName {
                return self
            } else {
                (other.functionName, other.logGroupName) = (subject, "")
            }
            return other
        }

        /// Which alarms count.
        var scope: AlarmScope {
            AlarmScope(names: alarmNames, function: LambdaFunction(functionName), alias: aliasName)
        }
    }

    /// Where incidents come from.
    public let source: CloudWatchAlarmDetector
    /// What evidence is read from, in order of preference.
    public let evidence: [any EvidenceSource]
    /// Plans rollbacks of aliases, and nothing else.
    public let planner: LambdaPlanner
    /// Moves the alias.
    public let actuator: LambdaAliasActuator
    /// Reads the alarms.
    public let verifier: CloudWatchAlarmVerifier
    private let watch: AlarmWatch

    /// Puts the adapters together.
    /// - Parameters:
    ///   - journal: our own runs; nil where they are not kept.
    ///   - warn: is told of configured alarms that are not there.
    public init(
        _ settings: Settings, client: AWSClient, journal: AliasJournal?,
        warn: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        let (function, alias) = (settings.functionName, settings.aliasName)
        let watch = AlarmWatch(settings.scope)
        self.watch = watch
        source = CloudWatchAlarmDetector(client, watch: watch, warn: warn)
        evidence = [
            LambdaLogs(client, group: settings.logGroupName, function: function), AlarmReadings(client, watch: watch),
            LambdaHistory(
                client, function: function, alias: alias, alarms: settings.alarmNames, journal: journal),
        ]
        planner = LambdaPlanner(function: function, alias: alias)
        actuator = LambdaAliasActuator(client, watch: watch)
        verifier = CloudWatchAlarmVerifier(client, watch: watch)
    }

    /// To be called with the incident of a run that is taken up again: its alarm is the one to watch.
    public func resume(_ incident: Incident) { watch.watch(incident) }

    /// The bounds for a signal that is slow and costs a call. To be called when the incident is known.
    public func adjust(_ limits: inout Limits) {
        limits.verifierLatencySeconds = watch.latencySeconds
        // There is one thing that can be done, so that all the time for verification belongs to it.
        limits.rounds = 1
        // A gap and a call that takes its full time are no pause.
        limits.freshSeconds = 12
        limits.readingSeconds = 5
        limits.precheckSeconds = 5
        // Asking, moving and reading back may each take their full time; the lease has to outlive that.
        limits.actionSeconds = 75
        // The alias takes the same change only once, by its revision.
        limits.gatheringSeconds = 45
        (limits.readingGapSeconds, limits.maximumReadingGapSeconds, limits.confirmationGapSeconds) = (1, 5, 1)
    }
}
