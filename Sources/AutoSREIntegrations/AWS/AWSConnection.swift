import AutoSREConfiguration
import AutoSRECore
import AutoSREPlatform

/// How every AWS service of these settings is reached, Bedrock included: region, addresses, certificates and
/// credentials are found once, as AWS's own tools find them. Nothing is asked before the first call.
struct AWSConnection: Sendable {
    private let configuration: Configuration

    init(_ configuration: Configuration) { self.configuration = configuration }

    /// The client.
    /// - Parameter keys: nil for those that AWS's own tools would find.
    func client(_ world: any World, keys: (any AWSCredentialSource)? = nil) -> AWSClient {
        let environment = environment
        let http = HTTPClient(
            network: configuration.network, trust: environment.trust, direct: AWSEnvironment.directHosts)
        return AWSClient(
            environment: environment, credentials: keys ?? credentials(environment, http, world), http: http,
            world: world)
    }

    /// Nothing is begun with a setting of AWS's that cannot be meant as it is written.
    func check() throws(ConfigurationError) {
        if let problem = environment.problem { throw ConfigurationError(problem) }
    }

    /// What AWS's variables and files say, `.env` included.
    var environment: AWSEnvironment {
        let variables = variables
        return AWSEnvironment(variables: variables, home: variables["HOME"] ?? "")
    }

    /// Where the client's keys come from.
    private func credentials(
        _ environment: AWSEnvironment, _ http: HTTPClient, _ world: any World
    ) -> AWSCredentialChain {
        let run = AWSCredentialChain.commandRunner(variables: variables, world: world)
        return AWSCredentialChain(environment: environment, http: http, world: world, run: run)
    }

    /// The process's environment under AWS's own variables of environment and `.env`, and the keys and the region
    /// wherever they were set.
    private var variables: [String: String] {
        var variables = Environment.all().merging(configuration.aws.variables) { $1 }
        variables.merge(configuration.networkVariables) { $1 }
        let keys = [
            ("AWS_ACCESS_KEY_ID", configuration.aws.accessKeyID),
            ("AWS_SECRET_ACCESS_KEY", configuration.aws.secretAccessKey),
            ("AWS_SESSION_TOKEN", configuration.aws.sessionToken),
        ]
        for (name, value) in keys where !value.isEmpty { variables[name] = value }
        // A system of autosre.yaml may have one of its own.
        if configuration.isSet("AWS_REGION") { variables["AWS_REGION"] = configuration.aws.region }
        return variables
    }
}
