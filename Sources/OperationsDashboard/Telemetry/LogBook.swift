public import AutoSRECore
import ServiceSimulation

extension Shop {
    /// The most lines that one question gets.
    public static let logLimit = 20_000

    /// The newest `limit` lines of service `id` from `since` to `now`, oldest first; `nil` for an unknown service.
    public func logs(of id: String, since: Instant? = nil, limit: Int = 1000, now: Instant) -> [ShopLogLine]? {
        guard let service = service(id) else { return nil }
        let origin = start.advanced(bySeconds: -Service.memory)
        let oldest = max(since ?? origin, now.advanced(bySeconds: -Service.memory), origin)
        guard oldest <= now, limit > 0 else { return [] }
        let book = LogBook(service: service, origin: origin)
        let first = Int((oldest.seconds(since: origin) / LogBook.window).rounded(.down))
        let last = Int((now.seconds(since: origin) / LogBook.window).rounded(.down))
        var pages: [[ShopLogLine]] = []
        var count = 0
        for index in (first...last).reversed() where count < limit {
            let page = book.page(index).filter { oldest <= $0.timestamp && $0.timestamp <= now }
            count += page.count
            pages.append(page)
        }
        var lines: [ShopLogLine] = []
        lines.reserveCapacity(count)
        for page in pages.reversed() { lines += page }
        return Array(lines.suffix(limit))
    }
}

/// Writes the log of a service, five seconds at a time and each page on its own, so that nothing is kept.
struct LogBook {
    let service: Service
    let origin: Instant
    static let window = 5.0

    /// The lines of window `index` after `origin`, oldest first.
    func page(_ index: Int) -> [ShopLogLine] {
        let from = origin.advanced(bySeconds: Double(index) * Self.window)
        let until = from.advanced(bySeconds: Self.window)
        var random = SeededRandom(seed: service.seed, stream: service.profile.stream + 500, index: Int64(index))
        let fleet = service.fleet(at: from)
        var lines = chatter(from, &random)
        lines += Symptoms(service: service, vitals: service.shown(at: from), fleet: fleet, from: from).lines(&random)
        lines += service.ailment.lines(from: from, until: until, fleet: fleet, random: &random)
        lines = lines.filter { isAlive($0.instance, at: $0.timestamp) }
        lines += chronicle(from, until)
        lines.sort { $0.timestamp < $1.timestamp }
        return lines
    }

    private func chatter(_ from: Instant, _ random: inout SeededRandom) -> [ShopLogLine] {
        let mean = 3.5 * min(max(service.shown(at: from).requestRate / service.profile.load, 0.3), 2.5)
        var lines: [ShopLogLine] = []
        for _ in 0..<random.times(mean) {
            let at = from.advanced(bySeconds: random.unit() * Self.window)
            let fleet = service.fleet(at: at)
            let ready = fleet.instances.filter { service.ailment.phase(of: $0, at: at).status == .running }
            guard !ready.isEmpty else { continue }
            let instance = random.pick(ready)
            let chatter = BackgroundLogs(profile: service.profile, vitals: service.shown(at: at))
            let (level, text) = chatter.sentence(&random)
            lines.append(ShopLogLine(timestamp: at, level: level, instance: instance.id, message: text))
        }
        return lines
    }

    /// Whether a line's writer exists at that time: a change within the window takes instances away.
    private func isAlive(_ id: String, at now: Instant) -> Bool {
        id == Symptoms.gateway || service.fleet(at: now).instances.contains { $0.id == id }
    }

    /// What the changes within the window wrote.
    private func chronicle(_ from: Instant, _ until: Instant) -> [ShopLogLine] {
        var lines: [ShopLogLine] = []
        for fleet in service.fleets where from <= fleet.since && fleet.since < until {
            lines += ChangeLog(fleet: fleet, service: service).lines()
        }
        return lines.filter { $0.timestamp < until }
    }
}
