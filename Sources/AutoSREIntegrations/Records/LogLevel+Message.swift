import AutoSRECore
import AutoSREPlatform

/// Levels that stand in the message, where the record has none beside it.
extension LogLevel {
    /// From `{"level": …}`, `level=error`, `<3>`, `E0501 12:00:00`, `[ERROR] …`, `ERROR: …`,
    /// `2024-05-01 12:00:00 ERROR …`, `app.ERROR: …`, `[core:error]`, `[…: ERROR/MainProcess]`, in colours or without.
    init?(inMessage message: String) {
        guard let level = Self.inMessage(message, mayBeNested: true) else { return nil }
        self = level
    }

    /// What is looked at of a message for its level, in bytes.
    private static let reach = 1000
    /// A longer line of JSON is not decoded to know its level.
    private static let longestJSON = 8 << 10

    private static func inMessage(_ message: String, mayBeNested: Bool) -> LogLevel? {
        let head = TerminalCodes.removed(from: message.utf8.prefix(reach))
        guard let first = head.first(where: { $0 != 32 && $0 != 9 }) else { return nil }
        if first == UInt8(ascii: "{") {
            return ofJSON(message, mayBeNested: mayBeNested) ?? LevelFields.inJSON(head)
        }
        if let level = ofLetter(head) ?? ofRedis(head) { return level }
        guard let (priority, end) = ofPriority(head) else { return inText(head) }
        // What carries a line to syslog may not know its level: Docker marks all of standard error as errors.
        guard let inside = inText(Array(head[end...])), let own = LevelWord.gravity(of: inside.word(on: nil)),
            let given = LevelWord.gravity(of: priority.word(on: nil)), own < given
        else { return priority }
        return inside
    }

    /// Of a field and a word that both are levels the first is the line's.
    private static func inText(_ head: [UInt8]) -> LogLevel? {
        let (field, word) = (LevelFields.inText(head), LevelWords.find(in: head))
        guard let field, let word else { return field?.level ?? word?.level }
        return field.at < word.at ? field.level : word.level
    }

    /// The level among the members, or in the text that one of them holds.
    private static func ofJSON(_ message: String, mayBeNested: Bool) -> LogLevel? {
        guard message.utf8.count <= longestJSON else { return nil }
        var reader = JSONReader()
        guard let members = try? LooseRecord(Array(message.utf8), with: &reader) else { return nil }
        if let level = LogLevel(members) { return level }
        guard mayBeNested else { return nil }
        let text = ["message", "msg", "log", "text"].lazy.compactMap { members.text($0) }.first
        return text.flatMap { inMessage($0, mayBeNested: false) }
    }

    /// syslog's `<priority>` (RFC 5424, section 6.2.1), and where the text behind it begins.
    private static func ofPriority(_ head: [UInt8]) -> (LogLevel, Int)? {
        guard head.first == UInt8(ascii: "<"), let end = head.prefix(5).firstIndex(of: UInt8(ascii: ">")),
            let priority = Int(String(decoding: head[1..<end], as: UTF8.self)), (0...191).contains(priority)
        else { return nil }
        return (.number(priority % 8, .syslog), end + 1)
    }

    /// The head of Go's and Abseil's glog, with month and day, and Android's `E/Tag( 123): `.
    private static func ofLetter(_ head: [UInt8]) -> LogLevel? {
        guard head.count > 6 else { return nil }
        let letter = String(decoding: head[..<1], as: UTF8.self)
        if "IWEF".contains(letter), head[1...4].allSatisfy({ (48...57).contains($0) }), head[5] == 32 {
            return .word(LevelWord.spelled(letter))
        }
        guard "VDIWEF".contains(letter), head[1] == UInt8(ascii: "/") else { return nil }
        let tag = head[2...].prefix { LevelWords.isLetter($0) || (48...57).contains($0) || "_.-".utf8.contains($0) }
        let rest = head[tag.endIndex...].drop { $0 == 32 }
        guard tag.count > 1, let sign = rest.first, "(:".utf8.contains(sign) else { return nil }
        return .word(LevelWord.spelled(letter))
    }

    /// Redis' `1:M 30 Nov 2026 20:00:00.123 * …`, whose sign is told in its redis.conf at `loglevel`; `#`, a warning or
    /// worse, does not tell which.
    private static func ofRedis(_ head: [UInt8]) -> LogLevel? {
        let parts = head.prefix(60).split(separator: 32, maxSplits: 6, omittingEmptySubsequences: true)
        guard parts.count > 6, parts[0].first.map({ (48...57).contains($0) }) == true,
            [":M", ":S", ":C", ":X"].contains(where: { parts[0].suffix(2).elementsEqual($0.utf8) }),
            parts[4].contains(UInt8(ascii: ":"))
        else { return nil }
        let levels = [".": "DEBUG", "-": "VERBOSE", "*": "NOTICE"]
        return levels[String(decoding: parts[5], as: UTF8.self)].map { .word($0) }
    }
}
