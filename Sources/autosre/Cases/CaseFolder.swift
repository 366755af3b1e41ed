import AutoSRECore
import AutoSREPlatform
import RootCause

/// A folder with the evidence of an incident.
enum CaseFolder {
    /// More than this is not read of one file, in bytes.
    private static let largest = 1 << 30

    /// Its files' bytes. A file that is not there is none.
    /// - Throws: `FileError` where a file is there and cannot be read.
    static func read(_ folder: String) throws(FileError) -> CaseFiles {
        // A folder that is not there says so itself.
        _ = try Files.list(folder)
        var files = CaseFiles()
        files.about = try bytes(folder, "case.json")
        files.metrics = try bytes(folder, "metrics.csv")
        files.logs = try bytes(folder, "logs.csv")
        files.traces = try bytes(folder, "traces.csv")
        files.events = try bytes(folder, "events.csv")
        files.deployments = try bytes(folder, "deployments.json")
        files.topology = try bytes(folder, "topology.json")
        return files
    }

    /// The SHA-256 of each file's bytes, by its name: what an answer cites it by.
    static func digests(of files: CaseFiles) async -> [String: String] {
        Dictionary(uniqueKeysWithValues: files.named.map { ($0.name, Hex.text(Crypto.sha256($0.bytes))) })
    }

    private static func bytes(_ folder: String, _ name: String) throws(FileError) -> [UInt8]? {
        let path = "\(folder)/\(name)"
        return Files.exists(path) ? try Files.read(path, maximumBytes: largest) : nil
    }
}
