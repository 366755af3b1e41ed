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
        map = try Self.map(configuration)
        let path = configuration.browser.mapPath
        secrets = try Configuration.values(
            of: map.secretNames, for: "AUTOSRE_UI_MAP: \(path)", environment: Environment.all())
    }
}

extension BrowserPages {
    /// The map that is followed.
    static func map(_ configuration: Configuration) throws(ConfigurationError) -> UIMap {
        let path = configuration.browser.mapPath
        do { return path.isEmpty ? try UIMap.builtIn() : try UIMap(path: path) } catch {
            throw ConfigurationError("AUTOSRE_UI_MAP: \(error)")
        }
    }
}

extension Configuration {
    /// Whether the dashboard has nothing but pages: its map reads them, so that nobody asks for its API.
    var hasPagesAlone: Bool {
        guard [.auto, .browser].contains(ui.driver), !browser.mapPath.isEmpty else { return false }
        // A map that cannot be read is told by whoever follows it.
        do { return try UIMap(path: browser.mapPath).read != nil } catch { return false }
    }
}
