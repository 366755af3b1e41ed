import AutoSRECore
package import RootCause

/// A made-up system in which several components are rolled out at the same time, pod by pod, and one of the new
/// versions may be bad: its own instances get slower, fail or burn more processor, and everything that calls it
/// suffers.
package struct RolloutScenario {
    /// The case.
    package let files: CaseFiles
    /// The guilty component; nil when no roll-out is.
    package let guilty: String?
    /// The component of the roll-out that began last.
    package let newest: String

    private struct Pod {
        let name: String
        let from: Int
        var to: Int
        let isNew: Bool
    }

    private static let names = ["edge", "basket", "offers", "payment", "stock", "people", "search", "mail"]
    /// Caller and callee, by place in `names`: a tree with a diamond.
    private static let calls = [(0, 1), (0, 2), (0, 6), (1, 3), (1, 4), (2, 4), (2, 5), (3, 7)]
    private static let minutes = 90

    /// The same case for the same seed.
    package init(seed: UInt64, hasGuilty: Bool = true) {
        var random = SplitMix64(state: seed)
        let origin = 1_700_000_000
        var pods: [[Pod]] = Self.names.indices.map { service in
            (0..<3).map {
                Pod(name: "\(Self.names[service])-v1-abc\($0)-p\($0)", from: 0, to: Self.minutes, isNew: false)
            }
        }
        // Guilty is one whose callers, some of them rolled out as well, suffer more than it does.
        var rolled: [Int] = []
        var candidates: [Int] = []
        while candidates.isEmpty {
            rolled = Array(Self.names.indices.shuffled(using: &random).prefix(4))
            candidates = rolled.filter { callee in Self.calls.contains { $0.1 == callee && rolled.contains($0.0) } }
        }
        var steps: [(service: Int, minute: Int, started: String, stopped: String)] = []
        var begins: [Int: Int] = [:]
        for service in rolled {
            let begin = Int.random(in: 40...62, using: &random)
            begins[service] = begin
            for step in 0..<3 {
                let minute = begin + step * Int.random(in: 4...7, using: &random)
                guard minute < 76 else { continue }
                let name = "\(Self.names[service])-v2-def\(step)-q\(step)"
                pods[service][step].to = minute + 1
                pods[service].append(Pod(name: name, from: minute, to: Self.minutes, isNew: true))
                steps.append((service, minute, name, pods[service][step].name))
            }
        }
        let bad = candidates[Int.random(in: 0..<candidates.count, using: &random)]
        let busy = rolled.filter { $0 != bad }.randomElement(using: &random) ?? 0
        guilty = hasGuilty ? Self.names[bad] : nil
        newest = begins.max { ($0.value, $0.key) < ($1.value, $1.key) }.map { Self.names[$0.key] } ?? ""
        let fault = Int.random(in: 0..<3, using: &random)
        let strength = Double.random(in: 1.5...2.5, using: &random)
        let end = 80
        var made = CaseFiles()
        made.about = Array(
            #"{"id":"r\#(seed)","incident_time":\#(origin + (end - 2) * 60),"window_end":\#(origin + end * 60)}"#.utf8)
        made.deployments = Array(Self.changes(steps, origin).utf8)
        let table = Table(
            pods: pods, bad: hasGuilty ? bad : -1, fault: fault, strength: strength, busy: busy,
            busyFrom: begins[busy] ?? 0, noise: Self.names.map { _ in Double.random(in: 0.02...0.2, using: &random) })
        made.metrics = Array(table.text(until: end, origin: origin, &random).utf8)
        files = made
    }

    private static func changes(
        _ steps: [(service: Int, minute: Int, started: String, stopped: String)], _ origin: Int
    ) -> String {
        let entries = steps.sorted { $0.minute < $1.minute }.enumerated().map { index, step in
            """
            {"id":"d\(index)","component":"\(names[step.service])","time":\(origin + step.minute * 60),\
            "kind":"rollout",\
            "from":"v1","to":"v2","instances":["\(step.started)"],"removed":["\(step.stopped)"]}
            """
        }
        return "[" + entries.joined(separator: ",") + "]"
    }

    private struct Table {
        let pods: [[Pod]]
        let bad: Int
        let fault: Int
        let strength: Double
        /// An innocent service that more is asked of from a minute on.
        let busy: Int
        let busyFrom: Int
        /// Of each service, how much its figures vary: a quiet one moves by many of its sigmas.
        let noise: [Double]

        /// Own milliseconds of a pod.
        private func work(_ service: Int, _ pod: Pod) -> Double {
            let usual = 8.0 + Double(service) * 3
            return pod.isNew && service == bad && fault == 0 ? usual * strength : usual
        }

        /// Share of a service's pods that run at a minute and are bad.
        private func badShare(_ service: Int, _ minute: Int) -> Double {
            guard service == bad else { return 0 }
            let live = pods[service].filter { $0.from <= minute && minute < $0.to }
            return Double(live.count { $0.isNew }) / Double(max(1, live.count))
        }

        /// What a service takes on average, callees included.
        private func latency(_ service: Int, _ minute: Int) -> Double {
            let usual = 8.0 + Double(service) * 3
            let own = usual * (1 + (fault == 0 ? (strength - 1) * badShare(service, minute) : 0))
            return calls.filter { $0.0 == service }.reduce(own) { $0 + 3 * latency($1.1, minute) }
        }

        private func failures(_ service: Int, _ minute: Int) -> Double {
            let own = 0.002 + (fault == 1 ? 0.08 * strength * badShare(service, minute) : 0)
            return calls.filter { $0.0 == service }.reduce(own) { $0 + 1.5 * failures($1.1, minute) }
        }

        private var calls: [(Int, Int)] { RolloutScenario.calls }

        func text(until end: Int, origin: Int, _ random: inout SplitMix64) -> String {
            var columns: [(name: String, value: (Int, inout SplitMix64) -> Double?)] = []
            for service in pods.indices {
                for pod in pods[service] {
                    columns.append(
                        (
                            pod.name + "|cpu",
                            { minute, random in
                                guard pod.from <= minute, minute < pod.to else { return nil }
                                let isBad = pod.isNew && service == bad && fault == 2
                                // A pod that starts works more at first.
                                let start = minute - pod.from < 3 && pod.from > 0 ? 1.6 : 1
                                let load = service == busy && minute >= busyFrom ? 1.8 : 1
                                return 0.2 * (isBad ? strength : 1) * start * load
                                    * max(0.1, 1 + noise[service] * random.normal())
                            }
                        ))
                    let callers =
                        service == 0 ? ["user"] : calls.filter { $0.1 == service }.map { RolloutScenario.names[$0.0] }
                    for caller in callers {
                        let edge = "in_\(caller)>\(RolloutScenario.names[service])"
                        columns.append(
                            (
                                pod.name + "|\(edge)_latency",
                                { minute, random in
                                    guard pod.from <= minute, minute < pod.to else { return nil }
                                    let below = calls.filter { $0.0 == service }.reduce(0) {
                                        $0 + latency($1.1, minute)
                                    }
                                    // Caches are cold in a pod's first minutes.
                                    let start = pod.from > 0 && minute - pod.from < 5 ? 1.25 : 1
                                    let wobble = max(0.1, 1 + noise[service] * random.normal())
                                    return (work(service, pod) + below) * start * wobble
                                }
                            ))
                        columns.append(
                            (
                                pod.name + "|\(edge)_success",
                                { minute, random in
                                    guard pod.from <= minute, minute < pod.to else { return nil }
                                    let below = calls.filter { $0.0 == service }.reduce(0) {
                                        $0 + failures($1.1, minute)
                                    }
                                    let own = pod.isNew && service == bad && fault == 1 ? 0.08 * strength : 0.002
                                    return max(0, 1 - own - below - abs(0.002 * random.normal()))
                                }
                            ))
                    }
                }
            }
            var text = "time," + columns.map(\.name).joined(separator: ",") + "\n"
            for minute in 0..<end {
                text += "\(origin + minute * 60)"
                for column in columns { text += "," + (column.value(minute, &random).map { "\($0)" } ?? "") }
                text += "\n"
            }
            return text
        }
    }
}
