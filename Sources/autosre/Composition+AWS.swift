import AutoSREIntegrations
import AutoSREConfiguration
import AutoSRECore
import AutoSREPlatform
import AutoSREStore

extension Composition {
    /// CloudWatch and Lambda: the alarms are the incidents and the health signal, an alias is what is moved. The
    /// dashboard and METRICS_URL have no part in it.
    static func cloud(
        _ configuration: Configuration, _ store: any RunStore & EvidenceStore, _ world: any World, inMemory: Bool,
        log: @escaping @Sendable (String) -> Void
    ) -> Plugs {
        let function = configuration.lambda.functionName
        let memory = inMemory ? earlierRuns(configuration, log: log) ?? store : store
        let parts = AWSIntegration(
            awsSettings(configuration), client: awsClient(configuration, world), journal: AliasJournal(memory),
            warn: log)
        return Plugs(
            source: parts.source, sources: [parts.source.name],
            place: [
                "AWS_REGION": awsEnvironment(configuration).region,
                "LAMBDA_FUNCTION_NAME": awsSettings(configuration).name,
                "LAMBDA_ALIAS_NAME": configuration.lambda.aliasName,
            ],
            evidence: parts.evidence,
            drivers: Drivers(all: [parts.actuator]), planner: parts.planner, verifier: parts.verifier,
            adjust: { incident, limits in
                parts.resume(incident)
                parts.adjust(&limits)
            },
            command: { LambdaAliasActuator.command(for: $0, function: function) ?? $0.summary })
    }

    /// A dry run keeps nothing, yet it plans by what earlier runs have seen and done; nil where there are none.
    static func earlierRuns(
        _ configuration: Configuration, log: @escaping @Sendable (String) -> Void
    ) -> (any RunStore & EvidenceStore)? {
        let directory = configuration.storage.dataDirectory
        guard !directory.isEmpty, Files.exists("\(directory)/autosre.db") else { return nil }
        do {
            return try StoreFactory.openExisting(directory: directory, now: SystemClock.now(), report: log)
        } catch {
            log("Earlier runs cannot be read: \(ErrorText.describe(error))")
            return nil
        }
    }

    /// What of AWS is watched and moved. The log group as it was set: empty follows the alarm's function.
    static func awsSettings(_ configuration: Configuration) -> AWSIntegration.Settings {
        AWSIntegration.Settings(
            alarmNames: configuration.aws.alarmNames, functionName: configuration.lambda.functionName,
            aliasName: configuration.lambda.aliasName, logGroupName: configuration.lambda.logGroupName)
    }

    /// The first line of a run on AWS: UI_STUB, which keeps hands off a dashboard, does not keep them off an alias.
    static func awsNotice(_ configuration: Configuration, isDryRun: Bool) -> String? {
        guard configuration.aws.isUsed else { return nil }
        let place = awsSettings(configuration).place
        let region = awsEnvironment(configuration).region
        if isDryRun { return "AWS, \(region): \(place) is only looked at (--dry-run)." }
        return "AWS, \(region): \(place) is really moved if need be; UI_STUB concerns the dashboard only. "
            + "To look only: --dry-run."
    }
}
