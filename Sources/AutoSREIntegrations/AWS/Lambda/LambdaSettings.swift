public import AutoSREConfiguration

/// The Lambda function that may be rolled back.
public struct LambdaSettings: SettingsGroup, Hashable {
    /// `LAMBDA_FUNCTION_NAME`; empty for none.
    public var functionName = ""
    /// `LAMBDA_ALIAS_NAME`.
    public var aliasName = "live"
    /// `LAMBDA_LOG_GROUP_NAME`; empty for the function's own.
    public var logGroupName = ""

    /// The defaults.
    public init() {}

    /// The log group to read: `logGroupName`, else the function's own; empty without a function.
    public var effectiveLogGroupName: String {
        guard logGroupName.isEmpty, !functionName.isEmpty else { return logGroupName }
        // A name, NAME:QUALIFIER, ACCOUNT:function:NAME or a whole ARN.
        let parts = functionName.split(separator: ":")
        let name = parts.firstIndex(of: "function").map { parts.dropFirst($0 + 1).first ?? "" } ?? parts.first
        return "/aws/lambda/\(name ?? "")"
    }
}

extension Configuration {
    /// The Lambda function that may be rolled back.
    public var lambda: LambdaSettings {
        get { self[LambdaSettings.self] }
        set { self[LambdaSettings.self] = newValue }
    }
}

extension LambdaSettings {
    static let section = SettingsSection(
        "Lambda",
        [
            Setting(
                "LAMBDA_FUNCTION_NAME", key: "function", \LambdaSettings.functionName,
                .identifier(limit: 170, marks: "-_.:$"),
                "The function to roll back when `USE_AWS_INTEGRATION=true`."),
            Setting(
                "LAMBDA_ALIAS_NAME", key: "alias", \LambdaSettings.aliasName, .identifier(limit: 128, marks: "-_"),
                "The alias to roll back."),
            Setting(
                "LAMBDA_LOG_GROUP_NAME", key: "log_group", \LambdaSettings.logGroupName,
                .identifier(limit: 512, marks: "-_./#"),
                "The log group to read. Empty: `/aws/lambda/` + `LAMBDA_FUNCTION_NAME`.",
                display: { $0.lambda.effectiveLogGroupName }),
        ])
}
