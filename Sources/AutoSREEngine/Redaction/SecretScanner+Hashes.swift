/// Passwords as they are stored, and tokens that are known by what stands in their middle.
extension SecretScanner {
    /// The names that crypt(3), its kin and PHP give their schemes between two `$`.
    private static let schemes: [StaticString] = [
        "1$", "2$", "2a$", "2b$", "2x$", "2y$", "5$", "6$", "7$", "y$", "gy$", "apr1$", "P$", "H$", "S$", "sha1$",
        "md5$",
        "scrypt$", "argon2", "pbkdf2", "bcrypt",
    ]

    /// `$6$salt$hash` and its kin, `{SSHA}…` (RFC 2307), MySQL's `*` and forty hexadecimal digits.
    func passwordHash(at index: Int) -> Range<Int>? {
        switch bytes[index] {
        case UInt8(ascii: "*"):
            var end = index + 1
            while end < index + 42, at(end).isDigit || (65...70).contains(at(end)) { end += 1 }
            return end == index + 41 && !at(end).isWord ? index..<end : nil
        case UInt8(ascii: "{"):
            for scheme in ["{ssha", "{sha", "{smd5}", "{md5}", "{crypt}", "{bcrypt}", "{pbkdf2"] as [StaticString]
            where hasWord(scheme, at: index) {
                var start = index + 4
                while start < index + 16, at(start) != UInt8(ascii: "}") { start += 1 }
                let end = hashEnd(from: start + 1)
                return at(start) == UInt8(ascii: "}") && end - start > 16 ? start + 1..<end : nil
            }
            return nil
        default: return crypt(at: index)
        }
    }

    private func crypt(at index: Int) -> Range<Int>? {
        if has("access_token", at: index - 12), let token = merchantToken(at: index) { return token }
        // `260000$salt$hash` of Django, Werkzeug and SCRAM, whose scheme stands before.
        if at(index - 1).isDigit || at(index - 1).isAlphanumeric, isDerived(before: index) {
            let end = hashEnd(from: index + 1)
            return end - index >= 24 && bytes[index + 1..<end].contains { $0 == 36 || $0 == 58 } ? index..<end : nil
        }
        guard !at(index - 1).isAlphanumeric, at(index - 1) != UInt8(ascii: "$"), at(index - 1) != 46 else { return nil }
        for scheme in Self.schemes where has(scheme, at: index + 1) {
            let end = hashEnd(from: index + 1)
            return end - index >= 20 ? index..<end : nil
        }
        return nil
    }

    /// Braintree's: `access_token$production$merchant$…`, 32 hexadecimal digits.
    private func merchantToken(at index: Int) -> Range<Int>? {
        guard has("$production$", at: index) || has("$sandbox$", at: index) else { return nil }
        var start = index + 1
        for _ in 0..<2 { start = tokenEnd(from: start) + 1 }
        let end = tokenEnd(from: start)
        return end - start >= 32 && at(start - 1) == UInt8(ascii: "$") ? start..<end : nil
    }

    /// Whether the word before names a way to derive keys, such as `pbkdf2_sha256$…` or `scrypt:32768:8:1$…`.
    private func isDerived(before index: Int) -> Bool {
        var start = index
        while start > index - 40, at(start - 1).isToken || at(start - 1) == 58 || at(start - 1) == 36 { start -= 1 }
        for name in ["pbkdf2", "scrypt:", "bcrypt", "argon2", "scram-sha-"] as [StaticString]
        where hasWord(name, at: start) {
            return true
        }
        return false
    }

    private func hashEnd(from start: Int) -> Int {
        var end = start
        while at(end).isCredential || at(end) == 36 || at(end) == 58 || (at(end) == 44 && at(end + 1).isAlphanumeric) {
            end += 1
        }
        while end > start, at(end - 1) == 46 || at(end - 1) == 58 { end -= 1 }
        return end
    }

    /// Twilio's account and its token: `AC…:…`, 32 hexadecimal digits each.
    func accountToken(at index: Int) -> Range<Int>? {
        guard at(index - 34) == UInt8(ascii: "A"), at(index - 33) == UInt8(ascii: "C"), index - 34 >= floor else {
            return nil
        }
        var end = index + 1
        while end <= index + 33, at(end).isOf(.hex) { end += 1 }
        return end == index + 33 && bytes[index - 32..<index].allSatisfy { $0.isOf(.hex) } ? index + 1..<end : nil
    }

    /// Telegram's bots: the number, `:AA` and 33 more; Firebase's server keys, `:APA91b` in the middle.
    func botToken(at index: Int) -> Range<Int>? {
        guard at(index + 1) == UInt8(ascii: "A"), at(index + 2) == UInt8(ascii: "A") || has("PA91b", at: index + 2)
        else {
            return nil
        }
        let end = tokenEnd(from: index + 1)
        var start = index
        while start > max(floor, index - 16), at(start - 1).isToken { start -= 1 }
        let isFirebase = at(index + 2) == UInt8(ascii: "P")
        let isNumber = bytes[start..<index].allSatisfy(\.isDigit) && (8...10).contains(index - start)
        guard isFirebase ? end - index > 60 : end - index > 34 && (isNumber || hasWord("bot", at: start)) else {
            return nil
        }
        return start..<end
    }

    /// A line of `.pgpass`: `host:port:database:user:password`.
    func databaseLine(at index: Int) -> Range<Int>? {
        var end = index + 1
        while end < index + 7, at(end).isDigit || at(end) == UInt8(ascii: "*") { end += 1 }
        guard at(end) == 58, end > index + 1, end - index >= 5 || at(index + 1) == UInt8(ascii: "*") else { return nil }
        var host = index
        while host > index - 128, at(host - 1) > 32, at(host - 1) != 58, !at(host - 1).isQuote { host -= 1 }
        let isHost = bytes[host..<index].contains(46) || has("localhost:", at: host) || has("*:", at: host)
        guard isHost, at(host - 1) <= 32 || at(host - 1).isQuote else { return nil }
        for _ in 0..<2 {
            let start = end + 1
            end = start
            while end < start + 64, at(end).isToken || at(end) == UInt8(ascii: "*") || at(end) == 46 { end += 1 }
            guard at(end) == 58, end > start else { return nil }
        }
        guard let value = value(from: end + 1), !at(end + 1).isQuote else { return nil }
        return value
    }

    /// What stands in the middle of Azure's keys, behind so many characters of base64: Azure's own scanner looks for it
    /// (https://github.com/microsoft/security-utilities).
    private static let marks: [StaticString] = [
        "+ASt", "+ABa", "+AMC", "+ASb", "+AEh", "+ARm", "+ACR", "AzFu", "AzSe", "AzCa", "ACDb", "AIoT", "APIM", "AZEG",
        "AZDO", "JQQJ",
    ]

    /// Keys of Azure's storage, functions, hubs and kin, without a name.
    func azureKey(at index: Int) -> Range<Int>? {
        guard Self.marks.contains(where: { has($0, at: index) }) else { return nil }
        func isDigit(_ byte: UInt8) -> Bool { byte.isToken || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") }
        var start = index
        while start > max(floor, index - 78), isDigit(at(start - 1)) { start -= 1 }
        // The letter of a tab or a line's end that was written out.
        if at(start - 1) == UInt8(ascii: "\\") { start += 1 }
        guard [33, 42, 44, 52, 76].contains(index - start) else { return nil }
        var end = index + 4
        while isDigit(at(end)) { end += 1 }
        guard end - index >= 8 else { return nil }
        while at(end) == UInt8(ascii: "=") { end += 1 }
        return start..<end
    }

    /// Microsoft Entra's client secrets: `…Q~…`.
    func clientSecret(at index: Int) -> Range<Int>? {
        guard at(index - 1) == UInt8(ascii: "Q"), at(index - 2).isDigit, index - 5 >= floor else { return nil }
        var end = index + 1
        while at(end).isToken || at(end) == 46 || at(end) == UInt8(ascii: "~") { end += 1 }
        return end - index > 31 ? index - 5..<end : nil
    }

    /// Airtable's and Terraform's: fourteen letters and digits, a point, and many more behind it.
    func pairedToken(from start: Int, behind point: Int) -> Range<Int>? {
        let end = tokenEnd(from: point)
        return end - point >= 60 && start >= floor ? start..<end : nil
    }
}
