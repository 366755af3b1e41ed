#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads a regular file from its beginning, a piece at a time: for files of any size, that others may write to, cut or
/// replace meanwhile. A file that is cut while it is read is a shorter file.
public final class FileReader: Sendable {
    private let file: Int32
    private let path: String

    /// Opens the file. Throws where it is not there or no regular file.
    public init(_ path: String) throws(FileError) {
        file = try retrying("read", path) { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
        self.path = path
        var status = stat()
        do throws(FileError) { try retrying("read", path) { fstat(file, &status) } } catch {
            close(file)
            throw error
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(file)
            throw FileError(action: "read", path: path, code: EISDIR)
        }
    }

    deinit { close(file) }

    /// Reads the next bytes into `buffer`; returns how many there were, 0 at the end.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        guard let address = buffer.baseAddress, buffer.count > 0 else { return 0 }
        return try retrying("read", path) { systemRead(file, address, buffer.count) }
    }
}
