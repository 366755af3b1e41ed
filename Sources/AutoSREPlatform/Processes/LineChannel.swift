internal import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A private line to one child: whole lines both ways on a socket that nobody else can reach. What the child prints
/// does not get into it.
public final class LineChannel: Sendable {
    /// What came.
    public enum Received: Sendable, Equatable {
        /// A line without its end.
        case line([UInt8])
        /// Nothing yet.
        case nothing
        /// The child is gone, or sends a line that is longer than `maximumLine`.
        case ended
    }

    /// Bytes of a line at the most.
    static let maximumLine = 1 << 20

    private struct State {
        var own: Int32
        var other: Int32
        var pending: [UInt8] = []
        var scanned = 0
    }

    private let state: Mutex<State>

    /// Makes both ends.
    public init() throws(ProcessError) {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, streamSocket, 0, &ends) == 0 else {
            throw ProcessError(program: "a channel", code: errno)
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        state = Mutex(State(own: ends[0], other: ends[1]))
    }

    deinit { close() }

    /// The end for the child.
    var other: Int32 { state.withLock { $0.other } }

    /// The child has its end now.
    func closeOther() { state.withLock { Self.close(&$0.other) } }

    /// Hangs up: the child reads the end.
    public func close() {
        state.withLock { state in
            Self.close(&state.own)
            Self.close(&state.other)
        }
    }

    /// Sends one line, which has to fit the socket's buffer; false where the child is gone or does not read.
    public func send(_ line: [UInt8]) -> Bool {
        let bytes = line + [UInt8(ascii: "\n")]
        return state.withLock { state in
            guard state.own >= 0 else { return false }
            return systemSend(state.own, bytes, bytes.count, noSignal) == bytes.count
        }
    }

    /// The next line, if one is there.
    public func receive() -> Received {
        state.withLock { state in
            if let line = Self.line(&state) { return .line(line) }
            var chunk = [UInt8](repeating: 0, count: 64 << 10)
            while state.own >= 0 {
                let count = recv(state.own, &chunk, chunk.count, 0)
                if count < 0, errno == EINTR { continue }
                if count < 0, errno == EAGAIN { return .nothing }
                guard count > 0, state.pending.count + count <= Self.maximumLine else { return .ended }
                state.pending += chunk[..<count]
                if let line = Self.line(&state) { return .line(line) }
            }
            return .ended
        }
    }

    private static func line(_ state: inout State) -> [UInt8]? {
        guard let end = state.pending[state.scanned...].firstIndex(of: UInt8(ascii: "\n")) else {
            state.scanned = state.pending.count
            return nil
        }
        let line = Array(state.pending[..<end])
        state.pending.removeFirst(end + 1)
        state.scanned = 0
        return line
    }

    private static func close(_ descriptor: inout Int32) {
        if descriptor >= 0 { _ = systemClose(descriptor) }
        descriptor = -1
    }
}

private let systemClose = close
private let systemSend = send
#if canImport(Glibc)
    private let streamSocket = Int32(SOCK_STREAM.rawValue)
    private let noSignal = Int32(MSG_NOSIGNAL)
#else
    private let streamSocket = SOCK_STREAM
    private let noSignal: Int32 = 0
#endif
