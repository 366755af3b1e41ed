import AutoSREIntegrations
import AutoSREConfiguration
import AutoSRECore
import AutoSREPlatform

extension Composition {
    /// The client of every AWS service in this process, Bedrock included: its region, addresses, certificates and
    /// credentials are found once, as AWS's own tools find them. Nothing is asked before the first call.
    /// - Parameter keys: nil for those that AWS's own tools would find.
    static func awsClient(
        _ configuration: Configuration, _ world: any World, keys: (any AWSCredentialSource)? = nil
    ) -> AWSClient {
        let environment = awsEnvironment(configuration)
        let http = HTTPClient(
            network: configuration.network, trust: environment.trust, direct: AWSEnvironment.directHosts)
        return AWSClient(
            environment: environment, credentials: keys ?? awsCredentials(configuration, environment, http, world),
            http: http, world: world)
    }

    /// Nothing is begun with a setting of AWS's that cannot be meant as it is written.
    static func checkAWS(_ configuration: Configuration) throws(ConfigurationError) {
        guard configuration.aws.isUsed || configuration.bedrock.isUsed else { return }
        if let problem = awsEnvironment(configuration).problem { throw ConfigurationError(problem) }
    }

    /// Where that client's keys come from.
    static func awsCredentials(
        _ configuration: Configuration, _ environment: AWSEnvironment, _ http: HTTPClient, _ world: any World
    ) -> AWSCredentialChain {
        let run = AWSCredentialChain.commandRunner(variables: awsVariables(configuration), world: world)
        return AWSCredentialChain(environment: environment, http: http, world: world, run: run)
    }

    /// What AWS's variables and files say, `.env` included.
    static func awsEnvironment(_ configuration: Configuration) -> AWSEnvironment {
        let variables = awsVariables(configuration)
        return AWSEnvironment(variables: variables, home: variables["HOME"] ?? "")
    }

    /// The process's environment under AWS's own variables of environment and `.env`, and the keys of secret files.
    private static func awsVariables(_ configuration: Configuration) -> [String: String] {
        var variables = Environment.all().merging(configuration.aws.variables) { $1 }
        variables.merge(configuration.networkVariables) { $1 }
        let keys = [
            ("AWS_ACCESS_KEY_ID", configuration.aws.accessKeyID),
            ("AWS_SECRET_ACCESS_KEY", configuration.aws.secretAccessKey),
            ("AWS_SESSION_TOKEN", configuration.aws.sessionToken),
        ]
        for (name, value) in keys where !value.isEmpty { variables[name] = value }
        return variables
    }
}
