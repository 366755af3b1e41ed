import AutoSRECore
import AutoSREPlatform

/// One line of a log group.
struct LogEvent: Sendable, Hashable {
    /// The service's name for it.
    let id: String
    let at: Instant
    let message: String
    /// The stream; Lambda's are named by day and version.
    let stream: String
}

/// A page of lines: `{"events": [{eventId, timestamp, message, logStreamName}], "nextToken": …}`. A line without a time or
/// a message is none.
/// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
struct LogPage {
    private(set) var events: [LogEvent] = []
    /// Leads to the next page; nil or empty where there is none.
    private(set) var nextToken: String?

    /// Throws where it is no such page.
    init(_ answer: AWSAnswer) throws(AWSError) {
        var reader = JSONReader()
        do {
            try reader.read(answer.response.body, limit: answer.response.body.count) { cursor in
                try cursor.members(of: "the answer") { name in
                    guard cursor.kind != .null else { return }
                    switch name {
                    case "events": try cursor.elements(of: "the events") { try add(cursor) }
                    case "nextToken": nextToken = try cursor.string(of: "the token")
                    default: break
                    }
                }
            }
        } catch {
            throw answer.nonsense
        }
    }

    private mutating func add(_ cursor: borrowing JSONCursor) throws {
        var (id, stream, message, time) = ("", "", String?.none, Int64?.none)
        try cursor.members(of: "an event") { name in
            guard cursor.kind != .null else { return }
            switch name {
            case "eventId": id = try cursor.string(of: "an event's id")
            case "logStreamName": stream = try cursor.string(of: "an event's stream")
            case "message": message = try cursor.string(of: "an event's message")
            case "timestamp":
                time = Int64(String(decoding: try cursor.written(), as: UTF8.self))
                if time == nil { throw cursor.flaw("has a time that is no whole number") }
            default: break
            }
        }
        guard let message, let time else { return }
        events.append(LogEvent(id: id, at: Instant(milliseconds: time), message: message, stream: stream))
    }
}
