import Foundation

/// A wall clock for one process that jumps when the test says so: a library that is loaded before the C library's own.
struct JumpingClock: Sendable {
    private let scratch: Scratch
    private let offset: Int

    private static let source = """
        #define _GNU_SOURCE
        #include <stdlib.h>
        #include <sys/syscall.h>
        #include <sys/time.h>
        #include <time.h>
        #include <unistd.h>
        static long offset(void) {
            const char *flag = getenv("CLOCK_FLAG"), *seconds = getenv("CLOCK_OFFSET");
            return flag && seconds && access(flag, F_OK) == 0 ? atol(seconds) : 0;
        }
        int clock_gettime(clockid_t id, struct timespec *t) {
            long result = syscall(SYS_clock_gettime, id, t);
            if (result == 0 && id == CLOCK_REALTIME) t->tv_sec += offset();
            return result;
        }
        int gettimeofday(struct timeval *t, void *zone) {
            struct timespec s;
            clock_gettime(CLOCK_REALTIME, &s);
            t->tv_sec = s.tv_sec;
            t->tv_usec = s.tv_nsec / 1000;
            return 0;
        }
        time_t time(time_t *t) {
            struct timespec s;
            clock_gettime(CLOCK_REALTIME, &s);
            if (t) *t = s.tv_sec;
            return s.tv_sec;
        }
        """

    /// - Parameters:
    ///   - offset: how far it jumps, in seconds; back where negative.
    ///   - library: made by `build`.
    init(by offset: Int, _ library: Scratch) throws {
        self.offset = offset
        scratch = try Scratch()
        self.library = library
    }

    private let library: Scratch

    /// Compiles the library, once for all clocks; a Swift toolchain brings a compiler.
    static func build() async throws -> Scratch {
        let folder = try Scratch()
        try folder.write("clock.c", source)
        var words = ""
        for compiler in ["cc", "clang", "gcc"] {
            let child = try Child(
                "/usr/bin/env", [compiler, "-shared", "-fPIC", "-o", "clock.so", "clock.c"],
                environment: Agent.environment(home: folder.path), in: folder)
            if try await child.ended(within: 60) == .exited(0) { return folder }
            words += child.errors
        }
        throw Unexpected("no C compiler made the clock: \(words)")
    }

    /// What makes an agent see this clock.
    var settings: [String: String] {
        [
            "LD_PRELOAD": library.path("clock.so"), "CLOCK_FLAG": scratch.path("jump"), "CLOCK_OFFSET": "\(offset)",
        ]
    }

    /// Makes it jump.
    func jump() throws { try scratch.write("jump", "") }
}
