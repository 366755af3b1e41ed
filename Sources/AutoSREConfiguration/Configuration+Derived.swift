public import AutoSRECore
public import AutoSREPlatform

extension Configuration {
    /// The bounds of a run. As many hypotheses may be acted on as the policy allows attempts, so that verification
    /// shares its time among rounds that can really happen.
    public var limits: Limits {
        var limits = Limits()
        limits.rounds = max(1, policy.attemptsPerIncident)
        limits.reasoningRetries = workflow.reasoningMaxRetries
        limits.verificationSeconds = workflow.recoveryVerifyTimeoutSeconds
        limits.stableSeconds = min(workflow.stableSeconds, workflow.recoveryVerifyTimeoutSeconds / 3)
        limits.approvalSeconds = workflow.approvalSeconds
        limits.confidenceFloor = policy.confidenceFloor
        return limits
    }

    /// Proxies and certificates.
    public var network: NetworkSettings { NetworkSettings(networkVariables) }

    /// The values that must never leave the machine in a text, for the redactor. Empty ones are left out.
    public var secrets: [String] {
        let own = catalogue.settings.flatMap { $0.secrets(self) }
        let headers = services.flatMap(\.health).compactMap(\.address).flatMap(\.headers).flatMap {
            HeaderLine.secrets($0.name, $0.value)
        }
        return own + headers.filter { !$0.isEmpty } + systems.flatMap(\.configuration.secrets)
    }
}
