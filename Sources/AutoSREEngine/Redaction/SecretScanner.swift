/// Finds what looks like a secret, in one pass over the bytes.
///
/// A regular expression engine would need several passes and could be driven into quadratic time by a hostile log
/// line; here every look ahead or back is bounded, or consumes what it saw.
struct SecretScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    /// Before this place no JSON web token begins: the run was seen whole, and it is none.
    var jwtExcludedBefore = 0
    /// Before this place everything has been replaced or left for good.
    var floor = 0
    /// Where a member ended that names a secret (`name: DB_PASSWORD`), so that its sibling `value` is one.
    var namedAt: Int?
    /// Where what is beside it was said to be a secret (`"masked": true`), whatever its name.
    var markedAt: Int?
    /// Whether the text holds a Kubernetes Secret, once somebody asked.
    var holdsSecret: Bool?
    /// Before this place every member's value is a secret: `data` of a Kubernetes Secret.
    var secretsEnd = 0
    /// Before this place every member's value is one that looks drawn by lot: an object of secrets.
    var drawnEnd = 0
    /// Before this place every member's value is one that looks drawn as no id does: an object of keys.
    var keyedEnd = 0
    /// Where a member ended that names a key (`keyName: key1`), so that its sibling `value` may be one.
    var keyedAt: Int?
    /// Before this place every member's value is one that is more than a word: an object of passwords.
    var toldEnd = 0
    /// Where a cell of a page's table ended that names a secret, so that the next one holds it.
    var cellAt: Int?
    /// The blank before what a secret became, where what it was has been found.
    var successorAt = -1
    /// The program on the line, as far as the line was read, for what its `-p` means.
    var line = CommandLine()

    /// The text with every finding replaced; the text itself where there is none.
    static func replacing(in text: String) -> String {
        SecretLooks.table.withUnsafeBufferPointer { looks in
            var copy = text
            let found = copy.withUTF8 { scan($0, looks, RedactedText($0)) { $0 } }
            // Nearly every text reads as it is written.
            guard found.clean != nil || found.isSpelled else { return text }
            copy = found.clean ?? text
            return copy.withUTF8 { source in
                guard let spelled = SpelledOut(source, looks) else { return nil }
                return spelled.bytes.withUnsafeBufferPointer {
                    scan($0, looks, RedactedText(source), place: spelled.source(of:)).clean
                }
            } ?? copy
        }
    }

    /// Whether nothing is found in a text, and nothing is spelled out in it that would have to be read first.
    static func isClean(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        SecretLooks.table.withUnsafeBufferPointer { looks in
            let found = scan(text, looks, RedactedText(text)) { $0 }
            return found.clean == nil && !found.isSpelled
        }
    }

    /// The text with every finding replaced, nil where there is none; and whether there may be something spelled out.
    private static func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, _ looks: UnsafeBufferPointer<UInt8>, _ output: RedactedText,
        place: (Range<Int>) -> Range<Int>
    ) -> (clean: String?, isSpelled: Bool) {
        var scanner = SecretScanner(bytes: bytes)
        var output = output
        var (index, seen) = (0, SecretLooks.none)
        while index < bytes.count {
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            let look = looks[Int(bytes[index]) << 8 | Int(next)]
            guard look != SecretLooks.none else {
                index += 1
                continue
            }
            seen |= look
            let isWanted =
                look & SecretLooks.always != 0 || (look & SecretLooks.atWord != 0 && scanner.beginsWord(at: index))
            guard isWanted, let range = scanner.finding(at: index) else {
                index += 1
                continue
            }
            if !scanner.isMarker(range) { output.redact(place(range), as: scanner.kind(at: index)) }
            index = range.upperBound
            scanner.floor = index
        }
        return (output.text, seen & SecretLooks.spelled != 0)
    }

    /// What is found at `index`.
    private func kind(at index: Int) -> Redactor.Kind {
        switch at(index) {
        case UInt8(ascii: "@"): isAccount(at: index) ? .secret : .address
        case UInt8(ascii: "%") where has("%40", at: index): .address
        case 50...54: .card
        default: .secret
        }
    }

    /// The secret that is recognised at `index`, where `SecretLooks` has a look; it may begin later, behind its name,
    /// or before, where that is the rest of an address. Never empty.
    @inline(__always)
    private mutating func finding(at index: Int) -> Range<Int>? {
        switch bytes[index] {
        case UInt8(ascii: " "), UInt8(ascii: "\t"): spaced(at: index)
        case UInt8(ascii: ":"): colon(at: index)
        case UInt8(ascii: "="): assignment(at: index, width: 1)
        case UInt8(ascii: "%"):
            has("%40", at: index)
                ? address(at: index, width: 3) : isEncodedEquals(at: index) ? assignment(at: index, width: 3) : nil
        case UInt8(ascii: "@"): isAccount(at: index) ? account(at: index) : address(at: index, width: 1)
        case UInt8(ascii: "2")...UInt8(ascii: "6"):
            at(index + 2).isDigit ? (at(index + 3).isDigit ? card(at: index) : digits(at: index)) : nil
        case UInt8(ascii: "-"): hyphen(at: index)
        case UInt8(ascii: "$"), UInt8(ascii: "{"), UInt8(ascii: "*"): passwordHash(at: index)
        case UInt8(ascii: ">"): element(at: index)
        case UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: "|"): argument(at: index)
        case UInt8(ascii: "~"): clientSecret(at: index)
        default: word(at: index)
        }
    }

    private mutating func colon(at index: Int) -> Range<Int>? {
        if has("://", at: index) { return userInformation(at: index) }
        if at(index + 1) == UInt8(ascii: ":"), let mask = mask(at: index) { return mask }
        return botToken(at: index) ?? accountToken(at: index) ?? databaseLine(at: index)
            ?? serialized(at: index) ?? assignment(at: index, width: 1)
    }

    private mutating func word(at index: Int) -> Range<Int>? {
        switch bytes[index] {
        case _ where at(index + 1) == UInt8(ascii: "/") && at(index) != UInt8(ascii: "1"): return linked(at: index + 1)
        case UInt8(ascii: "e") where has("eyJ", at: index):
            if let token = webToken(at: index) { return token }
        case UInt8(ascii: "h"), UInt8(ascii: "d"), UInt8(ascii: "w"), UInt8(ascii: "o"):
            if let address = webhook(at: index) { return address }
        case UInt8(ascii: "A") where at(index + 1).isUpper:
            if let key = awsKey(at: index) ?? greeting(at: index) ?? azureKey(at: index) { return key }
        case UInt8(ascii: "A") where at(index + 1) == UInt8(ascii: "z"), UInt8(ascii: "+"), UInt8(ascii: "J"):
            if let key = azureKey(at: index) { return key }
        case UInt8(ascii: "g"):
            if at(index + 1).isLower, let token = shaped(TokenShape.forges, at: index) { return token }
        case UInt8(ascii: "x"): if let token = slackToken(at: index) { return token }
        case UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "n"),
            UInt8(ascii: "N") where hasWord("negotiate ", at: index) || hasWord("ntlm ", at: index):
            if let found = bareCredentials(at: index) { return found }
        case UInt8(ascii: "s") where has("sk-", at: index): return serviceKey(at: index)
        case UInt8(ascii: "s") where at(index + 1) == 46, UInt8(ascii: "r") where at(index + 1) == 46:
            if let token = oldVaultToken(at: index) { return token }
        case UInt8(ascii: "M"), UInt8(ascii: "N"), UInt8(ascii: "O"):
            if beginsWord(at: index), let token = threePartToken(at: index) { return token }
        case UInt8(ascii: "1"): return digits(at: index)
        case UInt8(ascii: "a") where has("atlasv1.", at: index): return pairedToken(from: index - 15, behind: index + 8)
        case UInt8(ascii: "p") where has("pat", at: index) && at(index + 17) == 46:
            if let token = pairedToken(from: index, behind: index + 18) { return token }
        case UInt8(ascii: "P") where has("Private-Lines:", at: index): return puttyKey(at: index)
        case UInt8(ascii: "P") where at(index + 1) == UInt8(ascii: "A"): return passCommand(at: index)
        case UInt8(ascii: "L") where at(index + 1) == UInt8(ascii: "O"): return loginCommand(at: index)
        case UInt8(ascii: "s") where has("sqlplus", at: index) || has("sqlldr", at: index),
            UInt8(ascii: "e") where has("exp", at: index), UInt8(ascii: "i") where has("imp", at: index),
            UInt8(ascii: "r") where has("rman", at: index):
            if let secret = oracleLogin(at: index) { return secret }
        default: break
        }
        guard beginsWord(at: index) else { return nil }
        return TokenShape.begins(with: bytes[index], at(index + 1))
            ? shaped(TokenShape.beginning(with: bytes[index], at(index + 1)), at: index) : nil
    }

    /// The byte at `index`; 0 outside the text.
    @inline(__always)
    func at(_ index: Int) -> UInt8 { index >= 0 && index < bytes.count ? bytes[index] : 0 }

    /// Whether `text` stands at `index`.
    @inline(__always)
    func has(_ text: StaticString, at index: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index >= 0, index + count <= bytes.count else { return false }
        for offset in 0..<count where bytes[index + offset] != text.utf8Start[offset] { return false }
        return true
    }

    /// Whether `text`, in lower case, stands at `index` in any case.
    func hasWord(_ text: StaticString, at index: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index >= 0, index + count <= bytes.count else { return false }
        for offset in 0..<count where bytes[index + offset].lowered != text.utf8Start[offset] { return false }
        return true
    }

    /// Whether a word begins at `index`: at the start, behind a character that is not part of one, or behind an
    /// escape such as `\n` or `%3D`.
    @inline(__always)
    func beginsWord(at index: Int) -> Bool {
        guard at(index - 1).isWord else { return true }
        return at(index - 2) == UInt8(ascii: "\\") || at(index - 3) == UInt8(ascii: "%")
    }

    /// The first place from `start` on, at most `limit` bytes away, that holds no blank.
    func skippingBlanks(from start: Int, limit: Int = 8) -> Int {
        var index = start
        while index < start + limit, at(index).isBlank { index += 1 }
        return index
    }

    func isMarker(_ range: Range<Int>) -> Bool {
        range.count == Self.markerCount && startsWithMarker(range.lowerBound)
    }

    func startsWithMarker(_ index: Int) -> Bool { has("[redacted]", at: index) }

    static let markerCount = 10

    private func isEncodedEquals(at index: Int) -> Bool {
        at(index + 1) == UInt8(ascii: "3") && (at(index + 2).lowered == UInt8(ascii: "d") || has("%3A", at: index))
    }
}
