#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Files {
    /// The length of a file in bytes.
    public static func size(of path: String) throws(FileError) -> Int {
        var status = stat()
        try retrying("read", path) { stat(path, &status) }
        return Int(status.st_size)
    }

    /// Which file a path names (its device and its number there): another one of the same name differs. Nil where there
    /// is none.
    public static func identity(of path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return "\(status.st_dev):\(status.st_ino)"
    }

    /// The first bytes of a file, at most `count` of them, whatever its length.
    public static func beginning(of path: String, count: Int) throws(FileError) -> [UInt8] {
        let file = try retrying("read", path) { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: count)
        let length = try retrying("read", path) { pread(file, &bytes, count, 0) }
        return Array(bytes[..<length])
    }

    /// Makes a file as long as asked: cut off, or with zeros at its end, which take no room on the disk.
    public static func resize(_ path: String, toBytes count: Int) throws(FileError) {
        try retrying("resize", path) { truncate(path, off_t(count)) }
    }
}
