import AutoSRECore
import AutoSREPlatform

/// A real dashboard process on a free port, and its API.
final class ShopProcess: Sendable {
    let url: String
    /// The process.
    let child: Child
    private static let client = HTTPClient()

    /// Starts it and waits until it says where it is.
    init(fault: String = "leaky-release", seed: Int = 1) async throws {
        let scratch = try Scratch()
        let child = try Child(
            Binary.path, ["dashboard", "--port", "0", "--fault", fault, "--seed", "\(seed)"],
            environment: Agent.environment(home: scratch.path), in: scratch)
        url = try await awaiting("the dashboard's address") {
            if let ending = child.ending { throw Unexpected("the dashboard ended: \(ending) \(child.errors)") }
            guard let match = child.output.firstMatch(of: /http:\/\/[0-9.]+:[0-9]+/) else { return nil }
            return String(match.0)
        }
        self.child = child
    }

    /// Ends it.
    func stop() async throws { try await child.stop() }

    /// Makes it a shop with another fault, as at its start.
    func reset(_ fault: String, seed: Int) async throws {
        let answer = try await post("/api/faults", ["fault": .string(fault), "seed": .integer(Int64(seed))])
        guard answer.status == 200 else { throw Unexpected("POST /api/faults answered \(answer.status)") }
    }

    /// `healthy` or `degraded`.
    func health() async throws -> String { try await get("/api/health")["status"]?.string ?? "" }

    /// Every change, as `rollback checkout v1.4.1`, as often as it was made.
    func operations() async throws -> [String] {
        var found: [String] = []
        for entry in try await get("/api/operations")["operations"]?.array ?? [] {
            let words = ["kind", "service", "to"].compactMap { entry[$0]?.string }.joined(separator: " ")
            found += Array(repeating: words, count: Int(entry["count"]?.integer ?? 0))
        }
        return found
    }

    func get(_ path: String) async throws -> JSONValue {
        let response = try await Self.client.send(HTTPRequest(url: url + path, maximumBodyBytes: 16 << 20))
        return try JSON.decode(JSONValue.self, from: response.body)
    }

    @discardableResult
    func post(_ path: String, _ body: JSONValue) async throws -> (status: Int, body: JSONValue) {
        let request = HTTPRequest(
            method: "POST", url: url + path, headers: [("Content-Type", "application/json")],
            body: try JSON.encode(body))
        let response = try await Self.client.send(request)
        return (response.status, try JSON.decode(JSONValue.self, from: response.body))
    }
}

/// Something that the test's own world should not do.
struct Unexpected: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
