#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What identifies this machine's boot and its processes: who owns a lease, and whether the owner still lives.
public enum Host {
    /// The kernel's id of this boot; empty where it has none.
    public static var bootID: String {
        guard let text = textOfKernelFile("/proc/sys/kernel/random/boot_id") else { return "" }
        return String(text.prefix { !$0.isNewline })
    }

    /// The kernel's name of this process's process-number namespace (`pid:[4026531836]`, namespaces(7)); empty where
    /// there is none or it cannot be seen.
    public static var processNamespace: String {
        var buffer = [CChar](repeating: 0, count: 128)
        let count = readlink("/proc/self/ns/pid", &buffer, buffer.count)
        guard count > 0 else { return "" }
        return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether the process of this number that was started then still runs; nil where /proc hides it. One that has
    /// ended and was not waited for (a zombie) does not run.
    public static func isRunning(_ pid: Int32, started: UInt64) -> Bool? {
        if let start = processStart(pid) { return start == started && !isZombie(pid) }
        return pid > 0 && (kill(pid, 0) == 0 || errno == EPERM) ? nil : false
    }

    private static func isZombie(_ pid: Int32) -> Bool { ["Z", "X"].contains(statusFields(of: pid)?.first) }

    /// How many processors there are; at least 1.
    public static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// Where this program's file lies, links followed; nil where the system does not say.
    public static var executablePath: String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        guard realpath("/proc/self/exe", &buffer) != nil else { return nil }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// This process's id.
    public static var processID: Int32 { getpid() }

    /// When the process started, in clock ticks since boot (field 22 of /proc/PID/stat), which tells it from a later
    /// one of the same id; `nil` where there is no such process. 0 where the system has no /proc.
    public static func processStart(_ pid: Int32) -> UInt64? {
        #if os(Linux)
            guard let fields = statusFields(of: pid), fields.count > 19 else { return nil }
            return UInt64(fields[19])
        #else
            return pid > 0 && (kill(pid, 0) == 0 || errno == EPERM) ? 0 : nil
        #endif
    }

    /// The fields of /proc/PID/stat from the third on. The second is the command in parentheses, which may hold blanks
    /// and parentheses itself.
    private static func statusFields(of pid: Int32) -> [Substring]? {
        guard pid > 0, let text = textOfKernelFile("/proc/\(pid)/stat"), let end = text.lastIndex(of: ")") else {
            return nil
        }
        return text[text.index(after: end)...].split(separator: " ")
    }

    /// A process that is gone, or a kernel without that file, is no failure but the answer.
    private static func textOfKernelFile(_ path: String) -> String? {
        do throws(FileError) {
            return String(decoding: try Files.read(path, maximumBytes: 64 << 10), as: UTF8.self)
        } catch {
            return nil
        }
    }
}
