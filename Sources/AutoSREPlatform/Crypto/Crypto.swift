internal import COpenSSL

/// What signatures are made of, from OpenSSL's libcrypto.
public enum Crypto {
    /// The SHA-256 of some bytes: 32 bytes.
    public static func sha256(_ bytes: [UInt8]) -> [UInt8] { digest(bytes, EVP_sha256(), length: 32) }

    /// The SHA-1 of some bytes: 20 bytes. For names that others have made with it, never for safety.
    public static func sha1(_ bytes: [UInt8]) -> [UInt8] { digest(bytes, EVP_sha1(), length: 20) }

    /// The HMAC-SHA256 of a message (RFC 2104): 32 bytes.
    public static func hmacSHA256(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 0
        // One byte more than is used: of an empty array there may be no address.
        let made = HMAC(EVP_sha256(), key + [0], Int32(key.count), message + [0], message.count, &code, &length)
        precondition(made != nil && length == 32, "libcrypto has no HMAC-SHA256")
        return code
    }

    /// Whether two secrets are equal, in a time that does not tell where they differ.
    public static func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        one.count == other.count && CRYPTO_memcmp(one + [0], other + [0], one.count) == 0
    }

    private static func digest(_ bytes: [UInt8], _ kind: OpaquePointer?, length: Int) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: length)
        let isDone = bytes.withUnsafeBytes { EVP_Digest($0.baseAddress, $0.count, &digest, nil, kind, nil) } == 1
        precondition(isDone, "libcrypto has no such digest")
        return digest
    }
}
