internal import CSQLite

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How a connection waits for the locks of others: up to a bound, and not in silence.
final class BusyWait {
    /// Seconds to wait at the most.
    var seconds: Double
    private let isLong: () -> Void
    private var began = 0.0
    private var isSaid = false

    /// Seconds of waiting after which it is said.
    private static let patience = 1.0
    /// Milliseconds between two tries (those of SQLite's own handler, so that many processes get their turn).
    private static let pauses: [UInt32] = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100]

    init(seconds: Double, isLong: @escaping () -> Void) { (self.seconds, self.isLong) = (seconds, isLong) }

    /// Has `database` ask it at each lock that is taken. It must live as long as the connection.
    func install(on database: OpaquePointer?) {
        let ask: @convention(c) (UnsafeMutableRawPointer?, Int32) -> Int32 = { context, count in
            guard let context else { return 0 }
            return Unmanaged<BusyWait>.fromOpaque(context).takeUnretainedValue().tryAgain(after: Int(count)) ? 1 : 0
        }
        sqlite3_busy_handler(database, ask, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Waits a moment; false where the bound is reached.
    /// - Parameter tries: how often the same lock was asked for already.
    private func tryAgain(after tries: Int) -> Bool {
        let now = SystemClock.monotonicSeconds()
        if tries == 0 { began = now }
        guard now - began < seconds else { return false }
        if !isSaid, now - began >= Self.patience {
            isSaid = true
            isLong()
        }
        usleep(Self.pauses[min(tries, Self.pauses.count - 1)] * 1000)
        return true
    }
}
