import AutoSRECore
import AutoSREPlatform

/// Where Nova Act's side-car lies on this machine: a folder with our Python program `autosre_nova_act` and a `venv`
/// with Amazon's SDK.
public struct NovaActInstallation: Sendable, Hashable {
    /// The version of the SDK that the side-car was written and measured with.
    public static let sdkVersion = "3.4.187.0"
    /// How to make one.
    public static let advice = "make nova-act (or set AUTOSRE_NOVA_ACT_DIR to where it is)"

    /// The folder.
    public let folder: String

    var python: String { folder + "/venv/bin/python" }
    var program: String { folder + "/autosre_nova_act/__main__.py" }

    /// Why there is none that can be used.
    public struct Missing: Error, Sendable, Hashable, CustomStringConvertible {
        /// What is missing, and how to make it.
        public let description: String
    }

    /// Looks for it: in `folder` if that is set, else beside the program or above it in a checkout, else below
    /// `XDG_DATA_HOME`. Starts nothing.
    /// - Parameters:
    ///   - folder: `AUTOSRE_NOVA_ACT_DIR`; empty where it is not set.
    ///   - environment: the process's variables.
    public init(folder: String, environment: [String: String]) throws(Missing) {
        let candidates = folder.isEmpty ? Self.usual(environment, Host.executablePath) : [folder]
        let found = candidates.first { Files.exists($0 + "/venv/bin/python") && Files.exists($0 + Self.main) }
        guard let found else {
            let half = candidates.first { Files.exists($0 + Self.main) }
            let what = half.map { "Nova Act's SDK is not installed in \($0)/venv" }
            throw Missing(description: (what ?? "Nova Act is not installed") + ": \(Self.advice)")
        }
        self.folder = found
        guard let version = Self.version(in: found) else {
            throw Missing(description: "Nova Act's SDK is not installed in \(found)/venv: \(Self.advice)")
        }
        guard version == Self.sdkVersion else {
            let words = "nova-act \(version) in \(found)/venv, but \(Self.sdkVersion) is needed"
            throw Missing(description: "\(words): \(Self.advice)")
        }
    }

    private static let main = "/autosre_nova_act/__main__.py"

    private static func usual(_ environment: [String: String], _ executable: String?) -> [String] {
        var folders: [String] = []
        var path = executable ?? ""
        // A checkout's program lies in .build/TRIPLE/release.
        for _ in 0..<5 {
            guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { break }
            path = String(path[..<slash])
            folders.append(path + "/NovaAct")
        }
        let home = environment["HOME"].map { $0 + "/.local/share" }
        for data in [environment["XDG_DATA_HOME"], home] {
            if let data, data.hasPrefix("/") { folders.append(data + "/autosre/NovaAct") }
        }
        return folders
    }

    /// The version as pip noted it.
    private static func version(in folder: String) -> String? {
        let libraries = folder + "/venv/lib"
        for name in names(in: libraries) where name.hasPrefix("python3") {
            for package in names(in: "\(libraries)/\(name)/site-packages") {
                guard package.hasPrefix("nova_act-"), package.hasSuffix(".dist-info") else { continue }
                return String(package.dropFirst("nova_act-".count).dropLast(".dist-info".count))
            }
        }
        return nil
    }

    /// A folder that is not there has none.
    private static func names(in folder: String) -> [String] {
        do { return try Files.list(folder) } catch { return [] }
    }
}
