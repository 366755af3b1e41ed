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
        do throws(Refusal) {
            let since = try request.since()
            let limit = try request.limit()
            // The shop is a value: taken out, so that writing an hour of lines keeps nobody waiting.
            let (shop, now) = withShop { ($0, $1) }
            guard let lines = shop.logs(of: id, since: since, limit: limit, now: now) else { return .unknownService }
            return .json(bytes: JSONText.logs(lines, of: id))
        } catch {
            return .detail(error.detail, status: error.status)
        }
    }

    func metrics(_ id: String, _ request: ServerRequest) -> ServerResponse {
        do throws(Refusal) {
            let since = try request.since()
            let (shop, now) = withShop { ($0, $1) }
            guard let table = shop.metrics(of: id, since: since, now: now) else { return .unknownService }
            return .json(bytes: JSONText.metrics(table))
        } catch {
            return .detail(error.detail, status: error.status)
        }
    }

    func servicesPage() -> ServerResponse {
        let (shop, now) = withShop { ($0, $1) }
        return .page(ServicesPage.html(shop.services.map { $0.detail(at: now) }))
    }

    func servicePage(_ id: String) -> ServerResponse {
        guard let detail = withShop({ shop, now in shop.detail(of: id, at: now) }) else {
            return .page(ErrorPage.html(title: "Service not found", text: "There is no such service."), status: 404)
        }
        return .page(ServicePage(service: detail, token: token).html)
    }
}

private struct OperationsBody: Encodable {
    let operations: [Operations.Entry]
    let total: Int
}

extension ServerRequest {
    /// The query's `since`: RFC 3339 in any offset. A plus sign that a client forgot to escape arrives as a space.
    fileprivate func since() throws(Refusal) -> Instant? {
        guard let text = queryValue("since") else { return nil }
        let mended = String(text.enumerated().map { $0.offset > 18 && $0.element == " " ? "+" : $0.element })
        guard let instant = Instant(mended) else {
            throw Refusal(status: 422, detail: "since: a time as in RFC 3339 is expected")
        }
        return instant
    }

    fileprivate func limit() throws(Refusal) -> Int {
        guard let text = queryValue("limit") else { return 1000 }
        guard let limit = Int(text), (1...Shop.logLimit).contains(limit) else {
            throw Refusal(status: 422, detail: "limit: a whole number from 1 to \(Shop.logLimit) is expected")
        }
        return limit
    }
}
