import AutoSREIntegrations
import AutoSREConfiguration
import AutoSRECore

extension Doctor {
    /// The checks of a run on AWS. The dashboard and its health address have no part in it and are not asked.
    func cloudChecks() async -> [Check] {
        let inspection = AWSInspection(
            Composition.awsSettings(configuration), client: Composition.awsClient(configuration, SystemWorld()))
        async let slack = slack()
        async let bedrock = bedrock()
        var findings = await inspection.findings()
        if probesWriting { findings.append(await inspection.probeWriting()) }
        return await [settings, policy] + data() + findings.map(Check.init) + [slack] + bedrock
    }

    /// The least IAM policy for what is configured, as JSON; for CloudWatch and Lambda where nothing is yet.
    static func policyDocument(_ configuration: Configuration) throws -> String {
        let model = configuration.bedrock.isUsed ? configuration.bedrock.modelID : nil
        let isMoved = configuration.aws.isUsed || model == nil
        let policy = AWSPolicy(
            isMoved ? Composition.awsSettings(configuration) : nil,
            region: Composition.awsEnvironment(configuration).region, modelID: model)
        return try JSON.text(policy.document, pretty: true) + "\n"
    }
}

extension Check {
    /// A finding about AWS as a check.
    init(_ finding: AWSInspection.Finding) {
        let status: Status =
            switch finding.status {
            case .fine: .ok
            case .poor: .warn
            case .bad: .fail
            }
        self.init(name: finding.part, status: status, detail: finding.detail, advice: finding.advice)
    }
}
