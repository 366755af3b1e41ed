import AutoSREConfiguration
import AutoSRECore

extension Integration {
    /// Amazon Nova on Bedrock, asked for a second opinion.
    public static let bedrock = Integration(
        "bedrock", "Amazon Nova on Bedrock, which diagnoses beside the local engine", role: .shared,
        settings: [BedrockSettings.section], activate: { $0.bedrock.isUsed = true },
        isActive: { $0.bedrock.isUsed },
        validate: { configuration throws(ConfigurationError) in try AWSConnection(configuration).check() },
        checks: { [await BedrockInspection($0.configuration).check()] },
        connect: { context in
            let bedrock = context.configuration.bedrock
            var parts = IntegrationParts()
            parts.model = ModelOffer(
                try BedrockModel(context.configuration, context.world), callSeconds: bedrock.readTimeoutSeconds,
                budgetSeconds: bedrock.budgetSeconds, promptBytes: bedrock.promptBytes,
                price: bedrock.price.map { ($0.input, $0.output) }, fallsBack: bedrock.fallback == .local)
            return parts
        })
}

extension BedrockModel {
    /// The configured model. With a Bedrock API key nothing is signed, as AWS's own tools have it.
    init(_ configuration: Configuration, _ world: any World) throws(ConfigurationError) {
        let bedrock = configuration.bedrock
        let keys: (any AWSCredentialSource)? = bedrock.bearerToken.isEmpty ? nil : NoCredentials()
        let client = AWSConnection(configuration).client(world, keys: keys)
        do throws(AWSError) {
            try self.init(bedrock.modelID, client: client, token: bedrock.bearerToken)
        } catch {
            throw ConfigurationError("REASONING_USE_BEDROCK=true: \(error)")
        }
    }
}
