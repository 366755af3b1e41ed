import AutoSRECore
import AutoSREPlatform

/// `GET /api/services/{id}/metrics`. A time, a value or a curve that cannot be used is a hole there, and no harm to the
/// others.
struct DashboardMetrics: Sendable {
    private var times: [Instant?] = []
    private var curves: [Curve] = []
    private var badCurves = 0
    private var flaw: String?

    private struct Curve: Sendable {
        var name: String?
        var unit = ""
        var values: [Double]?
    }

    /// Throws where there are no `timestamps` or no `series`.
    init(_ body: [UInt8]) throws {
        var reader = JSONReader()
        let read = try reader.readLoosely(body) { cursor in try DashboardMetrics(cursor) }
        self = read.value
        flaw = read.flaw
    }

    private init(_ cursor: borrowing JSONCursor) throws {
        var (hasTimes, hasSeries) = (false, false)
        try cursor.members(of: "the metrics") { name in
            switch name {
            case "timestamps":
                hasTimes = true
                try cursor.elements(of: "the timestamps") { times.append(try LooseValue(cursor).instant) }
            case "series":
                hasSeries = true
                try cursor.elements(of: "the series") { try addCurve(cursor) }
            default: break
            }
        }
        guard hasTimes, hasSeries else { throw cursor.flaw("has no \(hasTimes ? "series" : "timestamps")") }
    }

    private mutating func addCurve(_ cursor: borrowing JSONCursor) throws {
        guard cursor.kind == .object else { return badCurves += 1 }
        var curve = Curve()
        try cursor.members(of: "a curve") { name in
            switch (name, cursor.kind) {
            case ("name", .text): curve.name = try cursor.string(of: "a name")
            case ("unit", .text): curve.unit = try cursor.string(of: "a unit")
            case ("values", .array):
                var values: [Double] = []
                try cursor.elements(of: "the values") { values.append(try cursor.looseNumber()) }
                curve.values = values
            default: break
            }
        }
        guard curve.name != nil, curve.values != nil else { return badCurves += 1 }
        curves.append(curve)
    }

    /// The samples of `since ..< until`, in time order and in units that are known, and what was left out, in words.
    func series(since: Instant, until: Instant) -> (series: [MetricSeries], faults: [String]) {
        var faults = [flaw.map { "its answer holds \($0)" }].compactMap(\.self)
        if badCurves > 0 { faults.append("\(badCurves) metrics have no name or no values") }
        let timeless = times.count { $0 == nil }
        if timeless > 0 { faults.append("\(timeless) of \(times.count.counted("timestamp")) cannot be read as a time") }
        var wanted: [(at: Instant, index: Int)] = []
        for (index, time) in times.enumerated() {
            if let time, since <= time, time < until { wanted.append((time, index)) }
        }
        wanted.sort { ($0.at, $0.index) < ($1.at, $1.index) }
        guard !wanted.isEmpty else { return ([], faults) }
        var series: [MetricSeries] = []
        for curve in curves {
            guard let name = curve.name, let values = curve.values else { continue }
            guard values.count == times.count else {
                faults.append("\(name) has \(values.count.counted("value")) for \(times.count.counted("timestamp"))")
                continue
            }
            let one = MetricSeries(
                measured: name, unit: curve.unit, times: wanted.map(\.at), values: wanted.map { values[$0.index] })
            if one.values.count < wanted.count {
                let lost = wanted.count - one.values.count
                faults.append("\(lost) of \(wanted.count.counted("value")) of \(name) cannot be measured")
            }
            if !one.values.isEmpty { series.append(one) }
        }
        return (series, faults)
    }
}

/// `GET /api/services/{id}/logs`.
struct DashboardLogs: Sendable {
    private var records: [LogRecord] = []
    private var (bad, foreign) = (0, 0)
    private var isTruncated = false
    private var flaw: String?
    private let service: String

    /// Throws where there are no `logs`.
    /// - Parameter service: whose they are; a line that names another one is not.
    init(_ body: [UInt8], of service: String) throws {
        var reader = JSONReader()
        let read = try reader.readLoosely(body) { cursor in try DashboardLogs(cursor, of: service) }
        self = read.value
        flaw = read.flaw
    }

    private init(_ cursor: borrowing JSONCursor, of service: String) throws {
        self.service = service.lowercased()
        var hasLogs = false
        try cursor.members(of: "the logs") { name in
            switch name {
            case "logs":
                hasLogs = true
                try cursor.elements(of: "the lines") { try add(cursor) }
            default: if try Self.saysMore(name.string, LooseValue(cursor).json) { isTruncated = true }
            }
        }
        guard hasLogs else { throw cursor.flaw("has no logs") }
    }

    /// The names by which interfaces say that an answer is a part, in small letters and without dashes.
    private static let partWords: Set = [
        "truncated", "istruncated", "partial", "ispartial", "incomplete", "more", "hasmore", "hasnext", "hasnextpage",
        "next", "nextcursor", "nexttoken", "nextpage", "nextpagetoken", "nextmarker", "nexturl", "nextlink",
    ]

    /// Whether a member, or one inside it, says that there is more: whatever such a one holds, unless it says no.
    private static func saysMore(_ name: String, _ value: JSONValue?) -> Bool {
        guard let value else { return false }
        if partWords.contains(name.lowercased().filter(\.isLetter)) { return !isNo(value) }
        return value.object?.contains { saysMore($0.key, $0.value) } ?? false
    }

    private static func isNo(_ value: JSONValue) -> Bool {
        switch value {
        case .null, .bool(false), .integer(0), .object([:]), .array([]): true
        case .string(let text): ["", "false", "no", "none", "null", "0"].contains(text.lowercased())
        default: false
        }
    }

    private mutating func add(_ cursor: borrowing JSONCursor) throws {
        guard cursor.kind == .object else { return bad += 1 }
        let record = try LooseRecord(cursor)
        let names = ["service", "service_name"].compactMap { record.text($0)?.lowercased() }
        guard names.allSatisfy({ $0.isEmpty || $0 == service }) else { return foreign += 1 }
        do { records.append(try LogRecord(record)) } catch { bad += 1 }
    }

    /// The lines of `since ..< until`, oldest first.
    func lines(since: Instant, until: Instant) -> [LogLine] {
        let wanted = records.filter { since <= $0.at && $0.at < until }
        return LogRecord.lines(wanted).sorted { $0.at < $1.at }
    }

    /// How much of the window the lines hold. An answer that is as long as was asked for, or as a page usually is, may
    /// lack any of the others; a dashboard may have begun to keep lines anywhen before the first.
    func completeness(of lines: [LogLine], until: Instant, limit: Int) -> Completeness {
        var missing: String?
        if bad > 0 {
            missing = "\(bad) of \((bad + records.count).counted("line")) without a message or a usable timestamp"
        }
        let count = bad + foreign + records.count
        if foreign > 0 {
            let others = "\(foreign) of \(count.counted("line")) \(foreign == 1 ? "names" : "name") another service"
            missing = [missing, others].compactMap(\.self).joined(separator: ", ")
        }
        let isPage = count >= limit || Self.pages.contains(count)
        if isTruncated || isPage { missing = missing ?? "it gave \(count.counted("line")), and there may be more" }
        let isWhole = missing == nil
        // A character that is unknown takes no line away.
        if let flaw { missing = [missing, "its answer holds \(flaw)"].compactMap(\.self).joined(separator: ", ") }
        guard isWhole, let first = lines.first?.at, first < until else {
            return Completeness(whole: nil, missing: missing)
        }
        return Completeness(whole: TimeWindow(from: first, until: until), missing: missing)
    }

    /// How many entries interfaces give at a time where they are not asked for a number, or refuse it.
    private static let pages: Set<Int> = [
        50, 100, 200, 250, 256, 500, 512, 1000, 1024, 2000, 2048, 2500, 5000, 10_000,
    ]
}
