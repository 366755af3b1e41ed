@testable import RootCause

/// Small cases, written down in a line or two.
enum MadeCase {
    static let begin = 1_700_000_000

    static func about(incident: Int, end: Int, symptom: String = "") -> [UInt8] {
        Array(#"{"id":"made","incident_time":\#(begin + incident),"window_end":\#(begin + end)\#(symptom)}"#.utf8)
    }

    /// Metrics of `columns`, a value for every `step` seconds.
    static func metrics(
        _ columns: [String], step: Int, count: Int, _ value: (_ column: Int, _ row: Int) -> Double?
    ) -> [UInt8] {
        var text = "time," + columns.joined(separator: ",") + "\n"
        for row in 0..<count {
            text += "\(begin + row * step)"
            for column in columns.indices { text += "," + (value(column, row).map { "\($0)" } ?? "") }
            text += "\n"
        }
        return Array(text.utf8)
    }

    /// Traces of a caller and a callee, one a second: the call takes `wire` beyond the callee's `work` (milliseconds).
    static func traces(count: Int, _ times: (_ second: Int) -> (wire: Int, work: Int)) -> [UInt8] {
        var text = "trace_id,span_id,parent_id,component,operation,start_us,duration_us\n"
        for second in 0..<count {
            let start = (begin + second) * 1_000_000
            let (wire, work) = times(second)
            let (call, all) = (wire + work, wire + work + 5)
            text += "t\(second),a,root,shop,GET /buy,\(start),\(all * 1_000)\n"
            text += "t\(second),b,a,shop,call stock,\(start + 2_000),\(call * 1_000)\n"
            text += "t\(second),c,b,stock,reserve,\(start + 2_000 + wire * 500),\(work * 1_000)\n"
            text += "t\(second),d,a,shop,call mail,\(start + 3_000),\(4_000 + second % 3 * 100)\n"
            text += "t\(second),e,d,mail,send,\(start + 4_000),2000\n"
        }
        return Array(text.utf8)
    }
}
