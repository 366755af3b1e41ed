import AutoSRECore

/// The one operation of CloudWatch Logs that the agent uses.
/// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
struct LogsCalls: Sendable {
    private let client: AWSClient

    init(_ client: AWSClient) { self.client = client }

    /// What a window was read to.
    struct Reading: Sendable {
        /// Oldest first.
        var events: [LogEvent] = []
        /// Whether the newest of the window were not reached.
        var isCut = false
    }

    /// The events of one window, its end excluded, until a bound is passed: pages, lines, bytes, seconds. A page may be
    /// empty and have a next one all the same; a token that comes again is the end.
    func events(
        of group: String, in window: TimeWindow, pages: Int, lines: Int = .max, bytes: Int = .max,
        within seconds: Double
    ) async throws(AWSError) -> Reading {
        let deadline = client.world.now().advanced(bySeconds: seconds)
        var reading = Reading(isCut: true)
        var (tokens, token, size): (Set<String>, String?, Int) = ([], nil, 0)
        for page in 0..<pages where reading.events.count < lines && size < bytes {
            let left = deadline.seconds(since: client.world.now())
            // What is there counts, where time is over after the first page.
            if page > 0, left <= 0 { break }
            let answer = try await self.page(group, window, token, within: left)
            let events = answer.events.filter { window.contains($0.at) }
            reading.events += events
            size += events.reduce(0) { $0 + $1.message.utf8.count }
            guard let next = answer.nextToken, !next.isEmpty, tokens.insert(next).inserted else {
                reading.isCut = false
                break
            }
            token = next
        }
        reading.events.sort { $0.at < $1.at }
        return reading
    }

    private func page(
        _ group: String, _ window: TimeWindow, _ token: String?, within seconds: Double
    ) async throws(AWSError) -> LogPage {
        var input: [String: JSONValue] = [
            "logGroupName": .string(group), "startTime": .integer(window.from.milliseconds),
            "endTime": .integer(window.until.milliseconds), "limit": 10_000,
        ]
        if let token { input["nextToken"] = .string(token) }
        let request = try AWSRequest.json(
            .logs, target: "Logs_20140328", version: "1.1", "FilterLogEvents", .object(input))
        return try LogPage(try await client.call(request, within: seconds))
    }
}
