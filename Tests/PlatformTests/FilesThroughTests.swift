import AutoSREPlatform
import Foundation
import Testing

/// What a person names as the place for a report stays what it is.
@Suite(.timeLimit(.minutes(1)))
struct FilesThroughTests {
    private let folder = NSTemporaryDirectory() + "autosre-through-" + UUID().uuidString

    init() throws { try Files.createDirectories(folder) }

    private func kind(_ path: String) -> mode_t {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : 0
    }

    @Test func filesAreReplaced() throws {
        let path = folder + "/report.md"
        try Files.writeThrough(path, [1, 2, 3])
        try Files.writeThrough(path, [4])
        #expect(try Files.read(path) == [4] && Files.list(folder) == ["report.md"])
    }

    @Test func linksStayLinks() throws {
        let (path, link, other) = (folder + "/file", folder + "/link", folder + "/other")
        try Files.write(path, [1, 2, 3])
        #expect(symlink("file", link) == 0 && hardLink(path, other) == 0)
        try Files.writeThrough(link, [4])
        #expect(try Files.read(path) == [4] && Files.read(other) == [4] && kind(link) == S_IFLNK)
        try Files.writeThrough(other, [5])
        #expect(try Files.read(path) == [5], "a file of two names is one file")
        let dangling = folder + "/dangling"
        #expect(symlink("new", dangling) == 0)
        try Files.writeThrough(dangling, [6])
        #expect(try Files.read(folder + "/new") == [6] && kind(dangling) == S_IFLNK)
    }

    @Test func devicesAreWrittenTo() throws {
        try Files.writeThrough("/dev/null", [1])
        #expect(kind("/dev/null") == S_IFCHR)
        #expect(throws: FileError.self) { try Files.writeThrough(folder, [1]) }
        #if os(Linux)
            do {
                try Files.writeThrough("/dev/full", [1])
                Issue.record("a full device took it")
            } catch { #expect(error.code == ENOSPC) }
        #endif
    }

    @Test func pipesAreWrittenTo() async throws {
        let path = folder + "/pipe"
        #expect(mkfifo(path, 0o600) == 0)
        let reader = open(path, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        try Files.writeThrough(path, [1, 2])
        var bytes = [UInt8](repeating: 0, count: 9)
        #expect(read(reader, &bytes, 9) == 2 && bytes[..<2] == [1, 2] && kind(path) == S_IFIFO)
    }
}

private let hardLink = link
