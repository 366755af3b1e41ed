internal import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The process's output and error streams, unbuffered.
public enum StandardStreams {
    /// One of the two.
    public enum Stream: Int32, Sendable {
        /// Standard output.
        case output = 1
        /// Standard error.
        case error = 2
    }

    /// Why something could not be written to standard output so far; nil where all of it was. A reader that has gone,
    /// such as `head`, is no failure.
    public static var failure: FileError? { failed.withLock { $0 } }

    private static let failed = Mutex<FileError?>(nil)

    /// Writes all of the text; false where the other end has gone or the stream cannot be written, which does no harm
    /// here and is kept as `failure`.
    @discardableResult
    public static func write(_ text: String, to stream: Stream = .output) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let part = UnsafeBufferPointer(rebasing: rest)
                let count = systemWrite(stream.rawValue, part.baseAddress, part.count)
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if count < 0 && errno == EAGAIN {
                    waitUntilWritable(stream)
                } else if !(count < 0 && errno == EINTR) {
                    note(errno, stream)
                    return false
                }
            }
            return true
        }
    }

    private static func note(_ code: Int32, _ stream: Stream) {
        guard stream == .output, code != EPIPE else { return }
        failed.withLock { $0 = $0 ?? FileError(action: "write", path: "standard output", code: code) }
    }

    /// Whether standard output is a terminal.
    public static var outputIsTerminal: Bool { isatty(Stream.output.rawValue) == 1 }

    /// Columns of the terminal that the stream is; `nil` where it is none or does not say.
    public static func terminalWidth(of stream: Stream = .output) -> Int? {
        var size = winsize()
        guard ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Somebody has made the stream non-blocking, perhaps another process that shares it.
    private static func waitUntilWritable(_ stream: Stream) {
        var wanted = pollfd(fd: stream.rawValue, events: Int16(POLLOUT), revents: 0)
        _ = poll(&wanted, 1, -1)
    }
}

private let systemWrite = write
