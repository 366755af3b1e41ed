import Foundation

/// The program under test.
enum Binary {
    /// The `autosre` that was built with these tests; `AUTOSRE_BINARY` names another, such as a release build's.
    static let path: String = {
        if let other = ProcessInfo.processInfo.environment["AUTOSRE_BINARY"] { return other }
        return buildFolder + "/autosre"
    }()

    /// The folder that the test bundle is in: on Linux the bundle is the running program, on macOS a folder among the
    /// arguments.
    private static let buildFolder: String = {
        let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
        var parts = URL(filePath: bundle).pathComponents
        if let index = parts.firstIndex(where: { $0.hasSuffix(".xctest") }) { parts.removeSubrange(index...) }
        return NSString.path(withComponents: parts)
    }()
}
