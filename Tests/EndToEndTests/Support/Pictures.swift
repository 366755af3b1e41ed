import Foundation

/// Pictures of what the tests see. `AUTOSRE_PICTURES` names a folder that gets all of them, whole pages;
/// `AUTOSRE_WRITE_DOCS=1` renews those of the README.
enum Pictures {
    private static let readme: Set<String> = [
        "services-1280-light", "services-360-light", "overview-1280-light", "overview-1280-dark", "overview-360-dark",
        "deployments-1280-light", "rollback-1280-light", "report-1280-light", "refusal-1280-light",
    ]

    private static let environment = ProcessInfo.processInfo.environment

    /// Keeps a picture of what a tab shows, where pictures are wanted.
    static func keep(_ page: String, _ width: Int, _ dark: Bool, _ tab: Tab) async throws {
        let name = "\(page)-\(width)-\(dark ? "dark" : "light")"
        if let folder = environment["AUTOSRE_PICTURES"] {
            try write(try await tab.picture(whole: true), URL(filePath: folder), name)
        }
        if environment["AUTOSRE_WRITE_DOCS"] == "1", readme.contains(name) {
            let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
            try write(try await tab.picture(), root.appending(path: "docs/screenshots"), name)
        }
    }

    private static func write(_ bytes: [UInt8], _ folder: URL, _ name: String) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: folder.appending(path: "\(name).png"))
    }
}
