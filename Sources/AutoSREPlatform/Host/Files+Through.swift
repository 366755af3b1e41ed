#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Files {
    /// Writes what a person asked to have at a path, as any tool does: a file is replaced as a whole, or where it has
    /// other names written in place; devices, pipes and links are written through and stay what they are.
    public static func writeThrough(_ path: String, _ bytes: [UInt8]) throws(FileError) {
        var status = stat()
        let isThere = lstat(path, &status) == 0
        if !isThere || (status.st_mode & S_IFMT == S_IFREG && status.st_nlink == 1) {
            return try write(path, bytes)
        }
        let file = try retrying("write", path) {
            open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0o600)
        }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = try retrying("write", path) {
                rest.withUnsafeBytes { systemWrite(file, $0.baseAddress, $0.count) }
            }
            rest = rest.dropFirst(count)
        }
        // A pipe or a device has nothing to wait for.
        if fsync(file) != 0 && errno != EINVAL && errno != ENOTSUP && errno != EROFS {
            throw FileError(action: "write", path: path, code: errno)
        }
    }
}

private let systemWrite = write
