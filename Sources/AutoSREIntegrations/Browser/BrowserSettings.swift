import AutoSRECore
import AutoSREPlatform

/// Which browser, and who drives it.
public struct BrowserSettings: Sendable {
    /// Who drives it.
    enum Driver: Sendable {
        /// A chromedriver of our own, with the browser at the second path.
        case own(driver: String, browser: String)
        /// Somebody else's WebDriver.
        case remote(String)
    }

    let driver: Driver
    /// Seconds that a page may take to show what is expected (`AUTOSRE_UI_STEP_SECONDS`).
    public var stepSeconds = 10.0
    /// Seconds for the driver to listen, and for the browser to come up: on a busy machine that takes as long as its
    /// pages do.
    var startSeconds: Double { max(8, 2 * stepSeconds) }
    /// The variables of this process; a few of them are handed on.
    let environment: [String: String]

    /// Another WebDriver at `url`: a grid, geckodriver, a remote Chrome. No process is started.
    public init(remote url: String) { (driver, environment) = (.remote(url), [:]) }

    /// The Chromium of this machine; nil where it or its driver is not installed.
    /// - Parameter environment: the process's variables; `PATH` is searched.
    public init?(installedIn environment: [String: String]) {
        let path = environment["PATH"] ?? "/usr/bin:/bin"
        guard let driver = Programs.find(Self.drivers, path: path),
            let browser = Programs.find(Self.browsers, path: path)
        else { return nil }
        (self.driver, self.environment) = (.own(driver: driver, browser: browser), environment)
    }

    /// The names that the driver goes by.
    public static let drivers = ["chromedriver"]
    /// The names that the browser goes by.
    public static let browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]

    /// How to get one.
    public static let advice = "apt-get install -y chromium chromium-driver"

    /// The variables for the driver and the browser: nothing of ours but what finding programs and the network needs,
    /// and every folder that they know of inside the private one.
    static func variables(_ environment: [String: String], folder: String) -> [String: String] {
        let kept = ["PATH", "LANG", "LC_ALL", "TZ", "http_proxy", "https_proxy", "no_proxy", "SSL_CERT_FILE"]
        var variables = environment.filter { kept.contains($0.key) || kept.contains($0.key.lowercased()) }
        for name in ["HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"] {
            variables[name] = folder
        }
        return variables
    }
}
