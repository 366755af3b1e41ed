import AutoSREPlatform
import Foundation

/// A chromedriver of the test's own, for agents that are told of one by AUTOSRE_WEBDRIVER_URL.
final class RemoteDriver: Sendable {
    let url: String
    private let group: GuardedGroup
    private let scratch: Scratch

    init() async throws {
        let scratch = try Scratch(shortNamed: true)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let group = try GuardedGroup(
            "/usr/bin/env", arguments: { _ in ["chromedriver", "--port=0"] },
            environment: { ["PATH": path, "HOME": $0, "TMPDIR": $0] }, under: scratch.path)
        url = try await awaiting("the driver's port") {
            let log = String(decoding: FileManager.default.contents(atPath: group.logPath) ?? Data(), as: UTF8.self)
            return log.firstMatch(of: /on port ([0-9]+)\./).map { "http://127.0.0.1:\($0.1)" }
        }
        (self.group, self.scratch) = (group, scratch)
    }

    /// Kills it with its browser.
    func stop() async { await group.end() }
}

extension RemoteDriver {
    /// A relay to it, of whose browser nothing is known but the standard.
    func standard() throws -> Between {
        try Between(
            url,
            after: { _, answer in
                ServerResponse(
                    status: answer.status, headers: answer.headers,
                    body: Array(answer.text.replacing("goog:chromeOptions", with: "x:other").utf8))
            })
    }

    /// Whether a request clicks an element whose name begins with `name`. How many clicks came before says nothing: a
    /// page that is drawn late may be clicked twice.
    func isClick(_ request: ServerRequest, on name: String) async -> Bool {
        let suffix = "/click"
        guard request.path.hasSuffix(suffix) else { return false }
        let element = request.path.dropLast(suffix.count)
        let question = HTTPRequest(url: "\(url)\(element)/computedlabel", timeoutSeconds: 5)
        guard let answer = try? await HTTPClient().send(question) else { return false }
        return String(decoding: answer.body, as: UTF8.self).contains("\"\(name)")
    }

    /// Crashes a session's browser, and waits until that has happened.
    func crash(session: String) async {
        var request = HTTPRequest(method: "POST", url: "\(url)/session/\(session)/goog/cdp/execute", timeoutSeconds: 5)
        request.body = Array(#"{"cmd":"Browser.crash","params":{}}"#.utf8)
        // The answer is a failure: whoever would give it has crashed.
        _ = try? await HTTPClient().send(request)
    }
}
