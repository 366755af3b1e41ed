#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reading and writing of non-blocking sockets within deadlines.
enum Wire {
    /// Bytes of a request's or answer's head at the most.
    static let maximumHead = 8 << 10

    /// Waits until `events` are there; false where the deadline has passed.
    static func isReady(_ descriptor: Int32, _ events: Int32, by deadline: Int64) -> Bool {
        while true {
            let left = deadline - monotonicMilliseconds()
            guard left > 0 else { return false }
            var wanted = pollfd(fd: descriptor, events: Int16(events), revents: 0)
            let count = poll(&wanted, 1, Int32(min(left, 60_000)))
            if count > 0 { return true }
            if count < 0, errno != EINTR { return false }
        }
    }

    /// The system's number for how connecting ended; 0 for well.
    static func outcome(of descriptor: Int32, by deadline: Int64) -> Int32 {
        guard isReady(descriptor, POLLOUT, by: deadline) else { return ETIMEDOUT }
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size) == 0 ? code : errno
    }

    /// Writes all of it; false where the other end is gone or too slow.
    static func write(_ bytes: [UInt8], to descriptor: Int32, by deadline: Int64) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, noSignal) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                guard isReady(descriptor, POLLOUT, by: deadline) else { return false }
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }

    /// Everything up to the empty line, byte by byte, so that nothing behind it is taken; nil where it does not come.
    static func head(of descriptor: Int32, by deadline: Int64) -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while bytes.count < maximumHead {
            let count = recv(descriptor, &byte, 1, 0)
            if count == 1 {
                bytes.append(byte)
                if bytes.suffix(4) == [13, 10, 13, 10] { return String(decoding: bytes, as: UTF8.self) }
            } else if count < 0, errno == EAGAIN {
                guard isReady(descriptor, POLLIN, by: deadline) else { return nil }
            } else if count == 0 || errno != EINTR {
                return nil
            }
        }
        return nil
    }
}

#if canImport(Glibc)
    private let noSignal = Int32(MSG_NOSIGNAL)
#else
    private let noSignal: Int32 = 0
#endif
