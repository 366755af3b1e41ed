import Foundation

/// A folder of a test's own, gone when it goes out of use.
final class Scratch: Sendable {
    let path: String

    init(shortNamed: Bool = false) throws {
        let name = UUID().uuidString
        let url =
            shortNamed
            ? URL(filePath: "/tmp/as-\(name.prefix(13))")
            : FileManager.default.temporaryDirectory.appending(path: "autosre-e2e-\(name)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path(percentEncoded: false)
    }

    deinit {
        // What is left behind in the system's temporary folder does no harm.
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of something in it.
    func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file into it.
    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path(name)))
    }

    /// Makes a folder in it and returns its path.
    func folder(_ name: String) throws -> String {
        try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
        return path(name)
    }

    /// Everything in it, at any depth, hidden things too.
    var contents: [String] {
        (FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? []).sorted()
    }
}
