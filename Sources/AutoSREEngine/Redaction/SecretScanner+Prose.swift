/// Secrets behind a name and a blank, and what makes a value more than a word.
extension SecretScanner {
    /// What follows a secret's name and a blank: `PASSWORD 'x'`, `ENV DB_PASSWORD x`, `requirepass x`, a column.
    mutating func spaced(at index: Int) -> Range<Int>? {
        if index == successorAt { return value(from: index + 1) }
        // Cheap first: blanks are everywhere, and few words end as such names do.
        switch (at(index - 2).lowered, at(index - 1).lowered) {
        case (UInt8(ascii: "r"), UInt8(ascii: "d")), (UInt8(ascii: "w"), UInt8(ascii: "d")),
            (UInt8(ascii: "r"), UInt8(ascii: "t")),
            (UInt8(ascii: "s"), UInt8(ascii: "e")), (UInt8(ascii: "e"), UInt8(ascii: "t")),
            (UInt8(ascii: "e"), UInt8(ascii: "n")), (UInt8(ascii: "e"), UInt8(ascii: "y")),
            (UInt8(ascii: "s"), UInt8(ascii: "s")), (UInt8(ascii: "p"), UInt8(ascii: "w")):
            guard SecretName.kind(endingAt: index, in: bytes) == .value else { return nil }
            return followed(value(behind: index))
        case (UInt8(ascii: "t"), UInt8(ascii: "h")):
            if let password = userAndPassword(behind: index) { return password }
            if hasWord(" with", at: index - 5) { return substitute(for: index - 5, from: index + 1) }
            return hasWord("masterauth", at: index - 10) ? value(behind: index) : nil
        case (UInt8(ascii: "t"), UInt8(ascii: "o")) where at(index - 3).isBlank:
            return substitute(for: index - 3, from: index + 1)
        case (UInt8(ascii: "l"), UInt8(ascii: "t")) where hasWord("default", at: index - 7):
            return standIn(behind: index - 7, from: index + 1)
        case (UInt8(ascii: "o"), UInt8(ascii: "t")) where hasWord(" got", at: index - 4):
            return compared(from: index + 1, word: index - 3)
        case (UInt8(ascii: "n"), UInt8(ascii: "t")) where hasWord(" want", at: index - 5):
            return compared(from: index + 1, word: index - 4)
        case (UInt8(ascii: "a"), UInt8(ascii: "l")) where hasWord(" actual", at: index - 7):
            return compared(from: index + 1, word: index - 6)
        case (UInt8(ascii: "b"), UInt8(ascii: "y")) where at(index - 3).isBlank: return identified(at: index)
        case (UInt8(ascii: "a"), UInt8(ascii: "s")) where at(index + 1).isQuote,
            (UInt8(ascii: "n"), UInt8(ascii: "g")) where at(index + 1).isQuote && hasWord("using", at: index - 5):
            return identified(at: index)
        case (UInt8(ascii: "c"), UInt8(ascii: "e")): return replacedPassword(at: index)
        case (UInt8(ascii: "a"), UInt8(ascii: "l")) where hasWord(" unseal", at: index - 7):
            return drawnKey(from: skippingBlanks(from: index))
        case (UInt8(ascii: "e"), UInt8(ascii: "d"))
        where hasWord(" expected", at: index - 9) || hasWord(" received", at: index - 9):
            return compared(from: index + 1, word: index - 8)
        case (UInt8(ascii: "n"), UInt8(ascii: "g")) where at(index) == 9 && has("SecureString", at: index - 12):
            return value(from: index + 1)
        case (UInt8(ascii: "n"), UInt8(ascii: "g")) where hasWord("convertto-securestring", at: index - 22):
            return secureString(from: index)
        default: return nil
        }
    }

    private mutating func value(behind end: Int) -> Range<Int>? {
        let start = skippingBlanks(from: end, limit: 64)
        let isPassword = isPassword(endingAt: end)
        if let former = former(from: start, named: end) ?? standIn(from: start) { return former }
        if isPassword, replaced(from: start) == nil, hasWord("is ", at: start) || hasWord("was ", at: start) {
            return said(from: start)
        }
        if hasWord("is ", at: start), let value = said(from: start), isStrong(value) { return value }
        if isPassword, hasWord("ist ", at: start) { return said(from: start) }
        if isPassword, let place = replaced(from: start) { return said(from: place) }
        if isPassword, let place = owner(from: start), hasWord("is ", at: place) || hasWord("was ", at: place) {
            return said(from: place)
        }
        guard let value = value(from: start), !isSibling(value) else { return nil }
        if isSeparator(at(start)) { return isLed(value) && isHeld(value, named: end) ? value : nil }
        if value.count == 1, at(start).isDigit { return encoded(behind: value.upperBound) }
        if isSetting(endingAt: end) { return value }
        if hasWord("bindpw", at: end - 6) || hasWord("rootpw", at: end - 6) {
            return beginsLine(named: end) || isMixed(value) ? value : nil
        }
        if hasWord("requirepass", at: end - 11) || hasWord("masterauth", at: end - 10) { return value }
        if unquoted(start) > start {
            return isPassword || isRefused(value, named: end) || isSure(value, named: end) ? value : nil
        }
        if startsWithMarker(start) { return nil }
        if isPassword, hasWord("with", at: end - 13) || hasWord("using", at: end - 14),
            isDrawn(value) || isLikely(value)
        {
            return value
        }
        if isPlaced(value, named: end) { return isMixed(value) ? value : nil }
        return (isPassword && isStrong(value)) || isRefused(value, named: end) || isSure(value, named: end)
            ? value : nil
    }

    /// Whether the place says that a value stands there: a column, a variable's, a login's.
    private func isPlaced(_ value: Range<Int>, named end: Int) -> Bool {
        let isColumn = value.lowerBound > end + 1 && beginsLine(named: end) && endsLine(value.upperBound)
        return isColumn || isTabbed(value, named: end) || isVariable(endingAt: end) || isLogin(endingAt: end)
            || (isLot(value) || isTold(value) && bytes[value].allSatisfy(\.isWord)) && isAccountLine(endingAt: end)
    }

    /// Whether a value that begins as a sentence goes on, or as an option, is one all the same.
    private func isHeld(_ value: Range<Int>, named end: Int) -> Bool {
        if isPlaced(value, named: end) { return true }
        if isPassword(endingAt: end), isStrong(value) || isDrawn(value.dropFirst()) { return true }
        for word in ["requirepass", "masterauth", "bindpw", "rootpw"] as [StaticString]
        where hasWord(word, at: end - word.utf8CodeUnitCount) {
            return true
        }
        return false
    }

    /// Whether a sign and, without a gap, what looks drawn by lot stand there: `!Kx12abYZ78qr`, and no `-Xmx512m`.
    func isLed(_ value: Range<Int>) -> Bool {
        guard value.count > 8, "!.-?,;>&".utf8.contains(at(value.lowerBound)) else { return false }
        let rest = value.dropFirst()
        guard at(rest.lowerBound).isAlphanumeric, at(rest.lowerBound) != UInt8(ascii: "X") || rest.count > 12 else {
            return false
        }
        if hasLettersAndDigits(rest), isStrong(rest) || rest.count >= 10 { return true }
        return at(value.lowerBound) != UInt8(ascii: "-") && isDrawn(rest)
    }

    /// Behind `for bob`, `of the user bob`; nil where that does not stand there.
    func owner(from start: Int) -> Int? {
        guard hasWord("for ", at: start) || hasWord("of ", at: start) else { return nil }
        var index = start + (at(start + 2) == 32 ? 3 : 4)
        for word in Self.owners where hasWord(word, at: index) { index += word.utf8CodeUnitCount }
        let name = index
        while index < name + 64, at(index) > 32 { index += 1 }
        return index > name && at(index) == 32 ? index + 1 : nil
    }

    /// What may stand before whose it is, in this order.
    private static let owners: [StaticString] = ["the ", "user ", "account ", "role ", "login ", "database "]

    /// Whether what ends before `name` is `password for `, `password of the user ` and the like.
    private func isOwned(_ name: Int) -> Bool {
        var index = name
        for word in Self.owners.reversed() where hasWord(word, at: index - word.utf8CodeUnitCount) {
            index -= word.utf8CodeUnitCount
        }
        // `A temporary password is generated for root@localhost: …`, as MySQL has it.
        let made = hasWord(" is generated for ", at: index - 18) ? index - 18 : index - 5
        return hasWord(" for ", at: index - 5) && isPassword(endingAt: made)
            || hasWord(" of ", at: index - 4) && isPassword(endingAt: index - 4)
    }

    /// `aws configure set aws_secret_access_key …`, `npm config set //host/:_authToken …`.
    private func isSetting(endingAt end: Int) -> Bool {
        var start = end
        while start > end - 128, at(start - 1) > 32 { start -= 1 }
        return has("config set ", at: start - 11) || has("configure set ", at: start - 14)
    }

    /// `API key Kx12… is not valid`, `token "Kx12…" has expired`; `Unexpected token` is a parser's.
    private func isRefused(_ value: Range<Int>, named end: Int) -> Bool {
        let isKey = hasWord("key", at: end - 3) || hasWord("token", at: end - 5)
        guard isKey, bytes[value].allSatisfy(\.isToken), !hasWord("unexpected", at: end - 16) else { return false }
        return isStrong(value)
            || value.count >= 20 && isLot(value) && bytes[value].allSatisfy(\.isAlphanumeric)
                && (isRefusal(end - 32..<end) || isRefusal(value.upperBound..<value.upperBound + 32))
    }

    /// Whether a word stands there that says why something was refused.
    private func isRefusal(_ range: Range<Int>) -> Bool {
        range.contains { start in
            !at(start - 1).isToken && Self.refusals.contains { hasWord($0, at: start) }
        }
    }

    private static let refusals: [StaticString] = [
        "invalid", "not valid", "unknown", "expired", "revoked", "wrong", "incorrect", "bad ", "rejected",
        "unauthorized",
    ]

    /// `API key provided: …`, `password is: …`, `password for bob: …`, `password[bob]=…`: the name is not last.
    mutating func unnamed(_ end: Int, at index: Int) -> Range<Int>? {
        let start = skippingBlanks(from: index + 1)
        var name = end
        if at(end) == UInt8(ascii: "]") {
            while name > end - 32, at(name - 1).isToken { name -= 1 }
            guard at(name - 1) == UInt8(ascii: "["), SecretName.kind(endingAt: name - 1, in: bytes) == .value else {
                return nil
            }
            return value(from: start)
        }
        if let value = compared(named: end, from: start) { return value }
        if hasWord("default", at: end - 7), let value = standIn(behind: end - 7, from: start) { return value }
        guard bytes[index] == UInt8(ascii: ":") else { return declared(end, at: index, from: start) }
        while name > end - 40, at(name - 1).isToken || at(name - 1) == 46 || at(name - 1) == 64 { name -= 1 }
        if at(name - 1).isQuote { name -= 1 }
        let isTold =
            has("provided", at: name) && end == name + 8 && SecretName.kind(endingAt: name - 1, in: bytes) == .value
            || has("is", at: name) && end == name + 2 && isPassword(endingAt: name - 1)
            || isOwned(name)
        if isDeed(name..<end), SecretName.kind(endingAt: name - 1, in: bytes) == .value {
            return followed(value(from: start).flatMap { isStrong($0) && isLot($0) ? $0 : nil })
        }
        guard isTold, at(name - 1) == 32, let value = value(from: start) else { return nil }
        return isMixed(value) || startsWithMarker(value.lowerBound) ? value : nil
    }

    /// `password: String = "…"`, where a type stands between; `--from-literal=any-name=…` of kubectl.
    private func declared(_ end: Int, at index: Int, from start: Int) -> Range<Int>? {
        var name = end
        while name > end - 64, at(name - 1).isToken || at(name - 1) == 46 { name -= 1 }
        if has("--from-literal=", at: name - 15) { return value(from: start) }
        if end == name + 6 && has("--body", at: name) && isGitHubSecret(before: name) { return value(from: start) }
        if end == name + 6 && has("--user", at: name) || has("--proxy-user", at: name) { return account(from: start) }
        if let password = setPassword(at: index) { return password }
        while name > end - 72, at(name - 1) == 32 || at(name - 1) == 38 || at(name - 1) == 39 { name -= 1 }
        guard at(name - 1) == UInt8(ascii: ":"), let named = nameEnd(before: name - 1) else { return nil }
        guard SecretName.kind(endingAt: named, in: bytes) == .value else { return nil }
        return quoted(from: opening(start)).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What of `auth: bob:…` and `auth=("bob", "…")` is the secret.
    func login(from start: Int, named end: Int) -> Range<Int>? {
        guard hasWord("auth", at: end - 4) else { return nil }
        if at(start) == UInt8(ascii: "(") { return second(from: start) }
        guard let value = value(from: start, within: Self.sight),
            let mark = bytes[value].firstIndex(of: UInt8(ascii: ":")), !has("://", at: mark)
        else { return lastWord(from: start) }
        if startsWithMarker(mark + 1) { return mark + 1..<mark + 1 + Self.markerCount }
        let secret = mark + 1..<value.upperBound
        return isLot(secret) ? secret : nil
    }

    /// The second of two quotations behind an opening bracket.
    func second(from bracket: Int) -> Range<Int>? {
        guard let first = quoted(from: skippingBlanks(from: bracket + 1)) else { return nil }
        let comma = skippingBlanks(from: first.upperBound + 1)
        guard at(comma) == UInt8(ascii: ","), let second = quoted(from: skippingBlanks(from: comma + 1)) else {
            return nil
        }
        return second.isEmpty ? nil : second
    }

    /// Whether it is one word of letters and digits whose capitals stand inside it, or of small letters, capitals and
    /// digits.
    func isDrawn(_ range: Range<Int>) -> Bool {
        guard range.count >= 8, bytes[range].allSatisfy(\.isToken) else { return false }
        let turns = range.dropFirst().count { bytes[$0].isUpper && bytes[$0 - 1].isLower }
        return isStrong(range) || (turns >= 2 && range.count >= 10)
    }

    /// `volume "db-secret" : secret "db" not found`: what is quoted before a gap and a colon is a thing's name.
    func isSentence(_ value: Range<Int>, from start: Int, named end: Int) -> Bool {
        guard at(end).isQuote, at(end + 1) == 32, at(end + 2) == UInt8(ascii: ":"), value.lowerBound == start else {
            return false
        }
        return bytes[value].allSatisfy(\.isLower) && at(value.upperBound) == 32 && at(value.upperBound + 1) > 32
    }

    /// What a form says of a field: `"password": "is too short"`.
    func isComplaint(_ range: Range<Int>) -> Bool {
        for words in Self.complaints where hasWord(words, at: range.lowerBound) {
            return range.count < 80 && bytes[range].allSatisfy { $0.isAlphanumeric || " ,.'()".utf8.contains($0) }
        }
        return false
    }

    private static let complaints: [StaticString] = [
        "is required", "is too ", "is invalid", "is not ", "is missing", "must be ", "must contain ", "must have ",
        "must not ", "can't be ", "cannot be ", "should ", "may not be ", "field required", "this field ",
    ]

    /// `password 7 0822455D0A16`, as routers write it.
    private func encoded(behind end: Int) -> Range<Int>? {
        guard at(end) == 32, let value = value(from: end + 1), !at(value.lowerBound).isQuote else { return nil }
        return hasLettersAndDigits(value) && value.count >= 6 ? value : nil
    }

    /// The word before the new secret in `password changed to …`, `password changed from … to …`, `password to '…'`.
    private func replaced(from start: Int) -> Int? {
        let (index, isDone) = deed(from: start)
        if hasWord("is now ", at: index) { return index + 3 }
        if hasWord("to ", at: index) { return isDone || at(index + 3).isQuote ? index : nil }
        guard isDone, hasWord("from ", at: index) else { return nil }
        return (index + 6..<index + 96).first { hasWord(" to ", at: $0) }.map { $0 + 1 }
    }

    /// `password is hunter2`.
    func said(from start: Int) -> Range<Int>? {
        var index = start
        while !at(index).isBlank { index += 1 }
        guard let value = value(from: skippingBlanks(from: index)) else { return nil }
        return at(value.lowerBound - 1).isQuote || isTold(value) ? value : nil
    }

    /// `ENV DB_PASSWORD …`, `setenv TOKEN …`: capitals with `_`, which no prose has, or behind such a command.
    private func isVariable(endingAt end: Int) -> Bool {
        var (start, hasJoint) = (end, false)
        while start > end - 64, at(start - 1).isUpper || at(start - 1).isDigit || at(start - 1) == 95 {
            start -= 1
            hasJoint = hasJoint || at(start) == 95
        }
        let isSet = has("setenv ", at: start - 7) || has("ENV ", at: start - 4)
        return start < end && (hasJoint && !at(start - 1).isWord || isSet)
    }

    /// `login NAME password …`, as in `.netrc`.
    private func isLogin(endingAt end: Int) -> Bool {
        guard hasWord("password", at: end - 8) else { return false }
        var index = end - 8
        while at(index - 1) <= 32, index > end - 16 { index -= 1 }
        while at(index - 1) > 32, index > end - 96 { index -= 1 }
        while at(index - 1) <= 32, index > end - 100 { index -= 1 }
        return hasWord("login", at: index - 5)
    }

    private func isSeparator(_ byte: UInt8) -> Bool { ":=|-,;.?!>&".utf8.contains(byte) }

    /// Whether the name that ends before `end` is a password's. `secret "x"` and `token "x"` name things.
    func isPassword(endingAt end: Int) -> Bool {
        let words: [StaticString] = ["password", "passwd", "passphrase", "passwort", "kennwort"]
        return words.contains { hasWord($0, at: end - $0.utf8CodeUnitCount) }
    }

    /// Whether nothing but the name stands before `end` on its line.
    func beginsLine(named end: Int) -> Bool {
        var start = end
        while start > end - 64, at(start - 1).isToken || at(start - 1) == UInt8(ascii: ".") { start -= 1 }
        while start > end - 96, at(start - 1).isBlank { start -= 1 }
        return start <= 0 || at(start - 1) == 10
    }

    func endsLine(_ end: Int) -> Bool {
        let next = skippingBlanks(from: end)
        return next >= bytes.count || at(next) == 10 || at(next) == 13
    }

    func hasLettersAndDigits(_ range: Range<Int>) -> Bool {
        let part = bytes[range]
        return part.contains(where: \.isDigit) && part.contains { $0.isLower || $0.isUpper } && !isVersion(range)
    }

    /// Small letters, capitals and digits together, and no version.
    func isStrong(_ range: Range<Int>) -> Bool {
        hasLettersAndDigits(range) && bytes[range].contains(where: \.isLower) && bytes[range].contains(where: \.isUpper)
            && range.count >= 8
    }

    private func isVersion(_ range: Range<Int>) -> Bool {
        let first = at(range.lowerBound).lowered == UInt8(ascii: "v") ? range.lowerBound + 1 : range.lowerBound
        return at(first).isDigit && bytes[range].contains(UInt8(ascii: "."))
    }

    /// Whether the value of `pass`, `pw` and the like is a secret and not a count or a word: where the name is longer
    /// (`SMTP_PASS`), any letter says so.
    func isTelling(_ range: Range<Int>, named end: Int) -> Bool {
        if startsWithMarker(range.lowerBound) { return true }
        let hasLetter = bytes[range].contains { $0.isLower || $0.isUpper || $0 >= 0x80 }
        guard hasLetter, range.count >= 4 else { return false }
        let isShort = at(end - 2).lowered == UInt8(ascii: "p") && at(end - 1).lowered == UInt8(ascii: "w")
        let first = end - (isShort ? 2 : 4)
        if at(first - 1) == 95 || (at(first).isUpper && at(first - 1).isLower) { return true }
        // `PASS: TestCheckout` is a test's result.
        guard isMixed(range), !(has("PASS", at: first) && at(end) == 58) else { return false }
        if at(range.lowerBound).isDigit { return !isFigure(range) }
        return bytes[range].contains(where: \.isDigit) || !bytes[range].allSatisfy(\.isToken) || isDrawn(range)
    }

    /// What looks drawn by lot: at least twelve characters of base64 or hexadecimal, of a signature more, few of them
    /// joints; of what base64 alone has there may be more.
    func random(from start: Int, named end: Int) -> Range<Int>? {
        if startsWithMarker(start) { return start..<start + Self.markerCount }
        let first = unquoted(start)
        let minimum = isSignature(named: end) ? 24 : 12
        var (last, isMixed, isEncoded, joints) = (first, false, false, 0)
        while last < first + Self.sight, let width = drawnWidth(at: last) {
            isMixed = isMixed || at(last).isDigit || (at(last).isUpper && last > first && at(last - 1).isLower)
            isEncoded = isEncoded || width > 1 || at(last) == UInt8(ascii: "+") || at(last) == UInt8(ascii: "=")
            if at(last) != UInt8(ascii: "="), !at(last).isAlphanumeric { joints += 1 }
            last += width
        }
        guard isMixed, last - first >= minimum, joints * (isEncoded ? 5 : 8) <= last - first else { return nil }
        while let width = drawnWidth(at: last) { last += width }
        return first..<last
    }

    /// A word of a language's types may be one; what stands in a query is none.
    private func isSignature(named end: Int) -> Bool {
        let name = hasWord("sig", at: end - 3) ? end - 3 : end - 9
        guard name == end - 3 || hasWord("signature", at: name) else { return false }
        return at(name - 1) != UInt8(ascii: "?") && at(name - 1) != UInt8(ascii: "&")
    }

    /// How many bytes a character of base64 or hexadecimal takes at `index`: more than one where a query (`%2B`, or
    /// `%252B` in a query inside a query) or JSON (`\/`) wrote it out.
    func drawnWidth(at index: Int) -> Int? {
        switch at(index) {
        case 46: return nil
        case UInt8(ascii: "\\"): return at(index + 1) == UInt8(ascii: "/") ? 2 : nil
        case UInt8(ascii: "%"):
            let start = has("%25", at: index) ? index + 3 : index + 1
            for digits in ["2b", "2f", "3d"] as [StaticString] where hasWord(digits, at: start) {
                return start + 2 - index
            }
            return nil
        default: return at(index).isCredential ? 1 : nil
        }
    }

    /// `?key=` and `&key=` are a service's, `key=user:1234` is not.
    func inQuery(named end: Int) -> Bool {
        has("key", at: end - 3) && (at(end - 4) == UInt8(ascii: "?") || at(end - 4) == UInt8(ascii: "&"))
    }
}
