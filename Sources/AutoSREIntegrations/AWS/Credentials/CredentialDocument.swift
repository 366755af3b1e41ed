import AutoSRECore

/// The JSON that container and instance services and `credential_process` hand out.
/// https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
struct CredentialDocument: Decodable {
    let AccessKeyId: String?
    let SecretAccessKey: String?
    /// The containers' and instances' name for the session token.
    let Token: String?
    /// The process's.
    let SessionToken: String?
    let Expiration: String?
    let Version: JSONValue?
    /// `Success` on an instance; anything else is an error's name.
    let Code: String?

    /// An instance's key that has ended is used for this many seconds more: AWS's tools have it so for the time in
    /// which the service hands out nothing newer.
    private static let graceSeconds = 600.0

    /// Reads a key; what is wrong with the document is named, and none of its values.
    /// - Parameters:
    ///   - version: what `Version` has to be; nil where there is none.
    ///   - outlivesItsEnd: whether a key that has ended may still be good.
    static func read(
        _ bytes: [UInt8], source: String, now: Instant, version: Int64? = nil, outlivesItsEnd: Bool = false
    ) throws(AWSError) -> AWSCredentials {
        let document: CredentialDocument
        do { document = try JSON.decode(CredentialDocument.self, from: bytes) } catch {
            let what = bytes.contains { $0 > 0x20 } ? "something else than the JSON of a key" : "nothing"
            throw AWSError(.credentials, "\(source) gives \(what)")
        }
        if let code = document.Code, code != "Success" {
            throw AWSError(.credentials, "\(source) gives no credentials but \(code)")
        }
        if let version, document.Version?.integer != version {
            throw AWSError(.credentials, "\(source) gives no \"Version\": \(version), which AWS asks for")
        }
        guard let id = document.AccessKeyId, let secret = document.SecretAccessKey, !id.isEmpty, !secret.isEmpty else {
            let missing = document.AccessKeyId?.isEmpty == false ? "SecretAccessKey" : "AccessKeyId"
            throw AWSError(.credentials, "\(source) gives half a key, or none: \(missing) is missing")
        }
        var end = document.Expiration.flatMap { Instant($0) }
        if let text = document.Expiration, end == nil {
            throw AWSError(.credentials, "\(source) gives an Expiration that is no time: \(text)")
        }
        if let known = end, known <= now {
            guard outlivesItsEnd else {
                throw AWSError(.credentials, "\(source) gives a key that has ended at \(known)")
            }
            end = now.advanced(bySeconds: graceSeconds)
        }
        return AWSCredentials(
            accessKeyID: id, secretAccessKey: secret, sessionToken: document.Token ?? document.SessionToken,
            expires: end, source: source)
    }
}
