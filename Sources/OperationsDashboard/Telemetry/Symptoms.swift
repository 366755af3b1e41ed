import AutoSRECore

/// The lines that trouble writes whatever its cause: they follow from what can be measured.
struct Symptoms {
    let service: Service
    let vitals: Vitals
    let fleet: Fleet
    let from: Instant

    /// Speaks where no instance can.
    static let gateway = "gateway"

    func lines(_ dice: inout Dice) -> [LogLine] {
        var lines: [LogLine] = []
        lines += collections(&dice)
        lines += exhaustion(&dice)
        lines += queues(&dice)
        lines += pool(&dice)
        lines += provider(&dice)
        lines += outage(&dice)
        return lines
    }

    private func line(_ level: LogLine.Level, _ instance: String, _ text: String, _ dice: inout Dice) -> LogLine {
        let at = from.advanced(bySeconds: dice.unit() * LogBook.window)
        return LogLine(timestamp: at, level: level, instance: instance, message: text)
    }

    /// An instance that serves; only asked where there is one.
    private func someone(_ dice: inout Dice) -> String {
        let serving = fleet.instances.filter { service.ailment.phase(of: $0, at: from).status == .running }
        return dice.pick(serving.isEmpty ? fleet.instances : serving).id
    }

    /// The heap in use, 0 to 1.
    private func filled(_ instance: Instance) -> Double {
        service.ailment.heap(of: instance, in: fleet, at: from) / service.profile.memoryLimitMB
    }

    private func collections(_ dice: inout Dice) -> [LogLine] {
        var lines: [LogLine] = []
        for _ in 0..<dice.times(min(0.15 + vitals.gcPause / 120, 3)) {
            let instance = dice.pick(fleet.instances)
            guard service.ailment.phase(of: instance, at: from).status == .running else { continue }
            let filled = filled(instance)
            let pause = Vitals.pause(filled: filled) * (1 + 0.2 * dice.swing())
            let limit = service.profile.memoryLimitMB
            let (used, whole) = (Int(filled * limit), Int(limit))
            let text = "garbage collection paused for \(Int(pause)) ms, heap \(used) of \(whole) MB"
            lines.append(line(pause > 120 ? .warn : .info, instance.id, text, &dice))
        }
        return lines
    }

    private func exhaustion(_ dice: inout Dice) -> [LogLine] {
        let full = fleet.instances.map { ($0.id, filled($0)) }.filter { $0.1 > 0.72 }
        guard !full.isEmpty else { return [] }
        var lines: [LogLine] = []
        for _ in 0..<dice.times(0.4) {
            let (instance, share) = dice.pick(full)
            let text = "heap is \(Int(share * 100)) % full after a full collection"
            lines.append(line(.warn, instance, text, &dice))
        }
        let (instance, share) = dice.pick(full)
        for _ in 0..<dice.times(share > 0.9 ? 0.8 : 0) {
            let text = "java.lang.OutOfMemoryError: Java heap space (request req-\(dice.hex(8)))"
            lines.append(line(.error, instance, text, &dice))
        }
        return lines
    }

    private func queues(_ dice: inout Dice) -> [LogLine] {
        guard vitals.demand > 0.95, vitals.ready > 0 else { return [] }
        var lines: [LogLine] = []
        for _ in 0..<dice.times(1.5) {
            let queued = Int(vitals.demand * 150) + dice.whole(0...80)
            let wait = Int(vitals.p99 * (0.5 + dice.unit() / 2))
            let text = "\(queued) requests are queued, the oldest has waited \(wait) ms, all workers are busy"
            lines.append(line(.warn, someone(&dice), text, &dice))
        }
        for _ in 0..<dice.times(vitals.demand > 1 ? 1 : 0) {
            let text = "rejected request req-\(dice.hex(8)) with 503: the request queue is full"
            lines.append(line(.error, someone(&dice), text, &dice))
        }
        return lines
    }

    private func pool(_ dice: inout Dice) -> [LogLine] {
        guard vitals.poolWaiting > 1, vitals.ready > 0 else { return [] }
        var lines: [LogLine] = []
        for _ in 0..<dice.times(2.5) {
            let waiting = Int(vitals.poolWaiting) + dice.whole(-2...4)
            let (used, size) = (Int(vitals.poolInUse), service.profile.poolSize)
            let text = "no database connection within 3000 ms: \(used) of \(size) in use, \(max(waiting, 1)) waiting"
            lines.append(line(.error, someone(&dice), text, &dice))
        }
        return lines
    }

    private func provider(_ dice: inout Dice) -> [LogLine] {
        guard vitals.providerLatency > 1000, vitals.ready > 0 else { return [] }
        let name = service.profile.provider
        var lines: [LogLine] = []
        for _ in 0..<dice.times(2) {
            let order = dice.whole(8_000_000...8_999_999)
            let text = "call to \(name) timed out after \(Int(ProviderDown.timeout)) ms (order \(order))"
            lines.append(line(.error, someone(&dice), text, &dice))
        }
        for _ in 0..<dice.times(0.3) {
            lines.append(line(.warn, someone(&dice), "circuit breaker for \(name) stays open: the probe failed", &dice))
        }
        return lines
    }

    private func outage(_ dice: inout Dice) -> [LogLine] {
        guard vitals.ready == 0 else { return [] }
        return (0..<dice.times(3)).map { _ in
            let text = "no ready instance of \(service.profile.id) for request req-\(dice.hex(8)), answered 503"
            return line(.error, Self.gateway, text, &dice)
        }
    }
}
