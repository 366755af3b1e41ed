import AutoSREPlatform
import Foundation
import Testing

/// Output that nobody may be held up by.
@Suite(.timeLimit(.minutes(1)))
struct OutputQueueTests {
    /// A pipe whose reading end the test has.
    private final class Pipe {
        private(set) var (reader, writer): (Int32, Int32)

        init() {
            ProcessSignals.ignorePipe()
            var ends: [Int32] = [-1, -1]
            pipe(&ends)
            (reader, writer) = (ends[0], ends[1])
        }

        /// The writing end stays open: a queue that was not read to its end may write on, and the number must not
        /// become that of another test's pipe.
        deinit { hangUp() }

        func hangUp() {
            if reader >= 0 { close(reader) }
            reader = -1
        }

        /// Everything up to `count` bytes; blocks until they are there.
        func read(_ count: Int) -> String {
            var bytes: [UInt8] = []
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            while bytes.count < count {
                let size = Foundation.read(reader, &chunk, min(chunk.count, count - bytes.count))
                // Other tests here raise signals.
                if size < 0, errno == EINTR { continue }
                guard size > 0 else { break }
                bytes += chunk[..<size]
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    @Test("What is written arrives, in order over both streams")
    func arrives() {
        let pipe = Pipe()
        let queue = OutputQueue(output: pipe.writer, errors: pipe.writer)
        var expected = ""
        for number in 0..<500 {
            queue.write("\(number)\n", to: number % 3 == 0 ? .error : .output)
            expected += "\(number)\n"
        }
        #expect(queue.finish(patience: 10) == nil)
        #expect(pipe.read(expected.utf8.count) == expected)
    }

    @Test("A reader that does not read holds nobody up; what is lost is counted, what comes out is whole lines")
    func unread() {
        let pipe = Pipe()
        let queue = OutputQueue(output: pipe.writer, errors: pipe.writer, limit: 1 << 20)
        let began = SystemClock.monotonicSeconds()
        let line = String(repeating: "x", count: 1023) + "\n"
        for _ in 0..<4096 { queue.write(line) }
        #expect(queue.isBehind)
        let loss = queue.finish(patience: 0.1)
        #expect(SystemClock.monotonicSeconds() - began < 10)
        #expect(loss?.code == 0 && loss?.isReadersWish == false)
        // The pipe has some, the queue a megabyte, and of those it knows too that nobody read them.
        #expect((3500...4096).contains(loss?.lines ?? 0), "\(loss?.lines ?? 0)")
        #expect(pipe.read(64 << 10) == String(repeating: line, count: 64))
    }

    @Test("A reader that comes back gets everything that was kept")
    func late() async {
        let pipe = Pipe()
        let queue = OutputQueue(output: pipe.writer, errors: pipe.writer)
        let line = String(repeating: "y", count: 1023) + "\n"
        for _ in 0..<512 { queue.write(line) }
        #expect(queue.finish(patience: 0.05) != nil)
        async let text = pipe.read(512 << 10)
        #expect(await text == String(repeating: line, count: 512))
        #expect(queue.finish(patience: 10) == nil)
    }

    @Test("While one stream stands still the other goes on")
    func overtaking() {
        let (stuck, open) = (Pipe(), Pipe())
        let queue = OutputQueue(output: stuck.writer, errors: open.writer)
        queue.write(String(repeating: "z\n", count: 100_000))
        queue.write("why\n", to: .error)
        #expect(open.read(4) == "why\n")
    }

    @Test("A closed pipe and a full device are told apart, and end nothing")
    func failures() {
        let pipe = Pipe()
        pipe.hangUp()
        let queue = OutputQueue(output: pipe.writer, errors: pipe.writer)
        queue.write("one\n")
        queue.write("two\nthree\n")
        let loss = queue.finish(patience: 10)
        #expect(loss?.isReadersWish == true && loss?.lines == 3)

        let full = open("/dev/full", O_WRONLY)
        defer { close(full) }
        guard full >= 0 else { return }
        let device = OutputQueue(output: full, errors: full)
        device.write("one\n")
        let why = device.finish(patience: 10)
        #expect(why?.code == ENOSPC && why?.isReadersWish == false && why?.lines == 1)
    }

    @Test("An output that was closed from the start is told from one that nobody reads")
    func closed() {
        let unwritable = open("/dev/null", O_RDONLY)
        defer { close(unwritable) }
        let queue = OutputQueue(output: unwritable, errors: unwritable)
        queue.write("one\n")
        let loss = queue.finish(patience: 10)
        #expect(loss?.isReadersWish == false && loss?.lines == 1 && loss?.reason == "standard output is closed")
    }
}
