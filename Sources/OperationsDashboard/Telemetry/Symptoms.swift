import AutoSRECore
import ServiceSimulation

/// The lines that trouble writes whatever its cause: they follow from what can be measured.
struct Symptoms {
    let service: Service
    let vitals: Vitals
    let fleet: Fleet
    let from: Instant

    /// Speaks where no instance can.
    static let gateway = "gateway"

    func lines(_ random: inout SeededRandom) -> [ShopLogLine] {
        var lines: [ShopLogLine] = []
        lines += collections(&random)
        lines += exhaustion(&random)
        lines += queues(&random)
        lines += pool(&random)
        lines += provider(&random)
        lines += outage(&random)
        return lines
    }

    private func line(_ level: ShopLogLine.Level, _ instance: String, _ text: String, _ random: inout SeededRandom)
        -> ShopLogLine
    {
        let at = from.advanced(bySeconds: random.unit() * LogBook.window)
        return ShopLogLine(timestamp: at, level: level, instance: instance, message: text)
    }

    /// An instance that serves; only asked where there is one.
    private func someone(_ random: inout SeededRandom) -> String {
        let serving = fleet.instances.filter { service.ailment.phase(of: $0, at: from).status == .running }
        return random.pick(serving.isEmpty ? fleet.instances : serving).id
    }

    /// The heap in use, 0 to 1.
    private func filled(_ instance: Instance) -> Double {
        service.ailment.heap(of: instance, in: fleet, at: from) / service.profile.memoryLimitMB
    }

    private func collections(_ random: inout SeededRandom) -> [ShopLogLine] {
        var lines: [ShopLogLine] = []
        for _ in 0..<random.times(min(0.15 + vitals.gcPause / 120, 3)) {
            let instance = random.pick(fleet.instances)
            guard service.ailment.phase(of: instance, at: from).status == .running else { continue }
            let filled = filled(instance)
            let pause = CollectionPause(heapFilled: filled).milliseconds * (1 + 0.2 * random.swing())
            let limit = service.profile.memoryLimitMB
            let (used, whole) = (Int(filled * limit), Int(limit))
            let text = "garbage collection paused for \(Int(pause)) ms, heap \(used) of \(whole) MB"
            lines.append(line(pause > 120 ? .warn : .info, instance.id, text, &random))
        }
        return lines
    }

    private func exhaustion(_ random: inout SeededRandom) -> [ShopLogLine] {
        let full = fleet.instances.map { ($0.id, filled($0)) }.filter { $0.1 > 0.72 }
        guard !full.isEmpty else { return [] }
        var lines: [ShopLogLine] = []
        for _ in 0..<random.times(0.4) {
            let (instance, share) = random.pick(full)
            let text = "heap is \(Int(share * 100)) % full after a full collection"
            lines.append(line(.warn, instance, text, &random))
        }
        let (instance, share) = random.pick(full)
        for _ in 0..<random.times(share > 0.9 ? 0.8 : 0) {
            let text = "java.lang.OutOfMemoryError: Java heap space (request req-\(random.hex(8)))"
            lines.append(line(.error, instance, text, &random))
        }
        return lines
    }

    private func queues(_ random: inout SeededRandom) -> [ShopLogLine] {
        guard vitals.demand > 0.95, vitals.ready > 0 else { return [] }
        var lines: [ShopLogLine] = []
        for _ in 0..<random.times(1.5) {
            let queued = Int(vitals.demand * 150) + random.whole(0...80)
            let wait = Int(vitals.p99 * (0.5 + random.unit() / 2))
            let text = "\(queued) requests are queued, the oldest has waited \(wait) ms, all workers are busy"
            lines.append(line(.warn, someone(&random), text, &random))
        }
        for _ in 0..<random.times(vitals.demand > 1 ? 1 : 0) {
            let text = "rejected request req-\(random.hex(8)) with 503: the request queue is full"
            lines.append(line(.error, someone(&random), text, &random))
        }
        return lines
    }

    private func pool(_ random: inout SeededRandom) -> [ShopLogLine] {
        guard vitals.poolWaiting > 1, vitals.ready > 0 else { return [] }
        var lines: [ShopLogLine] = []
        for _ in 0..<random.times(2.5) {
            let waiting = Int(vitals.poolWaiting) + random.whole(-2...4)
            let (used, size) = (Int(vitals.poolInUse), service.profile.poolSize)
            let text = "no database connection within 3000 ms: \(used) of \(size) in use, \(max(waiting, 1)) waiting"
            lines.append(line(.error, someone(&random), text, &random))
        }
        return lines
    }

    private func provider(_ random: inout SeededRandom) -> [ShopLogLine] {
        guard vitals.providerLatency > 1000, vitals.ready > 0 else { return [] }
        let name = service.profile.provider
        var lines: [ShopLogLine] = []
        for _ in 0..<random.times(2) {
            let order = random.whole(8_000_000...8_999_999)
            let text = "call to \(name) timed out after \(Int(ProviderDown.timeout)) ms (order \(order))"
            lines.append(line(.error, someone(&random), text, &random))
        }
        for _ in 0..<random.times(0.3) {
            lines.append(
                line(.warn, someone(&random), "circuit breaker for \(name) stays open: the probe failed", &random))
        }
        return lines
    }

    private func outage(_ random: inout SeededRandom) -> [ShopLogLine] {
        guard vitals.ready == 0 else { return [] }
        return (0..<random.times(3)).map { _ in
            let text = "no ready instance of \(service.profile.id) for request req-\(random.hex(8)), answered 503"
            return line(.error, Self.gateway, text, &random)
        }
    }
}
