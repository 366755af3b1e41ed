import AutoSRECore

/// What an element of a team's file or of a dashboard's answer says.
protocol FileRecord {
    /// - Throws: `RecordFlaw` where a member that it must have is missing.
    init(_ record: LooseRecord) throws(RecordFlaw)
}

/// A log line as others write it: a time, a message, and a level and an instance where they are known. A member that is
/// not needed never makes the line useless.
struct LogRecord: FileRecord {
    let at: Instant
    let message: String
    let level: LogLevel?
    let instance: String
    /// Whether the level stands beside the message, which may have another.
    private let isBeside: Bool

    /// - Throws: `RecordFlaw` where time or message are missing.
    init(_ record: LooseRecord) throws(RecordFlaw) {
        at = try record.instant("timestamp")
        message = try Self.message(record)
        let beside = LogLevel(record)
        (level, isBeside) = (beside ?? LogLevel(inMessage: message), beside != nil)
        instance = record.word("instance") ?? ""
    }

    /// What loggers call the message that do not call it so: pino, zap and logrus, and Docker's log files.
    private static let otherNames = ["msg", "text", "log"]

    /// Structured messages stay as JSON.
    private static func message(_ record: LooseRecord) throws(RecordFlaw) -> String {
        let name = "message"
        if let text = record.text(name) { return text }
        guard record.contains(name) else {
            if let text = otherNames.lazy.compactMap({ record.text($0) }).first { return text }
            throw .missing(name)
        }
        guard let value = record.json(name), value.object != nil || value.array != nil,
            let text = try? JSON.text(value)
        else { throw .otherType(name) }
        return text
    }

    /// The lines of one source, whose numbered levels are all of one scale.
    static func lines(_ records: [LogRecord]) -> [LogLine] {
        let scale = LogLevel.scale(of: records.map(\.level))
        return records.map { record in
            let level = record.level?.word(on: scale) ?? ""
            return LogLine(
                at: record.at, message: record.message,
                level: record.isBeside ? LogLevel.lessGrave(level, orIn: record.message) : level,
                instance: record.instance)
        }
    }
}

/// A deployment as others write it.
struct DeploymentRecord: FileRecord {
    let version: String
    let timestamp: Instant
    let status: String

    /// Throws where version or time are missing, or the version is not known to its last character: nobody may roll
    /// back to one that is made up. It is text, or a whole number; of others, as 1.10, the digits are lost.
    init(_ record: LooseRecord) throws(RecordFlaw) {
        timestamp = try record.instant("timestamp")
        switch record.json("version") {
        case .string(let text): version = text
        case .integer(let number): version = String(number)
        default: throw record.contains("version") ? .otherType("version") : .missing("version")
        }
        guard !version.isDamaged else { throw .damaged("version") }
        // What is no text has words inside: {"state": "failed"}.
        status = record.word("status") ?? record.json("status").flatMap { try? JSON.text($0) } ?? ""
    }
}

extension String {
    /// Whether a character of it is unknown: U+FFFD stands for one, here or where it was written.
    var isDamaged: Bool { unicodeScalars.contains("\u{FFFD}") }
}
