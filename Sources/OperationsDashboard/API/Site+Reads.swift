import AutoSRECore
import AutoSREPlatform

extension Site {
    func detail(_ id: String, _ reply: (ServiceDetail) -> ServerResponse) -> ServerResponse {
        guard let detail = withShop({ shop, now in shop.detail(of: id, at: now) }) else { return .unknownService }
        return reply(detail)
    }

    func operations() -> ServerResponse {
        let operations = withShop { shop, _ in shop.operations }
        return .json(OperationsBody(operations: operations.entries, total: operations.total))
    }

    func logs(_ id: String, _ request: ServerRequest) -> ServerResponse {
        do throws(RequestRefusal) {
            let since = try request.since()
            let limit = try request.limit(usual: 1000, most: Shop.logLimit)
            // The shop is a value: taken out, so that writing an hour of lines keeps nobody waiting.
            let (shop, now) = withShop { ($0, $1) }
            guard let lines = shop.logs(of: id, since: since, limit: limit, now: now) else { return .unknownService }
            return .json(bytes: JSONText.logs(lines, of: id))
        } catch {
            return .detail(error.detail, status: error.status)
        }
    }

    func metrics(_ id: String, _ request: ServerRequest) -> ServerResponse {
        do throws(RequestRefusal) {
            let since = try request.since()
            let (shop, now) = withShop { ($0, $1) }
            guard let table = shop.metrics(of: id, since: since, now: now) else { return .unknownService }
            return .json(bytes: JSONText.metrics(table))
        } catch {
            return .detail(error.detail, status: error.status)
        }
    }

    func traces(_ id: String, _ request: ServerRequest) -> ServerResponse {
        do throws(RequestRefusal) {
            let since = try request.since()
            let limit = try request.limit(usual: 100, most: Shop.traceLimit)
            let (shop, now) = withShop { ($0, $1) }
            guard let spans = shop.spans(of: id, since: since, limit: limit, now: now) else { return .unknownService }
            return .json(bytes: JSONText.spans(spans, of: id))
        } catch {
            return .detail(error.detail, status: error.status)
        }
    }

    func exposition() -> ServerResponse {
        let (shop, now) = withShop { ($0, $1) }
        return .exposition(shop.exposition(at: now))
    }
}

private struct OperationsBody: Encodable {
    let operations: [Operations.Entry]
    let total: Int
}

extension ServerRequest {
    /// The query's `since`: RFC 3339 in any offset. A plus sign that a client forgot to escape arrives as a space.
    fileprivate func since() throws(RequestRefusal) -> Instant? {
        guard let text = queryValue("since") else { return nil }
        let mended = String(text.enumerated().map { $0.offset > 18 && $0.element == " " ? "+" : $0.element })
        guard let instant = Instant(mended) else {
            throw RequestRefusal(status: 422, detail: "since: a time as in RFC 3339 is expected")
        }
        return instant
    }

    fileprivate func limit(usual: Int, most: Int) throws(RequestRefusal) -> Int {
        guard let text = queryValue("limit") else { return usual }
        guard let limit = Int(text), (1...most).contains(limit) else {
            throw RequestRefusal(status: 422, detail: "limit: a whole number from 1 to \(most) is expected")
        }
        return limit
    }
}
