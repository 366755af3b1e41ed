public import AutoSRECore
import AutoSREPlatform

/// Signs requests with AWS Signature Version 4. Pure: the same request, key and time give the same signature.
///
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html; proven with the vectors
/// of awslabs/aws-c-auth.
public struct SigV4: Sendable {
    /// What is signed of a request.
    public struct Request: Sendable {
        /// The method.
        public var method: String
        /// The path as it is sent, so with its own percent-encoding already done.
        public var path: String
        /// The query's pairs, not encoded.
        public var query: [(name: String, value: String)]
        /// The header fields that are signed; `Host` has to be among them.
        public var headers: [(name: String, value: String)]
        /// The body.
        public var body: [UInt8]

        /// Makes a request.
        public init(
            method: String, path: String, query: [(name: String, value: String)] = [],
            headers: [(name: String, value: String)], body: [UInt8] = []
        ) {
            (self.method, self.path, self.query) = (method, path, query)
            (self.headers, self.body) = (headers, body)
        }
    }

    /// What a service may want otherwise; the defaults are those of every service but S3.
    public struct Options: Sendable {
        /// Whether `.`, `..` and empty parts of the path are taken out before it is signed.
        public var normalisesPath = true
        /// Whether the body's digest is sent as a header too.
        public var sendsBodyDigest = false
        /// Whether the session token is signed, or only sent.
        public var signsSessionToken = true

        /// The defaults.
        public init() {}
    }

    private let credentials: AWSCredentials
    private let region: String
    private let service: String
    let options: Options

    /// Makes a signer for one service's signing name in one region.
    public init(credentials: AWSCredentials, region: String, service: String, options: Options = Options()) {
        (self.credentials, self.region, self.service, self.options) = (credentials, region, service, options)
    }

    /// The header fields to add to the request, which was signed as sent at `now`.
    public func headers(for request: Request, at now: Instant) -> [(name: String, value: String)] {
        var added = [(name: "X-Amz-Date", value: Self.timestamp(now))]
        if options.sendsBodyDigest {
            added.append((name: "X-Amz-Content-Sha256", value: Hex.text(Crypto.sha256(request.body))))
        }
        let token = credentials.sessionToken.map { (name: "X-Amz-Security-Token", value: $0) }
        if let token, options.signsSessionToken { added.append(token) }
        var signed = request
        signed.headers += added
        let names = Self.canonicalHeaders(signed.headers).map(\.name).joined(separator: ";")
        let signature = Hex.text(sign(stringToSign(for: signed, at: now), at: now))
        if let token, !options.signsSessionToken { added.append(token) }
        let value =
            "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope(now)), "
            + "SignedHeaders=\(names), Signature=\(signature)"
        return added + [(name: "Authorization", value: value)]
    }

    /// What is hashed of a request that has all its signed headers.
    func canonicalRequest(_ request: Request) -> String {
        let headers = Self.canonicalHeaders(request.headers)
        let lines = headers.map { "\($0.name):\($0.value)\n" }.joined()
        return [
            request.method, canonicalPath(request.path), Self.canonicalQuery(request.query), lines,
            headers.map(\.name).joined(separator: ";"), Hex.text(Crypto.sha256(request.body)),
        ].joined(separator: "\n")
    }

    private func stringToSign(for request: Request, at now: Instant) -> String {
        let digest = Hex.text(Crypto.sha256(Array(canonicalRequest(request).utf8)))
        return ["AWS4-HMAC-SHA256", Self.timestamp(now), scope(now), digest].joined(separator: "\n")
    }

    private func sign(_ text: String, at now: Instant) -> [UInt8] {
        var key = Array("AWS4\(credentials.secretAccessKey)".utf8)
        for part in [String(Self.timestamp(now).prefix(8)), region, service, "aws4_request", text] {
            key = Crypto.hmacSHA256(key: key, Array(part.utf8))
        }
        return key
    }

    private func scope(_ now: Instant) -> String {
        "\(Self.timestamp(now).prefix(8))/\(region)/\(service)/aws4_request"
    }

    /// `20261124T170305Z`.
    static func timestamp(_ now: Instant) -> String { now.wholeSeconds.filter { $0 != "-" && $0 != ":" } }
}
