#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file, pipe or device that is read or written from front to back, however long it is; `-` is a standard stream.
public final class StreamFile: Sendable {
    private let file: Int32
    private let path: String
    private let isOwned: Bool

    private init(_ file: Int32, _ path: String, isOwned: Bool = true) {
        (self.file, self.path, self.isOwned) = (file, path, isOwned)
    }

    deinit { if isOwned { close(file) } }

    /// Opens what is to be read; `-` is standard input.
    public static func reading(_ path: String) throws(FileError) -> StreamFile {
        if path == "-" { return StreamFile(STDIN_FILENO, "standard input", isOwned: false) }
        return StreamFile(try retrying("read", path) { open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) }, path)
    }

    /// Opens a regular file, which others may write to, cut or replace meanwhile: one that is cut while it is read is a
    /// shorter file. Throws where it is something else.
    public static func regular(_ path: String) throws(FileError) -> StreamFile {
        let found = StreamFile(try retrying("read", path) { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }, path)
        var status = stat()
        try retrying("read", path) { fstat(found.file, &status) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileError(action: "read", path: path, code: EISDIR) }
        return found
    }

    /// Opens what is to be written, and empties it; `-` is standard output. Links, pipes and devices stay what they
    /// are.
    public static func writing(_ path: String) throws(FileError) -> StreamFile {
        if path == "-" { return StreamFile(STDOUT_FILENO, "standard output", isOwned: false) }
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY
        return StreamFile(try retrying("write", path) { open(path, flags, 0o644) }, path)
    }

    /// Makes a file without a name in `folder`, to be written and read again; nothing of it is left.
    public static func scratch(in folder: String) throws(FileError) -> StreamFile {
        let name = ".autosre-" + String(repeating: "X", count: 6)
        let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
        var template = Array(path.utf8CString)
        let file = try retrying("make", path) { mkstemp(&template) }
        unlink(template)
        return StreamFile(file, path)
    }

    /// Reads the next bytes into `buffer`; returns how many there were, 0 at the end.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        guard let address = buffer.baseAddress, buffer.count > 0 else { return 0 }
        return try retrying("read", path) { systemRead(file, address, buffer.count) }
    }

    /// Writes all of it.
    public func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        var rest = bytes
        while let address = rest.baseAddress, !rest.isEmpty {
            let count = try retrying("write", path) { systemWrite(file, address, rest.count) }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Goes back to the beginning.
    public func rewind() throws(FileError) {
        _ = try retrying("read", path) { Int(lseek(file, 0, SEEK_SET)) }
    }
}

private let systemWrite = write
