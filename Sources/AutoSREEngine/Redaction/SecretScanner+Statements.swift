/// Secrets where a statement or a command of a protocol says by its words what stands where.
extension SecretScanner {
    /// `PASS …` of POP3 and FTP (RFC 1939, RFC 959), behind the sign that a client's log puts before what it sends;
    /// alone on its line it may be a test's result, unless it looks drawn by lot.
    func passCommand(at index: Int) -> Range<Int>? {
        guard has("PASS ", at: index), let value = value(from: index + 5), endsText(value.upperBound) else {
            return nil
        }
        if at(index - 1).isQuote { return isDrawn(value) ? value : nil }
        if at(index - 1) == 32, at(index - 2) == UInt8(ascii: ">") || has("C:", at: index - 3) { return value }
        if has(": ", at: index - 2), isSender(endingAt: index - 2) { return isMixed(value) ? value : nil }
        let isTest = hasWord("test", at: value.lowerBound) || bytes[value].contains { $0 == 47 || $0 == 46 }
        return beginsLine(named: index + 4) && !isTest && isDrawn(value) ? value : nil
    }

    /// Whether a client's log says so that it sent what follows.
    private func isSender(endingAt end: Int) -> Bool {
        for word in ["sent", "send", "command", "cmd", "client", "request", "ftp"] as [StaticString]
        where hasWord(word, at: end - word.utf8CodeUnitCount) && !at(end - word.utf8CodeUnitCount - 1).isToken {
            return true
        }
        return false
    }

    /// Whether a line, or a quotation, ends there.
    func endsText(_ end: Int) -> Bool { at(end).isQuote || endsLine(end) }

    /// `a001 LOGIN bob …` of IMAP (RFC 9051): a tag, and the words that follow are two.
    func loginCommand(at index: Int) -> Range<Int>? {
        var tag = index - 1
        while tag > index - 9, at(tag - 1).isAlphanumeric { tag -= 1 }
        guard has("LOGIN ", at: index), at(index - 1) == 32, at(index - 2).isDigit,
            at(tag - 1) <= 32 || at(tag - 1).isQuote
        else { return nil }
        var end = index + 6
        if let user = quoted(from: end) { end = user.upperBound + 1 } else { while !at(end).endsAddress { end += 1 } }
        guard at(end) == 32, end > index + 6, let value = value(from: end + 1) else { return nil }
        let isQuoted = at(value.lowerBound - 1).isQuote
        guard endsText(value.upperBound + (isQuoted ? 1 : 0)) else { return nil }
        return isQuoted || isMixed(value) || startsWithMarker(value.lowerBound) ? value : nil
    }

    /// `IDENTIFIED BY '…'`, `IDENTIFIED WITH plugin BY '…'`, `… AS 'hash'`; without quotes, as Oracle takes it, where
    /// the statement is about a user.
    func identified(at index: Int) -> Range<Int>? {
        let start = skippingBlanks(from: index)
        if at(start).isQuote {
            return isIdentified(index) ? quoted(from: start).flatMap { $0.isEmpty ? nil : $0 } : nil
        }
        guard hasWord("identified by", at: index - 13) else { return nil }
        if hasWord("values ", at: start) { return quoted(from: start + 7) }
        var name = index - 14
        while name > index - 80, at(name - 1) > 32 { name -= 1 }
        let isStatement =
            has("IDENTIFIED", at: index - 13) || hasWord("alter user ", at: name - 11)
            || hasWord("create user ", at: name - 12)
        guard isStatement, let value = value(from: start),
            bytes[value].allSatisfy({ $0.isWord || $0 == 36 || $0 == 35 })
        else { return startsWithMarker(start) ? start..<start + Self.markerCount : nil }
        return hasWord("password", at: start) || hasWord("random ", at: start) ? nil : value
    }

    private func isIdentified(_ index: Int) -> Bool {
        if hasWord("identified by", at: index - 13) { return true }
        var name = index
        while name > index - 6, !at(name - 1).isBlank { name -= 1 }
        name -= 1
        guard at(name).isBlank else { return false }
        while name > index - 64, at(name - 1) > 32 { name -= 1 }
        return hasWord("identified with ", at: name - 16) || hasWord("identified via ", at: name - 15)
    }

    /// `IDENTIFIED BY new REPLACE …`.
    func replacedPassword(at index: Int) -> Range<Int>? {
        guard hasWord("replace", at: index - 7) else { return nil }
        for place in stride(from: index - 22, to: max(index - 128, -1), by: -1) where at(place).lowered == 105 {
            if hasWord("identified by ", at: place) { return value(from: skippingBlanks(from: index)) }
        }
        return nil
    }

    /// `SET PASSWORD FOR 'bob'@'%' = '…'`.
    func setPassword(at index: Int) -> Range<Int>? {
        guard bytes[index] == UInt8(ascii: "="), at(index - 1).isBlank || at(index - 1).isQuote else { return nil }
        guard let value = quoted(from: skippingBlanks(from: index + 1)), !value.isEmpty else { return nil }
        var place = index
        while place > index - 96, place > 0, at(place) != 10 {
            if hasWord("password for ", at: place) { return value }
            place -= 1
        }
        return nil
    }

    /// What a plan of Terraform puts in the place of a secret: `password = "old" -> "…"`; `password -> …` too, where
    /// that looks drawn by lot.
    func changed(at index: Int) -> Range<Int>? {
        let isArrow = at(index - 1) == UInt8(ascii: "-")
        guard isArrow || at(index - 1) == UInt8(ascii: "="), at(index - 2).isBlank, at(index + 1).isBlank else {
            return nil
        }
        var place = index - 2
        while place > index - 8, at(place - 1).isBlank { place -= 1 }
        let (last, mark) = (place, at(place - 1))
        if isArrow, let name = nameEnd(before: index - 1), SecretName.kind(endingAt: name, in: bytes) == .value {
            return value(from: skippingBlanks(from: index + 1)).flatMap { isArrowed($0) ? $0 : nil }
        }
        place -= 1
        if mark.isQuote || mark == UInt8(ascii: ")") {
            let open = mark.isQuote ? mark : UInt8(ascii: "(")
            while place > last - Self.sight, at(place - 1) != open, at(place - 1) != 10 { place -= 1 }
            place -= 1
        } else {
            while place > last - Self.sight, at(place - 1) > 32 { place -= 1 }
        }
        let first = place
        while place > first - 8, at(place - 1).isBlank { place -= 1 }
        guard at(place - 1) == UInt8(ascii: "=") || at(place - 1) == UInt8(ascii: ":"),
            let end = nameEnd(before: place - 1), SecretName.kind(endingAt: end, in: bytes)?.isSecret == true
        else { return nil }
        return value(from: skippingBlanks(from: index + 1))
    }

    /// Whether what stands behind `password ->` is no other name and no path.
    private func isArrowed(_ value: Range<Int>) -> Bool {
        if isDrawn(value) || turns(in: value) * (isStrong(value) ? 4 : 2) >= max(value.count, 12) { return true }
        return hasLettersAndDigits(value) && value.count >= 8 && hasRareSign(value)
            || at(value.lowerBound - 1).isQuote && isLot(value)
    }

    /// PowerShell's `ConvertTo-SecureString "…" -AsPlainText`, its options before or behind.
    func secureString(from start: Int) -> Range<Int>? {
        var start = skippingBlanks(from: start)
        for _ in 0..<3 where at(start) == UInt8(ascii: "-") { start = skippingBlanks(from: tokenEnd(from: start + 1)) }
        guard let value = value(from: start) else { return nil }
        return at(start).isQuote || isDrawn(value) || startsWithMarker(start) ? value : nil
    }

    /// The second of `NetworkCredential("bob", "…")` and its kin in other languages.
    func credentialArgument(at bracket: Int) -> Range<Int>? {
        for name in ["basicauth", "digestauth", "networkcredential", "passwordauthentication"] as [StaticString]
        where hasWord(name, at: bracket - name.utf8CodeUnitCount) {
            return second(from: bracket)
        }
        guard
            hasWord("auth", at: bracket - 4) || hasWord("credential", at: bracket - 10)
                || hasWord("credentials", at: bracket - 11)
        else { return nil }
        return second(from: bracket).flatMap { isMixed($0) || startsWithMarker($0.lowerBound) ? $0 : nil }
    }
}
