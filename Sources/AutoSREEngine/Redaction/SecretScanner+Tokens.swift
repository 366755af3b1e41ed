/// Secrets that are known by their own looks.
extension SecretScanner {
    /// A prefix and how many characters must follow it at least.
    typealias Shape = (prefix: StaticString, minimum: Int)

    /// GitHub's and GitLab's: https://docs.github.com/en/authentication (token formats).
    static let forgeTokens: [Shape] = [
        ("ghp_", 16), ("gho_", 16), ("ghu_", 16), ("ghs_", 16), ("ghr_", 16), ("github_pat_", 16), ("glpat-", 16),
    ]
    /// Google's, SendGrid's, and those of the registries npm, Docker Hub and PyPI, each by its documented prefix.
    private static let vendorKeys: [Shape] = [
        ("AIza", 30), ("SG.", 30), ("npm_", 30), ("dckr_pat_", 16), ("pypi-", 40), ("ya29.", 20),
    ]
    private static let paymentKeys: [Shape] = [
        ("sk_live_", 8), ("sk_test_", 8), ("rk_live_", 8), ("rk_test_", 8),
    ]

    func prefixed(_ shapes: [Shape], at index: Int) -> Range<Int>? {
        for shape in shapes where has(shape.prefix, at: index) {
            let start = index + shape.prefix.utf8CodeUnitCount
            let end = tokenEnd(from: start)
            return end - start >= shape.minimum ? index..<end : nil
        }
        return nil
    }

    /// AWS access key ids: `AKIA` or `ASIA` and sixteen capitals or digits; a longer run goes too, and so does the
    /// secret key of forty characters that stands behind it without a name, as key files list the two.
    func awsKey(at index: Int) -> Range<Int>? {
        guard has("AKIA", at: index) || has("ASIA", at: index) else { return nil }
        var end = index + 4
        while at(end).isUpper || at(end).isDigit { end += 1 }
        guard end - index >= 20 else { return nil }
        var start = end
        while start < end + 4, start < bytes.count, !at(start).isCredential { start += 1 }
        let secret = credentialEnd(from: start)
        return index..<(start > end && secret - start == 40 ? secret : end)
    }

    /// Slack's: `xoxb-…`, `xoxp-…` and their kin, `xapp-…`.
    func slackToken(at index: Int) -> Range<Int>? {
        let isBot = has("xox", at: index) && at(index + 3).isLower && at(index + 4) == UInt8(ascii: "-")
        guard isBot || has("xapp-", at: index) else { return nil }
        let end = tokenEnd(from: index + 5)
        return end - index >= 11 ? index..<end : nil
    }

    /// A vendor's key at the beginning of a word. SendGrid's and Google's tokens have dots inside.
    func vendorKey(at index: Int) -> Range<Int>? {
        guard beginsWord(at: index), let key = prefixed(Self.vendorKeys, at: index) else {
            guard beginsWord(at: index), has("SG.", at: index) || has("ya29.", at: index) else { return nil }
            let end = credentialEnd(from: index + 3)
            return end - index >= 30 ? index..<end : nil
        }
        return key.lowerBound..<credentialEnd(from: key.upperBound)
    }

    /// `sk-…` of the model vendors, `sk_live_…` of the payment vendors.
    func serviceKey(at index: Int) -> Range<Int>? {
        guard beginsWord(at: index) else { return nil }
        guard has("sk-", at: index) else { return prefixed(Self.paymentKeys, at: index) }
        var (hasHyphen, isMixed, seen) = (false, false, index + 3)
        while seen < index + 64, at(seen).isToken {
            hasHyphen = hasHyphen || at(seen) == UInt8(ascii: "-")
            isMixed = isMixed || at(seen).isDigit || at(seen).isUpper
            seen += 1
        }
        return seen - index >= 20 && (isMixed || !hasHyphen) ? index..<tokenEnd(from: seen) : nil
    }

    /// JSON web tokens: three parts of base64url, the first of which begins with `{"`.
    mutating func webToken(at index: Int) -> Range<Int>? {
        guard index >= jwtExcludedBefore else { return nil }
        var (end, parts, length) = (index, 0, 0)
        while at(end).isToken || (at(end) == UInt8(ascii: ".") && length >= 2) {
            length = at(end) == UInt8(ascii: ".") ? 0 : length + 1
            if length == 2 { parts += 1 }
            end += 1
        }
        if at(end - 1) == UInt8(ascii: ".") { end -= 1 }
        guard parts >= 3 else {
            jwtExcludedBefore = end
            return nil
        }
        return index..<end
    }

    /// `Bearer …` and `Basic …` away from their header, where what follows looks drawn by lot.
    func bareCredentials(at index: Int) -> Range<Int>? {
        let isBearer = hasWord("bearer ", at: index)
        guard isBearer || hasWord("basic ", at: index), beginsWord(at: index) else { return nil }
        let start = skippingBlanks(from: index + 6)
        if startsWithMarker(start) { return start..<start + Self.markerCount }
        return looksRandom(at: start, minimum: isBearer ? 8 : 12) ? start..<credentialEnd(from: start) : nil
    }

    /// Whether the run at `start` has a digit or a capital after a small letter, or is very long.
    func looksRandom(at start: Int, minimum: Int) -> Bool {
        var (index, isMixed) = (start, false)
        while index < start + 64, at(index).isCredential {
            isMixed = isMixed || at(index).isDigit || (at(index).isUpper && index > start && at(index - 1).isLower)
            index += 1
        }
        return index - start >= minimum && (isMixed || index - start >= 32)
    }

    func credentialEnd(from start: Int) -> Int {
        var end = start
        while at(end).isCredential { end += 1 }
        while end > start, at(end - 1) == UInt8(ascii: ".") { end -= 1 }
        return end
    }

    private func tokenEnd(from start: Int) -> Int {
        var end = start
        while at(end).isToken { end += 1 }
        return end
    }
}

extension UInt8 {
    /// A character of an RFC 6750 bearer token (`b64token`).
    var isCredential: Bool {
        isToken || self == UInt8(ascii: ".") || self == UInt8(ascii: "+") || self == UInt8(ascii: "/")
            || self == UInt8(ascii: "=") || self == UInt8(ascii: "~")
    }
}
