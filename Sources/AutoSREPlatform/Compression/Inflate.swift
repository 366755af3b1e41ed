import CZlib

/// Decompresses with zlib, all or nothing: what does not end, or does not have its checksum, gives nothing. libcurl,
/// which decompresses on the way, does not look at the end.
public enum Inflate {
    /// What stands around the compressed blocks.
    public enum Format: Sendable {
        /// A member of gzip (RFC 1952), with its checksum and length.
        case gzip
        /// zlib's own (RFC 1950), with its checksum.
        case zlib
        /// Nothing (RFC 1951).
        case raw

        /// As `inflateInit2` takes it.
        fileprivate var windowBits: Int32 {
            switch self {
            case .gzip: 15 + 16
            case .zlib: 15
            case .raw: -15
            }
        }
    }

    /// Why a stream gives nothing.
    public enum Flaw: Error {
        /// It goes on after its last byte.
        case cut
        /// It is not what it says it is.
        case broken
        /// It holds more than is wanted.
        case tooLong
    }

    /// Decompresses the one stream that `bytes` begin with.
    /// - Parameter limit: bytes that may come out of it.
    /// - Returns: what it holds, and what follows it.
    public static func first(
        of bytes: ArraySlice<UInt8>, as format: Format, limit: Int
    ) throws(Flaw) -> (content: [UInt8], rest: ArraySlice<UInt8>) {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(&stream, format.windowBits, ZLIB_VERSION, size) == Z_OK else { throw .broken }
        defer { inflateEnd(&stream) }
        // One more than is wanted, to see that there is more.
        var (input, output) = (Array(bytes), [UInt8](repeating: 0, count: max(limit, 0) + 1))
        let result = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                (stream.next_in, stream.avail_in) = (input.baseAddress, UInt32(input.count))
                (stream.next_out, stream.avail_out) = (output.baseAddress, UInt32(output.count))
                return inflate(&stream, Z_FINISH)
            }
        }
        let count = output.count - Int(stream.avail_out)
        guard count <= limit else { throw .tooLong }
        switch result {
        case Z_STREAM_END: return (Array(output.prefix(count)), bytes.dropFirst(bytes.count - Int(stream.avail_in)))
        case Z_OK, Z_BUF_ERROR: throw .cut
        default: throw .broken
        }
    }
}
