public import AutoSRECore
import Synchronization

/// One process of the agent in a simulated world. After it has died, nothing it does has any effect.
public struct SimulatedProcess: Sendable {
    /// The world it lives in.
    public let cloud: SimulatedCloud
    /// Its number: 1, 2, 3, …
    public let number: Int

    /// Starts a process.
    public init(_ cloud: SimulatedCloud, number: Int) { (self.cloud, self.number) = (cloud, number) }

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
            for change in state.coming where change.at <= state.now {
                cloud.change(&state) { SimulatedActuator.apply(change.state, &$0) }
            }
            state.coming.removeAll { [now = state.now] in $0.at <= now }
            return state.wall
        }
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
        }
    }

    /// The process, on the one machine there is.
    public var owner: Owner { Owner(bootID: "simulation", process: Int32(number), started: 1) }

    /// Whether that process has not died.
    public func isAlive(_ owner: Owner) -> Bool? { cloud.state.withLock { !$0.dead.contains(Int(owner.process)) } }

    /// Remembers the path.
    public func mark(_ path: RarePath) { cloud.state.withLock { _ = $0.paths.insert(path) } }
}
