#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Files {
    /// Writes a new file and waits until it is on the disk.
    static func writeDurably(_ path: String, _ bytes: [UInt8], mode: mode_t) throws(FileError) {
        let file = try retrying("write", path) { open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode) }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = try retrying("write", path) {
                rest.withUnsafeBytes { systemWrite(file, $0.baseAddress, $0.count) }
            }
            rest = rest.dropFirst(count)
        }
        try retrying("write", path) { fsync(file) }
    }

    /// Makes a rename durable; a file system that cannot do that for folders (EINVAL) is none of our trouble.
    static func synchroniseFolder(of path: String) throws(FileError) {
        let parent = folder(of: path) ?? "."
        let descriptor = try retrying("write", parent) { open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        defer { close(descriptor) }
        if fsync(descriptor) != 0 && errno != EINVAL && errno != ENOTSUP {
            throw FileError(action: "write", path: parent, code: errno)
        }
    }

    static func permissions(of path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
    }

    /// The folder that holds `path`; `nil` for a name alone.
    static func folder(of path: String) -> String? {
        var trimmed = path[...]
        while trimmed.count > 1, trimmed.last == "/" { trimmed.removeLast() }
        guard let slash = trimmed.lastIndex(of: "/") else { return nil }
        return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
    }
}

private let systemWrite = write
