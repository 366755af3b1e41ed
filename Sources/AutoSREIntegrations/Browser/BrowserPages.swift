import AutoSREConfiguration
import AutoSREPlatform

/// How a browser works the dashboard's pages.
struct BrowserPages: Sendable {
    /// Which browser.
    let browser: BrowserSettings
    /// What a person does there.
    let map: UIMap
    /// What the map's `${NAME}` stand for: secrets, whatever they are.
    let secrets: [String: String]

    /// Nil where nothing is done in a browser, or none is installed.
    /// - Throws: `ConfigurationError` where the map cannot be read, or a `${NAME}` of it is not set.
    init?(_ configuration: Configuration) throws(ConfigurationError) {
        guard !configuration.ui.isStub, [.auto, .browser].contains(configuration.ui.driver) else { return nil }
        let remote = configuration.browser.webDriverURL
        let found = remote.isEmpty ? BrowserSettings(installedIn: Environment.all()) : BrowserSettings(remote: remote)
        guard var browser = found else { return nil }
        browser.stepSeconds = configuration.browser.stepSeconds
        self.browser = browser
        let path = configuration.browser.mapPath
        do { map = path.isEmpty ? try UIMap.builtIn() : try UIMap(path: path) } catch {
            throw ConfigurationError("AUTOSRE_UI_MAP: \(error)")
        }
        secrets = try Configuration.values(
            of: map.secretNames, for: "AUTOSRE_UI_MAP: \(path)", environment: Environment.all())
    }
}
