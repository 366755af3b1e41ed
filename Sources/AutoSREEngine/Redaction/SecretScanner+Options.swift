/// Secrets on command lines: `--password x`, and what `-p` means to the program that gets it.
extension SecretScanner {
    /// `-----BEGIN … PRIVATE KEY-----` to its end, `--password value`, `-pvalue`, the end of a Mailchimp key.
    mutating func hyphen(at index: Int) -> Range<Int>? {
        if at(index + 1) == UInt8(ascii: "-") { return dashes(at: index) }
        if has("-us", at: index), at(index + 3).isDigit { return mailKey(at: index) }
        guard at(index - 1) <= 32 || at(index - 1).isQuote, at(index + 1).isAlphanumeric else { return nil }
        if at(index + 1) == UInt8(ascii: "b"), isGitHubSecret(before: index) { return body(from: index + 2) }
        // `mysql -phunter2secret` has no option that is called so.
        if at(index + 1) == UInt8(ascii: "p"), line.program(before: index, in: bytes)?.isAttachedOnly == true {
            return flag(at: index)
        }
        return option(from: index + 1) ?? flag(at: index)
    }

    /// The value of the option whose name begins at `start`: behind a blank, or as the next of a list.
    func option(from start: Int) -> Range<Int>? {
        var end = start
        while end < start + 46, at(end).isToken { end += 1 }
        guard let value = behind(end) else { return nil }
        let isAccount = (has("user", at: start) || has("auth", at: start)) && end == start + 4
        if isAccount || has("proxy-user", at: start) { return account(from: value) }
        if has("key", at: start), end == start + 3, let word = self.value(from: value), isDrawn(word) { return word }
        if has("--body", at: start - 2), end == start + 4, isGitHubSecret(before: start) { return body(from: value) }
        guard let kind = SecretName.kind(endingAt: end, in: bytes) else { return nil }
        if kind == .key || kind == .label { return self.key(from: value, named: end) }
        if at(value) == UInt8(ascii: "-") {
            return kind.isSecret ? self.value(from: value).flatMap { isLed($0) ? $0 : nil } : nil
        }
        if case .content = kind { return isStored(near: start) ? self.value(from: value) : nil }
        guard case .mixed = kind else { return kind.isSecret ? self.value(from: value) : nil }
        return self.value(from: value).flatMap { isMixed($0) || startsWithMarker($0.lowerBound) ? $0 : nil }
    }

    /// `gh secret set NAME --body …`, `-b …`: whether those words stand before on the line.
    func isGitHubSecret(before index: Int) -> Bool {
        var place = index
        while place > max(0, index - 128), at(place - 1) != 10 {
            if has("gh secret set ", at: place) { return true }
            place -= 1
        }
        return has("gh secret set ", at: place)
    }

    private func body(from start: Int) -> Range<Int>? {
        let first = at(start) == UInt8(ascii: "=") ? start + 1 : skippingBlanks(from: start)
        return value(from: first)
    }

    /// Where the word behind the option that ends before `end` begins.
    private func behind(_ end: Int) -> Int? {
        if at(end).isBlank { return skippingBlanks(from: end) }
        // As the kernel tells a program's arguments.
        if at(end) == 0, end + 1 < bytes.count { return end + 1 }
        // `[--password, …]`, and the next of YAML's list.
        if has(", ", at: end) {
            var last = end + 2
            while !at(last).endsAddress { last += 1 }
            return at(last - 1) == UInt8(ascii: "]") || at(last - 1) == UInt8(ascii: ",") ? end + 2 : nil
        }
        if let line = lineBreak(at: end) {
            let item = skippingBlanks(from: line, limit: 64)
            return has("- ", at: item) ? skippingBlanks(from: item + 2) : nil
        }
        var comma = end
        while comma < end + 7, at(comma) == UInt8(ascii: "\\") { comma += 1 }
        guard at(comma).isQuote, at(comma + 1) == UInt8(ascii: ",") else { return nil }
        let next = skippingBlanks(from: comma + 2)
        return unquoted(next) > next ? next : nil
    }

    /// `aws ssm put-parameter --name /db/password --value … --type SecureString`, `az keyvault secret set … --value …`.
    private func isStored(near start: Int) -> Bool {
        var place = start
        while place > max(0, start - 256), at(place - 1) != 10 { place -= 1 }
        while place < start + 512, place < bytes.count, bytes[place] != 10 {
            if has("SecureString", at: place) || has(" secret set ", at: place) { return true }
            if has("--name ", at: place), let name = value(from: skippingBlanks(from: place + 7)),
                SecretName.kind(endingAt: name.upperBound, in: bytes)?.isSecret == true
            {
                return true
            }
            place += 1
        }
        return false
    }

    /// `user:password`, whole, for the name is half of it.
    func account(from start: Int) -> Range<Int>? {
        guard let value = value(from: start) else { return nil }
        if startsWithMarker(value.lowerBound) { return value }
        guard let mark = bytes[value].firstIndex(of: UInt8(ascii: ":")), !has("://", at: mark) else { return nil }
        return value
    }

    /// The value of the one-letter option at `index`, where the program on the line takes a secret by it.
    private mutating func flag(at index: Int) -> Range<Int>? {
        guard "pPuUawcAXkEbN".utf8.contains(at(index + 1)), let program = line.program(before: index, in: bytes) else {
            return cluster(at: index)
        }
        let letter = at(index + 1)
        guard program.flags.utf8.contains(letter) else { return nil }
        let isLast = at(index + 2).isQuote && at(index + 3) == UInt8(ascii: ",")
        let isAttached = !at(index + 2).isBlank && !isLast
        guard let start = isAttached ? index + 2 : program.isAttachedOnly ? nil : behind(index + 2) else { return nil }
        guard at(start) > 32 else { return nil }
        if at(start) == UInt8(ascii: "-") {
            guard !"ub".utf8.contains(letter), let value = value(from: start) else { return nil }
            return isAttached
                ? (at(start + 1).isAlphanumeric && value.count >= 6 ? value : nil) : isLed(value) ? value : nil
        }
        if letter == UInt8(ascii: "u") || program.isHTTP && "aUE".utf8.contains(letter) { return account(from: start) }
        guard let value = value(from: start) else { return nil }
        // `-b file` names where the cookies are.
        if letter == UInt8(ascii: "b") {
            return bytes[value].contains(UInt8(ascii: "=")) || startsWithMarker(value.lowerBound) ? value : nil
        }
        if letter == UInt8(ascii: "U") {
            guard let mark = bytes[value].firstIndex(of: UInt8(ascii: "%")), mark + 1 < value.upperBound else {
                return nil
            }
            return startsWithMarker(mark + 1) ? nil : mark + 1..<value.upperBound
        }
        // `login … -p 22` is a port.
        return program.isAttachedOnly || !bytes[value].allSatisfy(\.isDigit) || program.takesNumbers ? value : nil
    }

    /// `curl -sSLu bob:…`: letters that take nothing, and `u` as the last.
    private mutating func cluster(at index: Int) -> Range<Int>? {
        var end = index + 1
        while end < index + 12, "sSLkvfgGiIjlnNOqR46".utf8.contains(at(end)) { end += 1 }
        guard end > index + 1, "uU".utf8.contains(at(end)), at(end + 1) > 32 || at(end + 1).isBlank,
            let program = line.program(before: index, in: bytes), program.name == "curl"
        else { return nil }
        return account(from: skippingBlanks(from: end + 1))
    }

    private func mailKey(at index: Int) -> Range<Int>? {
        var start = index
        while start > max(floor, index - 32), at(start - 1).isOf(.hex) { start -= 1 }
        guard index - start == 32, !at(start - 1).isWord else { return nil }
        return start..<tokenEnd(from: index + 3)
    }
}

/// The program that a line of a shell runs, found once for all options behind it.
struct CommandLine {
    /// A program that takes secrets by one-letter options.
    struct Program: Sendable {
        let name: String
        let flags: String
        /// A blank behind the option means that the secret is asked for.
        var isAttachedOnly = false
        var isHTTP = false
        var takesNumbers = true
    }

    private var seen = 0
    private var current: Program?

    private static let programs: [Program] =
        ["mysql", "mysqldump", "mysqladmin", "mysqlimport", "mariadb", "mariadb-dump", "7z", "7za", "rar", "unrar"].map
    {
        Program(name: $0, flags: "p", isAttachedOnly: true)
    } + ["curl", "http", "https"].map { Program(name: $0, flags: $0 == "curl" ? "uUEb" : "a", isHTTP: true) }
        + ["ldapsearch", "ldapmodify", "ldapadd", "ldapdelete", "ldapwhoami", "ldappasswd"].map {
            Program(name: $0, flags: "w")
        }
        + ["sqlcmd", "bcp", "mosquitto_pub", "mosquitto_sub", "unzip", "zip", "ipmitool"].map {
            Program(name: $0, flags: "P")
        }
        + ["mongo", "mongosh", "mongodump", "mongorestore", "sshpass", "cqlsh", "rabbitmqadmin"].map {
            Program(name: $0, flags: "p")
        } + ["redis-cli", "valkey-cli"].map { Program(name: $0, flags: "a") }
        + ["smbclient", "rpcclient"].map { Program(name: $0, flags: "U") }
        + ["snmpwalk", "snmpget", "snmpset"].map { Program(name: $0, flags: "cAX") }
        + [Program(name: "login", flags: "p", takesNumbers: false), Program(name: "psexec", flags: "p")]
        + [Program(name: "ssh-keygen", flags: "NP")]
        + ["ssh", "scp", "docker", "kubectl"].map { Program(name: $0, flags: "") }

    private static let byLength: [[Program]] = (0..<16).map { count in programs.filter { $0.name.utf8.count == count } }

    /// The last program named before `index`, on the same line and in the same command. Each byte is looked at once.
    mutating func program(before index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Program? {
        var place = max(seen, index - 1024)
        while place < index {
            let byte = bytes[place]
            guard byte.isToken else {
                if byte == 10 || byte == UInt8(ascii: "|") || byte == UInt8(ascii: ";") { current = nil }
                place += 1
                continue
            }
            var end = place
            while end < index, bytes[end].isToken { end += 1 }
            if end - place < 16, let program = Self.named(bytes[place..<end]) { current = program }
            place = end
        }
        seen = index
        return current
    }

    private static func named(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Program? {
        byLength[word.count].first { $0.name.utf8.elementsEqual(word) }
    }
}
