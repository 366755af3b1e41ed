import AutoSREIntegrations
import AutoSREConfiguration
import AutoSRECore
import AutoSREPlatform
import AutoSREAnalysis

extension Composition {
    /// Who says what is wrong.
    struct ReasoningSetup: Sendable {
        /// Asked first.
        var diagnoser: any Diagnoser = LocalDiagnoser()
        /// Asked when the first was given up; nil for a person.
        var fallback: (any Diagnoser)?
        /// Seconds that one answer may take.
        var seconds = 0.0
    }

    /// The local engine, or a model beside it. Every word for a model leaves by the gate.
    static func mind(
        _ configuration: Configuration, _ gate: EgressGate, _ world: any World
    ) throws(ConfigurationError) -> ReasoningSetup {
        guard configuration.bedrock.isUsed else { return ReasoningSetup() }
        let bedrock = configuration.bedrock
        var bounds = ModelDiagnoser.Bounds()
        bounds.callSeconds = bedrock.readTimeoutSeconds
        bounds.budgetSeconds = bedrock.budgetSeconds
        bounds.promptBytes = bedrock.promptBytes
        bounds.confidenceFloor = configuration.policy.confidenceFloor
        let diagnoser = ModelDiagnoser(
            try model(configuration, world), gate: gate, bounds: bounds,
            price: bedrock.price.map { ModelDiagnoser.Price(input: $0.input, output: $0.output) },
            now: { world.now() })
        return ReasoningSetup(
            diagnoser: diagnoser, fallback: bedrock.fallback == .local ? LocalDiagnoser() : nil,
            seconds: bedrock.readTimeoutSeconds + 5)
    }

    /// The configured model. With a Bedrock API key nothing is signed, as AWS's own tools have it.
    static func model(_ configuration: Configuration, _ world: any World) throws(ConfigurationError) -> BedrockModel {
        let bedrock = configuration.bedrock
        let client = awsClient(configuration, world, keys: bedrock.bearerToken.isEmpty ? nil : NoCredentials())
        do throws(AWSError) {
            return try BedrockModel(bedrock.modelID, client: client, token: bedrock.bearerToken)
        } catch {
            throw ConfigurationError("REASONING_USE_BEDROCK=true: \(error)")
        }
    }
}
