import AutoSRECore
@testable import RootCause

/// A made-up system of many processes that call each other, told by logs and call spans alone: some write a hundred
/// times as much as others, some report failures on any day, and from a moment on one of them fails.
struct LargeSystem {
    /// What the guilty process does.
    enum Fault: CaseIterable, Sendable {
        /// Reports each failure itself; who called it complains less.
        case loud
        /// Writes a handful of lines, while its callers complain at length.
        case quiet
        /// Says one thing and falls silent.
        case dead
        /// Fails some of its calls with a trace of the stack, and is slower.
        case slow
    }

    let files: CaseFiles
    let guilty: String
    /// The process with the most failing lines beyond those before: what a person counts first.
    let loudest: String

    private static let seconds = 1_200
    private static let onset = 800
    private static let stems = [
        "api", "scheduler", "conductor", "volume", "image", "network", "agent", "compute", "proxy", "queue",
    ]

    init(seed: UInt64, fault: Fault, processes: Int = 60, lines: Int = 12_000, hasSpans: Bool = true) {
        var random = SplitMix64(state: seed &* 7_919 &+ UInt64(processes))
        let names = (0..<processes).map { "\(Self.stems[$0 % Self.stems.count])-\($0 / Self.stems.count)" }
        // Each process but the first is called by one or two before it.
        let callers = (0..<processes).map { process -> [Int] in
            process == 0 ? [] : (0..<random.whole(1...2)).map { _ in random.whole(0...min(process - 1, 12)) }
        }
        let bad = random.whole(1...(processes - 1))
        let origin = 1_700_000_000
        var rows: [(time: Double, process: Int, text: String)] = []
        func add(_ time: Double, _ process: Int, _ text: String) { rows.append((time, process, text)) }
        let weights = (0..<processes).map { _ in 1 / (0.02 + random.unit()) }
        let sum = weights.reduce(0, +)
        for process in 0..<processes {
            let failing = random.unit() < 0.25 ? random.unit() * 0.02 : 0
            for _ in 0..<Int(Double(lines) * weights[process] / sum) {
                let time = random.unit() * Double(Self.seconds)
                let isFailure = random.unit() < failing
                add(
                    time, process,
                    isFailure
                        ? "ERROR periodic task update_\(process % 7) failed: retry in 10 s" : Self.chatter(&random))
            }
            // Something rare and new is written on any day.
            if random.unit() < 0.2 {
                add(
                    random.unit() * Double(Self.seconds), process,
                    "ERROR stale lock of node \(random.whole(1...99)) removed: owner \(Self.stems[process % 7]) failed")
            }
        }
        let own = [Fault.loud: 40, .quiet: 7, .dead: 2, .slow: 12][fault] ?? 0
        for _ in 0..<own {
            let time = Double(Self.onset) + random.unit() * (fault == .dead ? 10 : 400)
            add(
                time, bad,
                "ERROR exception during message handling: \(["KeyError: 'host'", "RuntimeError: invalid state", "OSError: I/O error"][Int(seed) % 3])"
            )
            if fault == .slow { add(time, bad, "ERROR Traceback (most recent call last): in dispatch") }
        }
        if fault == .dead { rows.removeAll { $0.process == bad && $0.time > Double(Self.onset) + 10 } }
        let complaints = [Fault.loud: 12, .quiet: 15, .dead: 25, .slow: 6][fault] ?? 0
        for caller in Set(callers[bad]).sorted() {
            for _ in 0..<complaints {
                add(
                    Double(Self.onset) + 5 + random.unit() * 395, caller,
                    "ERROR MessagingTimeout: timed out waiting for a reply from \(names[bad])")
            }
        }
        loudest = Self.loudest(rows.map { ($0.time, $0.process, $0.text) }, names)
        guilty = names[bad]
        var made = CaseFiles()
        made.about = Array(
            #"{"id":"large\#(seed)","incident_time":\#(origin + Self.onset + 60),"window_end":\#(origin + Self.seconds)}"#
                .utf8)
        var text = "time,component,instance,trace_id,message\n"
        for row in rows.sorted(by: { ($0.time, $0.process) < ($1.time, $1.process) }) {
            text += "\(Double(origin) + row.time),\(names[row.process]),\(names[row.process]),,\(row.text)\n"
        }
        made.logs = Array(text.utf8)
        if hasSpans { made.traces = Array(Self.spans(names, callers, bad, fault, origin, &random).utf8) }
        files = made
    }

    private static func chatter(_ random: inout SplitMix64) -> String {
        random.pick([
            "INFO GET /v2/servers/\(random.whole(1...9_999)) status: 200 len: \(random.whole(100...9_000))",
            "DEBUG acquired lock resource_tracker waited 0.\(random.whole(1...9)) s",
            "INFO reported state, next in 10 s",
            "DEBUG received message \(random.whole(1...99_999)) reply queue reply_\(random.whole(1...9))",
            "WARNING slow request took \(random.whole(1...9)) s, timeout=30",
            "INFO task \(random.whole(1...9_999)) done",
        ])
    }

    private static func loudest(_ rows: [(Double, Int, String)], _ names: [String]) -> String {
        var extra = [Double](repeating: 0, count: names.count)
        for (time, process, text) in rows where text.hasPrefix("ERROR") {
            extra[process] += time < Double(onset) ? -Double(seconds - onset) / Double(onset) : 1
        }
        return names[extra.indices.max { extra[$0] < extra[$1] } ?? 0]
    }

    private static func spans(
        _ names: [String], _ callers: [[Int]], _ bad: Int, _ fault: Fault, _ origin: Int, _ random: inout SplitMix64
    ) -> String {
        var text = "trace_id,span_id,parent_id,component,operation,start_us,duration_us\n"
        for trace in 0..<900 {
            let second = random.whole(0...(seconds - 1))
            // A way from some process up to the first.
            var way = [random.whole(1...(names.count - 1))]
            while let last = way.last, let caller = callers[last].first, last != 0 { way.append(caller) }
            way.reverse()
            let isHit = way.contains(bad) && second >= onset
            if isHit, fault == .dead, let place = way.firstIndex(of: bad) { way = Array(way[..<place]) }
            var start = (origin + second) * 1_000_000
            var duration = 60_000 + random.whole(0...40_000) + (isHit && fault == .slow ? 900_000 : 0)
            if isHit, fault == .dead { duration += 30_000_000 }
            for (depth, process) in way.enumerated() {
                text +=
                    "t\(trace),s\(depth),\(depth == 0 ? "" : "s\(depth - 1)"),\(names[process]),call_\(process % 5),\(start),\(duration)\n"
                start += 1_000
                duration = max(1_000, duration - 4_000 - random.whole(0...3_000))
                if isHit, process == bad, fault == .slow { duration = max(1_000, duration - 900_000) }
            }
        }
        return text
    }
}
