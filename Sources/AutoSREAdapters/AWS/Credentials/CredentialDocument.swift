import AutoSRECore

/// The JSON that container and instance services and `credential_process` hand out.
struct CredentialDocument: Decodable {
    let AccessKeyId: String?
    let SecretAccessKey: String?
    /// The containers' and instances' name for the session token.
    let Token: String?
    /// The process's.
    let SessionToken: String?
    let Expiration: String?
    let Version: Int?
    /// `Success` on an instance; anything else is an error's name.
    let Code: String?

    static func read(_ bytes: [UInt8], source: String) throws(AWSError) -> AWSCredentials {
        let document: CredentialDocument
        do { document = try JSON.decode(CredentialDocument.self, from: bytes) } catch {
            throw AWSError(.credentials, "\(source) gives no credentials that can be read")
        }
        if let code = document.Code, code != "Success" {
            throw AWSError(.credentials, "\(source) gives no credentials: \(code)")
        }
        guard let id = document.AccessKeyId, let secret = document.SecretAccessKey, !id.isEmpty, !secret.isEmpty else {
            throw AWSError(.credentials, "\(source) gives half a key, or none")
        }
        return AWSCredentials(
            accessKeyID: id, secretAccessKey: secret, sessionToken: document.Token ?? document.SessionToken,
            expires: document.Expiration.flatMap { Instant($0) }, source: source)
    }
}
