import AutoSRECore
import AutoSREPlatform

extension Site {
    /// `POST /api/services/{id}/…`
    func apply(_ kind: ShopChangeKind, to id: String, _ request: ServerRequest) -> ServerResponse {
        do throws(RequestRefusal) {
            guard withShop({ shop, _ in shop.service(id) != nil }) else { return .unknownService }
            let change = try kind.change(from: request)
            let at = try make(change, on: id)
            return .json(ChangeAnswer(change, service: id, at: at))
        } catch {
            return .detail(error.detail, status: error.status)
        }
    }

    /// `POST /services/{id}/…`, from our own pages.
    func applyForm(_ kind: ShopChangeKind, to id: String, _ request: ServerRequest) -> ServerResponse {
        do throws(RequestRefusal) {
            guard request.hasType("application/x-www-form-urlencoded") else {
                throw RequestRefusal(status: 415, detail: "A form is expected.")
            }
            let form = FormFields(request.body)
            guard Crypto.areEqual(Array((form["token"] ?? "").utf8), Array(token.utf8)) else {
                throw RequestRefusal(status: 403, detail: "The form is out of date. Load the page again and repeat.")
            }
            _ = try make(try kind.change(from: form), on: id, seen: form["running_version"])
            return .seeOther("/services/\(id)?done=\(kind.noticeName)")
        } catch {
            return refusalPage(error, of: id)
        }
    }

    /// `POST /api/faults`: the shop as at start, with another fault.
    func setFault(_ request: ServerRequest) -> ServerResponse {
        do throws(RequestRefusal) {
            let names = Fault.allCases.map(\.rawValue).joined(separator: ", ")
            let expectation = "fault: one of \(names) is expected; seed: a whole number from 0"
            let body = try request.json(FaultBody.self, expectation)
            return changeShop { shop, now in
                shop = Shop(fault: body.fault, seed: body.seed ?? shop.seed, start: now)
                return .json(FaultAnswer(ok: true, fault: body.fault, seed: shop.seed))
            }
        } catch {
            return .detail(error.detail, status: error.status)
        }
    }

    /// Makes a change; `seen` is the version that a person was shown as running when they decided.
    private func make(_ change: ShopChange, on id: String, seen: String? = nil) throws(RequestRefusal) -> Instant {
        let result = changeShop { shop, now -> Result<Instant, ChangeRefusal> in
            do throws(ChangeRefusal) {
                if let seen, let running = shop.service(id)?.current.version, running != seen {
                    throw .differentVersion(running: running, seen: seen)
                }
                try shop.apply(change, to: id, at: now)
                return .success(now)
            } catch {
                return .failure(error)
            }
        }
        switch result {
        case .success(let at): return at
        case .failure(let refusal): throw refusal.refusal(of: id)
        }
    }
}

private struct FaultAnswer: Encodable {
    let ok: Bool
    let fault: Fault
    let seed: UInt64
}

/// What was done; only the member of the change's kind is there.
private struct ChangeAnswer: Encodable {
    let ok = true
    let service: String
    let at: Instant
    var rolledBackTo: String?
    var replicas: Int?

    init(_ change: ShopChange, service: String, at: Instant) {
        self.service = service
        self.at = at
        switch change {
        case .rollback(let version): rolledBackTo = version
        case .scale(let count): replicas = count
        case .restart, .restartPool: break
        }
    }

    enum CodingKeys: String, CodingKey {
        case ok, service, at, replicas
        case rolledBackTo = "rolled_back_to"
    }
}
