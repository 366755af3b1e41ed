import AutoSRECore
import ServiceSimulation

/// Follows one request through the shop: what is wrong with the service shows in the step that it hurts.
struct Tracer {
    let service: Service
    let vitals: Vitals
    let fleet: Fleet
    let at: Instant

    /// One step inside the service, before it has a place in time.
    private struct Step {
        let component: String
        let operation: String
        let duration: Double
        var failed = false
    }

    private static let poolTimeout = 3000.0

    func request(_ random: inout SeededRandom) -> [ShopSpan] {
        let trace = random.hex(16) + random.hex(16)
        let operation = random.pick(BackgroundLogs.paths[service.profile.id] ?? ["GET /"])
        let serving = fleet.instances.filter { service.ailment.phase(of: $0, at: at).status == .running }
        guard !serving.isEmpty else { return [refused(trace, operation, &random)] }
        let steps = steps(&random)
        return spans(trace, operation, random.pick(serving), steps, &random)
    }

    /// Nobody serves: the gateway waits and gives up.
    private func refused(_ trace: String, _ operation: String, _ random: inout SeededRandom) -> ShopSpan {
        ShopSpan(
            trace: trace, id: random.hex(16), parent: nil, component: Symptoms.gateway, operation: operation, start: at,
            duration: 1000 + random.unit() * 200, failed: true)
    }

    /// What the service does for the request, in its order; a step that fails is the last.
    private func steps(_ random: inout SeededRandom) -> [Step] {
        var steps = [queue(&random), Step(component: "runtime", operation: "handle request", duration: own(&random))]
        if let pause = pause(&random) { steps.append(pause) }
        steps += [connection(&random), query(&random), provider(&random)]
        steps.removeAll { $0.duration < 0.05 }
        if let failure = steps.firstIndex(where: \.failed) { steps.removeSubrange((failure + 1)...) }
        return steps
    }

    private func own(_ random: inout SeededRandom) -> Double { service.profile.p50 * (0.15 + 0.2 * random.unit()) }

    /// Waiting for a worker, where all are busy.
    private func queue(_ random: inout SeededRandom) -> Step {
        let overload = min(max(vitals.demand - 0.72, 0), 1.2)
        let wait = 1 + overload * 4500 * share(&random)
        let rejected = random.unit() < max(1 - 1 / max(vitals.demand, 1), 0)
        return Step(component: "runtime", operation: "wait for worker", duration: wait, failed: rejected)
    }

    private func pause(_ random: inout SeededRandom) -> Step? {
        let duration = vitals.gcPause * (0.6 + 0.8 * random.unit())
        guard duration > 50, random.unit() < 0.6 else { return nil }
        let failed = random.unit() < max(vitals.gcPause - 250, 0) / 3000
        return Step(component: "runtime", operation: "garbage collection", duration: duration, failed: failed)
    }

    /// Taking a connection from the pool, where a full one lets requests wait and then fail.
    private func connection(_ random: inout SeededRandom) -> Step {
        let short = random.unit() < min(vitals.poolWaiting / 60, 0.7)
        let failed = short && random.unit() < 0.6
        var wait = 0.2 + random.unit()
        if short { wait = failed ? Self.poolTimeout : Self.poolTimeout * (0.2 + 0.7 * random.unit()) }
        return Step(component: "database-pool", operation: "acquire connection", duration: wait, failed: failed)
    }

    private func query(_ random: inout SeededRandom) -> Step {
        Step(component: "database", operation: "SELECT", duration: 3 + 9 * random.unit())
    }

    private func provider(_ random: inout SeededRandom) -> Step {
        let late = max(vitals.providerLatency - service.profile.providerLatency, 0)
        let timesOut = late > 1000 && random.unit() < 0.8
        let usual = service.profile.providerLatency * (0.7 + 0.6 * random.unit())
        let duration = timesOut ? min(vitals.providerLatency, ProviderDown.timeout) : usual * 0.2
        return Step(
            component: service.profile.provider, operation: "POST /v1", duration: duration, failed: timesOut)
    }

    /// How far this request is from the fastest, most often a little.
    private func share(_ random: inout SeededRandom) -> Double {
        let draw = random.unit()
        return draw * draw
    }

    private func spans(
        _ trace: String, _ operation: String, _ instance: Instance, _ steps: [Step], _ random: inout SeededRandom
    ) -> [ShopSpan] {
        let total = steps.reduce(0) { $0 + $1.duration }
        let failed = steps.contains(where: \.failed)
        let hop = 0.5 + random.unit()
        let root = ShopSpan(
            trace: trace, id: random.hex(16), parent: nil, component: Symptoms.gateway, operation: operation, start: at,
            duration: total + 2 * hop, failed: failed)
        let work = ShopSpan(
            trace: trace, id: random.hex(16), parent: root.id, component: service.profile.id, operation: operation,
            start: at.advanced(bySeconds: hop / 1000), duration: total, failed: failed, instance: instance)
        var spans = [root, work]
        var after = hop
        for step in steps {
            spans.append(
                ShopSpan(
                    trace: trace, id: random.hex(16), parent: work.id, component: step.component,
                    operation: step.operation, start: at.advanced(bySeconds: after / 1000), duration: step.duration,
                    failed: step.failed, instance: step.component == "runtime" ? instance : nil))
            after += step.duration
        }
        return spans
    }
}
