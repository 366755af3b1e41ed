#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Files {
    /// Runs `body` while no other process, and no other caller in this one, holds the lock file at `path`, which is
    /// made where it is missing and left. Blocks the thread; ETIMEDOUT when it is not free within `timeoutSeconds`. The
    /// lock ends with the process, however that ends.
    /// - Parameter isWaiting: is called, once, when that takes a second.
    public static func withExclusiveLock<T>(
        _ path: String, timeoutSeconds: Double = 10, isWaiting: () -> Void = {}, _ body: () throws -> T
    ) throws -> T {
        let file = try retrying("lock", path) { open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600) }
        defer { close(file) }
        let began = SystemClock.monotonicSeconds()
        var isSaid = false
        while flock(file, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else {
                throw FileError(action: "lock", path: path, code: errno)
            }
            let waited = SystemClock.monotonicSeconds() - began
            guard waited < timeoutSeconds else { throw FileError(action: "lock", path: path, code: ETIMEDOUT) }
            if waited >= 1, !isSaid {
                isSaid = true
                isWaiting()
            }
            usleep(5000)
        }
        return try body()
    }
}
