import AutoSREPlatform
import Foundation
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct FilesTests {
    private let folder = NSTemporaryDirectory() + "autosre-files-" + UUID().uuidString

    init() throws { try Files.createDirectories(folder + "/a/b/") }

    private func code(_ body: () throws -> Void) -> Int32? {
        do { try body() } catch { return (error as? FileError)?.code ?? -1 }
        return nil
    }

    @Test func whatIsWrittenIsRead() throws {
        let path = folder + "/file"
        let bytes = [UInt8]((0..<200_000).map { UInt8(truncatingIfNeeded: $0) })
        try Files.write(path, bytes)
        #expect(try Files.read(path) == bytes)
        try Files.write(path, [1])
        #expect(try Files.read(path) == [1])
        #expect(try Files.list(folder) == ["a", "file"])
        try Files.write(folder + "/empty", [])
        #expect(try Files.read(folder + "/empty").isEmpty)
    }

    @Test func permissionsAreKeptAndNewFilesArePrivate() throws {
        let path = folder + "/mode"
        try Files.write(path, [1])
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        chmod(path, 0o640)
        try Files.write(path, [2])
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o640)
    }

    @Test func errorsCarryTheSystemsReason() throws {
        let missing = folder + "/missing"
        #expect(code { _ = try Files.read(missing) } == ENOENT)
        #expect(code { _ = try Files.read(folder) } == EISDIR)
        #expect(code { try Files.write(missing + "/x", [1]) } == ENOENT)
        #expect(code { _ = try Files.list(missing) } == ENOENT)
        #expect(code { try Files.remove(missing) } == ENOENT)
        #expect(code { try Files.createDirectories("/proc/x/y") } == ENOENT)
        try Files.write(folder + "/plain", [1, 2, 3])
        #expect(code { try Files.createDirectories(folder + "/plain") } == EEXIST)
        #expect(code { try Files.createDirectories(folder + "/plain/x") } == ENOTDIR)
        #expect(code { _ = try Files.read(folder + "/plain", maximumBytes: 2) } == EFBIG)
        #expect(try Files.read(folder + "/plain", maximumBytes: 3) == [1, 2, 3])
        let error = FileError(action: "read", path: "/x", code: ENOENT)
        #expect(error.description == "cannot read /x: No such file or directory")
        #expect(error.isMissing)
    }

    @Test func thingsAreFoundMovedAndRemoved() throws {
        #expect(Files.isDirectory(folder + "/a/b") && Files.exists(folder + "/a/b"))
        let path = folder + "/old"
        try Files.write(path, [1])
        #expect(!Files.isDirectory(path))
        try Files.move(path, to: folder + "/new")
        #expect(!Files.exists(path) && Files.exists(folder + "/new"))
        try Files.remove(folder + "/new")
        try Files.remove(folder + "/a/b")
        #expect(try Files.list(folder + "/a").isEmpty)
        try Files.createDirectories(folder)
    }

    @Test func oneAtATimeHoldsALock() async throws {
        let path = folder + "/lock"
        let holders = Holders()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try await blocking {
                        for _ in 0..<10 {
                            try Files.withExclusiveLock(path, timeoutSeconds: 30) {
                                holders.come()
                                holders.go()
                            }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(holders.most.load(ordering: .relaxed) == 1)
        let late = code {
            try Files.withExclusiveLock(path) { try Files.withExclusiveLock(path, timeoutSeconds: 0.02) {} }
        }
        #expect(late == ETIMEDOUT)
        #expect(code { try Files.withExclusiveLock(folder + "/no/lock") {} } == ENOENT)
    }

    @Test func aFileThatIsCutWhileItIsReadIsAShorterFile() throws {
        let path = folder + "/cut"
        try Files.write(path, [UInt8](repeating: 5, count: 1_000_000))
        let reader = try StreamFile.regular(path)
        var piece = [UInt8](repeating: 0, count: 1000)
        #expect(try piece.withUnsafeMutableBytes { try reader.read(into: $0) } == 1000)
        #expect(piece == [UInt8](repeating: 5, count: 1000))
        #expect(truncate(path, 1500) == 0)
        #expect(try piece.withUnsafeMutableBytes { try reader.read(into: $0) } == 500)
        #expect(try piece.withUnsafeMutableBytes { try reader.read(into: $0) } == 0)
        #expect(code { _ = try StreamFile.regular(folder) } == EISDIR)
        #expect(code { _ = try StreamFile.regular(folder + "/missing") } == ENOENT)
    }
}

/// Counts who is inside at a time.
private final class Holders: Sendable {
    let inside = Atomic<Int>(0)
    let most = Atomic<Int>(0)

    func come() { most.max(inside.add(1, ordering: .relaxed).newValue, ordering: .relaxed) }
    func go() { inside.subtract(1, ordering: .relaxed) }
}
