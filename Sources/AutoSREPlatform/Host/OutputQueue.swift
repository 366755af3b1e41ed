internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Output that never makes its caller wait. Whoever reads it, a pipe that is full, a terminal that is stopped, can
/// then hold nothing up: what finds no room in time is lost, and counted.
///
/// What is written to both streams keeps its order, unless one of them stands still: then the other goes on.
public final class OutputQueue: Sendable {
    /// The process's own.
    public static let standard = OutputQueue()

    /// What became of the text for a stream.
    public struct Loss: Sendable, Hashable {
        /// How many lines never got out.
        public let lines: Int
        /// The system's number for why it cannot be written; 0 where it could, but nobody read it.
        public let code: Int32

        /// Why, in words.
        public var reason: String {
            switch code {
            case 0: "nobody read it"
            case EBADF: "standard output is closed"
            default: systemMessage(code)
            }
        }
        /// Whether the reader has gone, which is its right. That there never was one, for the stream was closed, is a
        /// mistake of who started the process.
        public var isReadersWish: Bool { code == EPIPE }
    }

    private struct Piece {
        let stream: StandardStreams.Stream
        var bytes: [UInt8]
        var written = 0

        var lines: Int { bytes[written...].count { $0 == UInt8(ascii: "\n") } }
    }

    private struct State {
        /// What waits, in order; texts for the same stream that follow each other are one piece.
        var pieces: [Piece] = []
        var pendingBytes = 0
        var isDraining = false
        var lost: [StandardStreams.Stream: Int] = [:]
        var failures: [StandardStreams.Stream: Int32] = [:]
        /// Grows with every byte that gets out.
        var progress: UInt64 = 0
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "autosre.output")
    private let descriptors: [StandardStreams.Stream: Int32]
    private let limit: Int

    /// Bytes of a write. A pipe that says that it can be written takes as many without making anybody wait.
    private static let chunk = 4096
    /// Bytes of a piece at the most, about.
    private static let pieceBytes = 64 << 10
    /// Milliseconds after which a stream counts as standing still.
    private static let patience: Int32 = 200
    /// Seconds at the most that standard error alone is waited for: what a program answers is not in it.
    private static let errorSeconds = 3.0

    /// Makes a queue.
    /// - Parameter limit: bytes that may wait.
    public init(output: Int32 = 1, errors: Int32 = 2, limit: Int = 8 << 20) {
        descriptors = [.output: output, .error: errors]
        self.limit = limit
    }

    /// Writes the text as soon as there is room for it.
    public func write(_ text: String, to stream: StandardStreams.Stream = .output) {
        guard !text.isEmpty else { return }
        let begins = state.withLock { state in
            let piece = Piece(stream: stream, bytes: Array(text.utf8))
            guard state.failures[stream] == nil, state.pendingBytes + piece.bytes.count <= limit else {
                state.lost[stream, default: 0] += piece.lines
                return false
            }
            let last = state.pieces.count - 1
            if last >= 0, state.pieces[last].stream == stream, state.pieces[last].bytes.count < Self.pieceBytes {
                state.pieces[last].bytes += piece.bytes
            } else {
                state.pieces.append(piece)
            }
            state.pendingBytes += piece.bytes.count
            defer { state.isDraining = true }
            return !state.isDraining
        }
        if begins { queue.async { @Sendable [self] in drain() } }
    }

    /// Whether so much waits that pictures which the next one replaces need not be added.
    public var isBehind: Bool { state.withLock { $0.pendingBytes > 16 << 10 } }

    /// Waits until everything is out, as long as it moves: `patience` seconds without a byte end the wait, and fewer
    /// where only standard error is left. What has not got out by then is counted as lost. To be called last.
    public func finish(patience: Double) -> Loss? {
        var (seen, since) = (UInt64.max, SystemClock.monotonicSeconds())
        while true {
            let (progress, isEmpty, isAnswer) = state.withLock { state in
                (state.progress, state.pieces.isEmpty, state.pieces.contains { $0.stream == .output })
            }
            guard !isEmpty else { break }
            let now = SystemClock.monotonicSeconds()
            if progress != seen { (seen, since) = (progress, now) }
            let bound = isAnswer ? patience : min(patience, Self.errorSeconds)
            guard now - since < bound else { break }
            _ = usleep(now - since < 0.1 ? 500 : 20_000)
        }
        return loss(of: .output)
    }

    private func loss(of stream: StandardStreams.Stream) -> Loss? {
        state.withLock { state in
            let waiting = state.pieces.filter { $0.stream == stream }.reduce(0) { $0 + $1.lines }
            let lines = state.lost[stream, default: 0] + waiting
            return lines == 0 ? nil : Loss(lines: lines, code: state.failures[stream] ?? 0)
        }
    }
}

// The writing side, on a queue of its own.
extension OutputQueue {
    private func drain() {
        var still: Set<StandardStreams.Stream> = []
        while let heads = heads() {
            let ready = heads.first { isWritable($0.stream, within: still.contains($0.stream) ? 0 : Self.patience) }
            guard let ready else {
                still = Set(heads.map(\.stream))
                wait(for: heads)
                continue
            }
            // Only what was found standing still may be overtaken.
            still = ready.stream == heads[0].stream ? [] : [heads[0].stream]
            put(ready)
        }
    }

    /// The first piece of each stream, in order; nil, and the end of draining, where there is none.
    private func heads() -> [Piece]? {
        state.withLock { state in
            guard let first = state.pieces.first else {
                state.isDraining = false
                return nil
            }
            let other = state.pieces.first { $0.stream != first.stream }
            return [first] + (other.map { [$0] } ?? [])
        }
    }

    private func isWritable(_ stream: StandardStreams.Stream, within milliseconds: Int32) -> Bool {
        var wanted = pollfd(fd: descriptors[stream] ?? -1, events: Int16(POLLOUT), revents: 0)
        return poll(&wanted, 1, milliseconds) != 0
    }

    private func wait(for heads: [Piece]) {
        var wanted = heads.map { pollfd(fd: descriptors[$0.stream] ?? -1, events: Int16(POLLOUT), revents: 0) }
        _ = poll(&wanted, nfds_t(wanted.count), Self.patience)
    }

    private func put(_ piece: Piece) {
        let descriptor = descriptors[piece.stream] ?? -1
        let count = piece.bytes[piece.written...].prefix(Self.chunk).withUnsafeBytes {
            systemWrite(descriptor, $0.baseAddress, $0.count)
        }
        let code = errno
        state.withLock { state in
            guard let index = state.pieces.firstIndex(where: { $0.stream == piece.stream }) else { return }
            if count >= 0 {
                state.pieces[index].written += count
                state.progress += UInt64(count)
                // More may have been added to it meanwhile.
                guard state.pieces[index].written == state.pieces[index].bytes.count else { return }
                state.pendingBytes -= state.pieces.remove(at: index).bytes.count
            } else if code != EINTR, code != EAGAIN {
                state.failures[piece.stream] = code
                for lost in state.pieces where lost.stream == piece.stream {
                    state.pendingBytes -= lost.bytes.count
                    state.lost[piece.stream, default: 0] += lost.lines
                }
                state.pieces.removeAll { $0.stream == piece.stream }
            }
        }
    }
}

private let systemWrite = write
