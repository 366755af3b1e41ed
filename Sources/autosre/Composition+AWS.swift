import AutoSREAdapters
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
        let memory = inMemory ? earlierRuns(configuration, log: log) ?? store : store
        let parts = AWSIntegration(
            awsSettings(configuration), client: awsClient(configuration, world), journal: AliasJournal(memory),
            warn: log)
        return Plugs(
            source: parts.source, sources: [parts.source.name], evidence: parts.evidence,
            drivers: Drivers(all: [parts.actuator]), planner: parts.planner, verifier: parts.verifier,
            adjust: { incident, limits in
                parts.resume(incident)
                parts.adjust(&limits)
            },
            command: { LambdaAliasActuator.command(for: $0) ?? $0.summary })
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
        let name = configuration.lambda.functionName
        let place = "alias \(configuration.lambda.aliasName) of \(name.isEmpty ? "the alarm's function" : name)"
        let region = awsEnvironment(configuration).region
        if isDryRun { return "AWS, \(region): \(place) is only looked at (--dry-run)." }
        return "AWS, \(region): \(place) is really moved if need be; UI_STUB concerns the dashboard only. "
            + "To look only: --dry-run."
    }
}

extension Composition {
    /// What a run was opened with.
    /// - Throws: `OtherWorld` where these parts would verify it at the wrong signal; the store's errors.
    func alert(of run: RunID) async throws -> Alert {
        guard let first = try await store.journal(of: run).first, case .opened(let alert) = first.event else {
            throw StoreError.unknownRun
        }
        guard sources.contains(alert.source) else { throw OtherWorld(run: run, source: alert.source) }
        return alert
    }
}

/// A run that was begun with other settings: finishing it with these would look at the wrong health signal.
struct OtherWorld: Error, CustomStringConvertible {
    /// The run.
    let run: RunID
    /// Where its incident came from.
    let source: String

    /// The error in a sentence.
    var description: String {
        let setting = source == "cloudwatch" ? "true" : "false"
        return "\(run) began with an incident of \(source): set USE_AWS_INTEGRATION=\(setting) to finish it"
    }
}
