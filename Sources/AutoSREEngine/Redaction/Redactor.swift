public import AutoSRECore

/// The one choke point for text that leaves the machine or enters a journal: replaces what looks like a secret, and
/// every configured secret, by `[redacted]`, e-mail addresses and card numbers too, and leaves the rest as it is.
///
/// Linear in the length of the text, and idempotent. Where it throws, nothing may be sent.
public struct Redactor: Sendable {
    /// What stands where a secret stood.
    public static let marker = "[redacted]"
    /// Texts longer than this, in bytes of UTF-8, are refused.
    public static let maximumBytes = 1 << 20

    /// What a replacement leaves beside itself can look like a secret in its turn; texts settle after one pass, hostile
    /// ones after two or three.
    private static let passes = 8

    private let known: KnownSecrets

    /// Makes a redactor.
    /// - Parameter secrets: configured secret values, replaced wherever they appear, plain, JSON-escaped or
    ///   percent-encoded. Values shorter than six bytes are left out: they would take ordinary words with them.
    public init(secrets: [String] = []) { known = KnownSecrets(secrets) }

    /// The text without its secrets.
    /// - Throws: `RedactionError.tooLarge`.
    public func redact(_ text: String) throws -> String {
        var counts: [String: Int] = [:]
        return try redact(text, counting: &counts)
    }

    /// The same, adding to `counts` how often something was replaced, by kind.
    /// - Throws: `RedactionError.tooLarge`.
    public func redact(_ text: String, counting counts: inout [String: Int]) throws -> String {
        let size = text.utf8.count
        guard size <= Self.maximumBytes else { throw RedactionError.tooLarge(bytes: size) }
        guard size >= KnownSecrets.minimumBytes else { return text }
        var clean = text
        for _ in 0..<Self.passes {
            let cleaner = SecretScanner.replacing(
                in: known.replacing(in: clean, counting: &counts), counting: &counts)
            if cleaner == clean { break }
            clean = cleaner
        }
        return clean
    }
}

extension Redactor: TextGuard {
    /// The text made safe, with what was replaced.
    /// - Throws: `RedactionError.tooLarge`.
    public func redaction(of text: String) throws -> Redaction {
        var counts: [String: Int] = [:]
        let clean = try redact(text, counting: &counts)
        return Redaction(text: clean, replaced: counts)
    }

    /// What the ledger calls what was replaced.
    enum Kind {
        static let secret = "secret"
        static let configured = "configured secret"
        static let address = "e-mail"
        static let card = "card number"
    }
}

/// Why a text could not be redacted. Nothing of it may be sent.
public enum RedactionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The text is longer than `Redactor.maximumBytes`.
    case tooLarge(bytes: Int)

    /// What is wrong, in a sentence.
    public var description: String {
        switch self {
        case .tooLarge(let bytes): "cannot redact \(bytes) bytes: the bound is \(Redactor.maximumBytes)"
        }
    }
}
