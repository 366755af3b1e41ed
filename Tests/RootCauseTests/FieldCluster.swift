import AutoSRECore
@testable import RootCause

/// A cluster: services on nodes, one of them at fault, and what orchestrators say of an ordinary day.
struct FieldCluster {
    typealias Effect = @Sendable (_ since: Double, _ usual: Double) -> Double

    let services: [String]
    let nodes: [String]
    /// The service that a story is about, one that calls it, and the node it runs on.
    let subject: String
    let caller: String
    let node: String
    let names: FieldMetrics.Workload

    /// What a fault does to the figures of its subject.
    struct Effects: Sendable {
        var cpu: Effect?
        var memory: Effect?
        var restarts: Effect?
        var available: Effect?
        var requests: Effect?
        var latency: Effect?
        var errors: Effect?
    }

    init(_ world: inout FieldWorld, telling: Int) {
        names = FieldMetrics.workload(telling)
        let all = [
            ["frontend", "cart", "payments", "catalog", "shipping", "auth", "search", "email", "ads", "ledger"],
            ["web", "orders-api", "inventory", "pricing", "sessions", "worker", "media", "notify", "geo", "profile"],
        ][telling % 2].shuffled(using: &world.random)
        services = Array(all.prefix(world.random.whole(3...9)))
        nodes = (1...world.random.whole(2...5)).map {
            telling % 2 == 0 ? "node-\($0)" : "ip-10-0-\($0)-17.ec2.internal"
        }
        subject = services[0]
        caller = services[1]
        node = nodes[0]
        if world.random.unit() < 0.5 {
            world.edge(caller, subject)
            for service in services.dropFirst(2) { world.edge(caller, service) }
        }
        world.hasMetrics = world.random.unit() < 0.85
        world.hasLogs = world.random.unit() < 0.85
    }

    /// Everything that is always there, with the effects on the subject and on its caller.
    func live(
        _ world: inout FieldWorld, _ effects: Effects = Effects(), caller callerEffects: Effects = Effects(),
        noisy: Bool? = nil
    ) {
        for service in services {
            let own = service == subject ? effects : service == caller ? callerEffects : Effects()
            add(&world, service, names.cpu, own.cpu)
            add(&world, service, names.memory, own.memory, noise: 0.02)
            add(&world, service, names.restarts, own.restarts, noise: 0)
            add(&world, service, names.available, own.available, noise: 0)
            add(&world, service, names.requests, own.requests)
            add(&world, service, names.latency, own.latency)
            add(&world, service, names.errors, own.errors, noise: 0.4)
            world.chatter(service, Double.random(in: 1...25, using: &world.random), Self.chatter)
        }
        for node in nodes {
            world.gauge(node, "node_load5", 2.2, noise: 0.15)
            world.gauge(node, "node_memory_MemAvailable_bytes", 7.4e9, noise: 0.02)
        }
        ordinaryDay(&world)
        if noisy ?? (world.random.unit() < 0.3) { noise(&world) }
    }

    private func add(
        _ world: inout FieldWorld, _ service: String, _ name: FieldMetrics.Name, _ effect: Effect?, noise: Double = 0.1
    ) {
        let level = noise == 0 ? name.usual : name.usual * Double.random(in: 0.5...1.6, using: &world.random)
        if name.counts {
            world.counter(service, name.text, level, effect: effect)
        } else if noise == 0 {
            // A number of pods or of restarts stands still for hours.
            world.gauge(service, name.text, level * 1.34, noise: 0, whole: true, until: level, effect: effect)
        } else {
            world.gauge(service, name.text, level, noise: noise, until: name.most, effect: effect)
        }
    }

    /// Pods that come and go: jobs, a roll-out now and then, scaling.
    func ordinaryDay(_ world: inout FieldWorld) {
        for _ in 0..<world.random.whole(2...10) {
            let at = world.random.whole(0...world.end)
            start(&world, world.random.pick(Array(services.dropFirst(2)) + ["nightly-report", "cleanup"]), at)
        }
    }

    /// A pod starts as pods do, its first probes refused.
    func start(_ world: inout FieldWorld, _ service: String, _ at: Int) {
        let pod = world.pod(service)
        let lines = [
            ("Scheduled", "Successfully assigned default/\(pod) to \(node)"),
            ("Pulling", "Pulling image \"registry.local/\(service):1.#\""),
            ("Pulled", "Successfully pulled image in #ms"), ("Created", "Created container \(service)"),
            ("Started", "Started container \(service)"),
        ]
        for (index, line) in lines.enumerated() where at + index < world.end {
            world.event(at + index, service, line.0, line.1, instance: pod)
        }
        if world.random.unit() < 0.3, at + 12 < world.end {
            world.event(
                at + 12, service, "Unhealthy",
                "Readiness probe failed: Get \"http://10.1.2.3:8080/ready\": dial tcp 10.1.2.3:8080: connect: connection refused",
                count: world.random.whole(1...2), instance: pod)
        }
    }

    /// Another namespace's pods that have been failing for days, thousands of times.
    func noise(_ world: inout FieldWorld) {
        for team in ["batch-a", "sandbox", "ml-jobs"] {
            for _ in 0..<world.random.whole(100...500) {
                let at = world.random.whole(0...world.end)
                let (reason, message) = world.random.pick([
                    ("BackOff", "Back-off restarting failed container main in pod"),
                    ("FailedScheduling", "0/5 nodes are available: 5 Insufficient nvidia.com/gpu."),
                    ("Unhealthy", "Liveness probe failed: HTTP probe failed with statuscode: 500"),
                    ("FailedMount", "MountVolume.SetUp failed for volume \"cfg\" : configmap \"tmp\" not found"),
                ])
                world.event(at, team, reason, message, count: world.random.whole(1...4))
            }
        }
    }

    static let chatter = [
        "INFO GET /v1/items/# 200 #ms", "INFO processed message # from topic events",
        "level=info msg=\"request done\" status=200 duration=#ms",
        "{\"level\":\"info\",\"msg\":\"cache hit\",\"key\":\"#\"}", "WARN retrying request # after timeout=# attempt=1",
        "ERROR validation failed for order #: unknown voucher", "DEBUG connection pool stats: active=# idle=#",
    ]
}
