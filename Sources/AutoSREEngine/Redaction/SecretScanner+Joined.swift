/// Values that stand behind their names with no sign between, where the name or the place tells of a secret and the
/// value looks like one.
extension SecretScanner {
    /// Letters with digits, or drawn by lot: more than a word.
    func isTold(_ value: Range<Int>) -> Bool {
        hasLettersAndDigits(value) && value.count >= 6 || isDrawn(value) || startsWithMarker(value.lowerBound)
    }

    /// Whether a text of its own is one word and more than that.
    static func isTold(_ text: String) -> Bool {
        var copy = text
        return copy.withUTF8 { bytes in
            let scanner = SecretScanner(bytes: bytes)
            return scanner.isOneWord(bytes.indices) && scanner.isTold(bytes.indices)
        }
    }

    /// Whether a text is a word, or what a form says of a field.
    static func isTalk(_ text: String) -> Bool {
        var copy = text
        return copy.withUTF8 { bytes in
            SecretName.isProse(Slice(base: bytes, bounds: bytes.indices))
                || SecretScanner(bytes: bytes).isComplaint(bytes.indices)
        }
    }

    /// Whether a text is a secret where the one before it, of two, names one.
    static func isHeld(_ text: String, by name: String) -> Bool {
        var copy = "\(name)\n\(text)"
        return copy.withUTF8 { bytes in
            let end = name.utf8.count
            return SecretScanner(bytes: bytes).isHeldByCouple(end + 1..<bytes.count, named: end)
        }
    }

    /// Whether a text is found to be a secret behind its name, or what a Secret is called.
    static func isFound(_ text: String, behind name: String) -> Bool {
        var copy = "\(name)=\(text)"
        return copy.withUTF8 { bytes in
            var scanner = SecretScanner(bytes: bytes)
            return scanner.assignment(at: name.utf8.count, width: 1) != nil
        }
    }

    /// Whether a text is what a Kubernetes Secret is called, behind a name that asks for that.
    static func isSecretsName(_ text: String, behind name: String) -> Bool {
        var copy = "\(name)=\(text)"
        return copy.withUTF8 {
            SecretScanner(bytes: $0).isSecretsName(from: name.utf8.count + 1, named: name.utf8.count)
        }
    }

    func isOneWord(_ value: Range<Int>) -> Bool { !bytes[value].contains { $0 <= 32 } }

    /// What is hardly a type, a name or a version: one word, drawn by lot, or with letters behind a digit.
    func isLot(_ value: Range<Int>) -> Bool {
        if startsWithMarker(value.lowerBound) { return true }
        guard value.count >= 8, hasLettersAndDigits(value) || isDrawn(value),
            !bytes[value].contains(where: \.endsLot), at(value.lowerBound) != UInt8(ascii: "/"), !isMethod(value)
        else { return false }
        return isStrong(value) || isDrawn(value)
            || value.dropLast().contains { at($0).isDigit && (at($0 + 1).isLower || at($0 + 1).isUpper) }
    }

    /// More than a word, and no type, method, version or path; a sentence may end behind it.
    func isLikely(_ value: Range<Int>) -> Bool {
        let word = at(value.upperBound - 1) == 46 ? value.dropLast() : value
        return isTold(word) && !bytes[word].contains(where: \.endsLot) && !isMethod(word)
            && at(word.lowerBound) != UInt8(ascii: "/")
    }

    /// `password⇥…`, a row or the beginning of one, where the name is one that no table's head has beside another.
    func isTabbed(_ value: Range<Int>, named end: Int) -> Bool {
        guard at(end) == 9, value.lowerBound == end + 1, at(value.upperBound) < 32 else { return false }
        return (isPassword(endingAt: end) || build(named: end) == .joined) && isLikely(value)
    }

    /// Whether a value is what is said of a secret that is called by one word: `token`, `required`.
    func isTalk(_ value: Range<Int>, of end: Int) -> Bool {
        build(named: end) == .word && SecretName.isProse(bytes[value])
    }

    /// What hashes and tokens are made by.
    private static let methods: [StaticString] = [
        "sha", "md5", "argon2", "pbkdf2", "bcrypt", "scrypt", "oauth2", "base64", "x509", "hmac", "aes", "rsa", "k8s",
        "varchar", "v1", "v2",
    ]

    func isMethod(_ value: Range<Int>) -> Bool {
        for name in Self.methods where hasWord(name, at: value.lowerBound) { return true }
        return false
    }

    /// What `SecretAccessKey …` is: a name that no prose has, or one alone on its line, and a value that looks drawn.
    func isSure(_ value: Range<Int>, named end: Int) -> Bool {
        guard isLot(value), !isPair(value) else { return false }
        switch build(named: end) {
        case .verb: return false
        case .joined: return true
        case .word:
            let isAlone = beginsLine(named: end) && endsLine(value.upperBound)
            return isAlone || isPassword(endingAt: end) && bytes[value].allSatisfy(\.isWord)
        }
    }

    /// `name=value`, which has a name of its own; the padding of base64 is none.
    private func isPair(_ value: Range<Int>) -> Bool {
        value.contains { at($0) == UInt8(ascii: "=") && at($0 + 1).isAlphanumeric }
    }

    /// How a name is made: one word, joined of words as programs do or written in capitals, or a function's.
    private enum Build { case word, joined, verb }

    /// Verbs that begin a function's name rather than a secret's.
    private static let verbs: [StaticString] = [
        "reset", "validate", "check", "verify", "get", "set", "create", "delete", "update", "rotate", "change",
        "forgot", "find", "load", "fetch", "list", "generate", "revoke", "issue", "parse", "decode", "hash", "is",
        "has", "on", "handle", "renew", "read", "put", "describe",
    ]

    /// With hyphens, as things are named that hold no secret.
    private static let sure: [StaticString] = [
        "pre-shared-key", "private-key", "api-key", "access-key", "account-key", "client-secret",
    ]

    private func build(named end: Int) -> Build {
        var (start, hasJoint, isCapital) = (end, false, true)
        while start > end - 64, at(start - 1).isWord {
            start -= 1
            hasJoint = hasJoint || at(start) == 95 || (at(start).isUpper && at(start - 1).isLower)
            isCapital = isCapital && !at(start).isLower
        }
        if at(start - 1) == UInt8(ascii: "-") || at(start - 1) == 46 {
            return Self.sure.contains { hasWord($0, at: end - $0.utf8CodeUnitCount) } ? .joined : .word
        }
        if isCapital { return hasJoint || at(end) == 32 && unquoted(end + 1) > end + 1 ? .joined : .word }
        for verb in Self.verbs where hasWord(verb, at: start) {
            let next = at(start + verb.utf8CodeUnitCount)
            if next.isUpper || next == 95 { return .verb }
        }
        return hasJoint ? .joined : .word
    }

    /// `name: DB_PASSWORD value: …`: what follows the name is the sibling's own.
    func isSibling(_ value: Range<Int>) -> Bool {
        let mark = at(value.upperBound - 1)
        let isLast = (mark == UInt8(ascii: ":") || mark == UInt8(ascii: "=")) && at(value.upperBound).isBlank
        guard let end = isLast ? value.upperBound - 1 : bytes[value].firstIndex(of: UInt8(ascii: "=")) else {
            return false
        }
        switch SecretName.kind(endingAt: end, in: bytes) {
        case .content, .text, .hint, .data, .change: return true
        default: return false
        }
    }

    /// `["DB_PASSWORD", "…"]`: two in brackets, and the second no name.
    func isLoneCouple(from open: Int, to second: Range<Int>, named end: Int) -> Bool {
        var close = second.upperBound
        while close < second.upperBound + 7, at(close) == UInt8(ascii: "\\") { close += 1 }
        close = skippingBlanks(from: close + 1)
        let isAlone =
            at(open) == UInt8(ascii: "[") && at(close) == UInt8(ascii: "]")
            || (open < 0 || at(open) == 10) && (close >= bytes.count || at(close) == 10 || at(close) == 13)
        return isAlone && isHeldByCouple(second, named: end)
    }

    /// Whether the second of two is a secret, where the first names one.
    private func isHeldByCouple(_ second: Range<Int>, named end: Int) -> Bool {
        if startsWithMarker(second.lowerBound) { return true }
        guard SecretName.kind(endingAt: second.upperBound, in: bytes) == nil || isStrong(second) else {
            return isLot(second) && !bytes[second].contains { $0 == 95 || $0 == 45 }
        }
        if isLot(second) { return true }
        let isVariable = at(end - 1).isUpper && build(named: end) == .joined
        return isVariable && isOneWord(second) && isTold(second) && bytes[second].contains(where: \.isLower)
    }

    /// `basic_auth bob …`, `http-auth bob:…`, HAProxy's `stats auth bob:…`.
    func userAndPassword(behind end: Int) -> Range<Int>? {
        guard hasWord("auth", at: end - 4) else { return nil }
        let isNamed = ["basic", "http", "proxy"].contains { (name: StaticString) in
            let start = end - 4 - name.utf8CodeUnitCount
            return hasWord(name, at: start) || at(end - 5).isJoiner && hasWord(name, at: start - 1)
        }
        let isShown = has("stats auth", at: end - 10)
        guard isNamed || isShown else { return nil }
        let user = skippingBlanks(from: end)
        var last = user
        if let quoted = quoted(from: user) {
            last = quoted.upperBound + quoted.lowerBound - user
        } else {
            while last < user + 64, at(last).isToken || at(last) == 46 || at(last) == UInt8(ascii: "@") { last += 1 }
        }
        guard last > user, !isThing(user..<last) else { return nil }
        let isPaired = at(last) == UInt8(ascii: ":")
        guard isPaired || at(last).isBlank && isNamed else { return nil }
        guard let value = value(from: isPaired ? last + 1 : skippingBlanks(from: last)) else { return nil }
        return isTold(value) ? value : nil
    }

    /// The second of two words behind `auth:` that end the line: `auth: bob …`.
    func lastWord(from start: Int) -> Range<Int>? {
        var last = start
        while last < start + 64, at(last).isToken { last += 1 }
        guard last > start, at(last) == 32, !isThing(start..<last),
            let value = value(from: last + 1), endsText(value.upperBound), isLot(value),
            !bytes[value].allSatisfy({ $0.isOf(.hex) || $0 == UInt8(ascii: "-") })
        else { return nil }
        return value
    }

    /// Whether a word is no user's name.
    private func isThing(_ word: Range<Int>) -> Bool {
        SecretName.isProse(bytes[word])
            || Self.things.contains { hasWord($0, at: word.lowerBound) && $0.utf8CodeUnitCount == word.count }
    }

    private static let things: [StaticString] = [
        "user", "session", "request", "client", "account", "id", "realm", "method", "provider", "host", "module",
        "plugin", "service", "server", "trace",
    ]

    /// `user bob password …` and `username bob secret …` of HAProxy and routers, `mysqladmin … password …`.
    func isAccountLine(endingAt end: Int) -> Bool {
        var name = end
        while name > end - 24, at(name - 1).isToken { name -= 1 }
        guard at(name - 1).isBlank, isPassword(endingAt: end) || hasWord("secret", at: name) else { return false }
        var user = name - 1
        while user > name - 64, at(user - 1) > 32 { user -= 1 }
        for word in ["user ", "username ", "login "] as [StaticString]
        where hasWord(word, at: user - word.utf8CodeUnitCount) { return true }
        var place = user
        while place > max(0, name - 96), at(place - 1) != 10 {
            place -= 1
            if has("mysqladmin ", at: place) { return true }
        }
        return false
    }

    /// YAML's tag or anchor with the value that it stands before, where nothing else is on the line: `!!str …`,
    /// `&pw …`.
    func behindTag(_ value: Range<Int>) -> Range<Int>? {
        guard has("!!", at: value.lowerBound) || at(value.lowerBound) == UInt8(ascii: "&"),
            at(value.upperBound) == 32, let behind = self.value(from: value.upperBound + 1),
            endsText(behind.upperBound) || at(behind.upperBound) == UInt8(ascii: "\\")
        else { return nil }
        return value.lowerBound..<behind.upperBound
    }

    /// `token: Bearer …`: the credentials behind a scheme.
    func behindScheme(_ value: Range<Int>) -> Range<Int>? {
        guard value.count <= 9, at(value.upperBound) == 32, isScheme(value),
            let behind = self.value(from: value.upperBound + 1)
        else { return nil }
        return isTold(behind) ? behind : nil
    }

    /// `PWD={…}` of ODBC; `{password}` stands for something.
    func braced(from start: Int) -> Range<Int>? {
        var end = start + 1
        while end < start + 128, at(end) > 32, at(end) != UInt8(ascii: "}"), !"{\"':=".utf8.contains(at(end)) {
            end += 1
        }
        let inside = start + 1..<end
        return at(end) == UInt8(ascii: "}") && (isTold(inside) || startsWithMarker(start + 1)) ? inside : nil
    }

    /// `ACL SETUSER bob on >…` of Redis.
    func userRule(at index: Int) -> Range<Int>? {
        var place = index
        while place > max(0, index - 96), at(place - 1) != 10 {
            place -= 1
            if hasWord("setuser ", at: place) { return value(from: index + 1) }
        }
        return nil
    }

    /// `//bob:…@host`, without a scheme.
    func isSchemeless(before index: Int) -> Bool {
        var (start, hasMark) = (index, false)
        while start > max(floor, index - 96), at(start - 1) > 32, !at(start - 1).isQuote, at(start - 1) != 47 {
            start -= 1
            hasMark = hasMark || at(start) == UInt8(ascii: ":")
        }
        return hasMark && has("//", at: start - 2) && at(start - 3) != UInt8(ascii: ":")
    }
}

extension UInt8 {
    /// Nothing that is drawn by lot has it: a blank, a point, a colon, a bracket.
    fileprivate var endsLot: Bool {
        switch self {
        case 0...32, 46, 58, UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "<"), UInt8(ascii: ">"):
            true
        default: isQuote
        }
    }
}
