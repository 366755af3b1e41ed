import AutoSREConfiguration
import AutoSRECore

/// Looks whether the model can be asked: credentials, network, model id, permission. Nothing is spent and nothing about
/// an incident is sent: the question is a conversation without a message, which the service has to refuse.
struct BedrockInspection {
    private let configuration: Configuration

    init(_ configuration: Configuration) { self.configuration = configuration }

    func check() async -> Check {
        let model: BedrockModel
        do throws(ConfigurationError) { model = try BedrockModel(configuration, SystemWorld()) } catch {
            return .fail("bedrock", error.message, do: "check AWS_ENDPOINT_URL_BEDROCK_RUNTIME and AWS_REGION")
        }
        switch await model.trial(within: CheckContext.seconds) {
        case .usable:
            let words = "takes the key and the model, asked with an empty question"
            return .ok("bedrock", "\(model.name) at \(model.destination) \(words)")
        case .unproven(let error):
            let words = "not checked: whether \(model.name) can be used; an empty question brings \(error)"
            return .warn("bedrock", words, do: "check NOVA_MODEL_ID and AWS_REGION, or try autosre run --dry-run")
        case .refused(let error):
            return .fail("bedrock", "\(model.name): \(error)", do: Self.advice(error, model.name))
        }
    }

    private static func advice(_ error: AWSError, _ model: String) -> String {
        if error.kind == .configuration { return "mend that setting (docs/aws.md)" }
        if let ended = ended(error) { return ended }
        let isProfile = profiles.contains(where: model.hasPrefix)
        if error.message.contains("on-demand") || error.message.contains("inference profile"), !isProfile {
            return "name an inference profile: NOVA_MODEL_ID=us.\(model), or eu., apac., global. as the region has it"
        }
        return switch (error.kind, error.status) {
        case (.credentials, _):
            "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile, or AWS_BEARER_TOKEN_BEDROCK"
        case (_, 401), (_, 403): "allow bedrock:InvokeModel for this key, and access to the model in its region"
        case (_, 404), (_, 400): "check NOVA_MODEL_ID and AWS_REGION"
        case (_, 429): "the account's quota for this model is used up for now"
        default: "check the network, the proxy and AWS_ENDPOINT_URL_BEDROCK_RUNTIME"
        }
    }

    /// How the names of inference profiles begin.
    private static let profiles = ["us.", "us-gov.", "eu.", "apac.", "jp.", "au.", "ca.", "global.", "arn:"]

    /// What to do where the key itself is not taken, whatever it is allowed; nil where it is.
    private static func ended(_ error: AWSError) -> String? {
        switch error.code {
        case "ExpiredTokenException", "ExpiredToken": "make new credentials: the session of these has ended"
        case "InvalidSignatureException", "SignatureDoesNotMatch":
            "check AWS_SECRET_ACCESS_KEY, AWS_REGION and this machine's clock"
        case "UnrecognizedClientException", "InvalidClientTokenId": "check AWS_ACCESS_KEY_ID and its session token"
        default: nil
        }
    }
}
