import AutoSRECore
import AutoSREPlatform
import Synchronization

/// Slack as far as a post-mortem needs it: takes every message and remembers it.
final class FakeSlack: Sendable {
    private let server: HTTPServer
    private let box: Box

    private final class Box: Sendable {
        let texts = Mutex<[String]>([])
        let bodies = Mutex<[[UInt8]]>([])
    }

    init() throws {
        let box = Box()
        server = try HTTPServer(
            host: "127.0.0.1", port: 0,
            syncHandler: { request in
                box.bodies.withLock { $0.append(request.body) }
                let body = try? JSON.decode(JSONValue.self, from: request.body)
                box.texts.withLock { $0.append(body?["text"]?.string ?? "") }
                let answer = #"{"ok":true,"channel":"C1","ts":"1790000000.000100"}"#
                return ServerResponse(headers: [("Content-Type", "application/json")], body: Array(answer.utf8))
            })
        self.box = box
    }

    /// The messages' plain texts, in the order in which they came.
    var texts: [String] { box.texts.withLock { $0 } }

    /// The messages as they came.
    var bodies: [[UInt8]] { box.bodies.withLock { $0 } }
    /// Its host and port.
    var place: String { "127.0.0.1:\(server.port)" }

    /// What makes an agent post here.
    var settings: [String: String] {
        [
            "SLACK_API_URL": "http://127.0.0.1:\(server.port)/api/", "SLACK_BOT_TOKEN": "xoxb-end-to-end",
            "SLACK_CHANNEL_ID": "C1",
        ]
    }

    /// Stops it.
    func stop() { server.stop() }
}
