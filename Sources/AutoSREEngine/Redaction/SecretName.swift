/// The names of things that are secret, as they stand before `=` and `:` or as a member's key.
enum SecretName {
    /// What a name says of the value behind it.
    enum Kind { case value, authorization, cookie }

    /// Lower case without `_`, `-`, `.` and blanks; found at the end of a longer name too (`DB_PASSWORD`).
    private static let endings: [StaticString] = [
        "password", "passwd", "passphrase", "passcode", "dbpass", "secret", "token", "apikey", "accesskey",
        "secretkey", "privatekey", "signingkey", "encryptionkey", "accountkey", "authkey", "masterkey", "sessionkey",
        "credential", "credentials", "connectionstring", "amzsignature",
    ]

    /// Too short for that: only where no letter or digit stands before.
    private static let words: [StaticString] = ["pwd", "jwt", "sig"]

    /// Whether a member of this name is secret.
    static func names(secret key: String) -> Bool {
        var copy = key
        return copy.withUTF8 { kind(endingAt: $0.count, in: $0) != nil }
    }

    /// What the name that ends before `end` says; nil where it says nothing.
    static func kind(endingAt end: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Kind? {
        var end = end
        let shortest = max(0, end - 2)
        while end > shortest, bytes[end - 1].isDigit { end -= 1 }
        guard end > 2, isLastLetter(bytes[end - 1].lowered) else { return nil }
        for word in endings where start(of: word, endingAt: end, in: bytes) != nil { return .value }
        for word in words where isWhole(word, endingAt: end, in: bytes) { return .value }
        if start(of: "authorization", endingAt: end, in: bytes) != nil { return .authorization }
        return isWhole("cookie", endingAt: end, in: bytes) ? .cookie : nil
    }

    private static func isWhole(_ word: StaticString, endingAt end: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = start(of: word, endingAt: end, in: bytes) else { return false }
        return start == 0 || !bytes[start - 1].isAlphanumeric
    }

    /// Where `word` starts that ends before `end`, joiners inside it skipped.
    private static func start(
        of word: StaticString, endingAt end: Int, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        var (index, left) = (end, word.utf8CodeUnitCount)
        while left > 0 {
            guard index > 0 else { return nil }
            let byte = bytes[index - 1].lowered
            if byte == word.utf8Start[left - 1] {
                left -= 1
            } else if index == end || !byte.isJoiner || bytes[index].isJoiner {
                return nil
            }
            index -= 1
        }
        return index
    }

    private static func isLastLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "d"), UInt8(ascii: "e"), UInt8(ascii: "g"), UInt8(ascii: "l"), UInt8(ascii: "n"),
            UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "y"):
            true
        default: false
        }
    }

    /// Words that follow a secret's name in prose: `token: expired`, `password: not set`.
    private static let prose: Set<String> = [
        "a", "an", "and", "are", "as", "at", "authentication", "by", "can", "cannot", "check", "could", "denied",
        "does", "empty", "error", "exceeded", "expired", "failed", "failure", "false", "for", "found", "from", "has",
        "in", "incorrect", "invalid", "is", "it", "malformed", "mismatch", "missing", "must", "nil", "no", "none",
        "not", "null", "of", "ok", "on", "or", "permission", "refused", "rejected", "required", "revoked", "should",
        "the", "timeout", "to", "true", "undefined", "unknown", "unset", "user", "valid", "was", "with", "wrong", "yes",
    ]

    /// Whether `bytes` is an ordinary word rather than a secret.
    static func isProse(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard bytes.count <= 16 else { return false }
        var word = bytes
        while let last = word.last, !last.isAlphanumeric { word.removeLast() }
        return prose.contains(String(decoding: word.map(\.lowered), as: UTF8.self))
    }
}

extension UInt8 {
    var isDigit: Bool { self >= 48 && self <= 57 }
    var isUpper: Bool { self >= 65 && self <= 90 }
    var isLower: Bool { self >= 97 && self <= 122 }
    var isAlphanumeric: Bool { isDigit || isUpper || isLower }
    /// A letter, a digit or `_`.
    var isWord: Bool { isAlphanumeric || self == 95 }
    /// `_`, `-`, `.` or a blank.
    var isJoiner: Bool { self == 95 || self == 45 || self == 46 || self == 32 }
    /// A character of base64url.
    var isToken: Bool { isWord || self == 45 }
    /// A blank or a tab.
    var isBlank: Bool { self == 32 || self == 9 }
    /// Lower case, for ASCII letters.
    var lowered: UInt8 { isUpper ? self | 32 : self }
}
