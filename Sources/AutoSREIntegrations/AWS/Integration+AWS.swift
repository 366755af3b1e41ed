import AutoSREConfiguration
import AutoSRECore
import AutoSREPlatform

extension Integration {
    /// CloudWatch and Lambda: the alarms are the incidents and the health signal, an alias is what is moved. The
    /// dashboard and METRICS_URL have no part in it.
    public static let aws = Integration(
        "aws", "CloudWatch alarms and Lambda aliases",
        role: .system(setting: "USE_AWS_INTEGRATION=true", detectors: ["cloudwatch"]),
        settings: [AWSSettings.section, LambdaSettings.section], activate: { $0.aws.isUsed = true },
        isActive: { $0.aws.isUsed },
        validate: { configuration throws(ConfigurationError) in
            let connection = AWSConnection(configuration)
            try connection.check()
            try configuration.checkFunction(in: connection.environment.namedRegion)
        },
        permissions: leastPolicy,
        command: { action, place in
            LambdaAliasActuator.command(for: action, function: place["LAMBDA_FUNCTION_ADDRESS"] ?? "")
        },
        services: { [watched($0.configuration).name].filter { !$0.isEmpty } }, checks: awsChecks, connect: connectAWS)

    @Sendable private static func connectAWS(_ context: IntegrationContext) -> IntegrationParts {
        let configuration = context.configuration
        let (function, own) = (configuration.lambda.functionName, watched(configuration))
        let settings = context.subject.map(own.about) ?? own
        let region = AWSConnection(configuration).environment.region
        let aws = AWSIntegration(
            settings, client: AWSConnection(configuration).client(context.world),
            journal: AliasJournal(context.journal), warn: context.log)
        var parts = IntegrationParts()
        (parts.detectors, parts.alerts) = ([aws.source], "CloudWatch's alarm")
        parts.sources = aws.evidence
        parts.place = [
            "AWS_REGION": region, "LAMBDA_FUNCTION_NAME": settings.name,
            "LAMBDA_ALIAS_NAME": settings.aliasName,
        ]
        // A name alone means one in the account and the region of whoever types it.
        if function != settings.name, !function.isEmpty { parts.place["LAMBDA_FUNCTION_ADDRESS"] = function }
        parts.location = "aws \(region)"
        parts.actuators = [aws.actuator]
        parts.planner = aws.planner
        parts.verifiers = [aws.verifier]
        parts.adjust = { incident, limits in
            aws.resume(incident)
            aws.adjust(&limits)
        }
        parts.notice = { notice(settings.place, region, isDryRun: $0) }
        return parts
    }

    /// What of AWS is watched and moved. The log group as it was set: empty follows the alarm's function.
    private static func watched(_ configuration: Configuration) -> AWSIntegration.Settings {
        AWSIntegration.Settings(
            alarmNames: configuration.aws.alarmNames, functionName: configuration.lambda.functionName,
            aliasName: configuration.movedAlias, logGroupName: configuration.lambda.logGroupName)
    }

    /// The first line of a run: UI_STUB, which keeps hands off a dashboard, does not keep them off an alias.
    private static func notice(_ place: String, _ region: String, isDryRun: Bool) -> String {
        if isDryRun { return "AWS, \(region): \(place) is only looked at (--dry-run)." }
        return "AWS, \(region): \(place) is really moved if need be; UI_STUB concerns the dashboard only. "
            + "To look only: --dry-run."
    }

    @Sendable private static func awsChecks(_ context: CheckContext) async -> [Check] {
        let inspection = AWSInspection(
            watched(context.configuration), client: AWSConnection(context.configuration).client(SystemWorld()),
            place: { context.configuration.place(of: $0) })
        let findings = await inspection.findings()
        return context.probesWriting ? findings + [await inspection.probeWriting()] : findings
    }

    /// The least IAM policy for what is configured; for CloudWatch and Lambda where nothing is yet.
    @Sendable private static func leastPolicy(_ configuration: Configuration) -> JSONValue? {
        let model = configuration.bedrock.isUsed ? configuration.bedrock.modelID : nil
        let isMoved = configuration.aws.isUsed || model == nil
        return AWSPolicy(
            isMoved ? watched(configuration) : nil, region: AWSConnection(configuration).environment.region,
            modelID: model
        ).document
    }
}
