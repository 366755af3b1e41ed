#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file's bytes in memory without reading them all: for logs of any size.
///
/// The bytes are the file's, not a copy: who shortens the file meanwhile makes reading its lost end fatal (SIGBUS), so
/// map only what is appended to or replaced, as logs are.
public final class MappedFile: Sendable {
    private struct Region: @unchecked Sendable {
        let bytes: UnsafeRawBufferPointer
    }

    private let region: Region

    /// How many bytes there are.
    public var count: Int { region.bytes.count }

    /// Maps the whole file as it is now.
    public init(_ path: String) throws(FileError) {
        let file = try retrying("read", path) { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
        defer { close(file) }
        var status = stat()
        try retrying("read", path) { fstat(file, &status) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileError(action: "read", path: path, code: EISDIR) }
        let size = Int(status.st_size)
        guard size > 0 else {
            region = Region(bytes: UnsafeRawBufferPointer(start: nil, count: 0))
            return
        }
        guard let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0), address != MAP_FAILED else {
            throw FileError(action: "read", path: path, code: errno)
        }
        region = Region(bytes: UnsafeRawBufferPointer(start: address, count: size))
    }

    deinit {
        if let address = region.bytes.baseAddress {
            munmap(UnsafeMutableRawPointer(mutating: address), region.bytes.count)
        }
    }

    /// Gives the bytes to `body`; they must not be used afterwards.
    public func withBytes<T>(_ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        try withExtendedLifetime(self) { try body(region.bytes) }
    }
}
