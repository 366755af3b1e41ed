/// Levels in fields of a text: logfmt's `level=error`, and members of JSON that is cut or stands behind something else.
enum LevelFields {
    /// What the fields are called, in small letters.
    private static let names = Set(
        """
        level lvl severity loglevel log_level log.level levelname level_name severity_text severitytext @level @l at
        """.split { $0.isWhitespace }.map { Array($0.utf8) })
    /// How far from the beginning a field is believed that its line is a warning or worse, in bytes.
    private static let graveReach = 100

    /// The first field that holds a level, and where; a field inside quotes is somebody's words. Of a member of JSON
    /// that follows something else only calm is believed, for it may be what the line is about.
    static func inText(_ bytes: [UInt8]) -> (level: LogLevel, at: Int)? {
        find(bytes) { name, value, isMember, at in
            let isNumber = Int(value) != nil
            guard !(name.elementsEqual("at".utf8) && isNumber) else { return false }
            if !isNumber, LevelWord.level(value)?.gravity == .calm { return true }
            return !isMember && at < graveReach && (isNumber || LevelWord.level(value) != nil)
        }
    }

    /// The first member of a text that is JSON, and too long or too short to be decoded.
    static func inJSON(_ bytes: [UInt8]) -> LogLevel? {
        find(bytes) { _, value, isMember, _ in isMember && (Int(value) != nil || LevelWord.level(value) != nil) }?.level
    }

    private static func find(
        _ bytes: [UInt8], where isWanted: (ArraySlice<UInt8>, String, Bool, Int) -> Bool
    ) -> (level: LogLevel, at: Int)? {
        var index = 0
        while index < bytes.count {
            let start = index
            let isQuoted = bytes[index] == UInt8(ascii: "\"")
            let name = isQuoted ? quoted(bytes, from: index + 1) : bytes[index...].prefix(while: isName)
            index = max(name.endIndex + (isQuoted ? 1 : 0), index + 1)
            guard isQuoted || start == 0 || isBlank(bytes[start - 1]) else { continue }
            let sign = bytes[min(index, bytes.count)...].drop { isQuoted && isBlank($0) }
            guard sign.first == (isQuoted ? UInt8(ascii: ":") : UInt8(ascii: "=")) else { continue }
            guard !name.isEmpty, names.contains(name.map(lower)) else { continue }
            let value = value(bytes, from: sign.startIndex + 1, mayBeBehindBlanks: isQuoted)
            guard isWanted(name, value, isQuoted, start) else { continue }
            return (Int(value).map { .number($0, nil) } ?? .word(value), start)
        }
        return nil
    }

    private static func value(_ bytes: [UInt8], from start: Int, mayBeBehindBlanks: Bool) -> String {
        var rest = bytes[min(start, bytes.count)...]
        if mayBeBehindBlanks { rest = rest.drop(while: isBlank) }
        if rest.first == UInt8(ascii: "\"") { rest = rest.dropFirst() }
        return String(decoding: rest.prefix { isName($0) || $0 == UInt8(ascii: "-") }, as: UTF8.self)
    }

    /// Up to the next quote that is not escaped.
    private static func quoted(_ bytes: [UInt8], from start: Int) -> ArraySlice<UInt8> {
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        return bytes[start..<min(end, bytes.count)]
    }

    private static func isName(_ byte: UInt8) -> Bool {
        LevelWords.isLetter(byte) || (48...57).contains(byte) || "_.@".utf8.contains(byte)
    }
    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }
    private static func lower(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 32 : byte }
}
