/// An answer in the shape that Prometheus' HTTP API has, and with it Thanos, Mimir, VictoriaMetrics and Loki:
/// `{"status": …, "data": {"resultType": …, "result": […]}, "warnings": […]}`. An error is an answer too.
/// https://prometheus.io/docs/prometheus/latest/querying/api/
public struct QueryAnswer<Columns: Sendable>: Sendable {
    /// Whether the query was answered: `status` is `success`.
    public internal(set) var isSuccess = false
    /// The kind of error: a word (`bad_data`, `timeout`), or VictoriaMetrics' HTTP status as text.
    public internal(set) var errorType: String?
    /// What went wrong, in the source's words: they quote the query.
    public internal(set) var error: String?
    /// Why the result may be incomplete or wrong, in the source's words.
    public internal(set) var warnings: [String] = []
    /// What the source remarks on the query.
    public internal(set) var infos: [String] = []
    /// Whether parts of the source did not answer (a cluster of VictoriaMetrics says so): something is missing.
    public internal(set) var isPartial = false
    /// `matrix`, `vector` or `streams`, where it is said.
    public internal(set) var resultType: String?
    /// How many series hold native histograms, which are not read: something is missing.
    public internal(set) var histograms = 0
    /// What was found; empty where the query was not answered.
    public internal(set) var columns: Columns
}

extension JSONReader {
    /// Reads the envelope; `result` reads the list in it.
    mutating func envelope<Columns>(
        _ bytes: consuming [UInt8], limit: Int, empty: Columns, _ result: (borrowing JSONCursor) throws -> Void
    ) throws -> QueryAnswer<Columns> {
        var answer = QueryAnswer(columns: empty)
        var status: String?
        var hasResult = false
        try read(bytes, limit: limit) { cursor in
            try cursor.distinctMembers(of: "the answer") { name in
                switch name {
                case "status": status = try cursor.string(of: "status")
                case "errorType": answer.errorType = try cursor.string(of: "errorType")
                case "error": answer.error = try cursor.string(of: "error")
                case "warnings": answer.warnings = try cursor.strings(of: "warnings")
                case "infos": answer.infos = try cursor.strings(of: "infos")
                case "isPartial": answer.isPartial = try cursor.written().elementsEqual("true".utf8)
                case "data" where cursor.kind != .null:
                    try cursor.distinctMembers(of: "data") { name in
                        switch name {
                        case "resultType": answer.resultType = try cursor.string(of: "resultType")
                        case "result":
                            hasResult = true
                            if cursor.kind != .null { try result(cursor) }
                        default: break
                        }
                    }
                default: break
                }
            }
        }
        switch status {
        case "success":
            guard hasResult else { throw JSONFlaw("says success and has no result") }
            answer.isSuccess = true
        case "error": break
        default: throw JSONFlaw("has no status of success or error")
        }
        return answer
    }
}

extension JSONCursor {
    /// A list of texts, or none.
    fileprivate func strings(of what: StaticString) throws -> [String] {
        var strings: [String] = []
        guard kind != .null else { return strings }
        try elements(of: what) { strings.append(try string(of: what)) }
        return strings
    }
}
