import AutoSRECore

/// The one operation of CloudWatch that the agent uses.
struct CloudWatchCalls: Sendable {
    private let client: AWSClient
    private static let namesPerCall = 100
    private static let pages = 200

    init(_ client: AWSClient) { self.client = client }

    /// Alarms, metric and composite ones, from all pages.
    /// - Parameters:
    ///   - names: only these; every alarm where empty.
    ///   - state: only those in this state, as far as the service filters; the caller has to look again.
    ///   - seconds: for everything together.
    func describeAlarms(
        names: [String] = [], state: String? = nil, within seconds: Double
    ) async throws(AWSError) -> [CloudWatchAlarm] {
        let deadline = client.world.now().advanced(bySeconds: seconds)
        var found: [String: CloudWatchAlarm] = [:]
        var order: [String] = []
        for start in stride(from: 0, to: max(names.count, 1), by: Self.namesPerCall) {
            let some = Array(names.dropFirst(start).prefix(Self.namesPerCall))
            for alarm in try await pages(names: some, state: state, until: deadline) {
                if found.updateValue(alarm, forKey: alarm.name) == nil { order.append(alarm.name) }
            }
        }
        let wanted = Set(names)
        return order.compactMap { found[$0] }.filter { wanted.isEmpty || wanted.contains($0.name) }
    }

    /// The alarms that the rules of composite ones name, and those in turn, by name; `alarms` themselves are among
    /// them.
    func related(to alarms: [CloudWatchAlarm], within seconds: Double) async throws(AWSError)
        -> [String: CloudWatchAlarm]
    {
        let deadline = client.world.now().advanced(bySeconds: seconds)
        var known = Dictionary(alarms.map { ($0.name, $0) }) { first, _ in first }
        var asked = Set(known.keys)
        var next = alarms
        for _ in 0..<AlarmScope.maximumDepth {
            let names = next.flatMap { $0.children ?? [] }.filter { asked.insert($0).inserted }
            guard !names.isEmpty else { break }
            next = try await describeAlarms(names: names, within: deadline.seconds(since: client.world.now()))
            for alarm in next { known[alarm.name] = alarm }
        }
        return known
    }

    private func pages(names: [String], state: String?, until deadline: Instant) async throws(AWSError)
        -> [CloudWatchAlarm]
    {
        var alarms: [CloudWatchAlarm] = []
        var tokens: Set<String> = []
        var token: String?
        for _ in 0..<Self.pages {
            let page = try await page(names: names, state: state, token: token, until: deadline)
            for kind in ["MetricAlarms", "CompositeAlarms"] {
                alarms += page[kind]?.array?.compactMap(CloudWatchAlarm.init) ?? []
            }
            guard let next = page["NextToken"]?.string, !next.isEmpty else { return alarms }
            // A token that comes again would go round in circles.
            guard tokens.insert(next).inserted else { break }
            token = next
        }
        throw AWSError(
            .nonsense, operation: "DescribeAlarms", "the listing does not end: nobody knows which alarms ring")
    }

    private func page(
        names: [String], state: String?, token: String?, until deadline: Instant
    ) async throws(AWSError) -> JSONValue {
        var input: [String: JSONValue] = ["AlarmTypes": ["MetricAlarm", "CompositeAlarm"], "MaxRecords": 100]
        if !names.isEmpty { input["AlarmNames"] = .array(names.map { .string($0) }) }
        if let state { input["StateValue"] = .string(state) }
        if let token { input["NextToken"] = .string(token) }
        var request = try AWSRequest.json(
            .cloudWatch, target: "GraniteServiceVersion20100801", version: "1.0", "DescribeAlarms", .object(input))
        // Asks for the error codes that CloudWatch always had.
        request.headers.append(("x-amzn-query-mode", "true"))
        let answer = try await client.call(request, within: deadline.seconds(since: client.world.now()))
        let page = try answer.decode(JSONValue.self)
        // An empty page may leave its lists out where it names a next one.
        let isPage = page["MetricAlarms"]?.array != nil || page["CompositeAlarms"]?.array != nil
        guard isPage || page["NextToken"]?.string?.isEmpty == false else {
            throw AWSError(.nonsense, operation: "DescribeAlarms", "the answer holds no list of alarms")
        }
        return page
    }
}
