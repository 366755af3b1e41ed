import AutoSREConfiguration
import AutoSREIntegrations
import AutoSREPlatform

/// Where a command's settings come from.
enum Settings {
    /// The environment and `.env` in the working directory. What only deserves a warning is told.
    static func load(_ console: Console) throws -> Configuration {
        let configuration = try Configuration.load(environment: Environment.all())
        for warning in configuration.warnings { console.complain(warning) }
        return configuration
    }

    /// The demo's own: the defaults, and nothing of the environment or `.env`, so that a demo can never post to a
    /// team's channel or touch a team's services.
    static func demo(dashboardURL: String, driver: UIDriver) -> Configuration {
        var configuration = Configuration()
        configuration.dashboard.url = dashboardURL
        configuration.ui.isStub = false
        configuration.ui.driver = driver
        configuration.workflow.recoveryVerifyTimeoutSeconds = 60
        return configuration
    }

    /// The settings of a command that reads what was journaled; it needs a place where that is.
    static func loadWithJournal(_ console: Console, command: String) throws -> Configuration {
        let configuration = try load(console)
        guard !configuration.storage.dataDirectory.isEmpty else {
            throw UsageError("\(command) reads what was journaled: set LOG_STORAGE_DATA_DIR", command: command)
        }
        return configuration
    }
}
