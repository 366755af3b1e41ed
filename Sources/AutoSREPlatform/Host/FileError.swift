#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why something could not be done with a file; says what, where and why.
public struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was tried, such as `read`.
    public let action: String
    /// The file or folder.
    public let path: String
    /// The system's `errno`.
    public let code: Int32

    /// Makes an error.
    public init(action: String, path: String, code: Int32) {
        self.action = action
        self.path = path
        self.code = code
    }

    /// Nothing is there.
    public var isMissing: Bool { code == ENOENT || code == ENOTDIR }

    /// One line for a person.
    public var description: String { "cannot \(action) \(path): \(systemMessage(code))" }
}

/// What the system says about an `errno`; of a standard stream that was closed from the start its number says little.
func systemMessage(_ code: Int32) -> String {
    if code == EBADF { return "it is closed" }
    return strerror(code).map { String(cString: $0) } ?? "error \(code)"
}

/// Repeats a system call that a signal has interrupted; gives its result or throws its `errno`.
@discardableResult
func retrying<Result: SignedInteger>(
    _ action: String, _ path: String, _ call: () -> Result
) throws(FileError) -> Result {
    while true {
        let result = call()
        if result >= 0 { return result }
        guard errno == EINTR else { throw FileError(action: action, path: path, code: errno) }
    }
}
