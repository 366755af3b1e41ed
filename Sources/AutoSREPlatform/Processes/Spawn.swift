internal import CShim

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A child of ours that has not been waited for, so that its id, and its group's, cannot belong to anybody else.
struct Child: Sendable {
    /// Its id; it leads a session and a group of its own, so it is the group's id too.
    let pid: pid_t

    /// Whether it has ended. It stays a zombie, so that its id stays ours.
    func hasEnded() -> Bool {
        var info = siginfo_t()
        guard waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0 else { return errno == ECHILD }
        return info.si_signo != 0
    }

    /// Blocks until it has ended; it stays a zombie. A child that somebody has given back already has ended too.
    func awaitEnd() {
        var info = siginfo_t()
        while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    }

    /// Gives the id of one that has ended back to the system.
    func reap() { waitpid(pid, nil, WNOHANG) }
}

/// What a child is to be.
struct SpawnOrder {
    /// The program's path and its words, itself first.
    let path: String
    let words: [String]
    /// All of its environment.
    let environment: [String: String]
    /// What it reads: a descriptor of ours.
    let input: Int32
    /// Where it writes: a file that is made, or `/dev/null`.
    let output: String
    /// A descriptor of ours that it gets as its fourth (3); nil for none.
    var channel: Int32?
}

/// Starts a child in a session of its own with nothing of ours: no descriptor besides the standard ones and the
/// channel, no ignored signal, none of our variables.
func spawn(_ order: SpawnOrder) throws(ProcessError) -> Child {
    var actions = SpawnActions()
    defer { actions.destroy() }
    actions.prepare(order)
    var attributes = SpawnAttributes()
    defer { attributes.destroy() }
    attributes.prepare()
    let words = CStrings(order.words)
    let environment = CStrings(order.environment.map { "\($0.key)=\($0.value)" })
    var pid: pid_t = 0
    let code = posix_spawn(
        &pid, order.path, &actions.value, &attributes.value, words.pointers, environment.pointers)
    guard code == 0 else { throw ProcessError(program: order.path, code: code) }
    return Child(pid: pid)
}

private struct SpawnActions {
    var value = posix_spawn_file_actions_t()

    mutating func prepare(_ order: SpawnOrder) {
        posix_spawn_file_actions_init(&value)
        posix_spawn_file_actions_adddup2(&value, order.input, 0)
        posix_spawn_file_actions_addopen(&value, 1, order.output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&value, 1, 2)
        if let channel = order.channel { posix_spawn_file_actions_adddup2(&value, channel, 3) }
        _ = shim_spawn_close_from(&value, order.channel == nil ? 3 : 4)
    }

    mutating func destroy() { posix_spawn_file_actions_destroy(&value) }
}

private struct SpawnAttributes {
    var value = posix_spawnattr_t()

    mutating func prepare() {
        posix_spawnattr_init(&value)
        var defaults = sigset_t()
        sigfillset(&defaults)
        posix_spawnattr_setsigdefault(&value, &defaults)
        var mask = sigset_t()
        sigemptyset(&mask)
        posix_spawnattr_setsigmask(&value, &mask)
        var flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | SpawnFlag.newSession
        #if !os(Linux)
            flags |= POSIX_SPAWN_CLOEXEC_DEFAULT
        #endif
        posix_spawnattr_setflags(&value, Int16(flags))
    }

    mutating func destroy() { posix_spawnattr_destroy(&value) }
}

private enum SpawnFlag {
    #if os(Linux)
        /// POSIX_SPAWN_SETSID, which glibc's header shows only to GNU sources.
        static let newSession: Int32 = 0x80
    #else
        /// POSIX_SPAWN_SETSID of <spawn.h>.
        static let newSession: Int32 = 0x400
    #endif
}

/// An array of C strings, ended by a null, for as long as it lives.
private final class CStrings {
    let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    private let count: Int

    init(_ texts: [String]) {
        count = texts.count
        pointers = .allocate(capacity: count + 1)
        for (index, text) in texts.enumerated() { (pointers + index).initialize(to: strdup(text)) }
        (pointers + count).initialize(to: nil)
    }

    deinit {
        for index in 0..<count { free(pointers[index]) }
        pointers.deallocate()
    }
}
