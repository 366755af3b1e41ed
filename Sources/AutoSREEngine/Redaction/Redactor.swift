public import AutoSRECore

/// The one choke point for text that leaves the machine or enters a journal: replaces what looks like a secret, and
/// every configured secret, by `[redacted]`, e-mail addresses and card numbers by markers of their own, and leaves the
/// rest as it is.
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
        let size = text.utf8.count
        guard size <= Self.maximumBytes else { throw RedactionError.tooLarge(bytes: size) }
        guard size >= KnownSecrets.minimumBytes else { return text }
        var clean = text
        for _ in 0..<Self.passes {
            let cleaner = SecretScanner.replacing(in: known.replacing(in: clean))
            if cleaner == clean { break }
            clean = cleaner
        }
        return clean
    }
}

extension Redactor {
    /// Whether a text of at most so many bytes, which is UTF-8, is known to hold nothing that `redact` would replace.
    func isClean(_ text: UnsafeBufferPointer<UInt8>, upTo most: Int) -> Bool {
        if text.count < KnownSecrets.minimumBytes { return true }
        return text.count <= most && !known.isFound(in: text) && SecretScanner.isClean(text)
    }
}

extension Redactor: TextGuard {
    /// The text made safe, with what was replaced in it, now or when it was read.
    /// - Throws: `RedactionError.tooLarge`.
    public func redaction(of text: String) throws -> Redaction {
        let clean = try redact(text)
        return Redaction(text: clean, replaced: Self.replacements(in: clean))
    }

    /// How often something was replaced in a text, by kind: told by the markers, for what was replaced when evidence
    /// was read is in no later text.
    public static func replacements(in text: String) -> [String: Int] {
        var text = text
        return text.withUTF8 { bytes in
            var counts: [String: Int] = [:]
            for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "[") {
                let kind = Kind.allCases.first { bytes[index...].starts(with: $0.marker.utf8) }
                if let kind { counts[kind.rawValue, default: 0] += 1 }
            }
            return counts
        }
    }

    /// What is replaced, by the ledger's words.
    enum Kind: String, CaseIterable {
        case secret
        case address = "e-mail"
        case card = "card number"

        /// What stands where it stood.
        var marker: String {
            switch self {
            case .secret: Redactor.marker
            case .address: "[redacted e-mail]"
            case .card: "[redacted card]"
            }
        }
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
