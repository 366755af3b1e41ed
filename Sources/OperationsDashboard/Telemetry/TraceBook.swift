import AutoSRECore
import ServiceSimulation

extension Shop {
    /// The most requests that one question gets.
    static let traceLimit = 1000

    /// The steps of the newest `limit` sampled requests of service `id` from `since` to `now`, oldest request first;
    /// `nil` for an unknown service.
    func spans(of id: String, since: Instant? = nil, limit: Int = 100, now: Instant) -> [ShopSpan]? {
        guard let service = service(id) else { return nil }
        let origin = start.advanced(bySeconds: -Service.memory)
        let oldest = max(since ?? origin, now.advanced(bySeconds: -Service.memory), origin)
        guard oldest <= now, limit > 0 else { return [] }
        let book = TraceBook(service: service, origin: origin)
        let first = Int((oldest.seconds(since: origin) / TraceBook.window).rounded(.down))
        let last = Int((now.seconds(since: origin) / TraceBook.window).rounded(.down))
        var requests: [[ShopSpan]] = []
        for index in (first...last).reversed() where requests.count < limit {
            let page = book.requests(index).filter { oldest <= $0[0].start && TraceBook.end(of: $0) <= now }
            requests += page.reversed()
        }
        return requests.prefix(limit).reversed().flatMap { $0 }
    }
}

/// Samples some of a service's requests, five seconds at a time and each page on its own, as `LogBook` writes lines.
struct TraceBook {
    let service: Service
    let origin: Instant
    static let window = 5.0
    private static let sampled = 3.0

    /// The requests that began in window `index` after `origin`, oldest first, each with its root first.
    func requests(_ index: Int) -> [[ShopSpan]] {
        let from = origin.advanced(bySeconds: Double(index) * Self.window)
        var random = SeededRandom(seed: service.seed, stream: service.profile.stream + 600, index: Int64(index))
        var starts: [Double] = []
        for _ in 0..<random.times(Self.sampled) { starts.append(random.unit() * Self.window) }
        return starts.sorted().map { after in
            let at = from.advanced(bySeconds: after)
            let tracer = Tracer(service: service, vitals: service.shown(at: at), fleet: service.fleet(at: at), at: at)
            return tracer.request(&random)
        }
    }

    /// When the whole request was answered: only then its trace is known.
    static func end(of request: [ShopSpan]) -> Instant {
        request[0].start.advanced(bySeconds: request[0].duration / 1000)
    }
}
