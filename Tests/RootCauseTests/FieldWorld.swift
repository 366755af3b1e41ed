import AutoSRECore
import MadeUpCases
@testable import RootCause

/// The stage of a made-up incident: a window of metrics, logs, events and changes that scenarios write into. Series
/// wander, have a day's rhythm, spikes and gaps; what a scenario does to them begins at the onset.
struct FieldWorld {
    var random: SplitMix64
    /// Unix seconds of the first sample.
    let origin: Int
    /// Seconds between samples.
    let step: Int
    let count: Int
    /// Seconds after the origin.
    let onset: Int
    /// Seconds by which the detector fires late.
    let delay: Int
    var hasMetrics = true
    var hasLogs = true
    var hasEvents = true
    private var names: [String] = []
    private var columns: [[Double?]] = []
    private var logs: [(time: Double, order: Int, component: String, instance: String, message: String)] = []
    private var events:
        [(time: Int, component: String, instance: String, reason: String, message: String, count: Int)] =
            []
    private var changes: [String] = []
    private var edges: [(String, String)] = []

    init(seed: UInt64) {
        random = SplitMix64(state: seed)
        step = random.pick([10, 15, 30, 60, 60, 60])
        let minutes = random.whole(40...150)
        onset = minutes * 60
        count = (minutes + random.whole(8...30)) * 60 / step
        delay = random.whole(0...240)
        origin = 1_700_000_000 + random.whole(0...86_400)
    }

    var end: Int { count * step }

    func isAfter(_ seconds: Int) -> Bool { seconds >= onset }

    /// A measured level. `effect` turns the usual value into the one at so many seconds since the onset.
    mutating func gauge(
        _ entity: String, _ metric: String, _ level: Double, noise: Double = 0.06, whole: Bool = false,
        until most: Double = .infinity, effect: ((_ since: Double, _ usual: Double) -> Double)? = nil
    ) {
        let memory = Double.random(in: 0...0.8, using: &random)
        let day = Double.random(in: 0...0.3, using: &random)
        let phase = Double.random(in: 0...86_400, using: &random)
        var wander = 0.0
        names.append(entity + "|" + metric)
        columns.append(
            (0..<count).map { row in
                wander = memory * wander + (1 - memory * memory).squareRoot() * random.normal()
                let spike = random.unit() < 0.01 ? 1 + 1.5 * random.unit() : 1
                let rhythm = 1 + day * FieldWorld.wave((Double(row * step) + phase) / 86_400)
                var value = max(0, level * rhythm * (1 + noise * wander) * spike)
                if let effect, row * step >= onset { value = max(0, effect(Double(row * step - onset), value)) }
                if random.unit() < 0.01 { return nil }
                value = min(most, value)
                return whole ? value.rounded() : value
            })
    }

    /// A count since a start, of what grows by `rate` a second.
    mutating func counter(
        _ entity: String, _ metric: String, _ rate: Double,
        effect: ((_ since: Double, _ usual: Double) -> Double)? = nil
    ) {
        gauge(entity, metric, rate, noise: 0.1, effect: effect)
        var sum = Double(random.whole(1_000...900_000))
        columns[columns.count - 1] = columns[columns.count - 1].map { value in
            sum += (value ?? rate) * Double(step)
            return value == nil ? nil : sum.rounded()
        }
    }

    /// One of the words of a sine: a cosine by its parabola, close enough for a rhythm.
    private static func wave(_ turns: Double) -> Double {
        let place = turns - turns.rounded(.down)
        let half = place < 0.5 ? place : 1 - place
        return 1 - 16 * half * half * (1.5 - 2 * half)
    }

    /// Lines in passing, about `rate` a minute over the whole window.
    mutating func chatter(_ component: String, _ rate: Double, _ texts: [String]) {
        say(component, rate, texts, from: 0, to: end)
    }

    /// Lines about `rate` a minute between two moments, seconds after the origin; `#` becomes a number.
    mutating func say(_ component: String, _ rate: Double, _ texts: [String], from: Int, to: Int) {
        guard rate > 0, !texts.isEmpty else { return }
        var time = Double(from)
        while true {
            // The gaps of independent arrivals.
            time += -Math.log(max(1e-9, 1 - random.unit())) * 60 / rate
            guard time < Double(to) else { return }
            line(component, time, random.pick(texts))
        }
    }

    mutating func line(_ component: String, _ time: Double, _ text: String) {
        let message = filled(text)
        logs.append((time, logs.count, component, "\(component)-\(random.whole(0...2))", message))
    }

    /// An event, seconds after the origin.
    mutating func event(
        _ time: Int, _ component: String, _ reason: String, _ message: String, count: Int = 1, instance: String? = nil
    ) {
        events.append((time, component, instance ?? pod(component), reason, filled(message), count))
    }

    mutating func pod(_ component: String) -> String {
        let letters = Array("bcdfghjklmnpqrstvwxz2456789")
        let hash = String((0..<9).map { _ in random.pick(letters) })
        return "\(component)-\(hash)-" + String((0..<5).map { _ in random.pick(letters) })
    }

    private mutating func filled(_ text: String) -> String {
        text.split(separator: "#", omittingEmptySubsequences: false).enumerated().map { index, part in
            index == 0 ? String(part) : "\(random.whole(1...9_999))" + part
        }.joined()
    }

    mutating func change(_ time: Int, _ component: String, kind: String, from: String, to: String) {
        changes.append(
            """
            {"id":"c\(changes.count)","component":"\(component)","time":\(origin + time),"kind":"\(kind)",\
            "from":"\(from)","to":"\(to)"}
            """)
    }

    mutating func edge(_ caller: String, _ callee: String) { edges.append((caller, callee)) }

    /// All files, quoted as their readers want them.
    func files(id: String) -> CaseFiles {
        var files = CaseFiles()
        files.about = Array(
            #"{"id":"\#(id)","incident_time":\#(origin + min(onset + delay, end)),"window_end":\#(origin + end)}"#.utf8)
        if hasMetrics, !names.isEmpty {
            var text = "time," + names.joined(separator: ",") + "\n"
            for row in 0..<count {
                text += "\(origin + row * step)"
                for column in columns { text += "," + (column[row].map { "\($0)" } ?? "") }
                text += "\n"
            }
            files.metrics = Array(text.utf8)
        }
        if hasLogs, !logs.isEmpty {
            var text = "time,component,instance,trace_id,message\n"
            for line in logs.sorted(by: { ($0.time, $0.order) < ($1.time, $1.order) }) {
                text +=
                    "\(Double(origin) + line.time),\(line.component),\(line.instance),,\(Self.quoted(line.message))\n"
            }
            files.logs = Array(text.utf8)
        }
        if hasEvents, !events.isEmpty {
            var text = "time,component,instance,reason,message,count\n"
            for event in events.sorted(by: { ($0.time, $0.instance) < ($1.time, $1.instance) }) {
                text += "\(origin + event.time),\(event.component),\(event.instance),\(event.reason),"
                text += "\(Self.quoted(event.message)),\(event.count)\n"
            }
            files.events = Array(text.utf8)
        }
        if !changes.isEmpty { files.deployments = Array(("[" + changes.joined(separator: ",") + "]").utf8) }
        if !edges.isEmpty {
            let pairs = edges.map { #"["\#($0.0)","\#($0.1)"]"# }
            files.topology = Array((#"{"edges":["# + pairs.joined(separator: ",") + "]}").utf8)
        }
        return files
    }

    private static func quoted(_ text: String) -> String {
        let inner = text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        return "\"" + inner + "\""
    }
}
