/// The names of things that are secret, as they stand before `=` and `:` or as a member's key.
enum SecretName {
    /// What a name says of the value behind it.
    enum Kind {
        /// It is secret.
        case value
        /// It is secret where it is more than a word or a number.
        case mixed
        /// It is secret where it looks drawn by lot.
        case random
        /// It is secret where it looks drawn by lot and as no id does, alone, or as one of several.
        case key, keys
        /// It is secret in an address's query, where it looks drawn by lot.
        case query
        /// A scheme and credentials, or a list of cookies.
        case authorization, cookie
        /// It is the name of what its sibling holds (`name`), or what a sibling names (`value`).
        case label, content
        /// It is the kind of what its sibling holds, or whether that is to be hidden.
        case type
        /// It is the name of what its sibling holds, at times; at others what that names.
        case hint
        /// It is what a sibling names, at times.
        case text
        /// It is what a sibling names, before it was changed or after.
        case change
        /// It says where a sibling is put.
        case path
        /// It holds secrets by names of their own, in a Kubernetes Secret.
        case data
        /// Several: a list of secrets, or an object of them.
        case several
    }

    /// A name in lower case without `_`, `-`, `.` and blanks.
    private struct Word: Sendable {
        let letters: [UInt8]
        let kind: Kind
        /// Whether no letter or digit may stand before, because it is the end of ordinary words too.
        let isWhole: Bool
    }

    /// By their last letter.
    private static let table: [[Word]] = {
        var table = [[Word]](repeating: [], count: 256)
        func add(_ names: String, _ kind: Kind, isWhole: Bool = false) {
            for name in names.split(separator: " ") {
                let letters = Array(name.utf8)
                table[Int(letters[letters.count - 1])].append(Word(letters: letters, kind: kind, isWhole: isWhole))
            }
        }
        add(values, .value)
        add(keys.split(separator: " ").map { $0 + "key" }.joined(separator: " "), .value)
        add("pwd jwt psk pword", .value, isWhole: true)
        add("cvv", .value, isWhole: true)
        add("pass pw psw cred creds otp geheim clave schlüssel jeton parola", .mixed, isWhole: true)
        add("sessionid sessid secretid sha1pass sonarlogin dockerconfigjson dockercfg", .random)
        add("bearer pat artapi pepper pgpass", .random, isWhole: true)
        // Of `X-Hub-Signature-256` two digits are left away.
        add("auth sig signature signature2 hmac sas", .random, isWhole: true)
        add("primarykey secondarykey adminkey functionkey functionskey unsealkey recoverykey", .key)
        add("routingkey integrationkey", .key)
        add("private", .key, isWhole: true)
        // Of `unseal_keys_b64` two digits are left away.
        add("keys keysb keyshex keysbase", .keys, isWhole: true)
        add("code", .query, isWhole: true)
        add("authorization", .authorization)
        add("cookie", .cookie, isWhole: true)
        add("name key", .label, isWhole: true)
        add("path", .path, isWhole: true)
        add("old new from to before after previous current fromstring tostring lhs rhs", .change, isWhole: true)
        add("value val values", .content, isWhole: true)
        add("field parameter variable property label id env", .hint, isWhole: true)
        add("param header setting option attribute var arg", .hint, isWhole: true)
        add("content", .text, isWhole: true)
        add("data stringdata", .data, isWhole: true)
        add("secrets tokens recoverycodes backupcodes", .several, isWhole: true)
        add("type sensitive masked", .type, isWhole: true)
        return table
    }()

    /// By the last two bytes of a name in lower case, whether it can be one: nearly none can.
    private static let ends: [Bool] = {
        var ends = [Bool](repeating: false, count: 1 << 16)
        for (last, words) in table.enumerated() {
            for word in words {
                let before = [word.letters[word.letters.count - 2]] + [UInt8](0...255).filter(\.isJoiner)
                for byte in before { ends[Int(byte) << 8 | last] = true }
            }
        }
        return ends
    }()

    /// Found at the end of a longer name too (`DB_PASSWORD`).
    private static let values = """
        password passwords passwd passphrase passcode dbpass userpass rootpass adminpass smtppass mailpass redispass \
        sshpass requirepass bindpw rootpw dbpw userpw adminpw storepass keypass masterauth kennwort passwort \
        motdepasse contrasena contraseña senha wachtwoord clavesecreta secret secretstring secretbinary token credential credentials \
        connectionstring amzsignature googsignature samlresponse codeverifier mnemonic seedphrase recoverycode \
        backupcode passwordhash pwdhash secretkeybase clientkeydata rediscliauth jsessionid phpsessid connectsid \
        basicauth secretvalue otpseed pswd passwordconfirmation passwordsalt clientassertion securitycode geheimnis segredo \
        palavrapasse cléapi honeycombteam authuserinfo hasło lösenord salasana adgangskode passord heslo jelszó şifre \
        пароль Пароль 密码 密碼 口令 パスワード 비밀번호
        """
    /// Before `key`.
    private static let keys = """
        api access secret private signing encryption account auth master session shared preshared subscription \
        application app storage license licence hmac cookie jwt aes rsa ssh pgp deploy service customer priv write \
        ingest ingestion instrumentation sas sdk
        """

    /// Whether a member of this name is secret.
    static func names(secret key: String) -> Bool { kind(of: key)?.isSecret ?? false }

    /// What a member's name says of its value.
    static func kind(of key: String) -> Kind? {
        var copy = key
        return copy.withUTF8 { kind(endingAt: $0.count, in: $0) }
    }

    /// What the name that ends before `end` says; nil where it says nothing.
    static func kind(endingAt end: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Kind? {
        let given = end
        var end = end
        let shortest = max(0, end - 2)
        while end > shortest, bytes[end - 1].isDigit { end -= 1 }
        // `passwords.0`, `passwords[0]`, `DB_PASSWORD_1`, `Unseal Key 1`.
        if end < given, end > 1, isIndex(bytes[end - 2], bytes[end - 1]) { end -= 1 }
        guard end > 1 else { return nil }
        let last = bytes[end - 1].lowered
        guard ends[Int(bytes[end - 2].lowered) << 8 | Int(last)] else { return nil }
        for word in table[Int(last)] {
            guard let start = start(of: word.letters, endingAt: end, in: bytes) else { continue }
            if !word.isWhole || isWhole(from: start, in: bytes) { return word.kind }
        }
        return nil
    }

    /// Whether two bytes join a name and its number: a blank only behind `Key`.
    private static func isIndex(_ before: UInt8, _ joint: UInt8) -> Bool {
        joint == 46 || joint == 91 || joint == 95 || joint == 32 && before.lowered == UInt8(ascii: "y")
    }

    /// Whether a name begins at `start`: behind no letter or digit, or as a capital in `camelCase`.
    static func isWhole(from start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard start > 0 else { return true }
        let before = bytes[start - 1]
        if !before.isAlphanumeric || (before.isLower && bytes[start].isUpper) { return true }
        // Behind a line's end that was written as `\n`.
        return start > 1 && bytes[start - 2] == UInt8(ascii: "\\") && before == UInt8(ascii: "n")
    }

    /// Where `word` starts that ends before `end`, joiners inside it skipped.
    @inline(__always)
    private static func start(of word: [UInt8], endingAt end: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var (index, left) = (end, word.count)
        while left > 0 {
            guard index > 0 else { return nil }
            let byte = bytes[index - 1].lowered
            if byte == word[left - 1] {
                left -= 1
            } else if index == end || !byte.isJoiner || bytes[index].isJoiner {
                return nil
            }
            index -= 1
        }
        return index
    }

    /// Words that follow a secret's name in prose: `token: expired`, `password: not set`.
    private static let prose: Set<String> = Set(
        """
        a about absent accepted after an and are as at authentication available be because been before by can canceled cancelled cannot \
        changed check configured could created decode deleted denied disabled does done due empty enabled eof error exceeded \
        expired expires failed failure false filtered for found from generated given had has have hidden identifier if in include \
        incorrect invalid is it loaded malformed masked match matched matches mismatch missing must nil no none not null \
        of ok omit omitted on only optional or parse permission present protected provided redacted refused rejected \
        removed request requested required reset revoked rotated same-origin sent should specified string success \
        successful successfully supplied the this timeout to too true unable unauthorized undefined unexpected unknown \
        unset unterminated updated used user using valid verified was when while will with wrong yes your
        """.split(separator: " ").map(String.init))

    /// Whether `bytes` is an ordinary word rather than a secret.
    static func isProse(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard bytes.count <= 32 else { return false }
        if isReference(bytes) || isPlaceholder(bytes) || bytes.allSatisfy({ !$0.isAlphanumeric && $0 < 0x80 }) {
            return true
        }
        guard bytes.count <= 16 else { return false }
        if bytes.count == 3, bytes.map(\.lowered) == Array("n/a".utf8) { return true }
        var word = bytes
        if word.first == UInt8(ascii: "[") || word.first == UInt8(ascii: "(") { word.removeFirst() }
        while let last = word.last, !last.isAlphanumeric { word.removeLast() }
        guard word.allSatisfy({ $0.isLower || $0.isUpper || $0 == UInt8(ascii: "-") }) else { return false }
        return prose.contains(String(decoding: word.map(\.lowered), as: UTF8.self))
    }

    /// `${NAME}`, `$1`, `$DB_PASSWORD`, `%DB_PASSWORD%` stand for a value and are none.
    private static func isReference(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let mark = UInt8(ascii: "%")
        if bytes.first == mark { return bytes.count > 2 && bytes.last == mark && isOwn(bytes.dropFirst().dropLast()) }
        guard bytes.first == UInt8(ascii: "$"), bytes.count > 1 else { return false }
        let rest = bytes.dropFirst()
        if rest.allSatisfy(\.isDigit) || isOwn(rest) { return true }
        guard rest.first == UInt8(ascii: "{"), let close = rest.lastIndex(of: UInt8(ascii: "}")) else { return false }
        return rest[..<close].dropFirst().allSatisfy {
            $0.isToken || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":")
        }
    }

    /// Whether a variable's name says itself that it holds a secret: another word behind `$` may be one.
    private static func isOwn(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let bare = name.starts(with: "env:".utf8) ? name.dropFirst(4) : name
        guard let last = bare.last, !last.isDigit, bare.allSatisfy(\.isWord) else { return false }
        switch kind(endingAt: bare.count, in: UnsafeBufferPointer(rebasing: bare)) {
        case .value, .mixed: return true
        default: return false
        }
    }

    private static let tags = ["!Ref", "!Sub", "!GetAtt", "!ImportValue", "!vault", "!reference", "!env", "!secret"]

    /// `%s`, `%(name)s`, `:name`, `@password`, `$(NAME)`, `xxxxx`, and a tag of YAML.
    private static func isPlaceholder(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard bytes.count > 1, let first = bytes.first else { return false }
        let rest = bytes.dropFirst()
        switch first {
        case UInt8(ascii: "%"):
            if bytes.count == 2 { return "sdvqr".utf8.contains(rest[rest.startIndex]) }
            return rest.first == UInt8(ascii: "(") && rest.last == UInt8(ascii: "s")
                && rest.dropLast().last == UInt8(ascii: ")") && rest.dropFirst().dropLast(2).allSatisfy(\.isWord)
        case UInt8(ascii: ":"):
            let name = rest.drop { $0.isLower || $0 == 95 }
            return name.startIndex > rest.startIndex && name.count <= 1 && name.allSatisfy(\.isDigit)
        case UInt8(ascii: "$"):
            guard rest.first == UInt8(ascii: "("), let close = rest.lastIndex(of: UInt8(ascii: ")")) else {
                return false
            }
            return rest[..<close].dropFirst().allSatisfy(\.isWord) && !rest[close...].contains(where: \.isWord)
        case UInt8(ascii: "!"): return tags.contains { $0.utf8.elementsEqual(bytes) }
        // A parameter of T-SQL that is called what it holds.
        case UInt8(ascii: "@"):
            return ["password", "pwd", "secret", "token", "key"].contains { $0.utf8.elementsEqual(rest) }
        case UInt8(ascii: "x"), UInt8(ascii: "X"): return bytes.count > 2 && bytes.allSatisfy { $0 == first }
        default: return false
        }
    }
}

extension SecretName.Kind {
    /// Whether a member of such a name is secret without a look at its sibling.
    var isSecret: Bool {
        switch self {
        case .value, .authorization, .cookie: true
        case .mixed, .random, .key, .keys, .query, .label, .content, .type, .hint, .text, .change, .path, .data,
            .several:
            false
        }
    }
}

extension UInt8 {
    @inline(__always) var isDigit: Bool { self >= 48 && self <= 57 }
    @inline(__always) var isUpper: Bool { self >= 65 && self <= 90 }
    @inline(__always) var isLower: Bool { self >= 97 && self <= 122 }
    @inline(__always) var isAlphanumeric: Bool { isDigit || isUpper || isLower }
    /// A letter, a digit or `_`.
    @inline(__always) var isWord: Bool { isAlphanumeric || self == 95 }
    /// `_`, `-`, `.` or a blank.
    @inline(__always) var isJoiner: Bool { self == 95 || self == 45 || self == 46 || self == 32 }
    /// A character of base64url.
    @inline(__always) var isToken: Bool { isWord || self == 45 }
    /// A blank or a tab.
    @inline(__always) var isBlank: Bool { self == 32 || self == 9 }
    /// Lower case, for ASCII letters.
    @inline(__always) var lowered: UInt8 { isUpper ? self | 32 : self }
}
