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

extension Configuration {
    /// The alias that may be moved: the one that was set, else the one that the function is named with.
    var movedAlias: String {
        let named = isSet("LAMBDA_ALIAS_NAME") ? nil : LambdaFunction(lambda.functionName)?.qualifier
        return named ?? lambda.aliasName
    }

    /// - Parameter region: the one that AWS is asked in, and what names it.
    /// - Throws: where the function is none, or what its name says contradicts another setting.
    func checkFunction(in region: (value: String, name: String)) throws(ConfigurationError) {
        let setting = "LAMBDA_FUNCTION_NAME"
        guard !lambda.functionName.isEmpty else { return }
        guard let function = LambdaFunction(lambda.functionName) else {
            throw ConfigurationError("\(setting): it takes a name, NAME:ALIAS, ACCOUNT:function:NAME or a whole ARN")
        }
        if let own = function.region, own != region.value {
            let source = region.name.isEmpty ? "AWS_REGION" : region.name
            throw ConfigurationError(
                "\(setting): \(function.name) is in \(own), and \(source) is \(region.value): set AWS_REGION=\(own)")
        }
        guard let qualifier = function.qualifier else { return }
        guard qualifier == movedAlias else {
            throw ConfigurationError(
                "\(setting): it names \(function.name):\(qualifier), and LAMBDA_ALIAS_NAME is \(movedAlias): "
                    + "leave one of them away")
        }
        guard qualifier.contains(where: \.isLetter), !qualifier.hasPrefix("$") else {
            throw ConfigurationError(
                "\(setting): \(function.name):\(qualifier) is a version, and only an alias can be moved: name the alias"
            )
        }
    }
}

extension LambdaSettings {
    static let section = SettingsSection(
        "Lambda",
        [
            Setting(
                "LAMBDA_FUNCTION_NAME", key: "function", \LambdaSettings.functionName,
                .identifier(limit: 170, marks: "-_.:$"),
                "The function to roll back when `USE_AWS_INTEGRATION=true`: a name, NAME:ALIAS or an ARN."),
            Setting(
                "LAMBDA_ALIAS_NAME", key: "alias", \LambdaSettings.aliasName, .identifier(limit: 128, marks: "-_"),
                "The alias to roll back. Unset: the one that `LAMBDA_FUNCTION_NAME` names, then the default here.",
                display: \.movedAlias),
            Setting(
                "LAMBDA_LOG_GROUP_NAME", key: "log_group", \LambdaSettings.logGroupName,
                .identifier(limit: 512, marks: "-_./#"),
                "The log group to read. Empty: `/aws/lambda/` + `LAMBDA_FUNCTION_NAME`.",
                display: { $0.lambda.effectiveLogGroupName }),
        ])
}
