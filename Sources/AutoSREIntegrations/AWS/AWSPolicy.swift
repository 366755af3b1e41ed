public import AutoSRECore

/// The least that an IAM policy has to allow for the configured resources.
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
public struct AWSPolicy: Sendable {
    private let settings: AWSIntegration.Settings?
    private let region: String
    private let modelID: String?

    /// A policy for a run.
    /// - Parameters:
    ///   - settings: what is watched and moved; nil where only a model is asked.
    ///   - modelID: the model, or inference profile, that is asked; nil where none is.
    public init(_ settings: AWSIntegration.Settings?, region: String, modelID: String? = nil) {
        (self.settings, self.region, self.modelID) = (settings, region, modelID)
    }

    /// The policy document.
    public var document: JSONValue {
        var statements = settings.map(integration) ?? []
        if let modelID { statements.append(statement("AskModel", ["bedrock:InvokeModel"], models(modelID))) }
        return ["Version": "2012-10-17", "Statement": .array(statements)]
    }

    private func integration(_ settings: AWSIntegration.Settings) -> [JSONValue] {
        let function = LambdaFunction(settings.functionName)
        let name = function?.name ?? "*"
        let group = settings.logGroupName.isEmpty ? "/aws/lambda/\(name)" : settings.logGroupName
        return [
            // Composite alarms are shown only to a permission for all alarms.
            statement("ReadAlarms", ["cloudwatch:DescribeAlarms"], ["*"]),
            statement("ReadLogs", ["logs:FilterLogEvents"], [arn("logs", "log-group:\(group):*")]),
            statement(
                "MoveAlias", ["lambda:GetAlias", "lambda:ListVersionsByFunction", "lambda:UpdateAlias"],
                [resource(function)]
            ),
        ]
    }

    private func resource(_ function: LambdaFunction?) -> String {
        guard let function else { return arn("lambda", "function:*") }
        return function.address.hasPrefix("arn:") ? function.address : arn("lambda", "function:\(function.name)")
    }

    private func statement(_ id: String, _ actions: [String], _ resources: [String]) -> JSONValue {
        [
            "Sid": .string(id), "Effect": "Allow", "Action": .array(actions.map { .string($0) }),
            "Resource": .array(resources.map { .string($0) }),
        ]
    }

    /// An inference profile needs the permission for itself and, wherever it leads, for its model.
    private func models(_ id: String) -> [String] {
        if id.hasPrefix("arn:") { return [id] }
        let parts = id.split(separator: ".", maxSplits: 1)
        let places: Set<Substring> = ["us", "eu", "apac", "jp", "au", "global", "us-gov", "ca"]
        guard parts.count == 2, places.contains(parts[0]) else {
            return ["arn:\(partition):bedrock:\(region)::foundation-model/\(id)"]
        }
        return [
            arn("bedrock", "inference-profile/\(id)"), "arn:\(partition):bedrock:*::foundation-model/\(parts[1])",
        ]
    }

    /// Any account: a policy cannot allow more than its own.
    private func arn(_ service: String, _ resource: String) -> String {
        let account = LambdaFunction(settings?.functionName ?? "")?.account ?? "*"
        return "arn:\(partition):\(service):\(region):\(account):\(resource)"
    }

    private var partition: String {
        if region.hasPrefix("cn-") { return "aws-cn" }
        return region.hasPrefix("us-gov-") ? "aws-us-gov" : "aws"
    }
}
