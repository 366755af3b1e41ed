/// Secrets inside addresses and blocks.
extension SecretScanner {
    /// The part before `@` in `scheme://user:password@host`, where it holds a password or is long enough to be a token.
    func userInformation(at colon: Int) -> Range<Int>? {
        let start = colon + 3
        guard at(colon - 1).isAlphanumeric, let end = lastAt(from: start) else { return nil }
        let hasPassword = bytes[start..<end].contains(UInt8(ascii: ":"))
        let isMarked = startsWithMarker(start)
        return end > start && (hasPassword || isMarked || end - start >= 12) ? start..<end : nil
    }

    /// The last `@` of the authority that begins at `start`. Where that has none, but a port that is no number, a
    /// password holds a slash, and the `@` is looked for a little further.
    private func lastAt(from start: Int) -> Int? {
        var (index, found, port) = (start, Int?.none, Int?.none)
        while index < bytes.count, !at(index).endsAddress, !at(index).endsAuthority {
            if at(index) == UInt8(ascii: "@") { found = index }
            if at(index) == UInt8(ascii: ":"), port == nil { port = index + 1 }
            index += 1
        }
        guard found == nil, let port, at(start) != UInt8(ascii: "[") else { return found }
        if port < index, bytes[port..<index].allSatisfy(\.isDigit), !goesOn(from: index) { return nil }
        let limit = min(index + 256, bytes.count)
        while index < limit, !at(index).endsAddress {
            if at(index) == UInt8(ascii: "@") { found = index }
            index += 1
        }
        return found
    }

    /// Whether what begins with `#` behind digits is a password's rest and no fragment behind a port: an `@` follows,
    /// and before it nothing of a path or a query.
    private func goesOn(from mark: Int) -> Bool {
        guard at(mark) == UInt8(ascii: "#") else { return false }
        var index = mark + 1
        while index < mark + 128, !at(index).endsAddress, !"@/=&".utf8.contains(at(index)) { index += 1 }
        return index > mark + 1 && at(index) == UInt8(ascii: "@") && at(index + 1).isAlphanumeric
    }

    /// `user:password` before an `@` whose host is no domain: `root:x@tcp(127.0.0.1:3306)`, `a:b@10.0.0.1`,
    /// Oracle's `thin:scott/tiger@`.
    func account(at index: Int) -> Range<Int>? {
        var (start, mark) = (index, Int?.none)
        while start > max(floor, index - 96), at(start - 1) > 32, !at(start - 1).isQuote,
            !"=@".utf8.contains(at(start - 1))
        {
            start -= 1
            if at(start) == UInt8(ascii: "/"), mark != nil { break }
            if at(start) == UInt8(ascii: "/"), !isOracle(behind: start) { return nil }
            if at(start) == UInt8(ascii: ":") {
                if isOracle(from: start + 1) { return start + 1..<index }
                mark = start
            }
        }
        guard let mark, mark > start, mark + 1 < index else { return nil }
        return mark + 1..<index
    }

    /// Whether the host behind the `@` is none that a mail could go to.
    func isAccount(at index: Int) -> Bool {
        if has("tcp(", at: index + 1) || has("unix(", at: index + 1) || has("localhost", at: index + 1) { return true }
        if has("//", at: index + 1) || isSchemeless(before: index) { return true }
        if at(index + 1).isLower, !has("sha", at: index + 1) {
            let end = tokenEnd(from: index + 1)
            return at(end) == 58 && at(end + 1).isDigit
        }
        guard at(index + 1).isDigit else { return false }
        var (end, dots) = (index + 1, 0)
        while end < index + 16, at(end).isDigit || at(end) == 46 {
            dots += at(end) == 46 ? 1 : 0
            end += 1
        }
        return dots == 3
    }

    private func isOracle(from start: Int) -> Bool { has("thin:", at: start - 5) || has("oci:", at: start - 4) }

    private func isOracle(behind slash: Int) -> Bool {
        var start = slash
        while start > slash - 48, at(start - 1).isWord { start -= 1 }
        return isOracle(from: start)
    }

    /// `sqlplus scott/…@db`, `exp system/…@//db:1521/x`: the login behind one of Oracle's programs and its options.
    func oracleLogin(at index: Int) -> Range<Int>? {
        let end = tokenEnd(from: index)
        let name = bytes[index..<end]
        let isSure = ["sqlplus", "sqlldr", "expdp", "impdp"].contains { $0.utf8.elementsEqual(name) }
        guard isSure || ["exp", "imp", "rman"].contains(where: { $0.utf8.elementsEqual(name) }) else { return nil }
        var start = skippingBlanks(from: end)
        for _ in 0..<4 where at(start) == UInt8(ascii: "-") || has("target", at: start) {
            start = skippingBlanks(from: tokenEnd(from: start + 1))
        }
        if hasWord("userid=", at: start) { start += 7 }
        start = unquoted(start)
        var slash = start
        while slash < start + 31, at(slash).isWord || at(slash) == 36 || at(slash) == 35 { slash += 1 }
        guard at(end).isBlank, slash > start, !at(start).isDigit, at(slash) == UInt8(ascii: "/") else { return nil }
        var last = slash + 1
        while !at(last).endsAddress, at(last) != UInt8(ascii: "@") { last += 1 }
        return last > slash + 1 && (isSure || at(last) == UInt8(ascii: "@")) ? slash + 1..<last : nil
    }

    /// Where people and programs are told by whoever knows the address.
    private static let webhooks: [StaticString] = [
        "hooks.slack.com/services/", "hooks.slack.com/workflows/", "hooks.slack.com/triggers/",
        "discord.com/api/webhooks/", "discordapp.com/api/webhooks/", "webhook.office.com/webhookb2/",
        "outlook.office.com/webhook/",
    ]

    /// What follows such an address.
    func webhook(at index: Int) -> Range<Int>? {
        let known = Self.webhooks.first { has($0, at: index) }
        guard let known else { return nil }
        let start = index + known.utf8CodeUnitCount
        if startsWithMarker(start) { return start..<start + Self.markerCount }
        var end = start
        while at(end).isToken || at(end) == UInt8(ascii: "/") || at(end) == 64 { end += 1 }
        return end > start ? start..<end : nil
    }

    /// What stands before a slash where a link opens a door: a password's, whose token only has to look drawn by lot,
    /// and others, whose token has small letters, capitals and digits.
    private static let passwordLinks: [StaticString] = [
        "password/reset", "passwords/reset", "reset-password", "reset_password", "resetpassword", "password-reset",
        "password_reset",
        "passwordreset", "forgot-password", "set-password", "new-password", "create-password", "change-password",
    ]
    private static let links: [StaticString] = [
        "reset", "magic-link", "magiclink", "verify-email", "confirm-email", "activate", "accept-invite", "invite",
    ]

    /// The token in `/reset-password/…`, `/password/reset/…`, `/reset/MQ/…`, `/invite/…`.
    func linked(at slash: Int) -> Range<Int>? {
        func isBehind(_ words: [StaticString]) -> Bool {
            words.contains {
                let start = slash - $0.utf8CodeUnitCount
                return hasWord($0, at: start) && at(start - 1) == UInt8(ascii: "/")
            }
        }
        let isPassword = isBehind(Self.passwordLinks)
        guard isPassword || isBehind(Self.links) else { return nil }
        var start = slash + 1
        // Before the token of Django's stands whose it is, in base64.
        let owner = start..<tokenEnd(from: start)
        let isOwned =
            isBehind(["reset"]) && owner.count < 8 && at(owner.upperBound) == UInt8(ascii: "/")
            && bytes[owner].contains(where: \.isUpper)
        if isOwned { start = owner.upperBound + 1 }
        if startsWithMarker(start) { return start..<start + Self.markerCount }
        let token = start..<tokenEnd(from: start)
        guard token.count >= 16 else { return nil }
        return isStrong(token) || (isPassword || isOwned) && isLot(token) ? token : nil
    }

    /// `-----BEGIN … PRIVATE KEY-----` (or with four hyphens and a blank, RFC 4716) to its end, or `--password value`.
    func dashes(at index: Int) -> Range<Int>? {
        if has("-----BEGIN ", at: index) || has("---- BEGIN ", at: index) { return privateKey(at: index) }
        if has("-----END ", at: index) || has("---- END ", at: index) { return keyTail(at: index) }
        return at(index - 1) == UInt8(ascii: "-") ? nil : option(from: index + 2)
    }

    /// RFC 7468 and its older kin, on lines or flattened into one; to the end of the text where the end is cut off.
    private func privateKey(at index: Int) -> Range<Int>? {
        guard let head = place(of: "PRIVATE KEY", from: index + 11, before: index + 48) else { return nil }
        let isOld = at(index + 4) == 32
        let end = place(of: isOld ? "---- END " : "-----END ", from: head, before: bytes.count)
        guard let tail = end else { return index..<bytes.count }
        guard let last = place(of: isOld ? "----" : "-----", from: tail + 9, before: tail + 64) else {
            return index..<bytes.count
        }
        return index..<last + (isOld ? 4 : 5)
    }

    /// The lines of base64 before the end of a key whose beginning is lost, and that end.
    private func keyTail(at index: Int) -> Range<Int>? {
        guard let head = place(of: "PRIVATE KEY", from: index + 8, before: index + 48) else { return nil }
        var (first, place) = (index, index)
        while place > floor {
            let behind = place
            while place > floor, at(place - 1) <= 32 || has("\\n", at: place - 2) || has("\\r", at: place - 2) {
                place -= at(place - 1) <= 32 ? 1 : 2
            }
            let end = place
            while place > floor, at(place - 1).isBase64 { place -= 1 }
            // The letter of a line's end that was written out.
            if at(place - 1) == UInt8(ascii: "\\"), place < end { place += 1 }
            let isLine = at(end - 1) == UInt8(ascii: "=") || end - place >= 16 && isMixed(place..<end)
            // The last line may be short.
            guard place < end, isLine || behind == index else { break }
            if isLine { first = place }
        }
        guard first < index else { return nil }
        var last = head + 11
        while last < head + 24, at(last) == UInt8(ascii: "-") || at(last).isUpper || at(last) == 32 { last += 1 }
        return first..<last
    }

    /// PuTTY's: from its lines to its checksum, or to the end.
    func puttyKey(at index: Int) -> Range<Int>? {
        index + 14..<(place(of: "Private-MAC:", from: index + 14, before: bytes.count) ?? bytes.count)
    }

    private func place(of text: StaticString, from start: Int, before limit: Int) -> Int? {
        var index = start
        while index < min(limit, bytes.count) {
            if has(text, at: index) { return index }
            index += 1
        }
        return nil
    }
}

extension UInt8 {
    fileprivate var isBase64: Bool {
        isAlphanumeric || self == UInt8(ascii: "+") || self == UInt8(ascii: "/") || self == UInt8(ascii: "=")
    }

    /// Nothing of an address stands behind this.
    var endsAddress: Bool {
        switch self {
        case 0...32, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "`"),
            UInt8(ascii: "\\"):
            true
        default: false
        }
    }

    /// The path, the query or the fragment begins.
    var endsAuthority: Bool { self == UInt8(ascii: "/") || self == UInt8(ascii: "?") || self == UInt8(ascii: "#") }
}
