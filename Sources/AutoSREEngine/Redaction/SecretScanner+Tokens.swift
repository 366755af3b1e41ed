/// Secrets that are known by their own looks.
extension SecretScanner {
    /// A token of one of the shapes at `index`, to the end of what may belong to it.
    func shaped(_ shapes: [TokenShape], at index: Int) -> Range<Int>? {
        for shape in shapes where starts(with: shape.prefix, at: index) {
            let start = index + shape.prefix.count
            var end = start
            while at(end).isOf(shape.alphabet) { end += 1 }
            if end - start >= shape.minimum || (end - start >= 4 && isCut(at: end)) {
                return index..<max(end, credentialEnd(from: end))
            }
        }
        return nil
    }

    /// Whether somebody has cut the text here, as our own adapters do: what began like a token was one.
    private func isCut(at end: Int) -> Bool { has("…", at: end) }

    private func starts(with prefix: [UInt8], at index: Int) -> Bool {
        guard index + prefix.count <= bytes.count, at(index + 1) == prefix[1] else { return false }
        for offset in 2..<prefix.count where bytes[index + offset] != prefix[offset] { return false }
        return true
    }

    /// AWS access key ids: `AKIA`, `ASIA` and their kin, and sixteen capitals or digits; a longer run goes too, and so
    /// does the secret key of forty characters that stands behind it without a name, as key files list the two, and
    /// `aws sts` with a time between.
    func awsKey(at index: Int) -> Range<Int>? {
        guard has("AKIA", at: index) || has("ASIA", at: index) || has("ABIA", at: index) || has("ACCA", at: index)
        else { return nil }
        var end = index + 4
        while at(end).isUpper || at(end).isDigit { end += 1 }
        guard end - index >= 20 else { return nil }
        let start = nextWord(from: end)
        var time = start
        while time < start + 32, at(time).isToken || at(time) == 58 || at(time) == 46 || at(time) == 43 { time += 1 }
        for place in [start, at(start).isDigit ? nextWord(from: time) : start] where place > end {
            let secret = credentialEnd(from: place)
            if secret - place == 40 { return index..<secret }
        }
        return index..<end
    }

    /// Behind the few bytes that part two words: a comma, a blank, a tab that was written as `\t`.
    private func nextWord(from end: Int) -> Int {
        var start = end
        while start < end + 4, start < bytes.count, !at(start).isCredential { start += 1 }
        return has("\\t", at: end) ? end + 2 : start
    }

    /// Slack's: `xoxb-…`, `xoxp-…` and their kin, `xapp-…`.
    func slackToken(at index: Int) -> Range<Int>? {
        let isBot = has("xox", at: index) && at(index + 3).isLower && at(index + 4) == UInt8(ascii: "-")
        guard isBot || has("xapp-", at: index) || has("xwfp-", at: index) else { return nil }
        var end = tokenEnd(from: index + 5)
        // The cookie's, `xoxd-`, is base64 as a query writes it.
        while at(index + 3) == UInt8(ascii: "d"), at(end).isCredential || at(end) == UInt8(ascii: "%") { end += 1 }
        return end - index >= 11 ? index..<end : nil
    }

    /// `sk-…` of the model vendors.
    func serviceKey(at index: Int) -> Range<Int>? {
        guard beginsWord(at: index) else { return nil }
        var (hasHyphen, isMixed, seen) = (false, false, index + 3)
        while seen < index + 64, at(seen).isToken {
            hasHyphen = hasHyphen || at(seen) == UInt8(ascii: "-")
            isMixed = isMixed || at(seen).isDigit || at(seen).isUpper
            seen += 1
        }
        return seen - index >= 20 && (isMixed || !hasHyphen) ? index..<tokenEnd(from: seen) : nil
    }

    /// Vault's tokens before 1.10: `s.` and 24 letters and digits, some of each.
    func oldVaultToken(at index: Int) -> Range<Int>? {
        guard beginsWord(at: index) else { return nil }
        var (end, digits, capitals) = (index + 2, 0, 0)
        while end < index + 28, at(end).isAlphanumeric {
            digits += at(end).isDigit ? 1 : 0
            capitals += at(end).isUpper ? 1 : 0
            end += 1
        }
        let isWhole = end - index == 26 && !at(end).isWord && at(end) != UInt8(ascii: "(")
        return isWhole && digits > 0 && capitals > 1 ? index..<end : nil
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
        guard parts >= 3 || (end - index >= 12 && isCut(at: end)) else {
            jwtExcludedBefore = end
            return nil
        }
        return index..<end
    }

    /// Discord's: the account's id in base64, a time and a signature, 24 to 28, 6 and 27 characters or more.
    func threePartToken(at index: Int) -> Range<Int>? {
        let first = run(from: index, atMost: 29)
        guard (23...28).contains(first - index), at(first) == UInt8(ascii: ".") else { return nil }
        let second = run(from: first + 1, atMost: 8)
        guard second - first == 7, at(second) == UInt8(ascii: ".") else { return nil }
        let end = tokenEnd(from: second + 1)
        return end - second > 27 ? index..<end : nil
    }

    private func run(from start: Int, atMost limit: Int) -> Int {
        var end = start
        while end < start + limit, at(end).isToken { end += 1 }
        return end
    }

    /// What begins with a digit and is no card: Google's refresh tokens `1//0…`, and the answer to a mail server's
    /// question for a password (RFC 4954: `334 UGFzc3dvcmQ6`).
    func digits(at index: Int) -> Range<Int>? {
        if has("1//0", at: index), beginsWord(at: index) {
            let end = tokenEnd(from: index + 4)
            return end - index >= 40 ? index..<end : nil
        }
        guard has("334 UGFzc3dvcmQ6", at: index) else { return nil }
        var start = index + 16
        while start < index + 24, at(start) != 0, !at(start).isAlphanumeric { start += 1 }
        if at(start + 1) == UInt8(ascii: ":") { start = skippingBlanks(from: start + 2) }
        let end = credentialEnd(from: start)
        return end - start >= 4 ? start..<end : nil
    }

    /// `AUTH PLAIN …` of a mail server (RFC 4954), `AUTH …` and `AUTH user …` of Redis alone on its line.
    func greeting(at index: Int) -> Range<Int>? {
        guard has("AUTH", at: index), beginsWord(at: index) else { return nil }
        var start = index + 4
        for word in [" PLAIN ", " LOGIN ", " XOAUTH2 "] as [StaticString] where has(word, at: start) {
            start = skippingBlanks(from: start + word.utf8CodeUnitCount)
            let end = credentialEnd(from: start)
            return end - start >= 8 ? start..<end : nil
        }
        guard at(start).isQuote || at(start) == UInt8(ascii: " ") else { return nil }
        start = skippingBlanks(from: at(start).isQuote ? start + 1 : start)
        guard let value = value(from: start) else { return nil }
        let behind = value.upperBound + (at(value.lowerBound - 1).isQuote ? 1 : 0)
        if at(behind) == 32, let second = self.value(from: behind + 1) {
            return isLast(second) && (isMixed(second) || startsWithMarker(second.lowerBound)) ? second : nil
        }
        return isLast(value) && isMixed(value) ? value : nil
    }

    private func isLast(_ value: Range<Int>) -> Bool {
        value.upperBound >= bytes.count || at(value.upperBound).endsAddress && at(value.upperBound) != 32
    }

    /// `Bearer …`, `Basic …`, `Negotiate …` and `NTLM …` away from their header, where what follows looks drawn by lot.
    func bareCredentials(at index: Int) -> Range<Int>? {
        guard beginsWord(at: index), let (scheme, minimum) = Self.bare.first(where: { hasWord($0.0, at: index) }) else {
            return nil
        }
        let start = skippingBlanks(from: index + scheme.utf8CodeUnitCount)
        if startsWithMarker(start) { return start..<start + Self.markerCount }
        guard looksRandom(at: start, minimum: minimum) else { return nil }
        var end = credentialEnd(from: start)
        // As a query writes it.
        while at(end) == UInt8(ascii: "%"), let width = drawnWidth(at: end) { end = credentialEnd(from: end + width) }
        return start..<end
    }

    /// Schemes, and how many characters their credentials have at least.
    private static let bare: [(StaticString, Int)] = [
        ("bearer ", 8), ("basic ", 12), ("negotiate ", 24), ("ntlm ", 24),
    ]

    /// Whether the run at `start` has a digit or a capital after a small letter, or is very long.
    func looksRandom(at start: Int, minimum: Int) -> Bool {
        var (index, isMixed) = (start, false)
        while index < start + 64, at(index).isCredential {
            isMixed = isMixed || at(index).isDigit || (at(index).isUpper && index > start && at(index - 1).isLower)
            index += 1
        }
        return index - start >= minimum && (isMixed || index - start >= 32)
    }

    /// Whether what stands there is more than a word: letters beside digits, capitals inside, or other characters.
    func isMixed(_ range: Range<Int>) -> Bool {
        var (hasLetter, hasOther) = (false, false)
        for index in range {
            let byte = bytes[index]
            hasLetter = hasLetter || byte.isLower || byte.isUpper || byte >= 0x80
            hasOther = hasOther || !byte.isAlphanumeric || byte.isDigit || (byte.isUpper && index > range.lowerBound)
        }
        return hasLetter && hasOther && range.count >= 4
    }

    func credentialEnd(from start: Int) -> Int {
        var end = start
        while at(end).isCredential { end += 1 }
        while end > start, at(end - 1) == UInt8(ascii: ".") { end -= 1 }
        return end
    }

    func tokenEnd(from start: Int) -> Int {
        var end = start
        while at(end).isToken { end += 1 }
        return end
    }
}

extension UInt8 {
    /// A character of an RFC 6750 bearer token (`b64token`).
    @inline(__always)
    var isCredential: Bool {
        isToken || self == UInt8(ascii: ".") || self == UInt8(ascii: "+") || self == UInt8(ascii: "/")
            || self == UInt8(ascii: "=") || self == UInt8(ascii: "~")
    }
}
