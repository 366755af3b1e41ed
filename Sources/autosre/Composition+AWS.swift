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

extension Composition {
    /// What a run was opened with.
    /// - Throws: `OtherWorld` or `OtherPlace` where these parts would act or look elsewhere; the store's errors.
    func alert(of run: RunID) async throws -> Alert {
        guard let first = try await store.journal(of: run).first, case .opened(let alert) = first.event else {
            throw StoreError.unknownRun
        }
        guard sources.contains(alert.source) else { throw OtherWorld(run: run, source: alert.source) }
        if let begun = alert.place, begun != place { throw OtherPlace(run: run, begun: begun, now: place) }
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

/// A run that was begun elsewhere: what it knows is not of what these settings name.
struct OtherPlace: Error, CustomStringConvertible {
    /// The run.
    let run: RunID
    /// What it works on, by setting.
    let begun: [String: String]
    /// What would be worked on now.
    let now: [String: String]

    /// The error in a sentence.
    var description: String {
        let names = Set(begun.keys).union(now.keys).filter { begun[$0] != now[$0] }.sorted()
        let words = names.map { name in
            begun[name].flatMap { $0.isEmpty ? nil : "with \(name)=\($0)" } ?? "without \(name)"
        }
        return "\(run) began \(words.joined(separator: " and ")): set it so to finish it"
    }
}
