import AutoSRECore
import AutoSREPlatform

/// Levels that stand in the message, where the record has none beside it.
extension LogLevel {
    /// From `{"level": …}`, `level=error`, `<3>`, `E0501 12:00:00`, `[ERROR] …`, `ERROR: …`, `2024-05-01 12:00:00 ERROR …`.
    init?(inMessage message: String) {
        guard let first = message.utf8.first(where: { $0 != 32 && $0 != 9 }) else { return nil }
        if first == UInt8(ascii: "{") {
            guard let level = Self.ofJSON(message) else { return nil }
            self = level
            return
        }
        let head = Array(message.utf8.prefix(Self.headBytes))
        if let level = Self.ofPrefix(head) ?? Self.ofFields(head) ?? Self.ofWords(head) {
            self = level
        } else {
            return nil
        }
    }

    private static let headBytes = 100
    /// A longer line of JSON is not decoded to know its level.
    private static let longestJSON = 8 << 10

    private static func ofJSON(_ message: String) -> LogLevel? {
        guard message.utf8.count <= longestJSON else { return nil }
        var reader = JSONReader()
        guard let members = try? LooseRecord(Array(message.utf8), with: &reader) else { return nil }
        return LogLevel(members)
    }

    /// syslog's `<priority>` (RFC 5424, section 6.2.1) and the head of Go's and Abseil's glog.
    private static func ofPrefix(_ head: [UInt8]) -> LogLevel? {
        if head.first == UInt8(ascii: "<"), let end = head.prefix(5).firstIndex(of: UInt8(ascii: ">")) {
            guard let priority = Int(String(decoding: head[1..<end], as: UTF8.self)) else { return nil }
            return (0...191).contains(priority) ? .number(priority % 8, .syslog) : nil
        }
        let glog = [UInt8(ascii: "I"): "INFO", UInt8(ascii: "W"): "WARN", UInt8(ascii: "E"): "ERROR", 70: "FATAL"]
        guard head.count > 6, let word = glog[head[0]], head[1...4].allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        return head[5] == 32 ? .word(word) : nil
    }

    /// logfmt: `level=error`, a field of its own.
    private static func ofFields(_ head: [UInt8]) -> LogLevel? {
        guard let equals = fieldNames.lazy.compactMap({ name in end(of: name, in: head) }).first else { return nil }
        var value = head[equals...].prefix { $0 != 32 && $0 != 9 }
        value.removeAll { $0 == UInt8(ascii: "\"") }
        let word = String(decoding: value, as: UTF8.self)
        if let number = Int(word) { return .number(number, nil) }
        return word.isEmpty ? nil : .word(word)
    }

    private static let fieldNames = ["level=", "lvl=", "severity=", "loglevel="].map { Array($0.utf8) }

    /// Behind the first occurrence of a field's name that follows a space or nothing.
    private static func end(of name: [UInt8], in head: [UInt8]) -> Int? {
        guard head.count > name.count else { return nil }
        for start in 0..<(head.count - name.count) where head[start] | 32 == name[0] {
            guard start == 0 || head[start - 1] == 32 || head[start - 1] == 9 else { continue }
            let field = head[start..<start + name.count]
            if zip(field, name).allSatisfy({ $0 | 32 == $1 | 32 }) { return start + name.count }
        }
        return nil
    }

    /// A word of its own near the beginning: in capitals, in brackets, or the first one before a colon.
    private static func ofWords(_ head: [UInt8]) -> LogLevel? {
        var (index, isFirst) = (0, true)
        while index < head.count {
            guard isLetter(head[index]) else {
                index += 1
                continue
            }
            var (end, isCapital) = (index, true)
            while end < head.count, isLetter(head[end]) {
                isCapital = isCapital && head[end] < 97
                end += 1
            }
            let isBracketed = index > 0 && head[index - 1] == UInt8(ascii: "[")
            if isBracketed, end - index == 1, isFirst, end < head.count, head[end] == UInt8(ascii: "]"),
                letters.contains(head[index])
            {
                return .word(String(decoding: head[index..<end], as: UTF8.self))
            }
            let isHead =
                isFirst && index == 0 && end < head.count && head[end] == UInt8(ascii: ":") && !isFigure(head, end)
            if (3...9).contains(end - index), isCapital || isBracketed || isHead, standsAlone(head, index, end) {
                let word = String(decoding: head[index..<end], as: UTF8.self).uppercased()
                if words.contains(word) { return .word(word) }
            }
            // The letters of a time are no word before the level.
            let isOfTime = end - index == 1 && (head[index] == UInt8(ascii: "T") || head[index] == UInt8(ascii: "Z"))
            (index, isFirst) = (end, isFirst && isOfTime)
        }
        return nil
    }

    /// Whether a figure or a word that denies is all that follows the colon, as in `error: 0` and `fatal: false`.
    private static func isFigure(_ head: [UInt8], _ colon: Int) -> Bool {
        let value = String(decoding: head[(colon + 1)...], as: UTF8.self).lowercased().filter { $0 != " " }
        return value.allSatisfy(\.isNumber)
            || ["false", "none", "null", "nil", "no", "off", "disabled"].contains(value)
    }

    /// Whether what is around the word does not belong to it, as in `X-ERROR` or `ERROR_CODE`.
    private static func standsAlone(_ head: [UInt8], _ start: Int, _ end: Int) -> Bool {
        let before = start == 0 ? 32 : head[start - 1]
        let after = end == head.count ? 32 : head[end]
        return " \t[(|:\"'".utf8.contains(before) && " \t])|:!\"',".utf8.contains(after)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 32) &- 97 < 26 }

    /// Levels in one letter, in capitals and brackets.
    private static let letters = Set("EWIDFC".utf8)

    private static let words: Set<String> = [
        "TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR", "ERR", "SEVERE", "CRITICAL", "CRIT", "FATAL",
        "PANIC", "ALERT", "EMERG", "EMERGENCY", "LOG",
    ]
}
