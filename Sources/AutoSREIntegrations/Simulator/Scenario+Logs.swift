import AutoSRECore
import ServiceSimulation

extension Scenario {
    private static let logStream: UInt64 = 500

    /// The service's name as one part of a path, and as the beginning of a variable's name.
    private var path: String { service.replacing(" ", with: "-").replacing("/", with: "-") }
    private var variable: String {
        String(service.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    /// The lines within `since ..< until`, oldest first.
    func logs(since: Instant, until: Instant) -> [LogLine] {
        var lines = rollout()
        for (index, at) in ticks(every: 4, since: detected.advanced(bySeconds: -3600), until: detected) {
            var dice = Noise(stream: Self.logStream, index: index)
            lines.append(chatter(at: at.advanced(bySeconds: dice.unit() * 3), &dice))
            lines += trouble(index, at: at.advanced(bySeconds: 1 + dice.unit() * 2), &dice)
        }
        lines = lines.filter { since <= $0.at && $0.at < min(until, detected) }
        lines.sort { $0.at < $1.at }
        return lines
    }

    /// What the deployment itself wrote, where it belongs to the story.
    private func rollout() -> [LogLine] {
        guard releases.isRecent else { return [] }
        var lines: [LogLine] = []
        for number in 1...(type == .deploymentFailure ? 2 : Self.profile.replicas) {
            let at = releases.deployedAt.advanced(bySeconds: Double(number - 1) * 15)
            let text = "rolling out \(service) \(releases.version), replacing one instance"
            lines.append(LogLine(at: at, message: text, level: "INFO", instance: "operations"))
            let start = "starting \(service) \(releases.version)"
            lines.append(LogLine(at: at, message: start, level: "INFO", instance: instance(number)))
        }
        return lines
    }

    private func chatter(at: Instant, _ dice: inout Noise) -> LogLine {
        let writer = instance(dice.whole(1...Self.profile.replicas))
        let vitals = vitals(at: at)
        let user = dice.whole(10_000...99_999)
        if dice.unit() < vitals.errorRate {
            let text = "POST /\(path)/pay failed with 503 after \(Int(vitals.p99)) ms, user \(user)"
            return LogLine(at: at, message: text, level: "ERROR", instance: writer)
        }
        let time = Int(vitals.p50 * (0.5 + dice.unit()))
        let text =
            switch dice.whole(0...9) {
            case 0...4: "GET /\(path)/cart answered 200 in \(time) ms, user \(user)"
            case 5...7: "POST /\(path)/pay answered 200 in \(time) ms, user \(user)"
            case 8: "order \(dice.whole(8_000_000...8_999_999)) placed by user \(user): \(dice.whole(1...7)) items"
            default: "price cache refreshed: \(dice.whole(1180...1260)) entries in \(dice.whole(20...60)) ms"
            }
        return LogLine(at: at, message: text, level: "INFO", instance: writer)
    }

    private func trouble(_ index: Int, at: Instant, _ dice: inout Noise) -> [LogLine] {
        switch type {
        case .memoryLeak: collections(at: at, &dice)
        case .crashLoop: index.isMultiple(of: 3) ? crash(at: at, &dice) : outage(at: at, &dice)
        case .deploymentFailure: index.isMultiple(of: 2) ? probe(at: at, &dice) : []
        default: leak(at: at, &dice) + collections(at: at, &dice)
        }
    }

    private func leak(at: Instant, _ dice: inout Noise) -> [LogLine] {
        guard at >= releases.onset, dice.unit() < 0.25 else { return [] }
        let heap = Int(vitals(at: at).memoryMB)
        let sessions = heap * 271 + dice.whole(0...900)
        let text =
            "session cache of \(service) \(releases.version) holds \(sessions) entries (\(heap) MB), none expired"
        return [LogLine(at: at, message: text, level: "WARN", instance: instance(dice.whole(1...4)))]
    }

    private func collections(at: Instant, _ dice: inout Noise) -> [LogLine] {
        let vitals = vitals(at: at)
        guard dice.unit() < min(0.12 + vitals.gcPause / 500, 0.8) else { return [] }
        let writer = instance(dice.whole(1...Self.profile.replicas))
        let (used, limit) = (Int(vitals.memoryMB), Int(Self.profile.memoryLimitMB))
        let text = "garbage collection paused for \(Int(vitals.gcPause)) ms, heap \(used) of \(limit) MB"
        let level = vitals.gcPause > 120 ? "WARN" : "INFO"
        var lines = [LogLine(at: at, message: text, level: level, instance: writer)]
        let filled = vitals.memoryMB / Self.profile.memoryLimitMB
        if filled > 0.76, dice.unit() < 0.4 {
            let text = "heap is \(Int(filled * 100)) % full after a full collection"
            lines.append(LogLine(at: at, message: text, level: "WARN", instance: writer))
        }
        if filled > 0.9, dice.unit() < 0.3 {
            let text = "java.lang.OutOfMemoryError: Java heap space"
            lines.append(LogLine(at: at, message: text, level: "ERROR", instance: writer))
        }
        return lines
    }

    private func crash(at: Instant, _ dice: inout Noise) -> [LogLine] {
        guard at >= releases.onset else { return [] }
        let writer = instance(dice.whole(1...Self.profile.replicas))
        let (key, status) = ("\(variable)_FRAUD_API_URL", 78)
        let exit =
            "\(service) \(releases.version) cannot start: configuration is incomplete, exiting with status \(status)"
        let again = "instance exited with status \(status), starting it again in \(dice.whole(1...6) * 10) s"
        return [
            LogLine(at: at, message: "missing required configuration key \(key)", level: "ERROR", instance: writer),
            LogLine(at: at.advanced(bySeconds: 0.1), message: exit, level: "ERROR", instance: writer),
            LogLine(at: at.advanced(bySeconds: 0.6), message: again, level: "WARN", instance: writer),
        ]
    }

    private func outage(at: Instant, _ dice: inout Noise) -> [LogLine] {
        guard vitals(at: at).ready == 0 else { return [] }
        let text =
            "no ready instance of \(service) for request req-\(dice.whole(10_000_000...99_999_999)), answered 503"
        return [LogLine(at: at, message: text, level: "ERROR", instance: "gateway")]
    }

    private func probe(at: Instant, _ dice: inout Noise) -> [LogLine] {
        guard at >= releases.onset else { return [] }
        let writer = instance(dice.whole(1...2))
        let tries = Int(at.seconds(since: releases.onset) / 10) + 1
        let failed =
            "readiness probe failed on \(service) \(releases.version): GET /ready answered 503 after \(tries) tries"
        var lines = [LogLine(at: at, message: failed, level: "ERROR", instance: writer)]
        if dice.unit() < 0.35 {
            let why = "not ready: schema migration 42 is missing, database is at 41"
            lines.append(LogLine(at: at, message: why, level: "WARN", instance: writer))
        }
        return lines
    }
}
