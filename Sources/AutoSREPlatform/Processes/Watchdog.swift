#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A process in a session of its own that outlives us by a moment: it waits at the end of a pipe whose other end only
/// we hold, and when we end, killed or not, it reads the end of the file, kills a group and removes a folder.
struct Watchdog: Sendable {
    /// The process.
    let child: Child
    /// Our end of the pipe that it waits at.
    private let leash: Int32
    /// Waits for the group's id, then for our end. What is being killed may still write for a moment, so removing is
    /// tried again, for a second at the most.
    private static let script = """
        IFS= read -r group || { rm -rf -- "$1"; exit 0; }
        IFS= read -r rest
        kill -s KILL -- "-$group" 2>/dev/null
        for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
            rm -rf -- "$1" 2>/dev/null && [ ! -e "$1" ] && exit 0
            sleep 0.05
        done
        """

    /// Starts one that removes `folder`.
    /// - Parameter group: what it has to end, where that runs already. It is told before there is a watchdog: one that
    ///   was not told yet when we are killed would end nothing.
    init(over folder: String, endingToo group: pid_t? = nil) throws(ProcessError) {
        let pipe = try Pipe()
        defer { pipe.closeReader() }
        if let group { writeLine("\(group)", to: pipe.writer) }
        let order = SpawnOrder(
            path: "/bin/sh", words: ["sh", "-c", Self.script, "autosre-watchdog", folder],
            environment: ["PATH": "/usr/bin:/bin"], input: pipe.reader, output: "/dev/null")
        do throws(ProcessError) { child = try spawn(order) } catch {
            pipe.closeWriter()
            throw error
        }
        leash = pipe.writer
    }

    /// Tells it the group that it has to end; to be called once, where `init` was not given it.
    func look(after group: pid_t) { writeLine("\(group)", to: leash) }

    /// Lets go of the leash, upon which it does its work; to be called once.
    func letGo() { close(leash) }
}

/// The two ends of a pipe, neither of which a child inherits.
struct Pipe {
    let reader: Int32
    let writer: Int32

    init() throws(ProcessError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw ProcessError(program: "a pipe", code: errno) }
        (reader, writer) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    func closeReader() { _ = close(reader) }

    func closeWriter() { _ = close(writer) }
}

/// A short line fits a pipe; where the reader is gone there is nobody to tell.
func writeLine(_ text: String, to descriptor: Int32) {
    let bytes = Array("\(text)\n".utf8)
    _ = write(descriptor, bytes, bytes.count)
}
