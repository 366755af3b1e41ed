import AutoSREAdapters
import AutoSRECore
import Testing

@Suite("The real world", .timeLimit(.minutes(1)))
struct SystemWorldTests {
    private let world = SystemWorld()

    @Test("this process lives, one that was never started does not")
    func owners() {
        let own = world.owner
        #expect(world.isAlive(own) && own == SystemWorld().owner)
        #expect(!world.isAlive(Owner(bootID: own.bootID, process: own.process, started: own.started + 1)))
        #expect(!world.isAlive(Owner(bootID: own.bootID, process: Int32.max - 1, started: 1)))
        #expect(!world.isAlive(Owner(bootID: "another boot", process: own.process, started: own.started)))
        #expect(world.isAlive(Owner(bootID: "", process: own.process, started: own.started)))
    }

    @Test("time passes while it sleeps, and not otherwise")
    func sleeping() async throws {
        let start = world.now()
        try await world.sleep(until: start.advanced(bySeconds: -5))
        try await world.sleep(until: start.advanced(bySeconds: 0.05))
        #expect(world.now().seconds(since: start) >= 0.05)
        let sleeper = Task { [world] in try await world.sleep(until: world.now().advanced(bySeconds: 600)) }
        sleeper.cancel()
        await #expect(throws: CancellationError.self) { try await sleeper.value }
    }

    @Test("hexadecimal digits, never the same")
    func digits() {
        let names = Set((0..<100).map { _ in world.hex(16) })
        #expect(names.count == 100 && names.allSatisfy { $0.count == 16 && $0.allSatisfy(\.isHexDigit) })
    }
}
