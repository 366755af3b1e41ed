import Foundation

/// The program itself on a pseudo-terminal of so many columns.
struct PseudoTerminal {
    /// What it wrote to the terminal.
    private(set) var output = ""
    /// Its exit code.
    private(set) var code: Int32 = -1

    /// The folder into which the tests and the program were built.
    static var program: URL {
        let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let built = folder.appending(path: "autosre")
        if FileManager.default.isExecutableFile(atPath: built.path(percentEncoded: false)) { return built }
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return root.deletingLastPathComponent().appending(path: ".build/debug/autosre")
    }

    struct Unusable: Error {}

    /// Runs `words` in `folder` until the end.
    /// - Parameter interruptAt: sends SIGINT when this is on the terminal.
    init(
        _ words: [String], columns: UInt16, environment: [String: String] = [:], folder: String,
        interruptAt cue: String? = nil
    ) throws {
        let (terminal, name) = try Self.openBoth()
        let other = open(name, O_RDWR | O_NOCTTY)
        guard other >= 0 else { throw Unusable() }
        var size = winsize(ws_row: 40, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        guard ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0 else { throw Unusable() }
        let process = Process()
        (process.executableURL, process.arguments) = (Self.program, words)
        process.currentDirectoryURL = URL(filePath: folder)
        var variables = ProcessInfo.processInfo.environment
        variables["NO_COLOR"] = nil
        variables["TERM"] = "xterm-256color"
        process.environment = variables.merging(environment) { $1 }
        let handle = FileHandle(fileDescriptor: other)
        (process.standardInput, process.standardOutput, process.standardError) = (handle, handle, handle)
        try process.run()
        close(other)
        output = Self.read(terminal, cue: cue) { process.interrupt() }
        process.waitUntilExit()
        code = process.terminationStatus
        close(terminal)
    }

    /// A new pseudo-terminal and the name of its other end.
    private static func openBoth() throws -> (Int32, String) {
        let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        guard terminal >= 0 else { throw Unusable() }
        #if os(Linux)
            // TIOCSPTLCK and TIOCGPTN of ioctl_tty(2): glibc hides grantpt and its like from Swift.
            var (number, isLocked): (Int32, Int32) = (0, 0)
            let isOpen = ioctl(terminal, 0x4004_5431, &isLocked) == 0 && ioctl(terminal, 0x8004_5430, &number) == 0
            guard isOpen else { throw Unusable() }
            return (terminal, "/dev/pts/\(number)")
        #else
            guard grantpt(terminal) == 0, unlockpt(terminal) == 0, let name = ptsname(terminal) else {
                throw Unusable()
            }
            return (terminal, String(cString: name))
        #endif
    }

    /// Everything until the other end is closed, which a pseudo-terminal tells as an error.
    private static func read(_ terminal: Int32, cue: String?, react: () -> Void) -> String {
        var cue = cue
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Foundation.read(terminal, &chunk, chunk.count)
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += chunk[..<count]
            if let text = cue, String(decoding: bytes, as: UTF8.self).contains(text) {
                cue = nil
                react()
            }
        }
    }
}
