#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Files and folders by path, with the errors of the system as they are.
public enum Files {
    /// The bytes of a file; one that is longer than `maximumBytes` is refused with EFBIG.
    public static func read(_ path: String, maximumBytes: Int = 64 << 20) throws(FileError) -> [UInt8] {
        let file = try retrying("read", path) { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
        defer { close(file) }
        var status = stat()
        try retrying("read", path) { fstat(file, &status) }
        // A pipe that nobody writes to would be waited for without end.
        guard status.st_mode & S_IFMT != S_IFIFO else { throw FileError(action: "read", path: path, code: EINVAL) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = try retrying("read", path) { systemRead(file, &chunk, chunk.count) }
            if count == 0 { return bytes }
            guard bytes.count + count <= maximumBytes else { throw FileError(action: "read", path: path, code: EFBIG) }
            bytes += chunk[..<count]
        }
    }

    /// Writes a file so that after a crash either the old or the new content is there: a temporary file beside it,
    /// fsync, rename, fsync of the folder. A file that is there keeps its permissions; a new one is readable by the
    /// user only.
    public static func write(_ path: String, _ bytes: [UInt8]) throws(FileError) {
        let temporary = "\(path).\(SystemRandom.hex(12)).tmp"
        let mode = permissions(of: path) ?? 0o600
        do throws(FileError) {
            try writeDurably(temporary, bytes, mode: mode)
            try retrying("write", path) { rename(temporary, path) }
        } catch {
            unlink(temporary)
            throw FileError(action: "write", path: path, code: error.code)
        }
        try synchroniseFolder(of: path)
    }

    /// Whether something is there.
    public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Whether a folder is there.
    public static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether a regular file is there, at the end of links too.
    public static func isRegularFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Whether the path itself is a link, wherever it leads.
    public static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// The names in a folder, sorted.
    public static func list(_ path: String) throws(FileError) -> [String] {
        guard let folder = opendir(path) else { throw FileError(action: "list", path: path, code: errno) }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Makes a folder and those above it, readable by the user only; no error where it is there.
    public static func createDirectories(_ path: String) throws(FileError) {
        guard !path.isEmpty, mkdir(path, 0o700) != 0 else { return }
        let code = errno
        if code == EEXIST && isDirectory(path) { return }
        guard code == ENOENT, let parent = folder(of: path), parent != path else {
            throw FileError(action: "make the folder", path: path, code: code)
        }
        try createDirectories(parent)
        guard mkdir(path, 0o700) == 0 || (errno == EEXIST && isDirectory(path)) else {
            throw FileError(action: "make the folder", path: path, code: errno)
        }
    }

    /// Removes a file or an empty folder.
    public static func remove(_ path: String) throws(FileError) {
        try retrying("remove", path) { systemRemove(path) }
    }

    /// Renames within one file system; something that is there with the new name is replaced.
    public static func move(_ path: String, to target: String) throws(FileError) {
        try retrying("move", path) { rename(path, target) }
        try synchroniseFolder(of: target)
    }
}

/// The system's call, where a method of that name is nearer.
let systemRead = read
private let systemRemove = remove
