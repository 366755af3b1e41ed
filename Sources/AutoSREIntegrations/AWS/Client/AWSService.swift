/// One of AWS's services: how it is addressed, signed and configured.
public struct AWSService: Sendable, Hashable {
    /// Its name in `AWS_ENDPOINT_URL_<id>`.
    public let id: String
    /// The first part of its host name.
    let prefix: String
    /// Its name in signatures.
    let signingName: String

    /// Where the GovCloud regions have a host of its own for FIPS.
    private let ownFIPSInGovCloud: GovCloudFIPS

    /// In GovCloud some of the usual hosts are the FIPS ones.
    enum GovCloudFIPS { case always, dualStackOnly, never }

    init(
        id: String, prefix: String, signingName: String? = nil, ownFIPSInGovCloud: GovCloudFIPS = .dualStackOnly
    ) {
        (self.id, self.prefix, self.signingName) = (id, prefix, signingName ?? prefix)
        self.ownFIPSInGovCloud = ownFIPSInGovCloud
    }

    /// Amazon CloudWatch: alarms.
    public static let cloudWatch = AWSService(
        id: "CLOUDWATCH", prefix: "monitoring", ownFIPSInGovCloud: .never)
    /// Amazon CloudWatch Logs.
    public static let logs = AWSService(id: "CLOUDWATCH_LOGS", prefix: "logs")
    /// AWS Lambda.
    public static let lambda = AWSService(id: "LAMBDA", prefix: "lambda", ownFIPSInGovCloud: .always)
    /// Amazon Bedrock: calling models.
    public static let bedrockRuntime = AWSService(
        id: "BEDROCK_RUNTIME", prefix: "bedrock-runtime", signingName: "bedrock", ownFIPSInGovCloud: .always)
    /// AWS Security Token Service.
    public static let sts = AWSService(id: "STS", prefix: "sts")
    /// The portal of IAM Identity Center, whose calls carry a token instead of a signature.
    static let sso = AWSService(id: "SSO", prefix: "portal.sso", signingName: "awsssoportal")

    /// The sign-in service of IAM Identity Center, whose calls carry neither.
    static let ssoOIDC = AWSService(id: "SSO_OIDC", prefix: "oidc", signingName: "sso-oauth")

    /// All that are asked.
    static let all: [AWSService] = [cloudWatch, logs, lambda, bedrockRuntime, sts, sso, ssoOIDC]

    /// Its own address in a region, as botocore's endpoint rules have it.
    func address(region: String, fips: Bool = false, dualStack: Bool = false) -> String {
        let isGovCloud = region.hasPrefix("us-gov-")
        let hasOwn =
            switch ownFIPSInGovCloud {
            case .always: true
            case .dualStackOnly: !isGovCloud || dualStack
            case .never: !isGovCloud
            }
        let host = fips && hasOwn ? prefix + "-fips" : prefix
        return "https://\(host).\(region).\(Self.domain(of: region, dualStack))"
    }

    /// https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
    private static func domain(of region: String, _ dualStack: Bool) -> String {
        let partitions = [
            ("cn-", "amazonaws.com.cn"), ("us-isob-", "sc2s.sgov.gov"), ("us-isof-", "csp.hci.ic.gov"),
            ("us-iso-", "c2s.ic.gov"), ("eu-isoe-", "cloud.adc-e.uk"), ("eusc-", "amazonaws.eu"),
        ]
        if dualStack { return region.hasPrefix("cn-") ? "api.amazonwebservices.com.cn" : "api.aws" }
        return partitions.first { region.hasPrefix($0.0) }?.1 ?? "amazonaws.com"
    }
}
