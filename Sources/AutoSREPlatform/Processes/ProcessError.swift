#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why a program could not be started.
public struct ProcessError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The program.
    public let program: String
    /// The system's number for why.
    public let code: Int32

    /// One line for a person.
    public var description: String { "cannot start \(program): \(String(cString: strerror(code)))" }
}

/// Finds programs as a shell does.
public enum Programs {
    /// The first of `names` that can be executed in a folder of `path` (as `PATH` writes it); nil where there is none.
    public static func find(_ names: [String], path: String) -> String? {
        for name in names {
            for folder in path.split(separator: ":") where access("\(folder)/\(name)", X_OK) == 0 {
                let found = "\(folder)/\(name)"
                if !Files.isDirectory(found) { return found }
            }
        }
        return nil
    }
}

extension Host {
    /// Whether this process may do everything.
    public static var isRoot: Bool { geteuid() == 0 }
}
