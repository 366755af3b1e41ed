/// Secrets behind their names: `password=…`, `"token": "…"`, `Authorization: Bearer …`.
extension SecretScanner {
    /// The value behind the separator at `index`, where a secret's name stands before it.
    mutating func assignment(at index: Int, width: Int) -> Range<Int>? {
        guard let end = nameEnd(before: index) else { return setPassword(at: index) }
        if index < secretsEnd { return member(at: index) }
        let isListed = index < max(toldEnd, drawnEnd, keyedEnd)
        guard let kind = SecretName.kind(endingAt: end, in: bytes), kind != .change || !isListed else {
            if index < toldEnd { return told(at: index) }
            if index < drawnEnd { return random(from: skippingBlanks(from: index + 1), named: end) }
            if index < keyedEnd { return drawnKey(from: skippingBlanks(from: index + 1)) }
            return keyNumber(named: end, at: index) ?? unnamed(end, at: index)
        }
        // Of `::` only LDIF's `userPassword:: …` has a value behind it.
        if has("::", at: index), !has(":: ", at: index) { return nil }
        var start = index + width + (has("::", at: index) ? 1 : 0)
        while start < index + 3, at(start) == UInt8(ascii: "=") || at(start) == UInt8(ascii: ">") { start += 1 }
        start = skippingBlanks(from: start)
        // A tab, and no `\temp`.
        if has("\\t", at: start), let value = value(from: start + 2, within: Self.sight), isMixed(value) { start += 2 }
        if has("* ", at: start) || has("** ", at: start) { start = skippingBlanks(from: start + 2) }
        switch kind {
        case .value:
            if at(start) == UInt8(ascii: "{") { open(start, named: end) }
            if hasWord("auth", at: end - 4), let password = lastWord(from: start) { return password }
            return followed(named(end, from: start))
        case .mixed:
            guard let head = value(from: start, within: Self.sight), isTelling(head, named: end) else { return nil }
            return value(from: start)
        case .random: return login(from: start, named: end) ?? random(from: start, named: end)
        case .key: return key(from: start, named: end) ?? drawnKey(from: start)
        case .keys: return keys(from: start, named: end)
        case .query: return code(from: start, named: end)
        case .authorization: return authorization(from: listed(from: start))
        case .cookie: return cookie(from: listed(from: start))
        case .label:
            note(label: start, named: end)
            if let part = part(named: end) { return part }
            return inQuery(named: end) ? random(from: start, named: end) : key(from: start, named: end)
        case .hint:
            hint(label: start)
            return nil
        case .text: return likelyContent(from: start)
        case .change: return changedContent(from: start)
        case .path:
            point(label: start, named: end)
            return nil
        case .type:
            if isSecretType(start, named: end) { markedAt = unquoted(start) }
            return nil
        case .content: return content(from: start, isTwin: isTwin(named: end))
        case .data: return likelyContent(from: start) ?? openData(from: start, named: end)
        case .several: return several(from: start, named: end)
        }
    }

    /// The value of a name that says that it is secret.
    private mutating func named(_ end: Int, from start: Int) -> Range<Int>? {
        if isARN(named: end) || isFolder(start, named: end) || isFigure(named: end, from: start)
            || isSecretsName(from: start, named: end)
        {
            return nil
        }
        if let block = block(from: start) { return block }
        if let told = former(from: start, named: end) ?? standIn(from: start) { return told }
        if isComparison(at: start) { return nil }
        guard let value = value(from: start) else { return nested(from: start) ?? nextLine(from: start, named: end) }
        if isSentence(value, from: start, named: end) { return nil }
        return isCount(value, named: end) ? nil : behindTag(value) ?? behindScheme(value) ?? value
    }

    /// `PWD=/srv` is where a shell is.
    private func isFolder(_ start: Int, named end: Int) -> Bool {
        hasWord("pwd", at: end - 3) && (at(start) == UInt8(ascii: "/") || at(start) == UInt8(ascii: "~"))
    }

    /// `token: 12` counts, `token=IDENT` is what a parser reads.
    func isCount(_ value: Range<Int>, named end: Int) -> Bool {
        guard hasWord("token", at: end - 5) else { return false }
        if value.count <= 5, bytes[value].allSatisfy(\.isDigit) { return true }
        return has("token", at: end - 5) && !at(end - 6).isToken && value.count <= 12
            && bytes[value].allSatisfy { $0.isUpper || $0 == 95 }
    }

    /// `it is no secret: it rains`.
    private func isFigure(named end: Int, from start: Int) -> Bool {
        guard hasWord("no secret", at: end - 9), at(end) == UInt8(ascii: ":"), at(start).isLower else { return false }
        var word = start
        while at(word).isLower { word += 1 }
        return at(word) == 32
    }

    /// `…:123456789012:secret:name` names a secret of AWS and holds none.
    private func isARN(named end: Int) -> Bool { has(":secret", at: end - 7) && at(end - 8).isDigit }

    /// Where the name before the separator ends: blanks, a closing quote and its backslashes, and the bracket of an
    /// index are not part of it.
    func nameEnd(before index: Int) -> Int? {
        var end = index
        // `+=` adds, `?=` and `||=` set what is unset.
        let before = at(end - 1)
        if bytes[index] == UInt8(ascii: "="), before == 43 || before == 63 || before == UInt8(ascii: "|") {
            end -= at(end - 2) == UInt8(ascii: "|") ? 2 : 1
        }
        // Where names are aligned there may be many.
        while end > index - 64, at(end - 1).isBlank { end -= 1 }
        if let line = quotationEnd(before: end) { end = line }
        if at(end - 1) == UInt8(ascii: "]") { end -= 1 }
        // `**password**:` of Markdown, `<<"password">> =>` of Erlang.
        if at(end - 1) == UInt8(ascii: "*") { end -= at(end - 2) == UInt8(ascii: "*") ? 2 : 1 }
        if has(">>", at: end - 2) { end -= 2 }
        if at(end - 1).isQuote {
            end -= 1
            while end > index - 12, at(end - 1) == UInt8(ascii: "\\") { end -= 1 }
        }
        return at(end - 1).isAlphanumeric || at(end - 1) >= 0x80 ? end : nil
    }

    /// Where a quotation ends on the line before, when a line, also one that was written as `\n`, begins before
    /// `index`.
    @inline(__always)
    private func quotationEnd(before index: Int) -> Int? {
        guard at(index - 1) == 10 || at(index - 1) == UInt8(ascii: "n") && at(index - 2) == UInt8(ascii: "\\") else {
            return nil
        }
        var end = index
        while end > index - 64 {
            if at(end - 1) == 10 || at(end - 1) == 13 || at(end - 1).isBlank {
                end -= 1
            } else if has("\\n", at: end - 2) || has("\\r", at: end - 2) {
                end -= 2
            } else {
                break
            }
        }
        return at(end - 1).isQuote ? end : nil
    }

    /// How much of a value is looked at before it is known to be one, so that what is none costs little.
    static let sight = 256

    /// The value at `start`, quoted or not; nil where there is none, or an ordinary word. Without quotes it is looked
    /// for `within` so many bytes.
    func value(from start: Int, within limit: Int = .max) -> Range<Int>? {
        let open = opening(start)
        if let quoted = quoted(from: open) {
            if quoted.isEmpty, let inside = tripleQuoted(from: open, by: quoted.lowerBound - open) { return inside }
            return quoted.isEmpty || isMask(quoted) || isComplaint(quoted) ? nil : quoted
        }
        let isMarked = startsWithMarker(start)
        if at(start) == UInt8(ascii: "{") { return braced(from: start) }
        if !isMarked, at(start) == UInt8(ascii: "[") || isWithheld(start) { return nil }
        var end = valueEnd(from: start, within: limit)
        // `Some("…")`, `string(7) "…"`: what wraps the value is not the value.
        if !isMarked, at(end - 1) == UInt8(ascii: "("), let quoted = quoted(from: end) {
            return quoted.isEmpty ? nil : quoted
        }
        if !isMarked, SecretName.isProse(bytes[start..<end]) { return nil }
        let least = isMarked ? start + Self.markerCount : start
        while end > least, at(end - 1).isTrailing { end -= 1 }
        guard end > start, isMarked || !SecretName.isProse(bytes[start..<end]) else { return nil }
        return start..<end
    }

    /// What stands between three quotes and three, each of so many bytes, also over lines: TOML's and Python's.
    private func tripleQuoted(from open: Int, by width: Int) -> Range<Int>? {
        let mark = open..<open + 3 * width
        func isMark(_ index: Int) -> Bool { bytes[mark].elementsEqual(bytes[index..<index + mark.count]) }
        guard unquoted(open + 2 * width) == mark.upperBound else { return nil }
        let first = lineBreak(at: mark.upperBound) ?? mark.upperBound
        let limit = min(bytes.count, first + 8192)
        var end = first
        while end < limit, end + mark.count > bytes.count || !isMark(end) { end += 1 }
        if end == limit { end = quoted(from: open + 2 * width)?.upperBound ?? end }
        while end > first, at(end - 1) <= 32 { end -= 1 }
        return end > first ? first..<end : nil
    }

    /// `"****"`, `"[FILTERED]"`: somebody has taken the secret out already. A quoted word may be one.
    private func isMask(_ range: Range<Int>) -> Bool {
        !bytes[range.lowerBound].isAlphanumeric && SecretName.isProse(bytes[range]) || isWithheld(range.lowerBound)
    }

    /// What Terraform writes where it does not show a value.
    private func isWithheld(_ start: Int) -> Bool {
        guard at(start) == UInt8(ascii: "(") else { return false }
        for words in ["(sensitive", "(known after apply)", "(write-only attribute)"] as [StaticString]
        where has(words, at: start) {
            return true
        }
        return false
    }

    /// The inside of a quotation that begins at `start`, perhaps behind backslashes (JSON inside JSON); an unclosed
    /// one goes to the end of the line. A closing quote has as many backslashes as the opening one, those that
    /// escape each other not counted.
    func quoted(from start: Int) -> Range<Int>? {
        var open = start
        while open < start + 7, at(open) == UInt8(ascii: "\\") { open += 1 }
        guard at(open).isQuote else { return nil }
        let depth = open - start
        var (index, backslashes) = (open + 1, 0)
        while index < bytes.count, bytes[index] != 10 {
            if bytes[index] == bytes[open], backslashes % (2 * (depth + 1)) == depth {
                return open + 1..<index - depth
            }
            backslashes = bytes[index] == UInt8(ascii: "\\") ? backslashes + 1 : 0
            index += 1
        }
        return open + 1..<index
    }

    /// The end of a value without quotes.
    private func valueEnd(from start: Int, within limit: Int) -> Int {
        var end = start
        let last = limit < bytes.count - start ? start + limit : bytes.count
        while end < last {
            switch bytes[end] {
            case 0...32, UInt8(ascii: "\""): return end
            case UInt8(ascii: "'"), UInt8(ascii: "`"): if !at(end + 1).isAlphanumeric { return end }
            case UInt8(ascii: "<"): if isTag(at: end) { return end }
            case UInt8(ascii: ">"): if !at(end + 1).isAlphanumeric || isInTag(start) { return end }
            case UInt8(ascii: "\\") where at(end + 1).isEscape:
                // A backslash as JSON writes it, and no end of a line or of a quotation that is written twice.
                guard at(end + 1) == UInt8(ascii: "\\"), !at(end + 2).isEscape, at(end + 2) > 32 else { return end }
                end += 1
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "&"):
                if beginsMember(at: end + 1, isGlued: true) { return end }
            default: break
            }
            end += 1
        }
        return end
    }

    /// Whether a tag opens or closes at `index`, and no password goes on that has a `<`.
    private func isTag(at index: Int) -> Bool {
        if "/!?".utf8.contains(at(index + 1)) || at(index + 1) <= 32 { return true }
        var end = index + 1
        while end < index + 48, at(end).isToken || at(end) == UInt8(ascii: ":") { end += 1 }
        let isNamed = end > index + 1 && !isDrawn(index + 1..<end)
        return isNamed && (at(end) == UInt8(ascii: ">") || at(end) == UInt8(ascii: "/") || at(end).isBlank)
    }

    /// Whether what begins at `start` stands inside a tag: `<input password=x>`.
    private func isInTag(_ start: Int) -> Bool {
        var index = start - 1
        while index >= max(0, start - Self.sight), bytes[index] != UInt8(ascii: ">"), bytes[index] != 10 {
            if bytes[index] == UInt8(ascii: "<") { return true }
            index -= 1
        }
        return false
    }

    /// Whether `name=` or `name:` stands at `index`, so that what is before it has ended.
    /// - Parameter isGlued: before a blank in the name stand plain words (`User Id=`): another ends a value, and what
    ///   follows is a member of its own.
    func beginsMember(at index: Int, isGlued: Bool = false) -> Bool {
        var end = index
        while end < index + 4, at(end).isQuote || at(end) == UInt8(ascii: "\\") { end += 1 }
        let name = end
        while end < name + 48, at(end).isAlphanumeric || at(end).isJoiner {
            if isGlued, at(end) == 32, !isPlain(name..<end) { return false }
            end += 1
        }
        guard end > name else { return false }
        while end < name + 52, at(end).isQuote || at(end) == UInt8(ascii: "\\") { end += 1 }
        return at(end) == UInt8(ascii: "=") || at(end) == UInt8(ascii: ":")
    }

    /// Words of letters whose capitals stand in front.
    private func isPlain(_ words: Range<Int>) -> Bool {
        !words.isEmpty
            && words.allSatisfy { index in
                let byte = bytes[index]
                return byte.isLower || byte == 32
                    || (byte.isUpper && (index == words.lowerBound || at(index - 1) == 32))
            }
    }

    /// RFC 9110, 11.6.2: a scheme, which stays readable, and its credentials.
    func authorization(from start: Int) -> Range<Int>? {
        if let quoted = quoted(from: start) { return quotedAuthorization(quoted) }
        let (end, secret) = scheme(from: start)
        if isScheme(start..<end), secret > end, !at(secret).endsAddress {
            let found = secret..<(isSingle(start..<end) ? wordEnd(from: secret) : headerEnd(from: secret))
            // `Bearer ${TOKEN}` and what stands behind it.
            let isReference = at(secret) == UInt8(ascii: "$") && value(from: secret) == nil
            return isReference ? nil : found
        }
        guard let value = value(from: start) else { return nil }
        let next = skippingBlanks(from: value.upperBound)
        guard next > value.upperBound, looksRandom(at: next, minimum: 8), let second = self.value(from: next) else {
            return value
        }
        return value.lowerBound..<second.upperBound
    }

    private func quotedAuthorization(_ quoted: Range<Int>) -> Range<Int>? {
        let (end, secret) = scheme(from: quoted.lowerBound)
        let hasScheme = secret > end && secret < quoted.upperBound && isScheme(quoted.lowerBound..<end)
        return quoted.isEmpty ? nil : (hasScheme ? secret : quoted.lowerBound)..<quoted.upperBound
    }

    /// The end of the one word that is a scheme's credentials, punctuation behind it left out.
    private func wordEnd(from start: Int) -> Int {
        var end = start
        while !at(end).endsAddress { end += 1 }
        let least = start + (startsWithMarker(start) ? Self.markerCount : 1)
        while end > least, at(end - 1).isTrailing { end -= 1 }
        return end
    }

    /// Where the word at `start` ends, and where the next one begins.
    private func scheme(from start: Int) -> (end: Int, secret: Int) {
        var end = start
        while end < start + 32, at(end).isToken { end += 1 }
        return (end, skippingBlanks(from: end))
    }

    func cookie(from start: Int) -> Range<Int>? {
        guard let value = value(from: start) else { return nil }
        return quoted(from: start) != nil ? value : start..<max(value.upperBound, headerEnd(from: start))
    }

    /// What a job of GitHub Actions asks to have hidden in its log: `::add-mask::…`, to the end of the line.
    @inline(never)
    func mask(at index: Int) -> Range<Int>? {
        guard has("::add-mask::", at: index) else { return nil }
        let found = index + 12..<headerEnd(from: index + 12)
        return found.isEmpty || (!startsWithMarker(found.lowerBound) && SecretName.isProse(bytes[found])) ? nil : found
    }

    /// The end of a header's value: the line's, or the quotation's around it.
    private func headerEnd(from start: Int) -> Int {
        var end = start
        while end < bytes.count {
            switch bytes[end] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                if endsParameterName(end - 1), let parameter = quoted(from: end), parameter.upperBound > end {
                    end = parameter.upperBound
                    while at(end) == UInt8(ascii: "\\") { end += 1 }
                    end += at(end).isQuote ? 1 : 0
                } else if at(end) == UInt8(ascii: "\"") || at(end + 1).isEscape {
                    return end
                } else {
                    end += 1
                }
            case 10, 13: return end
            case UInt8(ascii: "'") where !at(end + 1).isAlphanumeric: return end
            default: end += 1
            }
        }
        return end
    }

    /// Whether `name=` of a list of parameters ends at `index`, and not the padding of base64.
    private func endsParameterName(_ index: Int) -> Bool {
        var start = index
        while start > index - 24, at(start - 1).isLower || at(start - 1).isUpper || at(start - 1) == 95 { start -= 1 }
        return at(index) == UInt8(ascii: "=") && start < index && (at(start - 1) == 32 || at(start - 1) == 44)
    }

    private static let single: [StaticString] = ["bearer", "basic", "token", "bot", "apikey", "negotiate", "ntlm"]
    private static let several: [StaticString] = ["aws4", "digest", "oauth", "hmac", "hawk", "sharedkey"]

    func isScheme(_ range: Range<Int>) -> Bool {
        if isSingle(range) { return true }
        for word in Self.several where hasWord(word, at: range.lowerBound) { return true }
        return hasWord("signature", at: range.lowerBound) && beginsMember(at: skippingBlanks(from: range.upperBound))
    }

    private func isSingle(_ range: Range<Int>) -> Bool {
        for word in Self.single where word.utf8CodeUnitCount == range.count {
            if hasWord(word, at: range.lowerBound) { return true }
        }
        return false
    }
}

extension UInt8 {
    var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") || self == UInt8(ascii: "`") }

    /// Behind a backslash: the end of a line or of a quotation that was written as an escape.
    var isEscape: Bool {
        isQuote || self == UInt8(ascii: "n") || self == UInt8(ascii: "r") || self == UInt8(ascii: "t")
            || self == UInt8(ascii: "\\")
    }

    /// Punctuation that follows a value rather than ending it.
    var isTrailing: Bool {
        switch self {
        case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: ")"), UInt8(ascii: "]"),
            UInt8(ascii: "}"), UInt8(ascii: "\\"):
            true
        default: false
        }
    }
}
