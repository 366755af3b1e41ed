import AutoSRECore

/// A log line as others write it: a time, a message, and a level and an instance where they are known. A member that is
/// not needed never makes the line useless.
struct LogRecord: Decodable {
    let at: Instant
    let message: String
    let level: LogLevel?
    let instance: String

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: AnyName.self)
        at = try members.decode(Instant.self, forKey: AnyName("timestamp"))
        message = try Self.message(members)
        level = LogLevel(members) ?? LogLevel(inMessage: message)
        instance = members.word(AnyName("instance")) ?? ""
    }

    /// What loggers call the message that do not call it so: pino, zap and logrus, and Docker's log files.
    private static let otherNames = ["msg", "text", "log"].map { AnyName($0) }

    /// Structured messages stay as JSON.
    private static func message(_ members: KeyedDecodingContainer<AnyName>) throws -> String {
        let name = AnyName("message")
        if let text = members.loose(String.self, name) { return text }
        if !members.contains(name) {
            for other in otherNames {
                if let text = members.loose(String.self, other) { return text }
            }
        }
        switch try members.decode(JSONValue.self, forKey: name) {
        case .object(let object): return try JSON.text(JSONValue.object(object))
        case .array(let array): return try JSON.text(JSONValue.array(array))
        default:
            throw DecodingError.typeMismatch(
                String.self, .init(codingPath: members.codingPath + [name], debugDescription: "no text"))
        }
    }

    /// The lines of one source, whose numbered levels are all of one scale.
    static func lines(_ records: [LogRecord]) -> [LogLine] {
        var numbers: [Int: Int] = [:]
        for case .number(let number, nil)? in records.map(\.level) { numbers[number, default: 0] += 1 }
        let scale = LogScale(of: numbers)
        return records.map { record in
            LogLine(
                at: record.at, message: record.message, level: record.level?.word(on: scale) ?? "",
                instance: record.instance)
        }
    }
}

/// A deployment as others write it.
struct DeploymentRecord: Decodable {
    let version: String
    let timestamp: Instant
    let status: String

    private enum CodingKeys: String, CodingKey { case version, timestamp, status }

    /// Throws where version or time are missing. A version is text, or a whole number; of others, as 1.10, the digits
    /// are lost.
    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        timestamp = try members.decode(Instant.self, forKey: .timestamp)
        if let number = members.loose(Int64.self, .version) {
            version = String(number)
        } else {
            version = try members.decode(String.self, forKey: .version)
        }
        status = members.word(.status) ?? ""
    }
}
