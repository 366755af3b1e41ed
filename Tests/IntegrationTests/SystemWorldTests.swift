import AutoSREIntegrations
import AutoSRECore
import Testing

@Suite("The real world", .timeLimit(.minutes(1)))
struct SystemWorldTests {
    private let world = SystemWorld()

    @Test("this process lives, one that was never started does not; of other boots and namespaces nobody knows")
    func owners() {
        let own = world.owner
        #expect(world.isAlive(own) == true && own == SystemWorld().owner && own.instance.count == 16)
        func other(
            boot: String? = nil, namespace: String? = nil, process: Int32? = nil, started: UInt64? = nil
        ) -> Bool? {
            let owner = Owner(
                instance: "another", bootID: boot ?? own.bootID, namespace: namespace ?? own.namespace,
                process: process ?? own.process, started: started ?? own.started)
            return world.isAlive(owner)
        }
        #expect(other() == true)
        #expect(other(started: own.started + 1) == false)
        #expect(other(process: Int32.max - 1, started: 1) == false)
        #expect(other(boot: "another boot") == nil && other(boot: "") == nil)
        #expect(other(namespace: "pid:[1]", process: Int32.max - 1) == nil && other(namespace: "") == nil)
    }

    @Test("a lease holds while its holder lives, not after its death, and until its end where nobody knows")
    func leases() {
        let (own, now) = (world.owner, world.now())
        func holds(_ owner: Owner, since seconds: Double) -> Bool {
            world.holds(Lease(owner: owner, at: now.advanced(bySeconds: -seconds), token: 1))
        }
        let dead = Owner(bootID: own.bootID, namespace: own.namespace, process: Int32.max - 1, started: 1)
        let hidden = Owner(bootID: own.bootID, namespace: "pid:[1]", process: own.process, started: own.started)
        #expect(holds(own, since: 0) && holds(own, since: 3600))
        #expect(!holds(dead, since: 0))
        #expect(holds(hidden, since: 0) && !holds(hidden, since: 60))
        #expect(!world.holds(Lease(owner: own, at: now, token: 1).released))
    }

    @Test("its time never runs behind a journal's")
    func catchingUp() {
        let later = world.now().advanced(bySeconds: 0.5)
        world.catchUp(to: later)
        #expect(world.now() >= later)
        world.catchUp(to: later.advanced(bySeconds: -3600))
        #expect(world.now() >= later && world.now().seconds(since: later) < 600)
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
