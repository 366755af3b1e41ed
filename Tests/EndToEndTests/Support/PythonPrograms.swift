import Foundation

/// The Python programs that tests hold ours against: `make oracles` installs them.
enum PythonPrograms {
    private static let home = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        .standardizedFileURL.appending(path: ".build/python").path(percentEncoded: false)

    /// The interpreter that finds them.
    /// - Throws: what to do, where they are not installed: such a test fails, it is not skipped.
    static func interpreter() throws -> String {
        guard FileManager.default.fileExists(atPath: home + "/installed.txt") else {
            throw Unexpected("there is no \(home) with moto and botocore: run make oracles")
        }
        return home + "/bin/python"
    }
}
