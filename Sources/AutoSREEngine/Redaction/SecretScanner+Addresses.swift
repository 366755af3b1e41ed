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
        if port < index, bytes[port..<index].allSatisfy(\.isDigit) { return nil }
        let limit = min(index + 256, bytes.count)
        while index < limit, !at(index).endsAddress {
            if at(index) == UInt8(ascii: "@") { found = index }
            index += 1
        }
        return found
    }

    /// What follows `hooks.slack.com/services/` (or `/workflows/`, `/triggers/`).
    func webhook(at index: Int) -> Range<Int>? {
        var start = index + 16
        while at(start).isLower { start += 1 }
        guard at(start) == UInt8(ascii: "/") else { return nil }
        start += 1
        if startsWithMarker(start) { return start..<start + Self.markerCount }
        var end = start
        while at(end).isToken || at(end) == UInt8(ascii: "/") { end += 1 }
        return end > start ? start..<end : nil
    }

    /// `-----BEGIN … PRIVATE KEY-----` to its end, or `--password value`.
    func dashes(at index: Int) -> Range<Int>? {
        if has("-----BEGIN ", at: index) { return privateKey(at: index) }
        return at(index - 1) == UInt8(ascii: "-") ? nil : option(at: index)
    }

    /// RFC 7468 and its older kin, on lines or flattened into one; to the end of the text where the end is cut off.
    private func privateKey(at index: Int) -> Range<Int>? {
        guard let head = place(of: "PRIVATE KEY", from: index + 11, before: index + 48) else { return nil }
        guard let tail = place(of: "-----END ", from: head, before: bytes.count) else { return index..<bytes.count }
        guard let last = place(of: "-----", from: tail + 9, before: tail + 64) else { return index..<bytes.count }
        return index..<last + 5
    }

    private func option(at index: Int) -> Range<Int>? {
        var end = index + 2
        while end < index + 48, at(end).isToken { end += 1 }
        guard at(end).isBlank, SecretName.kind(endingAt: end, in: bytes) != nil else { return nil }
        let start = skippingBlanks(from: end)
        return at(start) == UInt8(ascii: "-") ? nil : value(from: start)
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
