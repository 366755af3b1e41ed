/// Keys of clouds and services behind names that others have too: `primaryKey` is Azure's word, and every table's. The
/// name says that it may be one, the value has to look drawn by lot.
extension SecretScanner {
    /// What stands behind `STRIPE_KEY=`, `"adminKey":`, `X-Functions-Key:`, `Unseal Key 1:`, where it is a key.
    func key(from start: Int, named end: Int) -> Range<Int>? {
        guard let word = keyWord(before: end), !isOpenKey(word) else { return nil }
        if isLoud(word), let value = value(from: start, within: Self.sight) {
            if startsWithMarker(value.lowerBound) { return value }
            let isWord = bytes[value].allSatisfy { $0.isToken || $0 == UInt8(ascii: "=") }
            if isWord, value.count >= 12, isStrong(value) { return self.value(from: start) }
        }
        return drawnKey(from: start)
    }

    /// Where `key` begins as the last word of a name, before a number perhaps; nil for a lone `key`, which is what
    /// anything is looked up by.
    private func keyWord(before end: Int) -> Int? {
        var last = end
        while last > end - 2, at(last - 1).isDigit { last -= 1 }
        let isNumbered = last < end
        if isNumbered, at(last - 1).isJoiner { last -= 1 }
        let word = last - 3
        guard hasWord("key", at: word) else { return nil }
        let isLast = SecretName.isWhole(from: word, in: bytes) && at(word - 1) != 32
        let isLonger = at(word - 1).isAlphanumeric || (at(word - 1).isJoiner && at(word - 2).isAlphanumeric)
        return isNumbered || (isLast && isLonger) ? word : nil
    }

    /// A variable's or a header's name (`STRIPE_KEY`, `x-functions-key`), behind which no column stands.
    private func isLoud(_ word: Int) -> Bool {
        let joint = at(word - 1)
        if at(word) == UInt8(ascii: "K"), joint == 95 || joint == 45 { return true }
        var start = word
        while start > word - 48, at(start - 1).isToken { start -= 1 }
        return joint == 45 && hasWord("x-", at: start)
    }

    /// What opens nothing, and has ids, digests and public halves for its values.
    private static let open: [StaticString] = [
        "public", "pub", "site", "publishable", "websocket", "cache", "idempotency", "partition", "sort", "foreign",
        "object", "dedup", "dedupe", "deduplication", "surrogate", "correlation", "shard", "row", "lookup", "lock",
    ]

    private func isOpenKey(_ word: Int) -> Bool {
        let end = at(word - 1).isJoiner ? word - 1 : word
        return Self.open.contains {
            let start = end - $0.utf8CodeUnitCount
            return hasWord($0, at: start) && SecretName.isWhole(from: start, in: bytes)
        }
    }

    /// What is drawn by lot, and longer than the ids that are: see `KeyLook`. Quoted or not, its padding with it.
    func drawnKey(from start: Int) -> Range<Int>? {
        if startsWithMarker(start) { return start..<start + Self.markerCount }
        let first = unquoted(start)
        var (last, look) = (first, KeyLook())
        while last < first + Self.sight, !isPadding(last), let width = drawnWidth(at: last) {
            look.add(width == 1 ? at(last) : UInt8(ascii: "/"))
            last += width
        }
        // A host, an address and a call go on.
        let isPart = ".:@(".utf8.contains(at(last)) && at(last + 1).isAlphanumeric
        guard look.isDrawn, !isPart else { return nil }
        while let width = drawnWidth(at: last) { last += width }
        return first..<last
    }

    private func isPadding(_ index: Int) -> Bool {
        at(index) == UInt8(ascii: "=") || at(index) == UInt8(ascii: "%") && !hasWord("2", at: index + 1)
    }

    /// `"functionKeys": {"default": "…"}`, `"unseal_keys_b64": ["…"]`, and the same as a list of YAML.
    mutating func keys(from start: Int, named end: Int) -> Range<Int>? {
        var word = end
        while word > end - 16, !hasWord("keys", at: word) { word -= 1 }
        guard !isOpenKey(word) else { return nil }
        if at(start) == UInt8(ascii: "{") {
            if start >= keyedEnd { keyedEnd = objectEnd(from: start) }
            return nil
        }
        if let items = items(from: start) { return items }
        guard let list = nested(from: start) else { return drawnKey(from: start) }
        let isKey = list.contains { index in
            drawnWidth(at: index) != nil && drawnWidth(at: index - 1) == nil && drawnKey(from: index) != nil
        }
        return isKey ? list : nil
    }

    /// The lines `- …` of YAML that follow, from the first key to the last.
    private func items(from start: Int) -> Range<Int>? {
        var found: Range<Int>?
        var end = start
        while let line = lineBreak(at: end) {
            let item = skippingBlanks(from: line, limit: 64)
            guard has("- ", at: item), let key = drawnKey(from: item + 2) else { break }
            found = (found?.lowerBound ?? key.lowerBound)..<key.upperBound
            end = key.upperBound + (at(key.lowerBound - 1).isQuote && at(key.upperBound).isQuote ? 1 : 0)
        }
        return found
    }

    /// `?code=…` of a function's address, and of a login that comes back.
    func code(from start: Int, named end: Int) -> Range<Int>? {
        guard at(end - 5) == UInt8(ascii: "?") || at(end - 5) == UInt8(ascii: "&"),
            let code = random(from: start, named: end)
        else { return nil }
        // A coupon, an error and a country are shorter.
        return code.count >= 20 || startsWithMarker(start) ? code : nil
    }

    /// Whether what names its sibling (`keyName: key1`, `name: adminKey`) says that it is a key.
    func isKeyLabel(_ label: Range<Int>, named end: Int) -> Bool {
        if hasWord("name", at: end - 4) {
            let word = at(end - 5).isJoiner ? end - 8 : end - 7
            if hasWord("key", at: word), SecretName.isWhole(from: word, in: bytes) { return true }
        }
        return keyWord(before: label.upperBound).map { $0 >= label.lowerBound && !isOpenKey($0) } ?? false
    }

    /// The same of a text of its own.
    static func isKeyLabel(_ text: String, behind name: String) -> Bool {
        switch SecretName.kind(of: name) {
        case .label, .hint: break
        default: return false
        }
        var copy = "\(name)=\(text)"
        return copy.withUTF8 { bytes in
            var scanner = SecretScanner(bytes: bytes)
            scanner.note(label: name.utf8.count + 1, named: name.utf8.count)
            return scanner.keyedAt != nil
        }
    }

    /// Whether a text of its own is a key.
    static func isKey(_ text: String) -> Bool {
        var copy = text
        return copy.withUTF8 { bytes in
            SecretScanner(bytes: bytes).drawnKey(from: 0).map { $0.count == bytes.count } ?? false
        }
    }
}

/// What the characters of a value say of how it came about.
private struct KeyLook {
    private var (small, capital, digit, other, turns) = (0, 0, 0, 0, 0)
    /// How many small letters stand together here, and how many do in fours or more.
    private var (run, words) = (0, 0)
    private var isHex = true
    private var last = 3

    mutating func add(_ byte: UInt8) {
        let kind = byte.isDigit ? 0 : byte.isUpper ? 1 : byte.isLower ? 2 : 3
        switch kind {
        case 0: digit += 1
        case 1: capital += 1
        case 2: small += 1
        default: other += 1
        }
        run = kind == 2 ? run + 1 : 0
        if run > 3 { words += run == 4 ? 4 : 1 }
        isHex = isHex && byte.isOf(.hex)
        if kind != last, kind != 3, last != 3 { turns += 1 }
        last = kind
    }

    /// Base64 of fifteen bytes or more, whose kinds of characters change as by lot, which is two of three times, and
    /// that is not made of words: of a name that a program gives (`getOrderByCustomerIdV2`) about half are small
    /// letters in fours and longer, of what is drawn one in twelve. Hexadecimal of sixteen bytes. 32 of letters of one
    /// case and digits, for ULIDs have 26; UUIDs have too many hyphens.
    var isDrawn: Bool {
        let count = small + capital + digit + other
        guard digit > 0, small + capital > 0, other * 8 <= count else { return false }
        if small > 0, capital > 0 {
            return count >= 20 && turns * 4 >= count && words * 10 < count * (count < 32 ? 4 : 5)
        }
        return count >= 32 && other == 0 && (isHex || turns * 8 >= count)
    }
}
