import AutoSRECore
import AutoSREPlatform

/// What we ask of a browser when a session begins.
struct BrowserCapabilities: Sendable {
    /// The dashboard, which is the only host that the browser may find.
    let origin: WebOrigin
    /// Whether Chromium's sandbox works here. It does not for root, nor where the machine allows no namespaces.
    let isSandboxed: Bool
    /// Seconds that a page may take to load.
    var stepSeconds = 10.0

    /// The same for every browser: a dialog is left open to be seen, and nothing waits for longer than a step.
    private var common: [String: JSONValue] {
        [
            "unhandledPromptBehavior": "ignore", "pageLoadStrategy": "normal",
            "timeouts": ["implicit": 0, "pageLoad": .integer(Int64(stepSeconds * 1000)), "script": 3000],
        ]
    }

    /// For our own Chromium.
    func chromium(binary: String, folder: String) -> JSONValue {
        var always = common
        let arguments = arguments + ["--user-data-dir=\(folder)/profile", "--disk-cache-dir=\(folder)/cache"]
        always["goog:chromeOptions"] = [
            "binary": .string(binary), "args": .array(arguments.map { .string($0) }),
        ]
        return ["alwaysMatch": .object(always)]
    }

    /// For whatever is at the other end.
    var any: JSONValue {
        let chrome: JSONValue = [
            "browserName": "chrome", "goog:chromeOptions": ["args": .array(arguments.map { .string($0) })],
        ]
        let firefox: JSONValue = ["browserName": "firefox", "moz:firefoxOptions": ["args": ["-headless"]]]
        return ["alwaysMatch": .object(common), "firstMatch": [chrome, firefox, [:]]]
    }

    /// For our own Chromium without a driver, to be worked over its DevTools protocol on a port that it chooses.
    func devTools(folder: String, width: Int, height: Int) -> [String] {
        arguments + [
            // Of a switch that is there twice the last one counts.
            "--window-size=\(width),\(height)", "--user-data-dir=\(folder)/profile",
            "--disk-cache-dir=\(folder)/cache", "--no-proxy-server", "--remote-debugging-port=0", "about:blank",
        ]
    }

    private var arguments: [String] {
        var arguments = [
            "--headless=new", "--window-size=1280,900", "--hide-scrollbars", "--no-first-run",
            "--no-default-browser-check", "--disable-background-networking", "--disable-component-update",
            "--disable-default-apps", "--disable-extensions", "--disable-sync", "--disable-translate",
            "--disable-dev-shm-usage", "--disable-gpu", "--metrics-recording-only",
            "--mute-audio",
            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE \(origin.host)",
        ]
        if !isSandboxed { arguments.append("--no-sandbox") }
        return arguments
    }
}

/// Scheme, host and port of an address (RFC 6454): what a page may not leave.
struct WebOrigin: Sendable, Hashable, CustomStringConvertible {
    private let scheme: String
    /// The host, in brackets where it is an IPv6 address.
    let host: String
    private let port: UInt16

    /// Reads an absolute http or https address; nil for anything else.
    init?(_ url: String) {
        guard let url = WebURL(url) else { return nil }
        (scheme, host, port) = (url.scheme, url.host, url.port)
    }

    /// `localhost:3000`.
    var place: String { "\(host.filter { $0 != "[" && $0 != "]" }):\(port)" }

    /// `http://localhost:3000`.
    var description: String { "\(scheme)://\(host):\(port)" }
}
