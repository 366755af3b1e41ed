import AutoSRECore
import AutoSREPlatform

/// Answers of somebody else's, none of which says that anything is wrong.
enum Foreign {
    private static let login = ServerResponse.page("<h1>Sign in</h1><form method=post><input name=user></form>")

    /// One of several for each source.
    static func answer(_ source: Source, _ number: Int) -> ServerResponse {
        let forms =
            switch source {
            case .logs: logs
            case .metrics: metrics
            case .health: health
            case .state, .deployments: [login, .json(["items": [], "kind": "DeploymentList"])]
            }
        return forms[number % forms.count]
    }

    private static let health: [ServerResponse] = [
        .json(["status": "nominal"]), .json(["condition": "good weather"]), .json([:]), login,
        .json(.string("all systems go")), .json(.bool(true)), ServerResponse(status: 401),
        ServerResponse(status: 302, headers: [("Location", "/login")]),
        ServerResponse(headers: [("Content-Type", "application/json")], body: Array(#"{"status":"heal"#.utf8)),
    ]
    private static let logs: [ServerResponse] = [
        .json(["entries": [["ts": 1, "severity": "NOTICE", "text": "cart stored"]]]), login, .json([]),
        ServerResponse(headers: [("Content-Type", "text/plain")], body: Array("cart stored\ncart stored\n".utf8)),
    ]
    private static let metrics: [ServerResponse] = [
        ServerResponse(
            headers: [("Content-Type", "text/plain; version=0.0.4")],
            body: Array("# TYPE up gauge\nup{job=\"shop\"} 1\n".utf8)),
        .json(["status": "success", "data": ["resultType": "matrix", "result": []]]), login, .json(.null),
    ]

    /// What the members of a state are called elsewhere.
    static let ofState = ["version": "revision", "instances": "pods", "pool": "connections", "replicas": "scale"]
    /// What the deployments are called elsewhere.
    static let ofDeployments = ["deployments": "rollouts"]

    /// Gives members other names.
    static func rename(_ members: inout [String: JSONValue], _ names: [String: String]) {
        for (ours, theirs) in names {
            guard let value = members[ours] else { continue }
            members[ours] = nil
            members[theirs] = value
        }
    }
}
