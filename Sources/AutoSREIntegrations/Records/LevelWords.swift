/// Finds the level that stands as a word of its own near the beginning of a text, as loggers put it before the message.
/// What is calm is believed in more forms than what is grave: a line that calls itself calm accuses nobody.
struct LevelWords {
    /// What is looked at for it, in bytes.
    private static let reach = 120
    private let bytes: [UInt8]
    /// Whether only times, what stands in brackets, or a writer's name came before, so that a level may follow in
    /// any dress.
    private var isHead = true
    private var depth = 0
    private var count = 0
    /// Where the word before stands.
    private var last = 0..<0

    /// The first level in `bytes`, and where it stands.
    static func find(in bytes: [UInt8]) -> (level: LogLevel, at: Int)? {
        var words = LevelWords(bytes)
        return words.first() ?? words.onSecondLine()
    }

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    private mutating func first() -> (level: LogLevel, at: Int)? {
        var index = 0
        while index < min(bytes.count, Self.reach) {
            guard Self.isLetter(bytes[index]) else {
                pass(index)
                index += 1
                continue
            }
            let end = bytes[index...].firstIndex { !Self.isLetter($0) } ?? bytes.count
            let range = index..<end
            if isHead || LevelWord.mayBeLevel(bytes[range]) {
                let word = Word(bytes, range)
                if let level = level(word) { return (.word(level), index) }
                if depth == 0, !isOfHead(word) { isHead = false }
            }
            (last, count, index) = (range, count + 1, end)
        }
        return nil
    }

    /// The word before, in capitals.
    private var previous: String { String(decoding: bytes[last], as: UTF8.self).uppercased() }

    /// java.util.logging writes time and class on a line of their own.
    private func onSecondLine() -> (level: LogLevel, at: Int)? {
        guard let start = bytes.firstIndex(of: 10).map({ $0 + 1 }),
            Word(bytes, 0..<(bytes.firstIndex { !Self.isLetter($0) } ?? bytes.count)).isOfTime
        else { return nil }
        let word = Word(bytes, start..<(bytes[start...].firstIndex { !Self.isLetter($0) } ?? bytes.count))
        guard word.isCapital, word.text.count > 2, word.after == UInt8(ascii: ":"),
            let level = LevelWord.level(word.text)
        else { return nil }
        return (.word(level.word), start)
    }

    /// Brackets, and what ends a writer's name: `host app[12]: `, `web-1  | `.
    private mutating func pass(_ index: Int) {
        switch bytes[index] {
        case UInt8(ascii: "["), UInt8(ascii: "("): depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: ")"): depth = max(0, depth - 1)
        case UInt8(ascii: ":") where index > 0 && bytes[index - 1] == UInt8(ascii: "]"): isHead = true
        case UInt8(ascii: "|") where count < 3: isHead = true
        default: break
        }
    }

    /// The letters of a time, and what Kubernetes' nodes put before each line: `stderr F`.
    private func isOfHead(_ word: Word) -> Bool {
        word.isOfTime || word.text == "STDOUT" || word.text == "STDERR" || isMark(word)
    }

    private func isMark(_ word: Word) -> Bool {
        (word.text == "F" || word.text == "P") && (previous == "STDOUT" || previous == "STDERR")
    }

    // MARK: - One word

    private func level(_ word: Word) -> String? {
        if word.text.count == 1 { return isLetter(word) ? LevelWord.spelled(word.text) : nil }
        guard (3...13).contains(word.text.count), !Self.prose.contains(word.text) else { return nil }
        // MySQL's; elsewhere a sentence's.
        guard word.text != "NOTE" || isBracketed(word) else { return nil }
        guard let level = LevelWord.level(word.text), word.text != "FAIL" || isCategory(word) else { return nil }
        let stands =
            level.gravity == .calm
            ? isPlain(word) || isCalmly(word) || isDressed(word)
            : isPlain(word) && !isNamed(word) || isDressed(word)
        return stands ? level.word : nil
    }

    /// Levels of some loggers that are more often words of a sentence, and so only believed beside the message.
    private static let prose: Set = [
        "DEFAULT", "NORMAL", "SUCCESS", "SUCCESSFUL", "AUDIT", "HINT", "DETAIL", "STATEMENT", "HTTP", "CONFIG", "INFOS",
        "SEVER", "FINE",
    ]

    /// In capitals, and what is around does not belong to it, as in `X-ERROR` or `ERROR_CODE`.
    private func isPlain(_ word: Word) -> Bool {
        word.isCapital && word.text != "FAIL" && " \t\n[(|:\"'".utf8.contains(word.before)
            && " \t\n[])|:!\"',".utf8.contains(word.after)
    }

    /// Whether a level in capitals is only spoken of: `set log level to ERROR`, `ERROR COUNT: 0`.
    private func isNamed(_ word: Word) -> Bool {
        let next = bytes[word.range.upperBound...].drop { $0 == 32 }.prefix(while: Self.isLetter)
        let isTitle = Self.titles.contains { next.elementsEqual($0.utf8) }
        return isTitle || word.before == 32 && Self.speaking.contains(previous) && !isHead
    }

    private static let titles = ["COUNT", "COUNTS", "RATE", "RATIO", "BUDGET", "HANDLER", "LEVEL"]
    private static let speaking: Set = ["LEVEL", "LOGLEVEL", "TO", "NO", "NOT", "WITHOUT"]

    /// A calm one, joined to what is around it by signs that are none of a name, or in small letters at the head.
    private func isCalmly(_ word: Word) -> Bool {
        if word.isCapital, ".=*~;{<>-".utf8.contains(word.before), "=*~;}>- :\t".utf8.contains(word.after) {
            let outer = word.range.lowerBound > 1 ? bytes[word.range.lowerBound - 2] : 32
            return !"-=".utf8.contains(word.before) || !Self.isLetter(outer)
        }
        return isHead && Self.heads.contains(word.raw) && " \t([".utf8.contains(word.after)
            && (word.range.lowerBound == 0 || " \t]|".utf8.contains(word.before))
    }

    private static let heads: Set = ["info", "debug", "verbose", "silly", "inf", "dbg", "trc"]

    /// In one of the forms that loggers have for levels, whatever letters they use.
    private func isDressed(_ word: Word) -> Bool {
        isBracketed(word) || isColumn(word) || isBeforeColon(word) || isJoined(word)
    }

    /// `[error]`, `[ info ]`, `<Error>`, Apache's `[core:error]`, Serilog's `[20:00:00 inf]`.
    private func isBracketed(_ word: Word) -> Bool {
        let before = bytes[..<word.range.lowerBound]
        if word.before == UInt8(ascii: "<") { return word.after == UInt8(ascii: ">") }
        let isClosed = bytes[word.end...].drop { $0 == 32 }.first == UInt8(ascii: "]")
        guard let open = before.lastIndex(of: UInt8(ascii: "[")) else { return false }
        let inside = before[(open + 1)...]
        if inside.isEmpty { return isClosed || " \t|:!\"',".utf8.contains(word.after) }
        guard isClosed else { return false }
        let isModule = word.before == UInt8(ascii: ":") && inside.dropLast().allSatisfy(Self.isNamed)
        return isModule || word.before == 32 && !inside.contains { Self.isLetter($0) && $0 != 84 && $0 != 90 }
    }

    /// zap's `time⇥error⇥file⇥message`.
    private func isColumn(_ word: Word) -> Bool {
        guard word.after == 9 else { return false }
        let before = bytes[..<word.range.lowerBound]
        return before.isEmpty
            || word.before == 9 && before.firstIndex(of: 9) == before.count - 1
                && before.count > 8 && Self.isDigit(before[0])
    }

    /// `error: …` at the head.
    private func isBeforeColon(_ word: Word) -> Bool {
        guard isHead, depth == 0, word.after == UInt8(ascii: ":"), !isFigure(behind: word.end) else { return false }
        if word.range.lowerBound == 0 { return true }
        return " \t]|".utf8.contains(word.before) && (word.end + 1 == bytes.count || bytes[word.end + 1] <= 32)
    }

    /// Monolog's `app.ERROR: `, Python's `ERROR/MainProcess]`, Log4j's `main/ERROR]`, syslog's `daemon.err `.
    private func isJoined(_ word: Word) -> Bool {
        if word.before == UInt8(ascii: "."), Self.facilities.contains(previous), word.after == 32 { return true }
        guard word.isCapital else { return false }
        if word.before == UInt8(ascii: ".") {
            return word.after == UInt8(ascii: ":") && word.range.lowerBound > 1
                && Self.isNamed(bytes[word.range.lowerBound - 2])
        }
        if word.before == UInt8(ascii: "/") { return word.after == UInt8(ascii: "]") }
        guard word.after == UInt8(ascii: "/"), " [:".utf8.contains(word.before) else { return false }
        let process = bytes[(word.end + 1)...].prefix(while: Self.isNamed)
        return !process.isEmpty && process.endIndex < bytes.count && bytes[process.endIndex] == UInt8(ascii: "]")
    }

    /// RFC 5424, table 1, by the names of syslog.h.
    private static let facilities: Set = Set(
        """
        KERN USER MAIL DAEMON AUTH SYSLOG LPR NEWS UUCP CRON AUTHPRIV FTP
        """.split(separator: " ").map(String.init))

    /// ASP.NET's `fail: Shop.Ledger[0]`: nobody else's `fail:` has a category with a number.
    private func isCategory(_ word: Word) -> Bool {
        guard word.raw == "fail", word.after == UInt8(ascii: ":") else { return false }
        let category = bytes[(word.end + 1)...].drop { $0 == 32 }.prefix(while: Self.isNamed)
        let number = bytes[category.endIndex...].dropFirst().prefix(while: Self.isDigit)
        return !category.isEmpty && !number.isEmpty && bytes[category.endIndex] == UInt8(ascii: "[")
            && bytes[number.endIndex...].first == UInt8(ascii: "]")
    }

    /// `[E]`, or behind a time `I NETWORK` and `E SomeRuntime`, as mongod and Android write.
    private func isLetter(_ word: Word) -> Bool {
        guard isHead, "EWIDFCTVN".contains(word.raw), !isMark(word) else { return false }
        if word.before == UInt8(ascii: "[") { return word.after == UInt8(ascii: "]") }
        guard "EWIDFV".contains(word.raw), depth == 0, word.range.lowerBound > 8, word.before == 32, word.after == 32
        else { return false }
        let next = bytes[word.end...].drop { $0 == 32 }.first ?? 32
        return next &- 65 < 26 || "[(-".utf8.contains(next)
    }

    /// Whether a figure or a word that denies is all that follows the colon, as in `error: 0` and `fatal: false`.
    private func isFigure(behind colon: Int) -> Bool {
        let value = String(decoding: bytes[(colon + 1)...].prefix(100), as: UTF8.self).lowercased().filter { $0 != " " }
        return value.allSatisfy(\.isNumber)
            || ["false", "none", "null", "nil", "<nil>", "no", "off", "disabled"].contains(value)
    }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 32) &- 97 < 26 }
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
    private static func isNamed(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) || "_-.`".utf8.contains(byte) }
}

/// Letters in a row, and what stands around them.
private struct Word {
    let range: Range<Int>
    /// As it is written, and in capitals.
    let raw: String
    let text: String
    let isCapital: Bool
    let before: UInt8
    let after: UInt8
    /// Behind it, and behind the digit of a shade: `trace3`, `DEBUG1`.
    let end: Int

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.range = range
        raw = String(decoding: bytes[range], as: UTF8.self)
        text = raw.uppercased()
        isCapital = raw == text
        before = range.lowerBound == 0 ? 32 : bytes[range.lowerBound - 1]
        let next = bytes[range.upperBound...].first ?? 32
        let hasShade = (text == "TRACE" || text == "DEBUG") && next &- 49 < 9
        end = range.upperBound + (hasShade ? 1 : 0)
        after = end < bytes.count ? bytes[end] : 32
    }

    /// Whether it can be of a time: a day's or month's name, a half of the day, a zone.
    var isOfTime: Bool { Self.times.contains(text) }

    private static let times: Set = Set(
        """
        T Z AM PM UTC GMT UT CET CEST EET EEST MSK JST EST EDT CST CDT MST MDT PST PDT \
        MON TUE WED THU FRI SAT SUN JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC
        """.split(separator: " ").map(String.init))
}
