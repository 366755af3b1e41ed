public import AutoSRECore

/// Reads a Lambda function's lines in CloudWatch Logs. Bounded: where there are too many, the newest are kept.
public struct LambdaLogs: EvidenceSource {
    /// A name for gaps and logs.
    public let name = "cloudwatch logs"
    /// Log lines.
    public let kinds: [EvidenceKind] = [.logs]
    private let calls: LogsCalls
    private let world: any World
    private let group: String
    private let function: String

    private static let lines = 20_000
    private static let bytes = 8 << 20
    private static let seconds = 20.0
    private static let pages = 40
    private static let halvings = 8
    private static let daySeconds = 86_400.0
    /// How long before an alarm went off its cause is looked for, in seconds.
    private static let reachSeconds = 1800.0

    /// Makes a source.
    /// - Parameters:
    ///   - group: the log group; empty for the function's own.
    ///   - function: the configured function; empty for the one that the alarm is about.
    public init(_ client: AWSClient, group: String, function: String) {
        (calls, world, self.group, self.function) = (LogsCalls(client), client.world, group, function)
    }

    /// A log group that is not there.
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    /// Reads the incident's window, its newest stretch first, so that a bound costs only what is oldest.
    public func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
        guard query.asks(for: .logs) else { return [] }
        guard let group = groupName(query.incident) else {
            throw Missing(description: "no log group: set LAMBDA_LOG_GROUP_NAME or LAMBDA_FUNCTION_NAME")
        }
        let window = Self.window(query)
        let (events, begins) = try await newest(window, of: group)
        let lines = Self.kept(events)
        guard let first = lines.first?.at else { return [] }
        // Of the lines of one millisecond some may have been left out.
        let cut = lines.count < Set(events).count ? first.advanced(bySeconds: 0.001) : nil
        let from = begins.map { max($0, cut ?? first) }
        let whole = from.flatMap { $0 < window.until ? TimeWindow(from: $0, until: window.until) : nil }
        let isShort = cut != nil || begins.map { $0 > window.from } ?? true
        let evidence = RawEvidence(
            .logs(lines), about: query.entity,
            from: Provenance("\(name) \(group)", window: window, readAt: query.now),
            summary: "\(lines.count.counted("log line")) of \(group)",
            completeness: Completeness(
                whole: whole,
                missing: isShort ? "there are more lines than the \(lines.count) that were read" : nil))
        return [evidence]
    }

    /// AWS gives the oldest first: a stretch that holds more than is kept is cut in two, and the newer half read.
    /// - Returns: the events, and since when they are all that there are; nil where that is not known.
    private func newest(_ window: TimeWindow, of group: String) async throws -> ([LogEvent], Instant?) {
        let deadline = world.now().advanced(bySeconds: Self.seconds)
        var stretches = Array(Self.stretches(of: window).reversed())
        var (found, cut, halvings): ([LogEvent], [LogEvent], Int) = ([], [], 0)
        var begins: Instant?
        while let stretch = stretches.popLast() {
            let left = deadline.seconds(since: world.now())
            guard found.count < Self.lines, left > 0 || (found.isEmpty && cut.isEmpty) else { break }
            do throws(AWSError) {
                let reading = try await calls.events(
                    of: group, in: stretch, pages: Self.pages, lines: Self.lines, bytes: Self.bytes, within: left)
                guard reading.isCut else {
                    found += reading.events
                    begins = stretch.from
                    continue
                }
                // Better these than none; where newer ones were found, a hole before them would only mislead.
                if found.isEmpty { cut = reading.events }
                guard halvings < Self.halvings else { break }
                halvings += 1
                stretches += Self.halves(of: stretch)
            } catch {
                if error.code == "ResourceNotFoundException" {
                    throw Missing(description: "there is no log group \(group)")
                }
                if found.isEmpty, cut.isEmpty { throw error }
                break
            }
        }
        return found.isEmpty ? (cut, nil) : (found, begins)
    }

    private func groupName(_ incident: Incident) -> String? {
        if !group.isEmpty { return group }
        return LambdaFunction(configured: function, incident: incident).map { "/aws/lambda/\($0.name)" }
    }

    /// From well before the alarm went off to when it was noticed, at most a day.
    static func window(_ query: EvidenceQuery) -> TimeWindow {
        var start = query.since
        if let since = CloudWatchAlarm(query.incident.payload)?.stateSince {
            start = min(start, since.advanced(bySeconds: -reachSeconds))
        }
        start = max(start, query.until.advanced(bySeconds: -daySeconds))
        return TimeWindow(from: start, until: query.until)
    }

    /// The window cut in three, the newest first: five minutes, twenty-five, the rest.
    private static func stretches(of window: TimeWindow) -> [TimeWindow] {
        var stretches: [TimeWindow] = []
        var until = window.until
        for seconds in [300.0, 1500, .infinity] where window.from < until {
            let isRest = seconds == .infinity
            let from = isRest ? window.from : max(window.from, until.advanced(bySeconds: -seconds))
            stretches.append(TimeWindow(from: from, until: until))
            until = from
        }
        return stretches
    }

    /// The older half, then the newer one.
    private static func halves(of window: TimeWindow) -> [TimeWindow] {
        let middle = window.from.advanced(bySeconds: window.until.seconds(since: window.from) / 2)
        return [TimeWindow(from: window.from, until: middle), TimeWindow(from: middle, until: window.until)]
    }

    /// Each event once, the newest within the bounds, oldest first.
    private static func kept(_ events: [LogEvent]) -> [LogLine] {
        var (lines, seen, bytes): ([LogLine], Set<LogEvent>, Int) = ([], [], 0)
        var levels: [LogLevel?] = []
        for event in events.sorted(by: { $0.at > $1.at }) {
            guard lines.count < Self.lines, bytes < Self.bytes else { break }
            guard event.id.isEmpty || seen.insert(event).inserted else { continue }
            var message = event.message
            while message.last?.isNewline == true { message.removeLast() }
            bytes += message.utf8.count
            levels.append(LogLevel(inMessage: message))
            lines.append(LogLine(at: event.at, message: message, instance: event.stream))
        }
        let scale = LogLevel.scale(of: levels)
        return zip(lines, levels).reversed().map { line, level in
            LogLine(
                at: line.at, message: line.message, level: level?.word(on: scale) ?? "", instance: line.instance)
        }
    }
}
