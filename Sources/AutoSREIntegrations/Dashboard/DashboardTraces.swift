import AutoSRECore
import AutoSREPlatform

/// `GET /api/services/{id}/traces`: `{"spans": [{trace_id, span_id, parent_id, component, operation, start_time,
/// duration_ms, status}]}`. A step that cannot be used is left out, and told.
struct DashboardTraces {
    private var all: [TraceSpan] = []
    private var bad = 0
    private var flaw: String?

    /// Throws where there are no `spans`.
    init(_ body: [UInt8]) throws {
        var reader = JSONReader()
        let read = try reader.readLoosely(body) { cursor in try DashboardTraces(cursor) }
        self = read.value
        flaw = read.flaw
    }

    private init(_ cursor: borrowing JSONCursor) throws {
        var hasSpans = false
        try cursor.members(of: "the traces") { name in
            guard case "spans" = name else { return }
            hasSpans = true
            try cursor.elements(of: "the spans") { try add(cursor) }
        }
        guard hasSpans else { throw cursor.flaw("has no spans") }
    }

    private mutating func add(_ cursor: borrowing JSONCursor) throws {
        var (texts, start, milliseconds) = ([String: String](), Int64?.none, Double?.none)
        try cursor.members(of: "a span") { name in
            switch name {
            case "trace_id", "span_id", "parent_id", "component", "operation", "status":
                let key = name.string
                if cursor.kind == .text { texts[key] = try cursor.string(of: "a span's text") }
            case "start_time" where cursor.kind == .text:
                start = LogColumns.nanoseconds(try cursor.text(of: "a span's start"))
            case "duration_ms" where cursor.kind == .number:
                milliseconds = Double(String(decoding: try cursor.written(), as: UTF8.self))
            default: break
            }
        }
        guard let trace = texts["trace_id"], let id = texts["span_id"], let start, let milliseconds,
            (0...Self.longest).contains(milliseconds)
        else { return bad += 1 }
        all.append(
            TraceSpan(
                trace: trace, id: id, parent: texts["parent_id"], service: texts["component"] ?? "",
                operation: texts["operation"] ?? "", start: start, duration: Int64(milliseconds * 1_000_000),
                status: SpanStatus(rawValue: texts["status"]?.lowercased() ?? SpanStatus.unset.rawValue)))
    }

    /// No request takes longer than a day, in milliseconds.
    private static let longest = 86_400_000.0

    /// What was left out, in words.
    var missing: String? {
        let lost =
            bad == 0 ? nil : "\(bad) of \((bad + all.count).counted("span")) without ids, a usable start or a duration"
        let words = [lost, flaw.map { "its answer holds \($0)" }].compactMap(\.self)
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }

    /// The steps that began in `since ..< until`.
    func spans(since: Instant, until: Instant) -> SpanColumns {
        let window = since.milliseconds..<max(since, until).milliseconds
        return SpanColumns(all.filter { window.contains($0.start / 1_000_000) })
    }
}
