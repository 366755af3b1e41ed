import AutoSRECore
import AutoSREPlatform

/// Why a request is refused before anything is done.
struct RequestRefusal: Error {
    let status: Int
    let detail: String
}

extension ShopChangeKind {
    /// The change that a JSON body asks for.
    func change(from request: ServerRequest) throws(RequestRefusal) -> ShopChange {
        switch self {
        case .rollback: .rollback(to: try request.json(RollbackBody.self, "to_version: text is required").version)
        case .scale:
            .scale(replicas: try request.json(ScaleBody.self, "replicas: a whole number is required").replicas)
        case .restart, .restartPool:
            try self.plain(request)
        }
    }

    private func plain(_ request: ServerRequest) throws(RequestRefusal) -> ShopChange {
        if !request.body.isEmpty { _ = try request.json(EmptyBody.self, "an empty JSON object is expected") }
        return self == .restart ? .restart : .restartPool
    }

    /// The change that a page's form asks for.
    func change(from form: FormFields) throws(RequestRefusal) -> ShopChange {
        switch self {
        case .rollback: return .rollback(to: form["to_version"] ?? "")
        case .restart: return .restart
        case .restartPool: return .restartPool
        case .scale:
            guard let replicas = Int(form["replicas"] ?? "") else {
                throw RequestRefusal(status: 422, detail: "Replicas must be a whole number.")
            }
            return .scale(replicas: replicas)
        }
    }
}

private struct RollbackBody: Decodable {
    let version: String

    enum CodingKeys: String, CodingKey { case version = "to_version" }
}

private struct ScaleBody: Decodable {
    let replicas: Int
}

private struct EmptyBody: Decodable {
    enum CodingKeys: CodingKey {}

    init(from decoder: any Decoder) throws { _ = try decoder.container(keyedBy: CodingKeys.self) }
}

/// What `POST /api/faults` takes.
struct FaultBody: Decodable {
    let fault: Fault
    let seed: UInt64?
}

extension ServerRequest {
    /// Reads a JSON body; `expectation` says in words what it should have been.
    func json<Body: Decodable>(_ type: Body.Type, _ expectation: String) throws(RequestRefusal) -> Body {
        guard body.isEmpty || hasType("application/json") else {
            throw RequestRefusal(status: 415, detail: "Content-Type must be application/json")
        }
        do {
            return try JSON.decode(type, from: body)
        } catch {
            throw RequestRefusal(status: 422, detail: expectation)
        }
    }

    /// Whether the body is announced as `type`, whatever its parameters.
    func hasType(_ type: String) -> Bool {
        let announced = (header("Content-Type") ?? "").cut(at: ";").0
        return announced.filter { $0 != " " && $0 != "\t" }.lowercased() == type
    }
}

extension ChangeRefusal {
    /// As a client hears it; `id` is the service's.
    func refusal(of id: String) -> RequestRefusal {
        switch self {
        case .unknownService: RequestRefusal(status: 404, detail: "Service not found")
        case .unknownVersion(let version):
            RequestRefusal(status: 422, detail: "\(id) has no version \"\(version.prefix(64))\"")
        case .alreadyRunning(let version): RequestRefusal(status: 409, detail: "\(id) runs \(version) already")
        case .differentVersion(let running, let seen):
            RequestRefusal(
                status: 409,
                detail: "\(id) runs \(running) now, not \(seen.prefix(64)). Look again before you change it.")
        case .replicasOutOfRange(let maximum):
            RequestRefusal(status: 422, detail: "replicas must be from 1 to \(maximum)")
        }
    }
}
