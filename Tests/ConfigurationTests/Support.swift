import AutoSREConfiguration
import AutoSREIntegrations
import Foundation

/// A folder of its own for one test; removed with it.
final class Folder {
    let path = NSTemporaryDirectory() + "autosre-configuration-\(UUID().uuidString)"

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
    }

    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: path + "/" + name, withIntermediateDirectories: true)
    }

    func load(_ environment: [String: String] = [:]) throws -> Configuration {
        try Configuration.load(environment: environment, directory: path)
    }
}

/// The message that reading ends with; nil where it does not fail.
func failure(_ environment: [String: String], dotenv: String? = nil, in directory: String = ".") -> String? {
    do throws(ConfigurationError) {
        _ = try Configuration.read(environment: environment, dotenv: dotenv, directory: directory)
        return nil
    } catch {
        return error.message
    }
}

extension Configuration {
    /// The settings of the program that an environment and the text of a `.env` file make.
    static func read(
        environment: [String: String], dotenv: String?, directory: String = "."
    ) throws(ConfigurationError) -> Configuration {
        try read(Integrations.settings, environment: environment, dotenv: dotenv, directory: directory)
    }

    /// The line of `autosre config` for a name.
    func line(_ name: String) -> EffectiveSetting? { effective().first { $0.name == name } }
}

/// Every setting's name.
let settingNames = Configuration().effective().map(\.name).filter { !$0.hasPrefix("policy.") }

/// The settings that are secrets.
let secretNames = [
    "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "SLACK_BOT_TOKEN", "NOVA_ACT_API_KEY",
]
