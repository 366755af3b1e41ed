public import AutoSRECore
import Synchronization

/// One process of the agent in a simulated world. After it has died, nothing it does has any effect.
public struct SimulatedProcess: Sendable {
    /// The world it lives in.
    public let cloud: SimulatedCloud
    /// Its number: 1, 2, 3, …
    public let number: Int

    /// Where its number means this process and no other.
    let namespace: String
    /// Faults that it has by itself, to try mutants on.
    let defects: Set<Defect>

    /// What may be wrong about a process, so that the invariants have something to notice.
    public enum Defect: Sendable {
        /// Takes for dead whom it cannot see.
        case believesStrangersDead
        /// Takes a target whoever has it.
        case ignoresClaims
        /// Goes on with a clock that was set back.
        case keepsTheClock
    }

    /// Starts a process.
    public init(
        _ cloud: SimulatedCloud, number: Int, namespace: String = "pid:[1]", defects: Set<Defect> = []
    ) {
        (self.cloud, self.number, self.namespace, self.defects) = (cloud, number, namespace, defects)
    }

    /// Whether it has died.
    public var isDead: Bool { cloud.state.withLock { $0.dead.contains(number) } }

    /// Ends it, as SIGKILL would.
    public func kill() { cloud.state.withLock { _ = $0.dead.insert(number) } }

    /// Maybe dies here.
    func maybeCrash(_ place: String, _ state: inout SimulatedCloud.State) throws {
        guard !state.dead.contains(number) else { throw StoreError.unusable("dead") }
        guard state.faults > 0, state.random.chance(1, in: 9) else { return }
        state.faults -= 1
        state.faultsHit.insert(place)
        state.dead.insert(number)
        throw StoreError.unusable("crash: \(place)")
    }

    /// Maybe fails in a way that may pass.
    func maybeFlake(_ place: String, _ state: inout SimulatedCloud.State) throws {
        guard !state.dead.contains(number) else { throw StoreError.unusable("dead") }
        guard state.faults > 0, state.random.chance(1, in: 7) else { return }
        state.faults -= 1
        state.faultsHit.insert(place)
        throw Flake(place: place)
    }
}

/// A failure that may pass.
struct Flake: Error, CustomStringConvertible {
    let place: String
    var description: String { place }
}

extension SimulatedProcess: World {
    /// The simulated time; asking takes a millisecond.
    public func now() -> Instant {
        cloud.state.withLock { state in
            state.now = state.now.advanced(bySeconds: 0.001)
            cloud.arrive(&state)
            return state.wall
        }
    }

    /// Sets the machine's clock right where it was set back.
    public func catchUp(to instant: Instant) {
        guard !defects.contains(.keepsTheClock) else { return }
        cloud.state.withLock { $0.skew += max(0, instant.seconds(since: $0.wall)) }
    }

    /// Digits from the seed.
    public func hex(_ digits: Int) -> String {
        cloud.state.withLock { state in
            String(repeating: "0", count: digits).map { _ in String(state.random.next() % 16, radix: 16) }.joined()
        }
    }

    /// Moves the time on.
    public func sleep(until instant: Instant) async throws {
        try Task.checkCancellation()
        guard !isDead else { throw StoreError.unusable("dead") }
        cloud.state.withLock { state in
            let seconds = max(0, instant.seconds(since: state.wall))
            if seconds > 60 { state.violations.append("slept for \(seconds) s") }
            state.now = state.now.advanced(bySeconds: seconds)
            cloud.maybePause(&state)
        }
        await cloud.intrude()
    }

    /// The process, on the one machine there is.
    public var owner: Owner {
        Owner(
            instance: "process-\(number)", bootID: "simulation", namespace: namespace, process: Int32(number),
            started: 1)
    }

    /// Whether that process has not died; nil of one in another namespace.
    public func isAlive(_ owner: Owner) -> Bool? {
        guard owner.sharesProcesses(with: self.owner) else {
            return defects.contains(.believesStrangersDead) ? false : nil
        }
        return cloud.state.withLock { !$0.dead.contains(Int(owner.process)) }
    }

    /// Remembers the path.
    public func mark(_ path: RarePath) { cloud.state.withLock { _ = $0.paths.insert(path) } }
}
