import AutoSRECore

extension LogSeverity {
    /// How much of a line is looked at for its level: loggers put it first, or in a member near the start.
    private static let reach = 512
    /// How many words may stand before a level that is a bare word: date, time, zone, host, process, thread, class.
    private static let wordReach = 9

    /// The level that a line's logger gave it, wherever loggers put it: a member of JSON or logfmt, a word before the
    /// message (`ERROR`, `[warn]`, `error:`), a letter (klog's `E0102`, Android's `E`), syslog's priority. Nil without
    /// any.
    public init?(line: Span<UInt8>) {
        let bytes = TerminalCodes.removed(from: (0..<min(line.count, Self.reach)).map { line[$0] })
        guard let severity = Self.written(bytes) else { return nil }
        self = severity
    }

    private static func written(_ bytes: [UInt8]) -> LogSeverity? {
        guard let first = bytes.first(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) else {
            return nil
        }
        if let member = LevelMember.find(bytes, isJSON: first == UInt8(ascii: "{")) { return member }
        if first == UInt8(ascii: "{") { return nil }
        return prefix(bytes) ?? word(bytes)
    }

    /// klog's and glog's letter with the month and day behind it, syslog's number in brackets.
    private static func prefix(_ bytes: [UInt8]) -> LogSeverity? {
        guard bytes.count > 6 else { return nil }
        if let severity = letter(bytes[0]), bytes[1..<5].allSatisfy(ByteClass.isDigit), bytes[5] == UInt8(ascii: " ") {
            return severity
        }
        guard bytes[0] == UInt8(ascii: "<"), let end = bytes[..<5].firstIndex(of: UInt8(ascii: ">")), end > 1,
            let priority = Int(String(decoding: bytes[1..<end], as: UTF8.self)), priority <= 191
        else { return nil }
        return LogSeverity(number: priority % 8, name: [])
    }

    private static func letter(_ byte: UInt8) -> LogSeverity? {
        switch byte {
        case UInt8(ascii: "V"): .trace
        case UInt8(ascii: "D"): .debug
        case UInt8(ascii: "I"): .info
        case UInt8(ascii: "W"): .warning
        case UInt8(ascii: "E"): .error
        case UInt8(ascii: "F"): .fatal
        default: nil
        }
    }

    /// A word of a level among the first words: in capitals, in brackets, or before a colon.
    private static func word(_ bytes: [UInt8]) -> LogSeverity? {
        var (place, words) = (0, 0)
        var isNumeric = true
        while place < bytes.count, words < wordReach {
            guard let start = bytes[place...].firstIndex(where: { !isAround($0) }) else { return nil }
            let end = bytes[start...].firstIndex(where: isAround) ?? bytes.count
            let word = bytes[start..<end]
            let before = start > 0 ? bytes[start - 1] : UInt8(ascii: " ")
            let after = end < bytes.count ? bytes[end] : UInt8(ascii: " ")
            if let severity = LogSeverity(word: word) {
                let isCapital = word.allSatisfy(ByteClass.isUpper)
                let isBracketed = "[(<|".utf8.contains(before) && "])>|".utf8.contains(after)
                let isHead = after == UInt8(ascii: ":") && words == 0
                if isCapital || isBracketed || isHead || isJoined(bytes, start..<end) { return severity }
            }
            if let severity = ofChannel(word, before: after) { return severity }
            if word.count == 1, words > 0 || after == UInt8(ascii: "/"), isNumeric, let severity = letter(word[start]) {
                return severity
            }
            if !word.contains(where: ByteClass.isDigit) { isNumeric = false }
            words += 1
            place = end
        }
        return nil
    }

    /// Apache's `[core:error]`, and zap's `time⇥error⇥…`.
    private static func isJoined(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard range.lowerBound > 0, range.upperBound < bytes.count else { return false }
        let (before, after) = (bytes[range.lowerBound - 1], bytes[range.upperBound])
        if before == 9, after == 9 { return bytes.firstIndex(of: 9) == range.lowerBound - 1 }
        guard before == UInt8(ascii: ":"), after == UInt8(ascii: "]") else { return false }
        let module = bytes[..<(range.lowerBound - 1)].reversed().drop { !isAround($0) }
        return module.first == UInt8(ascii: "[")
    }

    /// Monolog's `app.ERROR: `.
    private static func ofChannel(_ word: ArraySlice<UInt8>, before after: UInt8) -> LogSeverity? {
        guard after == UInt8(ascii: ":"), let point = word.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        let level = word[(point + 1)...]
        return level.allSatisfy(ByteClass.isUpper) ? LogSeverity(word: level) : nil
    }

    private static func isAround(_ byte: UInt8) -> Bool { " \t[]()<>|:,/\"'".utf8.contains(byte) }
}

/// The member of a line of JSON or logfmt that holds its level.
enum LevelMember {
    /// What loggers call it, without `@`, `_` and `.`, in small letters.
    private static let names = Set(
        """
        level lvl severity loglevel levelname severitytext levelno severitynumber syslogseverity priority l \
        logseverity
        """.split(separator: " ").map { Array($0.utf8) })

    /// Whether a member of this name holds a level.
    static func isName(_ name: ArraySlice<UInt8>) -> Bool { name.count <= 16 && names.contains(normal(name)) }

    /// The level in the first such member that has one.
    static func find(_ bytes: [UInt8], isJSON: Bool) -> LogSeverity? {
        let sign = UInt8(ascii: isJSON ? ":" : "=")
        var place = 0
        while let found = bytes[place...].firstIndex(of: sign) {
            place = found + 1
            guard let name = name(bytes, before: found, isJSON: isJSON), isName(name) else { continue }
            if let severity = value(bytes, at: place, name) { return severity }
        }
        return nil
    }

    private static func normal(_ name: ArraySlice<UInt8>) -> [UInt8] {
        name.filter { !"@_.".utf8.contains($0) }.map(LogSeverity.lower)
    }

    private static func name(_ bytes: [UInt8], before end: Int, isJSON: Bool) -> ArraySlice<UInt8>? {
        var last = end
        while last > 0, bytes[last - 1] == UInt8(ascii: " ") { last -= 1 }
        if isJSON {
            guard last > 0, bytes[last - 1] == UInt8(ascii: "\"") else { return nil }
            last -= 1
        }
        var start = last
        while start > 0, isNamed(bytes[start - 1]) { start -= 1 }
        return start < last ? bytes[start..<last] : nil
    }

    private static func isNamed(_ byte: UInt8) -> Bool {
        ByteClass.isLetter(byte) || ByteClass.isDigit(byte) || "@_.".utf8.contains(byte)
    }

    private static func value(_ bytes: [UInt8], at start: Int, _ name: ArraySlice<UInt8>) -> LogSeverity? {
        var first = start
        while first < bytes.count, " \"[".utf8.contains(bytes[first]) { first += 1 }
        var end = first
        while end < bytes.count, isNamed(bytes[end]) || bytes[end] == UInt8(ascii: "-") { end += 1 }
        guard end > first, end - first < 24 else { return nil }
        let value = bytes[first..<end]
        if let number = Int(String(decoding: value, as: UTF8.self)) {
            return LogSeverity(number: number, name: normal(name)[...])
        }
        let word = value.lastIndex(of: UInt8(ascii: ".")).map { value[($0 + 1)...] } ?? value
        return LogSeverity(word: word) ?? (word.count == 1 ? LogSeverity(initial: word[word.startIndex]) : nil)
    }
}

extension LogSeverity {
    /// A level's first letter, as some members hold it.
    fileprivate init?(initial: UInt8) {
        switch LogSeverity.lower(initial) {
        case UInt8(ascii: "t"), UInt8(ascii: "v"): self = .trace
        case UInt8(ascii: "d"): self = .debug
        case UInt8(ascii: "i"), UInt8(ascii: "n"): self = .info
        case UInt8(ascii: "w"): self = .warning
        case UInt8(ascii: "e"), UInt8(ascii: "s"): self = .error
        case UInt8(ascii: "f"), UInt8(ascii: "c"), UInt8(ascii: "p"), UInt8(ascii: "a"): self = .fatal
        default: return nil
        }
    }
}
