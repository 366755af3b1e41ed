import Foundation
import Synchronization

/// A process just started, and the ends of its pipes that are ours.
struct Spawned {
    let pid: pid_t
    private(set) var output: Int32
    let errors: Int32

    /// One at a time: between making a pipe and marking it, another start would hand it on.
    private static let door = Mutex(())

    init(
        _ path: String, _ arguments: [String], _ environment: [String: String], _ directory: String
    ) throws {
        (pid, output, errors) = try Self.door.withLock { _ throws(POSIXError) in
            let (out, err) = (try Pipe(), try Pipe())
            defer { for pipe in [out, err] { close(pipe.writing) } }
            let pid = try Self.start(path, arguments, environment, directory, out, err)
            return (pid, out.reading, err.reading)
        }
    }

    /// Closes our end, so that the process writes to nobody.
    mutating func closeOutput() {
        close(output)
        output = -1
    }

    private struct Pipe {
        let reading: Int32
        let writing: Int32

        init() throws(POSIXError) {
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            (reading, writing) = (ends[0], ends[1])
        }
    }

    private static func start(
        _ path: String, _ arguments: [String], _ environment: [String: String], _ directory: String,
        _ output: Pipe, _ errors: Pipe
    ) throws(POSIXError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output.writing, 1)
        posix_spawn_file_actions_adddup2(&actions, errors.writing, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        configure(&attributes)
        // glibc hides posix_spawn's own way to change the folder; the shell becomes the program.
        let shell = "/bin/sh"
        let words = CStrings([shell, "-c", "cd \"$0\" && exec \"$@\"", directory, path] + arguments)
        let variables = CStrings(environment.map { "\($0.key)=\($0.value)" })
        var pid: pid_t = 0
        let code = posix_spawn(&pid, shell, &actions, &attributes, words.pointers, variables.pointers)
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
        return pid
    }

    /// A group of its own, and every signal as a shell would give it: this process may ignore some.
    private static func configure(_ attributes: inout posix_spawnattr_t) {
        var (all, none) = (sigset_t(), sigset_t())
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))
    }
}

/// Texts as C wants a list of them.
private final class CStrings {
    let pointers: [UnsafeMutablePointer<CChar>?]

    init(_ texts: [String]) { pointers = texts.map { strdup($0) } + [nil] }

    deinit { for pointer in pointers { free(pointer) } }
}
