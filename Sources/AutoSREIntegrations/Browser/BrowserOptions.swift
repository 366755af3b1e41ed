public import AutoSREConfiguration

/// Which browser acts, and how it works the dashboard's pages.
public struct BrowserOptions: SettingsGroup, Hashable {
    /// `AUTOSRE_WEBDRIVER_URL`; empty for the Chromium of this machine.
    public var webDriverURL = ""
    /// `AUTOSRE_UI_MAP`: the path of a map; empty for the one of the operations dashboard.
    public var mapPath = ""
    /// `AUTOSRE_UI_STEP_SECONDS`.
    public var stepSeconds = 10.0

    /// The defaults.
    public init() {}
}

extension Configuration {
    /// Which browser acts, and how it works the dashboard's pages.
    public var browser: BrowserOptions {
        get { self[BrowserOptions.self] }
        set { self[BrowserOptions.self] = newValue }
    }
}

extension BrowserOptions {
    static let section = SettingsSection(
        "Acting",
        [
            Setting(
                "AUTOSRE_WEBDRIVER_URL", key: "webdriver_url", \BrowserOptions.webDriverURL, .base,
                "A W3C WebDriver to use (Selenium grid, geckodriver, a remote Chrome). Empty: this machine's Chromium."),
            Setting(
                "AUTOSRE_UI_MAP", key: "ui_map", \BrowserOptions.mapPath, .path,
                "A YAML file that says how a person works the dashboard. Empty: the pages of the operations dashboard. "
                    + "`${NAME}` in it is the variable `NAME`, or what the file `NAME_FILE` names holds."),
            Setting(
                "AUTOSRE_UI_STEP_SECONDS", key: "step_seconds", \BrowserOptions.stepSeconds,
                .seconds(from: 1, upTo: 120),
                "How long a page may take to load and to show what is expected, at each step in a browser; its start may "
                    + "take twice as long."),
        ])
}
