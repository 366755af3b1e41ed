import AutoSRECore
import AutoSREPlatform

/// Speaks W3C WebDriver (https://www.w3.org/TR/webdriver2/) to a driver or a grid: the commands that we need, each
/// bounded in time and size, strictly decoded.
struct WebDriverClient: Sendable {
    /// The driver's address.
    let baseURL: String
    private let client: HTTPClient
    /// Seconds for a command about a page: it waits while the page loads.
    let commandSeconds: Double

    private static let maximumBytes = 24 << 20

    /// Makes a client of the driver at `baseURL`, for example `http://127.0.0.1:9515` or `http://grid:4444/wd/hub`:
    /// without a slash at its end, as the settings have it.
    init(baseURL: String, client: HTTPClient, commandSeconds: Double = 5) {
        (self.baseURL, self.client, self.commandSeconds) = (baseURL, client, commandSeconds)
    }

    /// Starts a browser.
    /// - Parameter capabilities: `alwaysMatch` and `firstMatch`.
    func newSession(_ capabilities: JSONValue, seconds: Double) async throws(WebDriverError) -> WebDriverSession {
        let value = try await call(
            "POST", "/session", ["capabilities": capabilities], seconds: seconds)
        guard let id = value["sessionId"]?.string, !id.isEmpty, let granted = value["capabilities"] else {
            throw .nonsense("a new session without an id")
        }
        return WebDriverSession(
            id: DashboardClient.segment(id), client: self, browser: granted["browserName"]?.string ?? "a browser",
            hasDevTools: granted["goog:chromeOptions"] != nil || granted["ms:edgeOptions"] != nil)
    }

    /// Sends one command and gives the answer's `value`.
    func call(
        _ method: String, _ path: String, _ body: JSONValue? = nil, seconds: Double
    ) async throws(WebDriverError) -> JSONValue {
        try Self.value(of: try await send(method, path, body, seconds: seconds))
    }

    /// Sends one command and reads the answer's `value` as a type of its own: a big one is read much faster so.
    func call<Value: Decodable>(
        _ method: String, _ path: String, _ body: JSONValue? = nil, seconds: Double, as type: Value.Type
    ) async throws(WebDriverError) -> Value {
        let response = try await send(method, path, body, seconds: seconds)
        guard response.status == 200 else {
            _ = try Self.value(of: response)
            throw .nonsense("HTTP \(response.status) without an error")
        }
        do { return try JSON.decode(Answer<Value>.self, from: response.body).value } catch {
            throw .nonsense("an answer of another shape to \(path.split(separator: "/").last ?? "")")
        }
    }

    private struct Answer<Value: Decodable>: Decodable {
        let value: Value
    }

    private func send(
        _ method: String, _ path: String, _ body: JSONValue?, seconds: Double
    ) async throws(WebDriverError) -> HTTPResponse {
        var request = HTTPRequest(
            method: method, url: baseURL + path, headers: [("Accept", "application/json")],
            timeoutSeconds: seconds, maximumBodyBytes: Self.maximumBytes)
        if let body {
            request.headers.append(("Content-Type", "application/json; charset=utf-8"))
            do { request.body = try JSON.encode(body) } catch { throw .nonsense("a command that is no JSON") }
        }
        do { return try await client.send(request) } catch { throw .transport(error) }
    }

    private static func value(of response: HTTPResponse) throws(WebDriverError) -> JSONValue {
        let body: JSONValue
        do { body = try JSON.decode(JSONValue.self, from: response.body) } catch {
            throw .nonsense("HTTP \(response.status) without JSON")
        }
        guard let value = body["value"] else { throw .nonsense("HTTP \(response.status) without a value") }
        if response.status == 200 { return value }
        guard let code = value["error"]?.string else { throw .nonsense("HTTP \(response.status) without an error") }
        throw .refused(WebDriverError.Code(code), message: message(value["message"]?.string ?? ""))
    }

    /// The first line: what follows is the driver's stack.
    private static func message(_ text: String) -> String {
        let first = text.split(whereSeparator: \.isNewline).first ?? ""
        return PlainText.heard(String(first))
    }
}
