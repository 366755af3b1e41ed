import AutoSRECore
import AutoSREPlatform

/// What Nova Act needs on this machine and of its user.
public struct NovaActSettings: Sendable {
    /// The key.
    let key: String
    /// The side-car, or why there is none.
    let installation: Result<NovaActInstallation, NovaActInstallation.Missing>
    /// The program of Chromium; nil where it is not installed.
    let browser: String?
    /// Seconds that one job may take from its first page to its answer.
    let seconds: Double
    /// The variables of this process; a few of them are handed on.
    let environment: [String: String]

    /// Makes settings.
    /// - Parameters:
    ///   - key: `NOVA_ACT_API_KEY`.
    ///   - folder: `AUTOSRE_NOVA_ACT_DIR`.
    ///   - seconds: `AUTOSRE_NOVA_ACT_TIMEOUT_SECONDS`.
    ///   - environment: the process's variables; `PATH` is searched for Chromium.
    public init(key: String, folder: String, seconds: Double, environment: [String: String]) {
        (self.key, self.seconds, self.environment) = (key, seconds, environment)
        installation = Result { () throws(NovaActInstallation.Missing) in
            try NovaActInstallation(folder: folder, environment: environment)
        }
        browser = Programs.find(BrowserSettings.browsers, path: environment["PATH"] ?? "/usr/bin:/bin")
    }

    /// What stands in the way of starting a job, whatever the service would say; nil for nothing.
    public var obstacle: String? {
        if case .failure(let missing) = installation { return missing.description }
        if browser == nil { return "Nova Act needs Chromium: apt-get install -y chromium" }
        if key.isEmpty { return "NOVA_ACT_API_KEY is not set" }
        return key.utf8.count == Self.keyLength ? nil : "NOVA_ACT_API_KEY has not the shape of a key: \(keyShape)"
    }

    /// Where the side-car lies; empty where there is none.
    public var folder: String {
        guard case .success(let found) = installation else { return "" }
        return found.folder
    }

    private var keyShape: String { "\(key.utf8.count) characters, not \(Self.keyLength)" }

    /// Characters of a key, as the SDK checks it.
    static let keyLength = 36

    /// Variables for the side-car: nothing of ours but what finding programs and certificates needs, every folder that
    /// it knows of inside the private one, and no way to the network but our proxy. The key is not among them.
    func variables(folder: String, proxy: UInt16) -> [String: String] {
        var variables = BrowserSettings.variables(environment, folder: folder)
        for name in ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
            variables[name] = "http://127.0.0.1:\(proxy)"
        }
        for name in ["no_proxy", "NO_PROXY"] { variables[name] = "127.0.0.1,localhost,::1" }
        variables["REQUESTS_CA_BUNDLE"] = environment["REQUESTS_CA_BUNDLE"] ?? environment["SSL_CERT_FILE"]
        let fixed = [
            "NOVA_ACT_SKIP_PLAYWRIGHT_INSTALL": "1", "NOVA_ACT_DISABLE_TTY": "1",
            // Credentials of AWS are not for it; looking for them would ask the machine's metadata service.
            "AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        ]
        return variables.merging(fixed) { $1 }
    }

    /// Variables for the browser, which reaches the dashboard straight: a proxy would find hosts that it may not.
    func browserVariables(folder: String) -> [String: String] {
        BrowserSettings.variables(environment, folder: folder).filter { !$0.key.lowercased().hasSuffix("_proxy") }
    }
}
