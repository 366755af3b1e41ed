/// Objects whose members are secret whatever their names: Kubernetes Secrets, lists of secrets, forms in parts.
extension SecretScanner {
    /// The quotation at `start`, also behind what Erlang (`<<"…">>`), Python (`b"…"`), C# (`@"…"`) and PHP
    /// (`string(7) "…"`) put before it.
    func opening(_ start: Int) -> Int {
        if has("<<", at: start), unquoted(start + 2) > start + 2 { return start + 2 }
        if "bBrRfFuU@".utf8.contains(at(start)), unquoted(start + 1) > start + 1 { return start + 1 }
        // Go's spew: `(string) (len=12) "…"`.
        if has("(string) (len=", at: start), let quote = (start + 15..<start + 24).first(where: { at($0).isQuote }) {
            return quote
        }
        guard has("string(", at: start) else { return start }
        var end = start + 7
        while end < start + 14, at(end).isDigit { end += 1 }
        let quote = skippingBlanks(from: end + 1)
        return at(end) == UInt8(ascii: ")") && quoted(from: quote) != nil ? quote : start
    }

    /// Remembers a name that may be a label (`id: DB_PASSWORD`); unlike `name` it takes nothing back.
    mutating func hint(label start: Int) {
        var copy = self
        copy.namedAt = nil
        copy.note(label: start, named: 0)
        if copy.namedAt != nil { namedAt = copy.namedAt }
    }

    /// An object under a secret's name: of `passwords` each is told by itself, of another the `value` is the secret.
    mutating func open(_ object: Int, named end: Int) {
        markedAt = object + 1
        if object >= toldEnd, hasWord("passwords", at: end - 9) { toldEnd = objectEnd(from: object) }
    }

    /// `Type: SecureString` of Parameter Store, `type="password"` of a form, `"sensitive": true` of Terraform and
    /// `"masked": true` of GitLab.
    func isSecretType(_ start: Int, named end: Int) -> Bool {
        let first = unquoted(start)
        if !hasWord("type", at: end - 4) {
            // `caseSensitive` is another matter.
            let name = hasWord("masked", at: end - 6) ? end - 6 : end - 9
            return !at(name - 1).isToken && has("true", at: first) && !at(first + 4).isWord
        }
        if has("SecureString", at: first) { return true }
        return first > start && has("password", at: first) && at(first + 8) != UInt8(ascii: "_") && !at(end - 5).isToken
    }

    /// The body of a form's part (RFC 7578): `form-data; name="password"`, other headers, an empty line, and the value.
    mutating func part(named end: Int) -> Range<Int>? {
        guard hasWord("form-data; ", at: end - 15), let named = namedAt else { return nil }
        var index = named
        while index < named + 7, at(index) == UInt8(ascii: "\\") { index += 1 }
        guard at(index).isQuote, var line = lineBreak(at: index + 1) else { return nil }
        while line < named + Self.sight, beginsMember(at: line) {
            let header = line
            while line < header + 128, lineBreak(at: line) == nil { line += 1 }
            line = lineBreak(at: line) ?? bytes.count
        }
        guard let body = lineBreak(at: line) else { return nil }
        namedAt = nil
        return value(from: body)
    }

    /// PHP's `s:8:"password";s:12:"…";`, at the colon before the value.
    func serialized(at index: Int) -> Range<Int>? {
        guard at(index - 1).isDigit, at(index + 1).isQuote || at(index + 1) == UInt8(ascii: "\\") else { return nil }
        var start = index
        while start > index - 6, at(start - 1).isDigit { start -= 1 }
        guard has(";s:", at: start - 3), at(start - 4).isQuote, let end = nameEnd(before: start - 3) else { return nil }
        guard SecretName.kind(endingAt: end, in: bytes)?.isSecret == true else { return nil }
        return quoted(from: index + 1).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Every value of `data` and `stringData` is secret where the text holds a Kubernetes Secret.
    mutating func openData(from start: Int, named end: Int) -> Range<Int>? {
        let isHeld = holdsSecret ?? findsSecret()
        holdsSecret = isHeld
        if isHeld {
            secretsEnd = at(start) == UInt8(ascii: "{") ? objectEnd(from: start) : indentEnd(start, named: end)
        }
        return nil
    }

    /// A member of an object whose values are all secret.
    func member(at index: Int) -> Range<Int>? {
        let start = skippingBlanks(from: index + 1)
        return block(from: start) ?? value(from: start)
    }

    /// `"tokens": ["…"]`, `SECRETS=…`; a word, a number or a name is none.
    mutating func several(from start: Int, named end: Int) -> Range<Int>? {
        if at(start) == UInt8(ascii: "{") {
            if start >= drawnEnd { drawnEnd = objectEnd(from: start) }
            return nil
        }
        guard let list = nested(from: start) else { return random(from: start, named: end) }
        var word = list.lowerBound
        for index in list.lowerBound...list.upperBound where index == list.upperBound || !at(index).isToken {
            if isDrawn(word..<index) { return list }
            word = index + 1
        }
        return nil
    }

    /// A member of an object of passwords, where its value is more than a word, a number or a version.
    func told(at index: Int) -> Range<Int>? {
        guard let value = value(from: skippingBlanks(from: index + 1)) else { return nil }
        return isTold(value) ? value : nil
    }

    /// `existingSecret: checkout-db` of Helm's charts, `imagePullSecret: regcred`: what a Kubernetes Secret is called
    /// (RFC 1123: small letters, digits, hyphens and points), made of words and numbers, is none.
    func isSecretsName(from start: Int, named end: Int) -> Bool {
        guard hasWord("existingsecret", at: end - 14) || hasWord("pullsecret", at: end - 10) else { return false }
        var (index, letters, digits) = (unquoted(start), 0, 0)
        let first = index
        while at(index).isLower || at(index).isDigit || at(index) == 45 || at(index) == 46 {
            (letters, digits) =
                at(index).isLower ? (letters + 1, digits) : at(index).isDigit ? (letters, digits + 1) : (0, 0)
            // `db2` and `v10`, and no letter behind a digit.
            if letters > 0, digits > 2 || digits > 0 && at(index).isLower { return false }
            index += 1
        }
        return index > first && (at(index).endsAddress || ",;})]".utf8.contains(at(index)))
    }

    /// Whether `kind: Secret` stands somewhere, in YAML, JSON or JSON inside a string.
    private func findsSecret() -> Bool {
        var index = 0
        while index + 10 < bytes.count {
            defer { index += 1 }
            guard bytes[index] == UInt8(ascii: "k"), has("kind", at: index), beginsWord(at: index) else { continue }
            var value = index + 4
            while value < index + 24, at(value).isQuote || ":= \\".utf8.contains(at(value)) { value += 1 }
            if value > index + 4, has("Secret", at: value), !at(value + 6).isToken { return true }
        }
        return false
    }

    /// Where the object that begins at `start` ends; quotations are passed over.
    func objectEnd(from start: Int) -> Int {
        var (index, depth) = (start, 0)
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 { return index }
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                if let inside = quoted(from: index) { index = max(index, closing(inside, from: index) - 1) }
            default: break
            }
            index += 1
        }
        return index
    }

    /// Behind the closing quote of what `quoted` found, its backslashes included.
    private func closing(_ inside: Range<Int>, from start: Int) -> Int {
        min(bytes.count, inside.upperBound + inside.lowerBound - start)
    }

    /// Where the lines end that are indented deeper than the name that ends before `end`.
    private func indentEnd(_ start: Int, named end: Int) -> Int {
        var margin = end
        while margin > end - 64, at(margin - 1).isAlphanumeric { margin -= 1 }
        if at(margin - 1) == UInt8(ascii: "\\") { margin += 1 }
        var first = margin
        while first > margin - 64, at(first - 1) == 32 { first -= 1 }
        guard var line = lineBreak(at: start) else { return 0 }
        while line < bytes.count {
            var text = line
            while at(text) == 32 { text += 1 }
            if text - line <= margin - first, lineBreak(at: text) == nil { return line }
            while text < bytes.count, lineBreak(at: text) == nil { text += 1 }
            line = lineBreak(at: text) ?? text
        }
        return line
    }
}
