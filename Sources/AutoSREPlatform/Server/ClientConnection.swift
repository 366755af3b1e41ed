internal import CMicrohttpd
internal import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One client's connection, watched for requests that arrive too slowly.
///
/// The library's timeout counts silence only, so that a client which sends a byte now and then would stay for ever.
final class ClientConnection: Sendable {
    /// Sendable: used on the library's thread only, which `answerImpossibleLength` makes sure of.
    private struct Owner: @unchecked Sendable {
        let connection: OpaquePointer
        let thread = pthread_self()
    }

    private let descriptor: Int32
    private let owner: Owner
    private let requestMilliseconds: Int64
    /// Milliseconds on the monotonic clock by which the request has to be there; 0 while one is being answered.
    private let deadline: Atomic<Int64>
    private let isReadingHead = Atomic(false)
    /// Since when, on the monotonic clock, it has not brought a whole request.
    private let waitingSince: Atomic<Int64>
    private let isShutDown = Atomic(false)

    init(_ connection: OpaquePointer, descriptor: Int32, limits: ServerLimits) {
        self.descriptor = descriptor
        owner = Owner(connection: connection)
        requestMilliseconds = Int64(limits.idleSeconds) * 2000
        let allowed = min(requestMilliseconds, Int64(limits.headSeconds) * 1000)
        let now = monotonicMilliseconds()
        deadline = Atomic(now + allowed)
        waitingSince = Atomic(now)
    }

    /// A request line has come; what follows has its own, shorter time.
    func headBegan(allowedSeconds: Int) {
        isReadingHead.store(true, ordering: .relaxed)
        let bound = monotonicMilliseconds() + Int64(allowedSeconds) * 1000
        let known = deadline.load(ordering: .relaxed)
        deadline.store(known == 0 ? bound : min(known, bound), ordering: .relaxed)
    }

    func headArrived() {
        isReadingHead.store(false, ordering: .relaxed)
        deadline.store(monotonicMilliseconds() + requestMilliseconds, ordering: .relaxed)
    }

    func requestArrived() { deadline.store(0, ordering: .relaxed) }

    /// The connection may now rest; the library counts how long.
    func requestDone() {
        headArrived()
        waitingSince.store(monotonicMilliseconds(), ordering: .relaxed)
    }

    func isOverdue(at now: Int64) -> Bool {
        let bound = deadline.load(ordering: .relaxed)
        return bound != 0 && bound < now
    }

    /// Since when nothing whole has come of it; nil while it is being answered, and once it was shut down.
    var idleSince: Int64? {
        guard deadline.load(ordering: .relaxed) != 0, !isShutDown.load(ordering: .relaxed) else { return nil }
        return waitingSince.load(ordering: .relaxed)
    }

    /// Ends it; the library then sees its end and forgets it.
    func shutDown() {
        isShutDown.store(true, ordering: .relaxed)
        _ = shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// Answers in the library's stead where the head that it is reading has a Content-Length that cannot be.
    ///
    /// The library (0.9.75) would refuse that with two heads one after the other, and without asking us. It says so
    /// to its log first, though not for which connection: hence the look at each.
    func answerImpossibleLength() {
        guard isReadingHead.load(ordering: .relaxed), pthread_equal(owner.thread, pthread_self()) != 0 else { return }
        guard let status = BodyFraming(headerFields(of: owner.connection)).impossibleLength else { return }
        isReadingHead.store(false, ordering: .relaxed)
        let answer = rawRefusal(status)
        // A client that takes no answer of this size gets none: the thread serves the others, too.
        _ = send(descriptor, answer, answer.count, Int32(MSG_DONTWAIT) | noSignal)
        _ = shutdown(descriptor, Int32(SHUT_WR))
    }
}

#if canImport(Glibc)
    private let noSignal = Int32(MSG_NOSIGNAL)
#else
    private let noSignal: Int32 = 0
#endif
