/// One of AWS's services: how it is addressed, signed and configured.
public struct AWSService: Sendable, Hashable {
    /// Its name in `AWS_ENDPOINT_URL_<id>`.
    public let id: String
    /// The first part of its host name.
    let prefix: String
    /// Its name in signatures.
    let signingName: String

    init(id: String, prefix: String, signingName: String? = nil) {
        (self.id, self.prefix, self.signingName) = (id, prefix, signingName ?? prefix)
    }

    /// Amazon CloudWatch: alarms.
    public static let cloudWatch = AWSService(id: "CLOUDWATCH", prefix: "monitoring")
    /// Amazon CloudWatch Logs.
    public static let logs = AWSService(id: "CLOUDWATCH_LOGS", prefix: "logs")
    /// AWS Lambda.
    public static let lambda = AWSService(id: "LAMBDA", prefix: "lambda")
    /// Amazon Bedrock: calling models.
    public static let bedrockRuntime = AWSService(
        id: "BEDROCK_RUNTIME", prefix: "bedrock-runtime", signingName: "bedrock")
    /// AWS Security Token Service.
    public static let sts = AWSService(id: "STS", prefix: "sts")
    /// The portal of IAM Identity Center, whose calls carry a token instead of a signature.
    static let sso = AWSService(id: "SSO", prefix: "portal.sso", signingName: "awsssoportal")

    /// Its own address in a region.
    func address(region: String) -> String { "https://\(prefix).\(region).\(Self.domain(of: region))" }

    /// https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
    private static func domain(of region: String) -> String {
        let partitions = [
            ("cn-", "amazonaws.com.cn"), ("us-isob-", "sc2s.sgov.gov"), ("us-isof-", "csp.hci.ic.gov"),
            ("us-iso-", "c2s.ic.gov"), ("eu-isoe-", "cloud.adc-e.uk"), ("eusc-", "amazonaws.eu"),
        ]
        return partitions.first { region.hasPrefix($0.0) }?.1 ?? "amazonaws.com"
    }
}
